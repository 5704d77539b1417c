# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Giving, finding, ending and taking back assignments; one list of tasks for everybody."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from klammer_web.accountability.models import AuditEntry
from klammer_web.accounts import ownership
from klammer_web.accounts.enums import Role
from klammer_web.accounts.rules import RefusedError
from klammer_web.chain import tasks
from klammer_web.chain.assignments import actions, listing, queries
from klammer_web.chain.assignments.actions import Whom
from klammer_web.chain.enums import AssignmentState
from klammer_web.chain.models import Assignment, Notification
from klammer_web.chain.tasks import Task
from klammer_web.operation.enums import MailState
from klammer_web.operation.models import OutgoingMail
from tests.product.chain.people import browser, person, plans_seen_by, seat_for

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 22, 9, tzinfo=UTC)


@pytest.fixture
def chief(county):
    return person(county, Role.COORDINATOR, name="Planungskoordination")


@pytest.fixture
def planner(county):
    return person(county, Role.SECTOR_PLANNER, name="Fachplanung")


@pytest.fixture
def council(county):
    return person(county, Role.COUNCIL_MEMBER, name="Kreistagsmitglied")


def given(chief, county, **more):
    named = {"title": "Zahlen prüfen", "whom": Whom(role="sector_planner"), "at": AT} | more
    return actions.assign(seat=seat_for(chief, county), **named)


def titles(user, county):
    return [one.title for one in tasks.of_seat(seat_for(user, county))]


def verbs():
    return list(AuditEntry.objects.order_by("sequence").values_list("verb", flat=True))


@pytest.mark.parametrize("to", ["person", "role", "department"])
def test_assignment_is_in_the_list_of_whom_it_is_given_to(to, chief, county, council):
    office = county.departments.create(name="Jugendamt", kind="office")
    planner = person(county, Role.SECTOR_PLANNER, name="Fachplanung", department=office)
    whom = {
        "person": Whom(person_id=planner.id),
        "role": Whom(role="sector_planner"),
        "department": Whom(department_id=office.id),
    }[to]

    given(chief, county, whom=whom)

    assert titles(planner, county) == ["Zahlen prüfen"]
    assert titles(council, county) == []
    assert titles(chief, county) == []
    assert [one.person for one in Notification.objects.all()] == [planner]
    assert verbs()[-1] == "chain.assigned"


def test_list_puts_days_first_then_what_is_urgent(chief, planner, county, monkeypatch):
    today = timezone.localdate()
    monkeypatch.setattr(tasks, "_PROVIDERS", dict(tasks._PROVIDERS))
    tasks.register(
        "test",
        lambda _seat: [Task("Ohne Frist", "", "/a/"), Task("Dringend", "", "/b/", urgent=True)],
    )
    for days, title in ((30, "Später"), (-1, "Gestern"), (3, "Bald")):
        given(chief, county, title=title, due_on=today + timedelta(days=days))

    found = listing.rows(seat_for(planner, county), chosen="", today=today)

    assert [(row.stretch, row.task.title) for row in found] == [
        ("overdue", "Gestern"),
        ("now", "Dringend"),
        ("next", "Bald"),
        ("later", "Später"),
        ("later", "Ohne Frist"),
    ]
    page = browser(planner).get("/aufgaben/").content.decode()
    assert "Eine Aufgabe ist überfällig, insgesamt warten 5." in page
    assert "seit gestern" in page


def test_filters_tell_personal_shared_given_and_closed_apart(chief, planner, county):
    mine = given(chief, county, title="Persönlich", whom=Whom(person_id=planner.id))
    given(chief, county, title="An die Rolle")

    def shown(user, chosen):
        found = listing.rows(seat_for(user, county), chosen=chosen, today=AT.date())
        return [row.task.title for row in found]

    assert shown(planner, "mich") == ["Persönlich"]
    assert shown(planner, "rollen") == ["An die Rolle"]
    assert shown(chief, "vergeben") == ["An die Rolle", "Persönlich"]
    assert shown(planner, "abgeschlossen") == []
    actions.end(seat=seat_for(planner, county), identity=mine.pk, at=AT)
    assert shown(planner, "abgeschlossen") == ["Persönlich"]
    assert shown(chief, "abgeschlossen") == ["Persönlich"]
    assert shown(planner, "gibt es nicht") == ["An die Rolle"]


def test_done_tells_the_giver_and_can_be_taken_back(chief, planner, county):
    one = given(chief, county)
    seat = seat_for(planner, county)

    actions.end(seat=seat, identity=one.pk, at=AT)
    assert titles(planner, county) == []
    assert Notification.objects.get(person=chief).title == "Erledigt: Zahlen prüfen"
    actions.end(seat=seat, identity=one.pk, at=AT)  # said twice it is done once
    actions.reopen(seat=seat, identity=one.pk, at=AT)

    one.refresh_from_db()
    assert (one.state, one.closed_by, one.closed_at) == ("open", None, None)
    assert titles(planner, county) == ["Zahlen prüfen"]
    assert verbs()[-3:] == [
        "chain.assigned",
        "chain.assignment_done",
        "chain.assignment_reopened",
    ]


