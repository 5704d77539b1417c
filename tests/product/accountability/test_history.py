# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The history of an object: differences a person can read, and taking a change back."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from klammer_web.accountability import history, phrases
from klammer_web.accountability.differences import compared, differences, readable
from klammer_web.accountability.history import Kind
from klammer_web.accountability.models import AuditEntry
from klammer_web.accounts.enums import Role
from klammer_web.accounts.models import Department

pytestmark = pytest.mark.django_db
NOBODY = Kind(may_see=lambda _request, _object_id: False)


@pytest.fixture
def department(county):
    return Department.objects.create(workspace=county, name="Sozialamt", kind="office")


def change(client, one, **more):
    """Send the form as a browser does, having read the page before."""
    address = reverse("accounts:department", args=[one.id])
    token = client.get(address).context["edit"].token
    given = {"name": one.name, "kind": one.kind, "parent": one.parent_id or "", "_stand": token}
    return client.post(address, given | more)


def page_of(client, one):
    address = reverse("accountability:history", args=["accounts.department", one.id])
    return client.get(address)


def test_change_is_shown_with_words_and_can_be_taken_back(as_role, department):
    client = as_role(Role.COORDINATOR)
    change(client, department, name="Amt für Soziales", kind="division")
    entry = AuditEntry.objects.get(kind="accounts.department")
    page = page_of(client, department).content.decode()

    done = client.post(reverse("accountability:undo", args=[entry.sequence]), follow=True)

    assert "<dt>Name</dt><dd><del>Sozialamt</del>" in page
    assert "Diese Änderung zurücknehmen" in page
    department.refresh_from_db()
    assert (department.name, department.kind) == ("Sozialamt", "office")
    assert "Auch das steht im Verlauf." in done.content.decode()
    assert AuditEntry.objects.filter(kind="accounts.department").count() == 2


def test_older_change_is_not_taken_back_over_a_newer_one(as_role, department):
    client = as_role(Role.COORDINATOR)
    change(client, department, name="Zweiter Name")
    first = AuditEntry.objects.get(kind="accounts.department")
    department.refresh_from_db()
    change(client, department, name="Dritter Name")

    said = client.post(reverse("accountability:undo", args=[first.sequence]), follow=True)

    department.refresh_from_db()
    assert department.name == "Dritter Name"
    assert "lässt sich nicht mehr zurücknehmen" in said.content.decode()


@pytest.mark.parametrize("role", [Role.HEAD, Role.SECTOR_PLANNER, Role.PROVIDER])
def test_history_is_shown_to_those_who_may_see_the_object(as_role, act, department, role):
    entry = act(kind="accounts.department", object_id=str(department.id))
    client = as_role(role)

    assert page_of(client, department).status_code == 404
    assert client.post(reverse("accountability:undo", args=[entry.sequence])).status_code == 404


def test_history_of_another_workspace_does_not_exist(as_role, act, neighbour):
    other = Department.objects.create(workspace=neighbour, name="Jugendamt", kind="office")
    entry = act(kind="accounts.department", object_id=str(other.id), workspace_id=neighbour.id)
    client = as_role(Role.ADMINISTRATOR)

    assert page_of(client, other).status_code == 404
    assert client.post(reverse("accountability:undo", args=[entry.sequence])).status_code == 404


def test_same_object_in_two_workspaces_has_two_histories(as_role, act, department, neighbour):
    kind, number = "accounts.department", str(department.id)
    act(kind=kind, object_id=number, title="Hier")
    act(kind=kind, object_id=number, title="Drüben", workspace_id=neighbour.id)

    page = page_of(as_role(Role.COORDINATOR), department).content.decode()

    assert ("„Hier“" in page, "Drüben" in page) == (True, False)


@pytest.mark.parametrize("address", ["accounts.department/7", "kein.name/7", "accounts.user/7"])
def test_nonsense_has_no_history(as_role, address):
    assert as_role(Role.ADMINISTRATOR).get(f"/protokoll/verlauf/{address}/").status_code == 404


