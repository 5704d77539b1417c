# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages: what a person sees, types and reads when something is refused."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from klammer_web.accounts import queries
from klammer_web.accounts.actions import second_looks
from klammer_web.accounts.enums import Role
from klammer_web.accounts.models import Invitation, SecondLook, Share, User, Workspace
from klammer_web.operation.models import OutgoingMail
from tests.product.accounts.conftest import Notes

pytestmark = pytest.mark.django_db
PASSWORD = "ein langes Passwort 7"  # noqa: S105  # reason: of this test alone
NEW = "neu@beispiel.example"


@pytest.fixture(autouse=True)
def _one_factor(settings):
    settings.SECOND_FACTOR_ROLES = frozenset()


@pytest.fixture
def as_person(client):
    def sign_in(user):
        client.force_login(user)
        return client

    return sign_in


@pytest.fixture
def as_coordinator(as_person, person, county):
    return as_person(person(county, Role.COORDINATOR))


def text_of(response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def invited_address(client) -> str:
    client.post(
        reverse("accounts:invite"),
        {"email": NEW, "role": "sector_planner", "since": timezone.localdate().isoformat()},
    )
    mail = OutgoingMail.objects.get(recipient=NEW)
    return re.search(r"http://testserver(/\S+)", mail.text)[1]


def test_invited_person_makes_an_account_and_arrives_in_the_workspace(
    as_coordinator, county, client
):
    address = invited_address(as_coordinator)
    client.logout()

    shown = text_of(client.get(address))
    response = client.post(address, {"name": "Fachplanung", "password": PASSWORD})

    assert "Mitarbeiten in „Wartburgkreis“" in shown
    assert NEW in shown
    assert response.url == reverse("portal:home")
    assert client.session[queries.SESSION_KEY] == str(county.id)
    assert User.objects.get(email=NEW).check_password(PASSWORD)


def test_used_or_unknown_link_says_what_to_do_and_tells_nothing(as_coordinator, client):
    address = invited_address(as_coordinator)
    client.logout()
    client.post(address, {"name": "Fachplanung", "password": PASSWORD})
    client.logout()

    used = client.get(address)
    unknown = client.get(reverse("accounts:invitation", args=["nichts"]))

    assert (used.status_code, unknown.status_code) == (404, 404)
    assert text_of(used) == text_of(unknown)
    assert "gilt nicht (mehr)" in text_of(used)
    assert "Wartburgkreis" not in text_of(used)


def test_signed_in_person_accepts_with_a_click(as_coordinator, as_person, person, city):
    address = invited_address(as_coordinator)
    other = person(city, Role.HEAD)
    client = as_person(other)

    assert f"Sie sind angemeldet als {other}" in text_of(client.get(address))
    client.post(address)

    assert Invitation.objects.get().accepted_by == other
    assert other.memberships.count() == 2


def test_wrong_input_stands_beside_its_field_and_nothing_is_sent(as_coordinator):
    response = as_coordinator.post(
        reverse("accounts:invite"),
        {
            "email": "keine adresse",
            "role": "administrator",
            "since": "2026-01-01",
            "until": "2025-01-01",
        },
    )

    assert response.status_code == 400
    form = response.context["form"]
    assert set(form.errors) == {"email", "role", "until"}
    assert not OutgoingMail.objects.exists()


def test_people_page_lists_roles_departments_and_invitations(as_coordinator, county, person):
    department = county.departments.create(name="Jugendamt", kind="office")
    person(county, Role.SECTOR_PLANNER).memberships.update(department=department)
    invited_address(as_coordinator)

    shown = text_of(as_coordinator.get(reverse("accounts:people")))

    assert "2 Personen arbeiten hier" in shown
    assert "Fachplanung Jugendamt" in shown
    assert NEW in shown
    assert "Niemand ist eingeladen" not in shown


def test_city_calls_its_council_stadtrat(as_person, person, city):
    person(city, Role.COUNCIL_MEMBER)
    client = as_person(person(city, Role.COORDINATOR))

    shown = text_of(client.get(reverse("accounts:people")))

    assert "Stadtrat" in shown
    assert "Kreistag" not in shown


def test_refusal_names_roles_and_colleagues_to_members_alone(as_person, person, county, client):
    person(county, Role.COORDINATOR, name="Koordination Süd")
    as_person(person(county, Role.PROVIDER))

    refused = text_of(client.get(reverse("accounts:people")))
    client.force_login(person(county, name="ohne Rolle"))
    stranger = text_of(client.get(reverse("accounts:people")))

    assert "Das können in „Wartburgkreis“: Planungskoordination, Verwaltung der Instanz." in refused
    assert "Fragen Sie Koordination Süd." in refused
    assert "Koordination Süd" not in stranger


def test_goodbye_page_shows_what_is_handed_over_and_does_it(as_coordinator, person, county, notes):
    leaving, heir = person(county, Role.SECTOR_PLANNER), person(county, Role.HEAD)
    notes.add("1", workspace=county, owner=leaving.id)
    address = reverse("accounts:person_goodbye", args=[leaving.id])

    assert "Wer übernimmt 1 Notizen?" in text_of(as_coordinator.get(address))
    day = timezone.localdate().isoformat()
    refused = as_coordinator.post(address, {"day": day})
    assert set(refused.context["form"].errors) == {"successor_0"}
    as_coordinator.post(address, {"day": day, "successor_0": str(heir.id)})

    assert notes.texts["1"]["owner"] == heir.id
    assert queries.seat_in(leaving, day=timezone.localdate()).roles == frozenset()


def test_roles_and_departments_are_kept_on_their_pages(as_coordinator, person, county):
    user = person(county, Role.SECTOR_PLANNER)
    as_coordinator.post(reverse("accounts:departments"), {"name": "Sozialamt", "kind": "office"})
    office = county.departments.get()
    held = user.memberships.get()

    as_coordinator.post(
        reverse("accounts:role_move", args=[held.id]), {"department": str(office.id)}
    )
    as_coordinator.post(
        reverse("accounts:person_give_role", args=[user.id]),
        {"role": "head", "since": timezone.localdate().isoformat()},
    )
    as_coordinator.post(
        reverse("accounts:department", args=[office.id]), {"name": "Amt 50", "kind": "office"}
    )

    held.refresh_from_db()
    assert held.department.name == "Amt 50"
    assert queries.seat_in(user, day=timezone.localdate()).roles == {Role.SECTOR_PLANNER, Role.HEAD}
    shown = text_of(as_coordinator.get(reverse("accounts:person", args=[user.id])))
    assert "Leitung" in shown


def test_preview_shows_what_they_will_see_before_anything_is_written(as_coordinator, county, notes):
    notes.add("1", workspace=county, text="Geheimnisvoller Entwurf")
    address = reverse("accounts:share", args=[Notes.KIND, "1"])

    preview = text_of(as_coordinator.post(address, {"target": "public"}))
    assert "Das werden sie sehen" in preview
    assert "Geheimnisvoller Entwurf" in preview
    assert "Alle Menschen im Netz können es lesen." in preview
    assert not Share.objects.exists()

    as_coordinator.post(address, {"target": "public", "step": "confirm"})
    listed = text_of(as_coordinator.get(reverse("accounts:shares")))
    assert "Notiz 1" in listed

    as_coordinator.post(reverse("accounts:share_withdraw", args=[Share.objects.get().id]))
    past = text_of(as_coordinator.get(reverse("accounts:shares"), {"stand": "withdrawn"}))
    assert "1 Weitergabe" in past
    assert "Notiz 1" in past


def test_head_answers_by_the_link_without_signing_in(as_coordinator, person, county, notes, client):
    head = person(county, Role.HEAD)
    notes.add("1", workspace=county, text="Entwurf der Vorlage")
    as_coordinator.post(
        reverse("accounts:second_look_ask", args=[Notes.KIND, "1"]), {"note": "Absatz 2"}
    )
    look = SecondLook.objects.get()
    address = reverse("accounts:second_look_link", args=[second_looks.word_for(look, head)])
    client.logout()

    shown = text_of(client.get(address))
    assert "Entwurf der Vorlage" in shown
    assert "Absatz 2" in shown
    assert SecondLook.objects.get().state == "waiting"  # looking at the link answers nothing
    thanks = client.post(address, {"answer": "agree", "reason": ""})

    look.refresh_from_db()
    assert (look.state, look.decided_by, look.by_link) == ("agreed", head, True)
    assert "Danke" in text_of(thanks)


def test_link_of_confidential_content_asks_to_sign_in(
    as_coordinator, person, county, notes, client
):
    from klammer_web.accounts import second_look

    head = person(county, Role.HEAD)
    notes.add("1", workspace=county, text="Vertraulich")
    second_look.register(
        Notes.KIND, word="Notiz", title=notes.title, fingerprint=notes.fingerprint,
        preview=notes.preview, address=str,
    )  # fmt: skip
    as_coordinator.post(reverse("accounts:second_look_ask", args=[Notes.KIND, "1"]))
    look = SecondLook.objects.get()
    client.logout()

    response = client.get(
        reverse("accounts:second_look_link", args=[second_looks.word_for(look, head)]), follow=True
    )

    assert response.redirect_chain[-1][0].startswith(reverse("accounts:sign_in"))
    assert "Vertraulich" not in response.content.decode()


def test_confirming_alone_is_offered_after_a_day_and_stays_visible(as_coordinator, county, notes):
    notes.add("1", workspace=county)
    as_coordinator.post(reverse("accounts:second_look_ask", args=[Notes.KIND, "1"]))
    look = SecondLook.objects.get()
    page = reverse("accounts:second_look", args=[look.id])
    assert "können Sie ohne zweiten Blick bestätigen" in text_of(as_coordinator.get(page))
    early = as_coordinator.post(
        reverse("accounts:second_look_alone", args=[look.id]), {"reason": "x"}
    )
    assert early.status_code == 400

    SecondLook.objects.update(asked_at=timezone.now() - timedelta(hours=25))
    as_coordinator.post(reverse("accounts:second_look_alone", args=[look.id]), {"reason": "Urlaub"})

    listed = text_of(as_coordinator.get(reverse("accounts:second_looks")))
    assert "allein bestätigt, ohne zweiten Blick" in listed


@pytest.mark.parametrize(("workspace_kind", "opens"), [("land", True), ("county", False)])
def test_land_opens_workspaces_and_counties_do_not(
    as_person, person, land, county, workspace_kind, opens
):
    place = land if workspace_kind == "land" else county
    client = as_person(person(place, Role.ADMINISTRATOR))

    response = client.post(reverse("accounts:workspaces"), {"key": "16067", "email": NEW})

    assert response.status_code == (302 if opens else 403)
    assert Workspace.objects.filter(key="16067").exists() is opens
    assert OutgoingMail.objects.filter(recipient=NEW).exists() is opens


def test_who_opens_a_workspace_gets_no_role_there(as_person, person, land):
    user = person(land, Role.ADMINISTRATOR)
    as_person(user).post(reverse("accounts:workspaces"), {"key": "16067", "email": NEW})

    assert [one.key for one in queries.workspaces_of(user, day=timezone.localdate())] == ["16"]
    assert Invitation.objects.get().role == "administrator"


def test_switcher_appears_for_those_with_several_workspaces(as_person, person, county, city):
    user = person(county, Role.HEAD)
    client = as_person(user)
    assert 'class="switcher"' not in client.get(reverse("accounts:account")).content.decode()
    user.memberships.create(workspace=city, role=Role.HEAD, valid_from="2020-01-01")

    client.post(reverse("accounts:choose_workspace"), {"workspace": str(city.id)})
    shown = client.get(reverse("accounts:account"))

    assert 'class="switcher"' in shown.content.decode()
    assert shown.context["seat"].workspace_id == city.id


def test_own_name_is_changed_and_recorded(as_person, person, county):
    user = person(county, Role.HEAD)

    as_person(user).post(reverse("accounts:account"), {"name": "  Leitung Soziales "})

    user.refresh_from_db()
    assert user.name == "Leitung Soziales"