def test_declining_needs_a_reason(chief, planner, county):
    one = given(chief, county)
    seat = seat_for(planner, county)
    declined = AssignmentState.DECLINED

    with pytest.raises(ValidationError, match="warum nicht"):
        actions.end(seat=seat, identity=one.pk, state=declined, reason="  ", at=AT)
    actions.end(seat=seat, identity=one.pk, state=declined, reason="Die  Daten fehlen", at=AT)

    one.refresh_from_db()
    assert (one.state, one.reason) == ("declined", "Die Daten fehlen")


def test_who_neither_has_nor_gave_it_cannot_end_it(chief, planner, county, council):
    other = person(county, Role.DATA_STEWARD, name="Datenpflege")
    one = given(chief, county, whom=Whom(person_id=planner.id))

    with pytest.raises(RefusedError, match="nicht an Sie gerichtet"):
        actions.end(seat=seat_for(other, county), identity=one.pk, at=AT)
    with pytest.raises(Http404):
        actions.end(seat=seat_for(council, county), identity=one.pk, at=AT)
    with pytest.raises(RefusedError, match="jemand anderes vergeben"):
        actions.change(
            seat=seat_for(other, county), identity=one.pk, title="x", whom=Whom(role="head"), at=AT
        )
    assert Assignment.objects.get().is_open


def test_council_gives_no_assignments(council, county):
    with pytest.raises(RefusedError, match="Aufträge vergeben"):
        given(council, county)

    assert Assignment.objects.count() == 0


def test_people_of_another_workspace_cannot_be_given_anything(chief, county, neighbour):
    stranger = person(neighbour, name="Fremde Fachplanung")
    office = neighbour.departments.create(name="Sozialamt", kind="office")

    for whom in (Whom(person_id=stranger.id), Whom(department_id=office.id), Whom()):
        with pytest.raises(ValidationError):
            given(chief, county, whom=whom)
    assert Assignment.objects.count() == 0


def test_assignment_of_another_workspace_is_not_there(chief, planner, county, neighbour):
    one = given(chief, county)
    foreign = person(neighbour, Role.COORDINATOR, name="Fremde Koordination")
    client = browser(foreign)

    for path in ("", "aendern/"):
        assert client.get(f"/aufgaben/{one.pk}/{path}").status_code == 404
    for path in ("erledigt/", "ablehnen/", "wieder-oeffnen/", "aendern/"):
        assert client.post(f"/aufgaben/{one.pk}/{path}", {"reason": "x"}).status_code == 404
    assert Assignment.objects.get().is_open


def test_object_must_be_seen_by_giver_and_by_somebody_who_has_it(
    chief, planner, council, county, monkeypatch
):
    ref = plans_seen_by(monkeypatch, workspace=county, roles=[Role.COORDINATOR])

    with pytest.raises(Http404):
        given(planner, county, ref=ref)
    with pytest.raises(ValidationError, match="darf niemand sehen"):
        given(chief, county, ref=ref, whom=Whom(person_id=council.id))
    one = given(chief, county, ref=ref, whom=Whom(role="coordinator"))
    assert [task.why for task in tasks.of_seat(seat_for(chief, county))] == ["Plan: Plan 1: 4.711"]
    plans_seen_by(monkeypatch, workspace=county, roles=[])
    assert [task.why for task in tasks.of_seat(seat_for(chief, county))] == [""]
    page = browser(chief).get(f"/aufgaben/{one.pk}/").content.decode()
    assert "4.711" not in page


def test_page_gives_changes_ends_and_offers_to_undo(chief, planner, county):
    client = browser(chief)
    body = {"title": "Kitas prüfen", "whom": f"person:{planner.id}", "due_on": "2099-01-31"}
    client.post("/aufgaben/neu/", body)
    one = Assignment.objects.get()
    assert (one.title, one.person, one.due_on) == ("Kitas prüfen", planner, date(2099, 1, 31))

    client.post(f"/aufgaben/{one.pk}/aendern/", body | {"title": "Alle Kitas prüfen"})
    answer = browser(planner).post(
        f"/aufgaben/{one.pk}/erledigt/", {"zurueck": "/aufgaben/?fuer=mich"}
    )
    assert answer.url == f"/aufgaben/?fuer=mich&erledigt={one.pk}"
    page = browser(planner).get(answer.url).content.decode()
    assert "Alle Kitas prüfen" in page
    assert f"/aufgaben/{one.pk}/wieder-oeffnen/" in page


