# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What people are told: once, after the deed is stored, in the way they chose; and due dates."""

from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy

import pytest
from django.db import transaction
from django.utils import timezone
from icalendar import Calendar

from klammer_web.accountability.models import AuditEntry
from klammer_web.accounts.enums import Role, ShareTarget
from klammer_web.accounts.models import Membership, Share
from klammer_web.chain.assignments import actions as assignments
from klammer_web.chain.assignments.actions import Whom
from klammer_web.chain.due_dates import actions as due_dates
from klammer_web.chain.due_dates import watching
from klammer_web.chain.enums import NotificationKind, NotificationManner
from klammer_web.chain.models import CalendarFeed, DueDate, Notification
from klammer_web.chain.notifications import actions, listening, queries
from klammer_web.chain.notifications.sending import News, notify
from klammer_web.operation.enums import JobState, MailState
from klammer_web.operation.jobs import enqueue
from klammer_web.operation.models import DigestItem, Job, OutgoingMail
from klammer_web.operation.queue.working import drain
from tests.product.chain.people import PLAN, browser, person, plans_seen_by, seat_for
from tests.product.operation.mailbox import Mailbox, server

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 22, 9, tzinfo=UTC)
K, M = NotificationKind, NotificationManner


@pytest.fixture
def chief(county):
    return person(county, Role.COORDINATOR, name="Planungskoordination")


@pytest.fixture
def planner(county):
    return person(county, Role.SECTOR_PLANNER, name="Fachplanung")


def tell(user, county, *, kind=K.MENTION, key="x", title="Es gibt etwas", **more):
    news = News(kind, key, title, "/aufgaben/")
    return notify(news, to=[user.id], workspace_id=county.id, at=AT, **more)


def choose(user, county, kind, manner):
    actions.choose(seat=seat_for(user, county), wanted={kind: manner}, at=AT)


@pytest.mark.parametrize(
    ("manner", "mails", "lines"), [(M.AT_ONCE, 1, 0), (M.DAILY, 0, 1), (M.HERE, 0, 0)]
)
def test_person_is_told_once_in_the_chosen_way(manner, mails, lines, planner, county):
    choose(planner, county, K.MENTION, manner)

    for _ in range(2):
        tell(planner, county)

    assert Notification.objects.count() == 1
    assert (OutgoingMail.objects.count(), DigestItem.objects.count()) == (mails, lines)


def test_who_did_it_and_who_does_not_belong_here_are_not_told(planner, county, neighbour):
    stranger = person(neighbour, name="Fremde Fachplanung")

    assert tell(planner, county, besides=planner.id) == []
    assert tell(stranger, county) == []
    planner.is_active = False
    planner.save()
    assert tell(planner, county) == []


def test_nothing_is_told_or_mailed_of_what_was_not_stored(chief, planner, county):
    choose(planner, county, K.ASSIGNMENT, M.AT_ONCE)
    with pytest.raises(RuntimeError), transaction.atomic():  # noqa: PT012  # reason: what is undone
        assignments.assign(
            seat=seat_for(chief, county), title="x", whom=Whom(person_id=planner.id), at=AT
        )
        assert OutgoingMail.objects.count() == 1
        raise RuntimeError

    assert Notification.objects.count() == OutgoingMail.objects.count() == 0
    assert Job.objects.count() == 0


def test_digest_reaches_a_real_mail_server_once(planner, county, settings):
    settings.PUBLIC_ADDRESS = "https://klammer.example"
    mailbox = Mailbox()
    tell(planner, county, key="1", title="Jemand hat Sie erwähnt")
    tell(planner, county, key="2", kind=K.OVERDUE, title="Überfällig seit 01.11.2026: Zahlen")

    with server(mailbox, settings):
        for _ in range(2):
            enqueue("operation.digest", {"day": "2026-11-23"}, key="operation.digest:2026-11-23")
            drain()

    (content,) = mailbox.received
    mail = message_from_bytes(content, policy=policy.default)
    told = Notification.objects.get(key="1")
    assert (mailbox.recipients, mail["Subject"]) == (
        [planner.email],
        "Klammer: 2 Neuigkeiten für Sie",
    )
    text = mail.get_content().replace("\r\n", "\n")
    assert "• Jemand hat Sie erwähnt" in text
    assert f"https://klammer.example/neues/{told.pk}/" in text
    assert text.index("Erwähnungen und Antworten") < text.index("Überfällig\n")
    assert mail["Message-ID"] == OutgoingMail.objects.get().message_id
    assert OutgoingMail.objects.get().state == MailState.SENT


