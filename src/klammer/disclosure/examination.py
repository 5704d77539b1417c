# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Evidence first, verdict second: which rows of a table must be hidden, and why.

The result is for data stewards; it names positions and reasons, which would help an attacker.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from klammer.base.errors import DisclosureError
from klammer.base.quantities import Kind
from klammer.base.tables import Table
from klammer.disclosure.cells import Cells, Key, Quantities, State, cells_of
from klammer.disclosure.primary import (
    Reason,
    floors_of,
    is_grouped,
    number_at,
    sensitive_rows,
)
from klammer.disclosure.relations import AreaSum, Equation, equations_of
from klammer.disclosure.rules import Rules
from klammer.disclosure.secondary import protect_cells
from klammer.indicators.definitions import Definition

OWN, OFFICIAL = "own", "official"
COLUMNS = (
    *("indicator", "area", "boundary", "period", "sex", "age", "nationality"),
    *("numerator", "denominator", "value", "status", "secrecy", "method", "source_class"),
)


@dataclass(frozen=True)
class Examination:
    """What was found in a table for one audience.

    hidden        row → reason; its numerator and value must not be shown
    whole         rows of `hidden` whose denominator must not be shown either
    exposed       protected counts that official figures alone give back
    rows          how many rows the table has, own and official
    """

    hidden: Mapping[int, Reason]
    whole: frozenset[int]
    exposed: int
    own: int
    official: int

    @property
    def counts(self) -> dict[str, int]:
        """What a certificate says of it; exact reasons stay with the stewards."""
        reasons = Counter(self.hidden.values())
        secondary = reasons[Reason.COMPLEMENTARY]
        unchecked = reasons[Reason.NOT_CHECKABLE]
        return {
            "rows": self.own + self.official,
            "official": self.official,
            "published": self.own + self.official - len(self.hidden),
            "primary": len(self.hidden) - secondary - unchecked,
            "secondary": secondary,
            "not_checkable": unchecked,
            "exposed_by_official": self.exposed,
        }


@dataclass
class _Case:
    table: Table
    own: list[int]
    rules: Rules
    kinds: Mapping[str, Kind]
    quantities: Quantities
    cells: Cells = field(default_factory=dict)


def examine(
    table: Table,
    *,
    rules: Rules,
    sums: Sequence[AreaSum] = (),
    definitions: Mapping[str, Definition] | None = None,
) -> Examination:
    """Find the rows of a table that must be hidden from the rules' audience.

    table  indicator × area × boundary × period × sex × age × nationality → numerator, denominator,
           value, status, secrecy, method, source_class ("own" or "official"), optionally source

    Official rows are what an attacker knows; they are never hidden. Missing numbers are unknown to
    everybody. Raises `GrainError` for a missing column or a repeated own row, `DisclosureError`
    for an unknown source class or when the solver fails.
    """
    table.require(*COLUMNS)
    own = _own_rows(table)
    if not own:
        return Examination({}, frozenset(), 0, 0, len(table))
    _check_grain(table, own)
    definitions = definitions or {}
    kinds = {name: one.kind for name, one in definitions.items()}
    case = _Case(table, own, rules, kinds, Quantities(definitions))
    hidden = _hide_by_rule(case)
    exposed = _hide_by_sums(case, equations_of(case.cells, sums))
    whole = _spread(case, hidden)
    return Examination(hidden, whole, exposed, len(own), len(table) - len(own))


def _own_rows(table: Table) -> list[int]:
    classes = table["source_class"]
    unknown = set(classes) - {OWN, OFFICIAL}
    if unknown:
        raise DisclosureError(
            f"the source class '{min(map(str, unknown))}' is unknown",
            where="column source_class",
            why="expected own or official",
            remedy="say for each row who publishes it",
            code="source_class",
        )
    return [row for row, one in enumerate(classes) if one == OWN]


def _check_grain(table: Table, own: Sequence[int]) -> None:
    keys = ("indicator", "boundary", "period", "area", "sex", "age", "nationality")
    names = [name for name in (*keys, "area_level") if name in table.columns]
    Table({name: [table[name][row] for row in own] for name in names}).require_unique(*names)


def _hide_by_rule(case: _Case) -> dict[int, Reason]:
    floors = floors_of(case.table, own=case.own, rules=case.rules, kinds=case.kinds)
    hidden = sensitive_rows(case.table, floors=floors, rules=case.rules, kinds=case.kinds)
    case.cells = cells_of(case.table, own=case.own, floors=floors, quantities=case.quantities)
    for row, reason in list(hidden.items()):
        cell = case.cells[_key(case, row, "numerator")]
        if cell.state is State.PUBLIC and reason is not Reason.NOT_CHECKABLE:
            del hidden[row]  # official statistics show this very count
        elif cell.state is State.OPEN:
            cell.state = State.HIDDEN
    for cell in case.cells.values():
        small = cell.value is not None and 0 < cell.value < cell.floor
        if cell.state is State.OPEN and (cell.withheld or small):
            cell.state = State.HIDDEN
    _bound(case)
    return hidden


def _bound(case: _Case) -> None:
    """Note what an attacker knows a count cannot exceed: a denominator that is shown."""
    for cell in case.cells.values():
        for row in cell.rows:
            group = number_at(case.table, row, "denominator")
            if group is not None and is_grouped(case.table, row, kinds=case.kinds):
                cell.bound = min(cell.bound, max(group, cell.value or 0.0))


def _hide_by_sums(case: _Case, equations: Sequence[Equation]) -> int:
    protection = protect_cells(case.cells, equations)
    return len(protection.exposed)


def _spread(case: _Case, hidden: dict[int, Reason]) -> frozenset[int]:
    """Carry hidden cells over to every row that shows them; return rows hidden whole."""
    whole = set()
    for row in case.own:
        cell = case.cells[_key(case, row, "numerator")]
        if cell.state is State.HIDDEN and row not in hidden:
            hidden[row] = Reason.WITHHELD if cell.withheld else _why(case, row)
        group = case.quantities.denominator(case.table["indicator"][row])
        key = _key(case, row, "denominator") if group else None
        if key in case.cells and case.cells[key].state is State.HIDDEN:
            hidden.setdefault(row, Reason.SMALL_GROUP)
            whole.add(row)
    return frozenset(whole)


def _why(case: _Case, row: int) -> Reason:
    cell = case.cells[_key(case, row, "numerator")]
    small = cell.value is not None and 0 < cell.value < cell.floor
    return Reason.SMALL_COUNT if small else Reason.COMPLEMENTARY


def _key(case: _Case, row: int, column: str) -> Key:
    table, indicator = case.table, case.table["indicator"][row]
    named = (
        case.quantities.numerator(indicator)
        if column == "numerator"
        else case.quantities.denominator(indicator) or ""
    )
    codes = tuple(str(table[name][row]) for name in ("sex", "age", "nationality"))
    return Key(named, table["boundary"][row], table["period"][row], table["area"][row], codes)