def test_many_tasks_are_moved_and_ended_together(chief, planner, county, monkeypatch):
    monkeypatch.setattr(tasks, "_PROVIDERS", dict(tasks._PROVIDERS))
    tasks.register("test", lambda _seat: [Task("Von anderswo", "", "/a/")])
    first, second = given(chief, county, title="Eins"), given(chief, county, title="Zwei")
    client = browser(chief)
    change = reverse("accounts:list_change", args=["chain.tasks"])

    listed = client.get("/aufgaben/?fuer=vergeben").content.decode()
    elsewhere = client.get("/aufgaben/").content.decode()
    both = {"wahl": [str(first.pk), str(second.pk)], "neu.frist": "2099-01-31"}
    shown = client.post(change, both)
    confirmed(client, shown, "chain.tasks")
    ended = client.post(change, {"wahl": [str(first.pk)], "neu.stand": "done"})
    confirmed(client, ended, "chain.tasks")
    refused = client.post(change, {"wahl": [str(second.pk)], "neu.stand": "declined"})
    answer = confirmed(client, refused, "chain.tasks").content.decode()

    assert listed.count('name="wahl"') == 2
    assert ("Von anderswo" in elsewhere, 'name="wahl"' in elsewhere) == (True, False)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.due_on, first.state) == (date(2099, 1, 31), "done")
    assert (second.due_on, second.state) == (date(2099, 1, 31), "open")
    assert "Ablehnen braucht eine Begründung" in answer
    assert verbs().count("chain.assignment_changed") == 2


def test_list_of_tasks_goes_as_a_file(chief, planner, county):
    given(chief, county, due_on=date(2099, 1, 31))

    answer = browser(planner).get("/aufgaben/?als=csv")

    lines = b"".join(answer.streaming_content).decode().split("\r\n")
    assert lines[0] == "\ufeffAufgabe;Frist"
    assert lines[1] == "Zahlen prüfen;31.01.2099"


def confirmed(client, shown, key):
    """Confirm the differences that a page shows."""
    carried = re.search(r'name="stand" value="([^"]+)"', shown.content.decode())[1]
    return client.post(reverse("accounts:list_confirm", args=[key]), {"stand": carried})


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({"title": "", "whom": "role:head"}, "Bitte sagen Sie, was zu tun ist."),
        ({"title": "x" * 201, "whom": "role:head"}, "Bitte höchstens 200 Zeichen"),
        ({"title": "x", "whom": ""}, "Bitte wählen Sie, wer es tun soll."),
        ({"title": "x", "whom": "role:koenig"}, "gibt es hier nicht"),
        ({"title": "x", "whom": "person:0"}, "gibt es hier nicht"),
        ({"title": "x", "whom": "role:head", "due_on": "31.2."}, "kein Tag des Kalenders"),
        ({"title": "x", "whom": "role:head", "due_on": "2020-01-01"}, "schon vorbei"),
    ],
)
def test_bad_input_is_refused_whole_and_says_why(body, said, chief, county):
    answer = browser(chief).post("/aufgaben/neu/", body)

    assert answer.status_code == 400
    assert said in answer.content.decode()
    assert Assignment.objects.count() == 0


def test_second_looks_and_stopped_mails_are_tasks(county):
    from klammer_web.accounts.models import SecondLook

    head = person(county, Role.HEAD, name="Leitung")
    admin = person(county, Role.ADMINISTRATOR, name="Verwaltung")
    SecondLook.objects.create(
        workspace=county, kind="x", object_id="1", title="Freigabe", fingerprint="x", asked_at=AT
    )
    OutgoingMail.objects.create(
        key="x", recipient="x@beispiel.example", state=MailState.UNCLEAR, workspace_id=county.id
    )

    assert titles(head, county) == ["Zweiter Blick: Freigabe"]
    assert titles(admin, county) == ["Eine Mail ist nicht versandt"]
    assert Notification.objects.get().person == head


def test_leaving_person_hands_open_assignments_over(chief, planner, county):
    other = person(county, name="Nachfolge")
    one = given(chief, county, whom=Whom(person_id=planner.id))
    (held,) = [
        one
        for one in ownership.holdings(user_id=planner.id, workspace_id=county.id)
        if one.kind.kind == queries.KIND
    ]
    assert [thing.title for thing in held.things] == ["Zahlen prüfen"]

    held.kind.hand_over(
        ids=[held.things[0].id], successor_id=other.id, workspace_id=county.id,
        actor_id=chief.id, at=AT,
    )  # fmt: skip

    one.refresh_from_db()
    assert one.person == other
    assert verbs()[-1] == "chain.assignment_handed_over"


def test_nobody_without_account_or_role_sees_a_list(client, county):
    from klammer_web.accounts.actions import create_person

    assert client.get("/aufgaben/").status_code == 302
    roleless = create_person(email="x@beispiel.example", name="Ohne Rolle", password=None)
    assert browser(roleless).get("/aufgaben/").status_code == 403
