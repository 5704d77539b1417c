# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The list "Meine Aufgaben": what waits for a seat, by whom it is meant, in stretches of time."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from klammer_web.accounts import rules as accounts
from klammer_web.accounts.queries import seat_of
from klammer_web.accounts.seats import Seat
from klammer_web.chain import tasks
from klammer_web.chain.assignments import actions, queries
from klammer_web.chain.assignments.actions import Whom
from klammer_web.chain.enums import AssignmentState
from klammer_web.chain.models import Assignment
from klammer_web.chain.tasks import Task
from klammer_web.ui.listing import Change, Column, Editing, Kind, Listing, write_each

MOST_CLOSED = 500
CHOICE, CLOSED = "fuer", "abgeschlossen"
STRETCHES = (
    (tasks.OVERDUE, "Überfällig"),
    (tasks.NOW, "Jetzt"),
    (tasks.NEXT, "In den nächsten sieben Tagen"),
    (tasks.LATER, "Später oder ohne Frist"),
    ("closed", "Abgeschlossen"),
)
CHOICES = (
    ("mich", "mich persönlich"),
    ("rollen", "meine Rolle oder Organisationseinheit"),
    ("vergeben", "andere, von mir vergeben"),
    (CLOSED, "mich oder von mir, abgeschlossen"),
)
_ORDER = [code for code, _ in STRETCHES]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the list; the closed ones carry their assignment."""

    task: Task
    stretch: str
    days: int | None = None
    closed: Assignment | None = None

    @property
    def state(self) -> str:
        """Of an assignment, open or closed; other tasks are there as long as they wait."""
        return self.closed.state if self.closed else AssignmentState.OPEN.value

    @property
    def told(self) -> str:
        """What it is, to whom it was given, why, and the reason of who declined it."""
        what = self.task.ref_label or "Aufgabe"
        parts = [f"{what} an {self.task.whom}" if self.task.whom else what, self.task.why]
        parts.append(f"„{self.closed.reason}“" if self.closed and self.closed.reason else "")
        return " · ".join(filter(None, parts))


def rows(seat: Seat, *, chosen: str, today: date) -> list[Row]:
    """Return the lines for one choice, what is due first; an unknown choice is all that waits."""
    if chosen == CLOSED:
        return _closed(seat)
    found = [_open(task, today) for task in _MADE.get(chosen, tasks.of_seat)(seat)]
    return sorted(found, key=lambda row: _ORDER.index(row.stretch))


def every_row(seat: Seat, *, today: date) -> list[Row]:
    """Return each task once, whatever it is chosen by: what an edit may be about."""
    found: dict[object, Row] = {}
    for chosen in ("", "vergeben", CLOSED):
        for row in rows(seat, chosen=chosen, today=today):
            found.setdefault(row.task.assignment or row.task.address, row)
    return list(found.values())


def _given(seat: Seat) -> list[Task]:
    found = queries.in_workspace(seat).filter(made_by=seat.user_id, state=AssignmentState.OPEN)
    return tasks.in_order(queries.as_tasks(found, seat))


_MADE: dict[str, Callable[[Seat], list[Task]]] = {
    "mich": lambda seat: [one for one in tasks.of_seat(seat) if one.is_mine],
    "rollen": lambda seat: [one for one in tasks.of_seat(seat) if not one.is_mine],
    "vergeben": _given,
}


def _open(task: Task, today: date) -> Row:
    days = (task.due - today).days if task.due else None
    return Row(task, task.stretch(today), days)


def _closed(seat: Seat) -> list[Row]:
    mine = queries.given_to_or_by(seat).exclude(state=AssignmentState.OPEN)
    ended = list(mine.order_by("-closed_at")[:MOST_CLOSED])
    shown = {one.assignment: one for one in queries.as_tasks(ended, seat)}
    return [Row(shown[one.pk], "closed", closed=one) for one in ended]


def _columns(request) -> list[Column]:
    chosen = request.GET.get(CHOICE, "")
    return [
        Column("aufgabe", "Aufgabe", lambda row: row.task.title, note=lambda row: row.told,
               link=lambda row: row.task.address),
        Column("fuer", "Für", lambda _row: chosen, kind=Kind.CHOICE, choices=CHOICES,
               phrase="für", everything="mich und meine Rollen", is_filter_only=True),
        Column("wann", "Wann", lambda row: row.stretch, kind=Kind.CHOICE, choices=STRETCHES,
               is_shown=False),
        Column("art", "Art", lambda row: row.task.ref_label or "Aufgabe", is_shown=False),
        Column("an", "An", lambda row: row.task.whom, is_shown=False),
        Column("frist", "Frist", lambda row: row.task.due, kind=Kind.DATE, is_editable=True,
               note=lambda row: tasks.days_in_words(row.days)),
        Column("stand", "Stand", lambda row: row.state, kind=Kind.CHOICE, is_editable=True,
               is_required=True, choices=AssignmentState.choices, is_shown=chosen == CLOSED),
        Column("am", "am", _ended, kind=Kind.DATE, is_shown=chosen == CLOSED),
        Column("tun", "Erledigen", _act_word, act=_act, link=_elsewhere, is_action=True,
               is_sortable=False),
    ]  # fmt: skip


def _ended(row: Row) -> date | None:
    return timezone.localdate(row.closed.closed_at) if row.closed else None


def _act_word(row: Row) -> str:
    if row.closed:
        return "Wieder öffnen"
    return "Erledigt" if row.task.assignment else "Öffnen"


def _act(row: Row) -> str:
    if not row.task.assignment:
        return ""
    name = "assignments:reopen" if row.closed else "assignments:done"
    return reverse(name, args=[row.task.assignment])


def _elsewhere(row: Row) -> str:
    return "" if row.task.assignment else row.task.address


def _rows(request) -> Sequence[Row]:
    seat, today = seat_of(request), timezone.localdate()
    if request.method == "POST":
        return every_row(seat, today=today)
    return rows(seat, chosen=request.GET.get(CHOICE, ""), today=today)


def _write(request, *, changes: Sequence[Change], at: datetime) -> list[str]:
    """Move due dates, end and reopen; each by its own action, with its own rights."""
    seat = seat_of(request)

    def one(change: Change, *, at: datetime) -> None:
        held = queries.one_of(seat, UUID(change.key))
        if held is None:
            raise ValidationError("Diesen Auftrag gibt es nicht mehr.")
        state = change.values.get("stand", held.state)
        if state == AssignmentState.DECLINED != held.state:
            raise ValidationError("Ablehnen braucht eine Begründung: Öffnen Sie den Auftrag dafür.")
        if state == AssignmentState.OPEN != held.state:
            actions.reopen(seat=seat, identity=held.pk, at=at)
        if "frist" in change.values and change.values["frist"] != held.due_on:
            actions.change(
                seat=seat, identity=held.pk, title=held.title, note=held.note,
                whom=Whom(held.person_id, held.role, held.department_id),
                due_on=change.values["frist"], at=at,
            )  # fmt: skip
        if state == AssignmentState.DONE != held.state:
            actions.end(seat=seat, identity=held.pk, at=at)

    refusals = (ValidationError, Http404, PermissionDenied)
    return write_each(changes, one=one, refusals=refusals, at=at)


TASKS = Listing(
    key="chain.tasks",
    title="Meine Aufgaben",
    noun=("Aufgabe", "Aufgaben"),
    columns=_columns,
    rows=_rows,
    address=lambda: reverse("assignments:index"),
    check=lambda request: accounts.check_member(seat_of(request)),
    group="wann",
    editing=Editing(
        check=lambda request: accounts.check_member(seat_of(request)),
        key=lambda row: str(row.task.assignment or ""),
        name=lambda row: row.task.title,
        write=_write,
        kind=queries.KIND,
    ),
    word_hint="z. B. Lieferung",
)