def test_act_of_an_unknown_kind_cannot_be_taken_back(as_role, act):
    entry = act()
    client = as_role(Role.ADMINISTRATOR)

    assert client.post(reverse("accountability:undo", args=[entry.sequence])).status_code == 404
    assert client.get(reverse("accountability:undo", args=[entry.sequence])).status_code == 405


def test_two_people_at_one_department_choose_and_nothing_is_lost(as_role, department, person):
    client = as_role(Role.COORDINATOR)
    address = reverse("accounts:department", args=[department.id])
    began = client.get(address).context["edit"].token
    change(client, department, name="Von der anderen Person", kind="division")

    asked = client.post(
        address, {"name": "Von mir", "kind": "office", "parent": "", "_stand": began}
    )
    text = asked.content.decode()
    token = asked.context["token"]
    saved = client.post(
        address,
        {
            "_nimm.name": "mine", "_meine.name": "Von mir", "_deren.name": "Von der anderen Person",
            "kind": "division", "parent": "", "_stand": token,
        },
    )  # fmt: skip

    assert asked.status_code == 409
    assert ("Von mir" in text, "Von der anderen Person" in text) == (True, True)
    assert "Planungskoordination hat um" in text
    assert saved.status_code == 302
    department.refresh_from_db()
    assert (department.name, department.kind) == ("Von mir", "division")


def test_section_stands_on_the_page_of_the_object(as_role, department):
    client = as_role(Role.COORDINATOR)
    change(client, department, name="Amt für Soziales")

    page = client.get(reverse("accounts:department", args=[department.id])).content.decode()

    assert '<h2 id="verlauf">Verlauf</h2>' in page
    assert "<del>Sozialamt</del>" in page


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "leer"), ("", "leer"), (True, "ja"), (False, "nein"), (1.5, "1,5"), (0, "0"),
        (["a", "b"], "a, b"), ([], "leer"), ({"x": None}, "x: leer"),
        ("2026-04-03", "3.4.2026"), ("2026-04-03T09:30:00+00:00", "3.4.2026, 11:30 Uhr"),
        ("2026-99-99", "2026-99-99"), ("2026-04-03T99:99", "2026-04-03T99:99"),
    ],
)  # fmt: skip
def test_values_are_written_for_people(value, text):
    assert readable(value).replace("03.04.", "3.4.") == text


def test_long_texts_are_compared_word_by_word():
    old = "Die Wege in der Rhön sind weit, und der Bus fährt dort nur am Morgen."
    (one,) = differences({"t": old}, {"t": old.replace("weit", "kurz")}, kind=NOBODY)

    assert [(p.sign, p.text) for p in one.pieces if p.sign != " "] == [
        ("-", "weit,"),
        ("+", "kurz,"),
    ]
    assert "".join(p.text for p in one.pieces if p.sign in " -") == old


def test_very_long_texts_do_not_keep_the_page_waiting():
    began = datetime.now(tz=UTC)
    pieces = compared("eins zwei " * 50_000, "zwei eins " * 50_000)

    assert [piece.sign for piece in pieces] == ["-", "+"]
    assert (datetime.now(tz=UTC) - began).total_seconds() < 5


def test_choices_are_shown_in_their_words():
    kind = Kind(may_see=NOBODY.may_see, model="accounts.Membership")
    (one,) = differences({"role": "head"}, {"role": "provider"}, kind=kind)

    assert (one.label, one.old, one.new) == ("Rolle", "Leitung", "Freier Träger")


def test_verb_keeps_one_sentence():
    phrases.register(verbs={"test.once": "hat {title} angefasst"})

    with pytest.raises(ValueError, match="two wordings"):
        phrases.register(verbs={"test.once": "hat {title} berührt"})
    assert phrases.predicate("test.once", title="") == "hat angefasst"
    assert phrases.predicate("test.never", title="Ding") == "hat „Ding“ bearbeitet"
    assert not history.may_see(None, kind="test.never", object_id="1")