def test_mail_names_no_figure(chief, planner, county, monkeypatch):
    from klammer_web.chain.comments.actions import comment

    ref = plans_seen_by(monkeypatch, workspace=county, roles=list(Role))
    choose(planner, county, K.MENTION, M.AT_ONCE)
    comment(seat=seat_for(chief, county), ref=ref, text="@Fachplanung: 4.711 Fälle", at=AT)

    mail = OutgoingMail.objects.get()
    assert "4.711" not in mail.subject + mail.text
    assert "4.711" in browser(planner).get("/neues/").content.decode()
    plans_seen_by(monkeypatch, workspace=county, roles=[])
    assert "4.711" not in browser(planner).get("/neues/").content.decode()


def test_bell_counts_what_is_unread_until_it_is_read(planner, county):
    client = browser(planner)
    for number in range(3):
        tell(planner, county, key=str(number))

    def unread():
        return queries.unread(planner.id, day=AT.date())

    assert "3<span" in client.get("/aufgaben/").content.decode()
    first = Notification.objects.first()
    assert client.get(f"/neues/{first.pk}/").url == "/aufgaben/"
    assert unread() == 2
    client.post("/neues/gelesen/", {"eine": str(first.pk), "wieder": "1"})
    assert unread() == 3
    client.post("/neues/gelesen/", {"alle": "1"})
    assert unread() == 0
    assert "head__count" not in client.get("/aufgaben/").content.decode()


def test_news_of_others_cannot_be_opened_read_or_marked(planner, county, neighbour):
    other = browser(person(county, name="Andere"))
    (told,) = tell(planner, county)

    assert other.get(f"/neues/{told.pk}/").status_code == 404
    for more in ({}, {"wieder": "1"}):
        other.post("/neues/gelesen/", {"eine": str(told.pk), **more})
        other.post("/neues/gelesen/", {"alle": "1", **more})
    told.refresh_from_db()
    assert told.read_at is None


def test_news_end_with_the_role_and_lead_to_the_other_workspace(planner, county, neighbour):
    from tests.product.chain.people import SINCE

    role = Membership.objects.create(
        user=planner, workspace=neighbour, role=Role.SECTOR_PLANNER, valid_from=SINCE
    )
    (told,) = tell(planner, neighbour)
    client = browser(planner)
    client.get(f"/neues/{told.pk}/")
    assert "Eichsfeld" in client.get("/aufgaben/").content.decode()

    role.delete()
    assert client.get(f"/neues/{told.pk}/").status_code == 404
    assert queries.of_person(planner.id, day=timezone.localdate()).count() == 0


def test_choices_are_kept_recorded_and_bad_ones_refused(planner, county):
    client = browser(planner)
    body = dict.fromkeys(K.values, M.DAILY.value)

    assert client.post("/neues/wahl/", body | {"job": "at_once"}).status_code == 400
    assert client.post("/neues/wahl/", body | {"mention": "brieftaube"}).status_code == 400
    assert client.post("/neues/wahl/", body | {"mention": "at_once"}).status_code == 302
    tell(planner, county)
    assert OutgoingMail.objects.count() == 1
    assert AuditEntry.objects.last().verb == "chain.notification_ways_chosen"


def test_share_is_told_to_the_staff_of_the_other_workspace(county, neighbour):
    staff = person(neighbour, Role.HEAD, name="Leitung dort")
    person(neighbour, Role.COUNCIL_MEMBER, name="Kreistag dort")
    Share.objects.create(
        workspace=county, kind="x", object_id="1", title="Geheim", at=AT,
        target=ShareTarget.WORKSPACE, to_workspace=neighbour,
    )  # fmt: skip

    told = Notification.objects.get()
    assert (told.person, told.title) == (staff, "„Wartburgkreis“ hat etwas an Sie weitergegeben")


@pytest.mark.parametrize(
    ("state", "title"),
    [(JobState.DONE, "Fertig: Einlesen"), (JobState.FAILED, "Gescheitert: Einlesen")],
)
def test_end_of_a_job_is_told_to_who_began_it(state, title, planner, county):
    job = Job.objects.create(
        name="x", key="x", title="Einlesen", workspace_id=county.id, requested_by_id=planner.id,
        state=state, result="/daten/",
    )  # fmt: skip
    for _ in range(2):
        listening.tell_of_job(job)

    told = Notification.objects.get()
    assert (told.person, told.title, told.address) == (planner, title, "/daten/")


def test_worker_tells_when_a_job_ended(planner, county):
    enqueue(
        watching.WATCH, {}, key="x", title="Arbeit", workspace_id=county.id,
        requested_by_id=planner.id,
    )  # fmt: skip
    drain()

    assert [one.title for one in Notification.objects.all()] == ["Fertig: Arbeit"]


