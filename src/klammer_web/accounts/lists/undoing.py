# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Take many changes back at once: what held before goes through the same comparison again."""

from collections.abc import Sequence
from typing import Any

from klammer_web.accounts.lists import carrying
from klammer_web.ui.listing import Change
from klammer_web.ui.listing.columns import Column
from klammer_web.ui.listing.office.marks import mark, settled
from klammer_web.ui.listing.office.reading import Returned, ReturnedRow

MOST = 1_000  # rows; beyond, the history of each object is the way


def remember(
    request, key: str, *, changes: Sequence[Change], before: dict[str, Any],
    after: dict[str, Any], made: Sequence[str],
    columns: Sequence[Column],
) -> None:  # fmt: skip
    """Keep in the session what to write to take these changes back."""
    by_name = {one.name: one for one in columns}
    rows = [
        ReturnedRow(
            0,
            one.key,
            {name: mark(by_name[name].value(after[one.key])) for name in one.values},
            {name: settled(by_name[name].value(before[one.key])) for name in one.values},
        )
        for one in changes
        if one.values and one.key in after
    ]
    removed = any(one.values is None for one in changes)
    if len(rows) + len(made) <= MOST:
        held = carrying.plain(Returned(tuple(rows)))
        request.session[_name(key)] = held | {"made": list(made), "removed": removed}


def offered(request, key: str) -> int:
    """Return how many rows can be taken back; nothing when there is nothing to take back."""
    held = request.session.get(_name(key)) if hasattr(request, "session") else None
    return len(held["rows"]) + len(held["made"]) if held else 0


def taken(request, key: str) -> dict[str, Any] | None:
    """Return what to take back, and forget it."""
    return request.session.pop(_name(key), None)


def _name(key: str) -> str:
    return f"undo {key}"
