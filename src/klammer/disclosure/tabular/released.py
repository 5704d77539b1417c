# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The tables that go out: described columns only, hidden cells without any figure."""

import math
from typing import Any

import numpy as np

from klammer.base.cells import Status
from klammer.base.tables import Table
from klammer.disclosure.tabular.building import Linked
from klammer.disclosure.tabular.cubes import Delivered
from klammer.disclosure.tabular.outcome import Protection
from klammer.disclosure.tabular.problem import Ints, State


def released_table(linked: Linked, number: int, made: Protection) -> Table:
    """One table as it goes out.

    returns  dimension columns → the figure [as delivered], `status`, and the group and ratio
             columns SPEC describes; delivered rows first, in their order, then totals that were
             computed and zeros that were left out

    Missing: a hidden cell has no figure, no ratio and the status `suppressed`; one that nobody
    told has the status `missing`. Columns that SPEC does not describe are left out.
    """
    one, cells = linked.delivered[number], linked.numbers[number].ravel()
    rows = one.row.ravel()
    order = np.concatenate(
        [np.flatnonzero(rows >= 0)[np.argsort(rows[rows >= 0])], np.flatnonzero(rows < 0)]
    )
    order = np.array([at for at in order if not _is_unseen(linked, cells, one, int(at))])
    places = np.unravel_index(order, one.value.shape)
    columns: dict[str, list[Any]] = {
        axis.name: [axis.nodes[at] for at in place]
        for axis, place in zip(one.axes, places, strict=True)
    }
    hidden = made.hidden[cells[order]] | one.withheld.ravel()[order]
    values = one.value.ravel()[order]
    columns[one.spec.column] = [
        None if secret else _plain(value) for value, secret in zip(values, hidden, strict=True)
    ]
    columns["status"] = [
        str(_status(value, bool(secret))) for value, secret in zip(values, hidden, strict=True)
    ]
    for name in _beside(one):
        columns[name] = [
            None if secret and name in _ratios(one) else _of_row(one, name, int(rows[at]))
            for at, secret in zip(order, hidden, strict=True)
        ]
    if one.spec.group:
        columns[one.spec.group] = [_plain(one.group.ravel()[at]) for at in order]
    return Table(columns)


def _is_unseen(linked: Linked, cells: Ints, one: Delivered, at: int) -> bool:
    """Cells without a row that nobody told anything of are no part of the table."""
    without = one.row.ravel()[at] < 0 and math.isnan(one.value.ravel()[at])
    return bool(without and linked.problem.state[cells[at]] == State.UNSEEN)


def _beside(one: Delivered) -> list[str]:
    under = [ratio.denominator for ratio in one.spec.ratios if ratio.denominator]
    names = dict.fromkeys([*under, *_ratios(one)])
    return [name for name in names if name not in {one.spec.group, one.spec.column}]


def _ratios(one: Delivered) -> list[str]:
    return [ratio.column for ratio in one.spec.ratios]


def _of_row(one: Delivered, name: str, row: int) -> Any:
    if row < 0:
        return None
    value = one.table[name][row]
    return _plain(float(value)) if isinstance(value, int | float) else None


def _plain(value: float) -> int | float | None:
    if math.isnan(value):
        return None
    return int(value) if float(value).is_integer() else float(value)


def _status(value: float, hidden: bool) -> Status:  # noqa: FBT001  # reason: both are needed to tell
    if hidden:
        return Status.SUPPRESSED
    if math.isnan(value):
        return Status.MISSING
    return Status.ZERO if value == 0 else Status.REPORTED
