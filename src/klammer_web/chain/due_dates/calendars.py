# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Due dates as appointments (RFC 5545): one, or everything a person has to keep in mind."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

from django.conf import settings
from django.utils import timezone
from icalendar import Alarm, Calendar, Event

from klammer_web.accounts.links import absolute
from klammer_web.accounts.models import User
from klammer_web.accounts.queries import workspaces_of
from klammer_web.chain import colleagues
from klammer_web.chain.assignments import queries as assignments
from klammer_web.chain.due_dates import queries
from klammer_web.chain.due_dates.queries import Line
from klammer_web.chain.enums import AssignmentState
from klammer_web.chain.models import Assignment


def of_one(line: Line) -> bytes:
    """Return one due date as a file for a calendar program, with its reminders."""
    return _calendar([_of_line(line, place="")], name=line.due.reason)


def of_person(user: User, *, today: date) -> bytes:
    """Return what a person has to keep in mind, in every workspace they belong to today.

    Objects are not named: a calendar leaves the house, and titles of figures hold values.
    """
    events: list[Event] = []
    for workspace in workspaces_of(user, day=today):
        seat = colleagues.seat_at(user, workspace.id, day=today)
        if seat is None:
            continue
        lines = queries.of_workspace(seat, today=today)
        events += [_of_line(one, place=workspace.name) for one in lines]
        given = assignments.given_to(seat).filter(
            state=AssignmentState.OPEN, due_on__gte=today - queries.PAST
        )
        events += [_of_assignment(one, place=workspace.name) for one in given]
    return _calendar(events, name="Klammer: Fristen und Aufträge")


def _calendar(events: Iterable[Event], *, name: str) -> bytes:
    made = Calendar()
    made.add("prodid", "-//Klammer//Fristen//DE")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", name)
    for event in events:
        made.add_component(event)
    return made.to_ical()


def _of_line(line: Line, *, place: str) -> Event:
    due = line.due
    event = _event(f"frist-{due.pk}", due.reason, due.day, at=due.made_at, place=place)
    event.add("url", absolute(line.card.address))
    for days in due.reminders:
        event.add_component(_alarm(due.reason, days))
    return event


def _of_assignment(one: Assignment, *, place: str) -> Event:
    event = _event(f"auftrag-{one.pk}", one.title, one.due_on, at=one.made_at, place=place)
    event.add("url", absolute(f"/aufgaben/{one.pk}/"))
    return event


def _event(key: str, title: str, day: date, *, at: datetime, place: str) -> Event:
    event = Event()
    event.add("uid", f"{key}@{settings.MAIL_DOMAIN}")
    event.add("dtstamp", at.astimezone(UTC))
    event.add("last-modified", timezone.now().astimezone(UTC).replace(microsecond=0))
    event.add("summary", title)
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    if place:
        event.add("location", place)
    return event


def _alarm(title: str, days: int) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", timedelta(hours=8) - timedelta(days=days))  # eight in the morning
    return alarm
