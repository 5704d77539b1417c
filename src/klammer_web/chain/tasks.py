# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""One list of what a person has to do, fed by every context.

A context registers in its `apps.ready()`:

    tasks.register("catalogue", tasks_of)      # tasks_of(seat) -> iterable of Task

A task is nobody's record: it is there as long as something waits, and gone when that is done. What
people ask of each other is an assignment (`chain.assignments`), which is one of the sources.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from klammer_web.accounts.seats import Seat

SOON = timedelta(days=7)
OVERDUE, NEXT, NOW, LATER = "overdue", "next", "now", "later"


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do.

    title     what is to be done, as a verb phrase: "Lieferung prüfen"
    why       one line: who waits for it, or what it is about
    address   where it is done
    due       the day by which it must be done
    urgent    without a day: whether it comes before what is due in a week
    whom      to whom it is given: "an mich", or the name of a role or department
    is_mine   whether it is given to this person by name
    assignment  the assignment behind it, which can be ended right in the list
    """

    title: str
    why: str
    address: str
    due: date | None = None
    urgent: bool = False
    whom: str = ""
    is_mine: bool = False
    assignment: UUID | None = None
    ref_label: str = ""

    def stretch(self, today: date) -> str:
        """Return when it has its turn."""
        if self.due is None:
            return NOW if self.urgent else LATER
        if self.due < today:
            return OVERDUE
        return NEXT if self.due <= today + SOON else LATER


Provider = Callable[[Seat], Iterable[Task]]
_PROVIDERS: dict[str, Provider] = {}


def register(name: str, provider: Provider) -> None:
    """Let a context add its tasks to everybody's list."""
    _PROVIDERS[name] = provider


def forget(name: str) -> None:
    """Take a context's tasks back; for tests."""
    _PROVIDERS.pop(name, None)


def of_seat(seat: Seat) -> list[Task]:
    """Return what waits for the seat: what is due first, in the order of days."""
    if not seat.is_signed_in or seat.workspace_id is None:
        return []
    found = [task for provider in _PROVIDERS.values() for task in provider(seat)]
    return in_order(found)


def in_order(found: Iterable[Task]) -> list[Task]:
    """Sort: days first, then what is urgent without one, then the rest."""
    return sorted(found, key=lambda one: (one.due or date.max, not one.urgent, one.title))


def days_in_words(days: int | None) -> str:
    """Say how far a day is: heute, morgen, in 5 Tagen, seit 3 Tagen."""
    if days is None:
        return ""
    near = {-1: "seit gestern", 0: "heute", 1: "morgen"}
    if days in near:
        return near[days]
    return f"in {days} Tagen" if days > 0 else f"seit {-days} Tagen"
