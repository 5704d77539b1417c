# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The list "Meine Aufgaben": what waits for a seat, by whom it is meant, in stretches of time."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from klammer_web.accounts.seats import Seat
from klammer_web.chain import tasks
from klammer_web.chain.assignments import queries
from klammer_web.chain.enums import AssignmentState
from klammer_web.chain.models import Assignment
from klammer_web.chain.tasks import Task

MOST_CLOSED = 50
WORDS = {
    tasks.OVERDUE: "Überfällig",
    tasks.NOW: "Jetzt",
    tasks.NEXT: "In den nächsten sieben Tagen",
    tasks.LATER: "Später oder ohne Frist",
}
CHOICES = (
    ("", "alle meine Aufgaben"),
    ("mich", "was an mich persönlich geht"),
    ("rollen", "was an meine Rolle oder Organisationseinheit geht"),
    ("vergeben", "was ich vergeben habe"),
    ("abgeschlossen", "was abgeschlossen ist"),
)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the list; the closed ones carry their assignment."""

    task: Task
    days: int | None
    closed: Assignment | None = None


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of the list with its heading."""

    key: str
    word: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """The whole list."""

    chosen: str
    choices: tuple[tuple[str, str], ...]
    stretches: tuple[Stretch, ...]
    count: int
    overdue: int


def listing(seat: Seat, *, chosen: str, today: date) -> Listing:
    """Return the list for one choice; an unknown choice is the whole list."""
    chosen = chosen if chosen in dict(CHOICES) else ""
    if chosen == "abgeschlossen":
        stretches = _closed(seat)
    else:
        stretches = _stretches(_MADE[chosen](seat), today)
    overdue = sum(len(one.rows) for one in stretches if one.key == tasks.OVERDUE)
    count = sum(len(one.rows) for one in stretches)
    return Listing(chosen, CHOICES, stretches, count, overdue)


def _everything(seat: Seat) -> list[Task]:
    return tasks.of_seat(seat)


def _personal(seat: Seat) -> list[Task]:
    return [one for one in tasks.of_seat(seat) if one.is_mine]


def _shared(seat: Seat) -> list[Task]:
    return [one for one in tasks.of_seat(seat) if not one.is_mine]


def _given(seat: Seat) -> list[Task]:
    found = queries.in_workspace(seat).filter(made_by=seat.user_id, state=AssignmentState.OPEN)
    return tasks.in_order(queries.as_tasks(found, seat))


_MADE: dict[str, Callable[[Seat], list[Task]]] = {
    "": _everything,
    "mich": _personal,
    "rollen": _shared,
    "vergeben": _given,
}


def _stretches(found: list[Task], today: date) -> tuple[Stretch, ...]:
    by_key: dict[str, list[Row]] = {key: [] for key in WORDS}
    for task in found:
        days = (task.due - today).days if task.due else None
        by_key[task.stretch(today)].append(Row(task, days))
    return tuple(Stretch(key, WORDS[key], tuple(rows)) for key, rows in by_key.items() if rows)


def _closed(seat: Seat) -> tuple[Stretch, ...]:
    mine = queries.given_to_or_by(seat).exclude(state=AssignmentState.OPEN)
    ended = list(mine.order_by("-closed_at")[:MOST_CLOSED])
    shown = {one.assignment: one for one in queries.as_tasks(ended, seat)}
    rows = tuple(Row(shown[one.pk], None, one) for one in ended)
    return (Stretch("closed", "Abgeschlossen", rows),) if rows else ()
