# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of allauth's pages in German; the names are allauth's own."""

from allauth.account import views as account
from allauth.mfa.base import views as second_factor
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as keys
from allauth.socialaccount import views as provider
from allauth.socialaccount.providers.openid_connect import views as openid
from allauth.usersessions import views as sessions
from django.urls import path, re_path

from klammer_web.accounts.signing_in import views

_ACCOUNT = [
    path("anmelden/", views.SignIn.as_view(), name="account_login"),
    path("abmelden/", views.sign_out, name="account_logout"),
    path("gesperrt/", account.account_inactive, name="account_inactive"),
    path("zugang/", account.signup, name="account_signup"),
    path("nachfrage/", account.reauthenticate, name="account_reauthenticate"),
    path("e-mail/", account.email, name="account_email"),
    path(
        "e-mail/gesendet/",
        account.email_verification_sent,
        name="account_email_verification_sent",
    ),
    re_path(
        r"^e-mail/(?P<key>[-:\w]+)/$",
        account.confirm_email,
        name="account_confirm_email",
    ),
    path("passwort/", account.password_change, name="account_change_password"),
    path("passwort/festlegen/", account.password_set, name="account_set_password"),
    path("passwort/vergessen/", account.password_reset, name="account_reset_password"),
    path(
        "passwort/vergessen/gesendet/",
        account.password_reset_done,
        name="account_reset_password_done",
    ),
    path(
        "passwort/neu/fertig/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^passwort/neu/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[-\w]+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
]
_SECOND_FACTOR = [
    path("zweiter-faktor/", second_factor.index, name="mfa_index"),
    path("zweiter-faktor/pruefen/", second_factor.authenticate, name="mfa_authenticate"),
    path("zweiter-faktor/nachfrage/", second_factor.reauthenticate, name="mfa_reauthenticate"),
    path("zweiter-faktor/app/", app.activate_totp, name="mfa_activate_totp"),
    path("zweiter-faktor/app/entfernen/", app.deactivate_totp, name="mfa_deactivate_totp"),
    path("ersatzcodes/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("ersatzcodes/neu/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("ersatzcodes/datei/", codes.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("schluessel/", keys.list_webauthn, name="mfa_list_webauthn"),
    path("schluessel/neu/", keys.add_webauthn, name="mfa_add_webauthn"),
    path("schluessel/nachfrage/", keys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("schluessel/anmelden/", keys.login_webauthn, name="mfa_login_webauthn"),
    path("schluessel/<int:pk>/", keys.edit_webauthn, name="mfa_edit_webauthn"),
    path("schluessel/<int:pk>/entfernen/", keys.remove_webauthn, name="mfa_remove_webauthn"),
]
_PROVIDER = [
    path("anmeldedienst/", provider.connections, name="socialaccount_connections"),
    path(
        "anmeldedienst/abgebrochen/", provider.login_cancelled, name="socialaccount_login_cancelled"
    ),
    path("anmeldedienst/fehler/", provider.login_error, name="socialaccount_login_error"),
    path("anmeldedienst/zugang/", provider.signup, name="socialaccount_signup"),
    path("anmeldedienst/<slug:provider_id>/", views.provider_sign_in, name="openid_connect_login"),
    path(
        "anmeldedienst/<slug:provider_id>/zurueck/",
        openid.callback,
        name="openid_connect_callback",
    ),
]
urlpatterns = [
    *_ACCOUNT,
    *_SECOND_FACTOR,
    *_PROVIDER,
    path("sitzungen/", sessions.list_usersessions, name="usersessions_list"),
]
