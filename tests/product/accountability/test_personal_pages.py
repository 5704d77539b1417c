# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages about personal data: for oneself, for those who look after them, never across a border."""

import io
import zipfile
from datetime import date

import odfdo
import pytest
from django.urls import reverse

from klammer_web.accountability.personal import classification
from klammer_web.accounts import ownership
from klammer_web.accounts.enums import Role
from klammer_web.accounts.models import User

pytestmark = pytest.mark.django_db
ROLES = list(Role)
FOR_TRAIL = {Role.ADMINISTRATOR, Role.COORDINATOR, Role.HEAD}


@pytest.fixture
def former(person, county):
    """A person whose last role has ended."""
    found = person(Role.SECTOR_PLANNER, county)
    found.memberships.update(valid_until=date(2024, 1, 1))
    return found


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(
    ("view", "roles"),
    [
        ("own", set(ROLES)),
        ("own_export", set(ROLES)),
        ("people", {Role.ADMINISTRATOR}),
        ("processing", FOR_TRAIL),
        ("processing_odt", FOR_TRAIL),
    ],
)
def test_pages_open_to_their_roles(as_role, view, roles, role):
    expected = 200 if role in roles else 403

    assert as_role(role).get(reverse(f"accountability:{view}")).status_code == expected


@pytest.mark.parametrize("view", ["own", "own_export", "people", "processing"])
def test_visitors_are_asked_to_sign_in(client, db, view):
    assert client.get(reverse(f"accountability:{view}")).status_code == 302


@pytest.mark.parametrize("view", ["person_export", "person_erase"])
def test_data_of_others_are_for_the_administration(as_role, former, view):
    address = reverse(f"accountability:{view}", args=[former.id])

    assert as_role(Role.COORDINATOR).get(address).status_code == 403


def test_own_page_and_export_tell_of_oneself_alone(as_role, former, client):
    as_role(Role.PROVIDER)

    page = client.get(reverse("accountability:own")).content.decode()
    archive = client.get(reverse("accountability:own_export")).content

    assert "Mitgliedschaften" in page
    text = zipfile.ZipFile(io.BytesIO(archive)).read("meine-daten.json").decode()
    assert ("provider-16063@beispiel.example" in text, former.email in text) == (True, False)


def test_former_person_is_erased_by_button(as_role, former):
    client = as_role(Role.ADMINISTRATOR)
    address = reverse("accountability:person_erase", args=[former.id])

    asked = client.get(address)
    before = User.objects.get(pk=former.pk).name
    done = client.post(address, follow=True).content.decode()

    assert "Das lässt sich nicht zurücknehmen" in asked.content.decode()
    assert (before, User.objects.get(pk=former.pk).name) == ("Fachplanung", "ehemalige Person")
    assert "Die personenbezogenen Daten sind gelöscht." in done
    assert former.email not in done
    trail = client.get(reverse("accountability:trail")).content.decode()
    assert "hat die personenbezogenen Daten einer ehemaligen Person gelöscht" in trail


@pytest.fixture
def owning():
    ownership.register(
        "test.measure", word="Maßnahmen", hand_over=lambda **_: None,
        owned=lambda **_: [ownership.Owned(id="1", title="Pflegelotsen")],
    )  # fmt: skip
    yield
    ownership.forget("test.measure")


def _has_a_role(user, neighbour):
    user.memberships.update(valid_until=None)


def _begins_later(user, neighbour):
    user.memberships.update(valid_from=date(2099, 1, 1), valid_until=None)


def _is_known_elsewhere(user, neighbour):
    user.memberships.create(
        workspace=neighbour, role=Role.HEAD, valid_from=date(2020, 1, 1),
        valid_until=date(2021, 1, 1),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("situation", "said"),
    [
        (_has_a_role, "Verabschieden Sie sie zuerst."),
        (_begins_later, "Verabschieden Sie sie zuerst."),
        (_is_known_elsewhere, "auch in einem anderen Mandanten"),
    ],
)
def test_person_is_not_erased_while_something_stands_against_it(
    as_role, former, neighbour, situation, said
):
    situation(former, neighbour)
    address = reverse("accountability:person_erase", args=[former.id])

    refused = as_role(Role.ADMINISTRATOR).post(address)

    assert (refused.status_code, said in refused.content.decode()) == (409, True)
    assert User.objects.get(pk=former.pk).name == "Fachplanung"


def test_what_a_person_is_responsible_for_is_handed_over_first(as_role, former, owning):
    refused = as_role(Role.ADMINISTRATOR).post(
        reverse("accountability:person_erase", args=[former.id])
    )

    assert "Ihr gehören noch 1 Maßnahmen" in refused.content.decode()
    assert User.objects.get(pk=former.pk).name == "Fachplanung"


def test_nobody_erases_the_own_account(as_role, client, county):
    as_role(Role.ADMINISTRATOR)
    me = User.objects.get()

    refused = client.post(reverse("accountability:person_erase", args=[me.id]))

    assert refused.status_code == 409
    assert User.objects.get().name != "ehemalige Person"


@pytest.mark.parametrize("view", ["person_export", "person_erase"])
def test_people_of_another_workspace_do_not_exist_here(as_role, person, neighbour, view):
    stranger = person(Role.HEAD, neighbour)
    address = reverse(f"accountability:{view}", args=[stranger.id])
    client = as_role(Role.ADMINISTRATOR)

    assert client.get(address).status_code == 404
    assert client.post(address).status_code == 404
    assert stranger.email not in client.get(reverse("accountability:people")).content.decode()


def test_record_of_processing_names_every_activity_with_personal_data(as_role):
    client = as_role(Role.HEAD)
    known = classification.load()
    titles = [
        one.title
        for one in known.activities.values()
        if any(holding.is_personal for holding in known.of(one.key))
    ]

    page = client.get(reverse("accountability:processing")).content.decode()
    body = client.get(reverse("accountability:processing_odt")).content

    text = odfdo.Document(io.BytesIO(body)).get_formatted_text()
    assert titles
    assert [one for one in titles if one not in page or one not in text] == []
    assert "zu prüfen durch die behördlichen Datenschutzbeauftragten" in text
    assert "Wartburgkreis" in text
