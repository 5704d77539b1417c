# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of sign-in, of the own account, and of everything about people and workspaces."""

from django.urls import path

from klammer_web.accounts.signing_in import views as signing_in
from klammer_web.accounts.views import (
    account,
    departments,
    invitations,
    lists,
    people,
    saved_views,
    second_looks,
    sharing,
    vocabulary,
    workspaces,
)

app_name = "accounts"
urlpatterns = [
    path("anmelden/", signing_in.SignIn.as_view(), name="sign_in"),
    path("anmelden/vorfuehrung/", signing_in.demo_sign_in, name="demo_sign_in"),
    path("abmelden/", signing_in.sign_out, name="sign_out"),
    path("", account.index, name="account"),
    path("wechseln/", workspaces.choose_workspace, name="choose_workspace"),
    path("mandanten/", workspaces.index, name="workspaces"),
    path("mandant/", people.index, name="people"),
    path("mandant/einladen/", invitations.invite, name="invite"),
    path(
        "mandant/einladungen/<uuid:invitation_id>/erneut/",
        invitations.resend,
        name="invitation_resend",
    ),
    path(
        "mandant/einladungen/<uuid:invitation_id>/zurueckziehen/",
        invitations.revoke,
        name="invitation_revoke",
    ),
    path("mandant/personen/<uuid:user_id>/", people.person, name="person"),
    path("mandant/personen/<uuid:user_id>/rolle/", people.give_role, name="person_give_role"),
    path("mandant/personen/<uuid:user_id>/verabschieden/", people.goodbye, name="person_goodbye"),
    path(
        "mandant/personen/<uuid:user_id>/zweiter-faktor/",
        people.second_factor,
        name="person_second_factor",
    ),
    path("mandant/rollen/<uuid:membership_id>/beenden/", people.end_role, name="role_end"),
    path("mandant/rollen/<uuid:membership_id>/zuordnen/", people.move, name="role_move"),
    path("mandant/organisation/", departments.index, name="departments"),
    path("mandant/organisation/<uuid:department_id>/", departments.change, name="department"),
    path(
        "mandant/organisation/<uuid:department_id>/entfernen/",
        departments.remove,
        name="department_remove",
    ),
    path("listen/<str:listing>/mappe/", lists.workbook, name="list_workbook"),
    path("listen/<str:listing>/aendern/", lists.change, name="list_change"),
    path("listen/<str:listing>/uebernehmen/", lists.confirm, name="list_confirm"),
    path("listen/<str:listing>/zuruecknehmen/", lists.undo, name="list_undo"),
    path("listen/<str:listing>/ansicht/", saved_views.save, name="view_save"),
    path("ansichten/<uuid:view_id>/loeschen/", saved_views.remove, name="view_remove"),
    path("ansichten/<uuid:view_id>/zuerst/", saved_views.choose_default, name="view_default"),
    path("verzeichnisse/", vocabulary.index, name="vocabulary"),
    path("verzeichnisse/<uuid:entry_id>/", vocabulary.word, name="word"),
    path("verzeichnisse/<uuid:entry_id>/umbenennen/", vocabulary.rename, name="word_rename"),
    path("verzeichnisse/<uuid:entry_id>/entfernen/", vocabulary.remove, name="word_remove"),
    path("einladung/<str:word>/", invitations.join, name="invitation"),
    path("weitergaben/", sharing.index, name="shares"),
    path("weitergaben/<uuid:share_id>/zuruecknehmen/", sharing.withdraw, name="share_withdraw"),
    path("weitergeben/<str:kind>/<str:object_id>/", sharing.share, name="share"),
    path("zweiter-blick/", second_looks.index, name="second_looks"),
    path("zweiter-blick/<uuid:look_id>/", second_looks.detail, name="second_look"),
    path(
        "zweiter-blick/<uuid:look_id>/allein/",
        second_looks.confirm_alone,
        name="second_look_alone",
    ),
    path(
        "zweiter-blick/<uuid:look_id>/zurueckziehen/",
        second_looks.take_back,
        name="second_look_take_back",
    ),
    path("zweiter-blick/link/<str:word>/", second_looks.by_link, name="second_look_link"),
    path(
        "zweiter-blick/bitten/<str:kind>/<str:object_id>/",
        second_looks.ask,
        name="second_look_ask",
    ),
]