@pytest.mark.parametrize(
    ("days", "told"),
    [
        (5, []),
        (3, ["Fachplanung: due_soon"]),
        (0, ["Fachplanung: due_soon"]),
        (-1, ["Fachplanung: overdue", "Planungskoordination: overdue"]),
        (-40, []),
    ],
)
def test_assignments_near_their_day_are_told_once(days, told, chief, planner, county):
    assignments.assign(
        seat=seat_for(chief, county), title="Zahlen", whom=Whom(person_id=planner.id), at=AT,
        due_on=timezone.localdate(AT) + timedelta(days=days),
    )  # fmt: skip
    Notification.objects.all().delete()

    for _ in range(2):
        watching.tell_of_assignments(at=AT)

    found = Notification.objects.order_by("person__name")
    assert [f"{one.person}: {one.kind}" for one in found] == told


@pytest.fixture
def due(chief, county, monkeypatch):
    """A due date in ten days, with reminders seven days and one day before."""
    ref = plans_seen_by(monkeypatch, workspace=county, roles=[Role.COORDINATOR])
    return due_dates.set_due(
        seat=seat_for(chief, county), ref=ref, reason="Vorlage abgeben", reminders=[1, 7], at=AT,
        day=timezone.localdate(AT) + timedelta(days=10),
    )  # fmt: skip


def test_due_date_reminds_on_its_days_and_when_it_is_over(due, chief):
    said = []
    for days in range(14):
        before = Notification.objects.count()
        watching.tell_of_due_dates(at=AT + timedelta(days=days))
        if Notification.objects.count() > before:
            said.append((days, Notification.objects.latest("made_at").title))

    assert said == [
        (3, "Fällig am 02.12.2026: Vorlage abgeben"),
        (9, "Morgen fällig: Vorlage abgeben"),
        (11, "Überfällig seit 02.12.2026: Vorlage abgeben"),
    ]


def test_due_date_of_an_object_no_longer_seen_reminds_nobody(due, county, monkeypatch):
    plans_seen_by(monkeypatch, workspace=county, roles=[])
    watching.tell_of_due_dates(at=AT + timedelta(days=9))

    assert Notification.objects.count() == 0


def test_feed_holds_what_its_person_may_see_until_it_is_renewed(due, chief, county, client):
    seat = seat_for(chief, county)
    old = due_dates.renew_feed(seat=seat, at=AT)
    assignments.assign(
        seat=seat, title="Zahlen prüfen", whom=Whom(person_id=chief.id), at=AT, due_on=due.day
    )
    feed = client.get(f"/fristen/kalender/{old}.ics")
    events = Calendar.from_ical(feed.content).walk("VEVENT")

    assert [str(one["summary"]) for one in events] == ["Vorlage abgeben", "Zahlen prüfen"]
    assert [one["dtstart"].dt for one in events] == [due.day, due.day]
    assert len(events[0].walk("VALARM")) == 2
    assert b"4.711" not in feed.content
    assert CalendarFeed.objects.get().token_hash not in {"", old}
    due_dates.renew_feed(seat=seat, at=AT)
    assert client.get(f"/fristen/kalender/{old}.ics").status_code == 404


def test_feed_is_empty_without_a_role_and_gone_without_an_account(due, chief, county, client):
    token = due_dates.renew_feed(seat=seat_for(chief, county), at=AT)
    Membership.objects.filter(user=chief).delete()
    feed = client.get(f"/fristen/kalender/{token}.ics")
    assert Calendar.from_ical(feed.content).walk("VEVENT") == []

    chief.is_active = False
    chief.save()
    assert client.get(f"/fristen/kalender/{token}.ics").status_code == 404


def test_page_counts_back_from_an_event_and_refuses_what_is_over(chief, county, monkeypatch):
    plans_seen_by(monkeypatch, workspace=county, roles=[Role.COORDINATOR])
    client, address = browser(chief), f"/fristen/zu/{PLAN}/1/"
    body = {"reason": "Vorlage", "day": "2099-04-14", "person": str(chief.id), "reminders": ["7"]}

    over = client.post(address, body | {"day": "2020-01-01"})
    assert "das ist vorbei" in over.content.decode()
    assert client.post(address, body | {"before": "0"}).status_code == 400
    client.post(address, body | {"before": "1", "working": "working"})
    # Tuesday after Easter: Thursday before Good Friday lies between
    assert DueDate.objects.get().day.isoformat() == "2099-04-08"


def test_due_date_is_a_file_for_its_workspace_alone(due, chief, planner, county, neighbour):
    foreign = browser(person(neighbour, Role.COORDINATOR, name="Fremde"))
    assert browser(chief).get(f"/fristen/{due.pk}.ics").status_code == 200
    for client in (foreign, browser(planner)):
        assert client.get(f"/fristen/{due.pk}.ics").status_code == 404
        assert client.post(f"/fristen/{due.pk}/entfernen/").status_code == 404
    assert DueDate.objects.count() == 1
    browser(chief).post(f"/fristen/{due.pk}/entfernen/")
    assert DueDate.objects.count() == 0
