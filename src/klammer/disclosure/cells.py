# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The counts behind a table of figures: one cell per quantity, place, time and breakdown.

A row shows up to two counts, its numerator and its denominator. Two indicators that count the
same persons share the cell, so that none of them gives away what the other hides.
"""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, NamedTuple

from klammer.base.cells import Status
from klammer.base.tables import Table
from klammer.indicators.definitions import Definition
from klammer.indicators.formulas import Term

CODES = ("sex", "age", "nationality")


class State(Enum):
    """What an attacker knows of a cell, and whether we may still decide."""

    PUBLIC = "public"  # published officially: known, whatever we do
    OPEN = "open"  # our own: shown unless we hide it
    HIDDEN = "hidden"  # our own: hidden by a rule, must not be recoverable
    AT_SOURCE = "at_source"  # hidden by the publisher: must not become recoverable through us
    UNSEEN = "unseen"  # shown nowhere, and nobody's secret


class Key(NamedTuple):
    """What a count counts: quantity × boundary × period × area × breakdown codes."""

    quantity: str
    boundary: str
    period: str
    area: str
    codes: tuple[str, ...]


@dataclass
class Cell:
    """One count.

    value    None when we do not know it either; also what sums imply of a cell nobody shows: it
             is used to see what an attacker can do, and never leaves this room
    bound    what an attacker knows it cannot exceed
    floor    the minimum count of its source, 0 when no rule applies
    exact    False for rounded and perturbed counts: sums over them prove nothing
    withheld an official publisher hid this very count; that we know it does not free it
    assumed  it is nothing because the table leaves it out, as far as one can see
    rows     the rows of the table that have it as their numerator
    """

    value: float | None
    state: State
    bound: float = math.inf
    floor: float = 0.0
    exact: bool = True
    withheld: bool = False
    assumed: bool = False
    rows: list[int] = field(default_factory=list)


Cells = dict[Key, Cell]


@dataclass(frozen=True)
class Quantities:
    """Which quantity the numerator and denominator of each indicator are.

    Without definitions every indicator has a quantity of its own and its denominators are taken
    as known to everyone; with them, equal sums of the same variables are one quantity.
    """

    definitions: Mapping[str, Definition] = field(default_factory=dict)

    def numerator(self, indicator: str) -> str:
        """The quantity an indicator's numerator counts."""
        definition = self.definitions.get(indicator)
        terms = definition.formula.numerator if definition else ()
        return _quantity(terms) if terms else f"{indicator}/numerator"

    def denominator(self, indicator: str) -> str | None:
        """The quantity of its denominator; None when it is not known what it counts."""
        definition = self.definitions.get(indicator)
        terms = definition.formula.denominator if definition else ()
        return _quantity(terms) if terms else None


def cells_of(
    table: Table, *, own: Sequence[int], floors: Mapping[int, float], quantities: Quantities
) -> Cells:
    """Collect the cells that own rows show, and what official rows say of the same quantities.

    own     numbers of the rows that are ours
    floors  own row → minimum count of its source
    """
    wanted = {quantities.numerator(table["indicator"][row]) for row in own}
    cells: Cells = {}
    mine = set(own)
    parts = _parts(table, wanted, quantities)
    for row, indicator in enumerate(table["indicator"]):
        for column, quantity in parts.get(indicator, ()):
            key = Key(quantity, *_place(table, row))
            if row in mine:
                _add_own(cells, key, _count_at(table, row, column), floor=floors[row])
            else:
                _add_official(cells, key, _count_at(table, row, column))
            if column == "numerator":
                cells[key].rows.append(row)
    return cells


class _Count(NamedTuple):
    value: float | None
    status: str
    exact: bool


def _parts(
    table: Table, wanted: set[str], quantities: Quantities
) -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for indicator in set(table["indicator"]):
        pairs = [
            ("numerator", quantities.numerator(indicator)),
            ("denominator", quantities.denominator(indicator) or ""),
        ]
        found[indicator] = [(column, name) for column, name in pairs if name in wanted]
    return {indicator: pairs for indicator, pairs in found.items() if pairs}


def _place(table: Table, row: int) -> tuple[str, str, str, tuple[str, ...]]:
    codes = tuple(str(table[name][row]) for name in CODES)
    return table["boundary"][row], table["period"][row], table["area"][row], codes


def _count_at(table: Table, row: int, column: str) -> _Count:
    number = table[column][row]
    missing = number is None or (isinstance(number, float) and math.isnan(number))
    exact = str(table["secrecy"][row]) in {"exact", ""}
    return _Count(None if missing else float(number), str(table["status"][row]), exact)


def _add_own(cells: Cells, key: Key, count: _Count, *, floor: float) -> None:
    cell = cells.setdefault(key, Cell(None, _unknown(count.status)))
    if cell.value is None and count.value is not None:
        cell.withheld = cell.state is State.AT_SOURCE
        cell.value, cell.state, cell.exact = count.value, State.OPEN, count.exact
    cell.floor = max(cell.floor, floor)


def _add_official(cells: Cells, key: Key, count: _Count) -> None:
    # An ambiguous zero of the source ("0" for nothing or too few) is no knowledge.
    if count.value is not None and count.status != Status.ZERO_OR_HIDDEN:
        rows = cells[key].rows if key in cells else []
        cells[key] = Cell(count.value, State.PUBLIC, exact=count.exact, rows=rows)
        return
    cell = cells.setdefault(key, Cell(None, _unknown(count.status), exact=count.exact))
    cell.withheld = cell.withheld or (
        cell.state is State.OPEN and count.status == Status.SUPPRESSED
    )


def _unknown(status: str) -> State:
    return State.AT_SOURCE if status == Status.SUPPRESSED else State.UNSEEN


def _quantity(terms: Sequence[Term]) -> str:
    said: list[dict[str, Any]] = [
        {
            "variable": term.variable,
            "where": {name: sorted(codes) for name, codes in term.where.items()},
            "sign": term.sign,
            "years_back": term.years_back,
        }
        for term in terms
    ]
    return json.dumps(sorted(said, key=lambda one: json.dumps(one, sort_keys=True)), sort_keys=True)
