# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which observations stand behind a figure: the same selection, walked backward."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from operator import attrgetter
from pathlib import Path

from klammer.base.cells import Status
from klammer.indicators.definitions import Definition
from klammer.indicators.formulas import Term
from klammer.warehouse.edges import load_edges_into
from klammer.warehouse.engine import column, engine, fetch, literal
from klammer.warehouse.figures import Observations, selected_sql


@dataclass(frozen=True, slots=True)
class Behind:
    """One observation behind a figure, and the share of it that went in."""

    delivery: int  # order of acceptance
    from_boundary: str
    area_level: str
    area: str
    period: str
    variable: str
    codes: str
    value: float | None
    status: str
    secrecy: str
    file: str
    sheet: str
    row: int | None
    column: int | None
    weight: float
    error_class: str


@dataclass(frozen=True, slots=True)
class Key:
    """One figure: where, when, of whom."""

    area_level: str
    boundary: str
    area: str
    year: int
    sex: str
    age: str
    nationality: str


def observations_behind(
    term: Term,
    definition: Definition,
    observations: Sequence[Observations],
    *,
    edges: Path,
    key: Key,
) -> list[Behind]:
    """Return the observations one term of a figure was made from, in file order.

    Of several deliveries the one is returned that the figure was taken from.
    """
    holders = [one for one in observations if term.variable in one.variables]
    questions = tuple(_query(one, term, definition, key) for one in holders)
    found = _asked(edges, (key.area_level, key.boundary, key.area), questions)
    origin = attrgetter("delivery", "from_boundary", "area_level")
    groups = [list(group) for _, group in groupby(sorted(found, key=origin), key=origin)]
    return max(groups, key=lambda group: _preference(group, key), default=[])


@lru_cache(maxsize=2048)
def _asked(
    edges: Path, target: tuple[str, str, str], questions: tuple[str, ...]
) -> tuple[Behind, ...]:
    """Ask the files, once per process: accepted deliveries and edges of releases never change."""
    with engine(threads=1) as connection:
        load_edges_into(connection, edges, target=target)
        return tuple(Behind(*row) for one in questions for row in fetch(connection, one))


def _preference(group: list[Behind], key: Key) -> tuple[bool, int, bool, int, str]:
    """The order of figures.CHOICE, the best last."""
    answered = all(one.value is not None or one.status == Status.SUPPRESSED for one in group)
    worst = max(one.error_class for one in group)
    first = group[0]
    same_level = first.area_level == key.area_level
    return answered, -ord(worst or " "), same_level, first.delivery, first.from_boundary


def _query(one: Observations, term: Term, definition: Definition, key: Key) -> str:
    names = [name for name in one.columns if name in term.where or name in definition.breakdowns]
    codes = ", ".join(
        f"CASE WHEN {column(n)} <> '_T' THEN '{n}=' || {column(n)} END" for n in names
    )
    more = (
        f", period, variable, concat_ws(', ', {codes}) AS codes, status AS status_text, "
        f'secrecy AS secrecy_text, file, sheet, row, "column" AS col'
        if names
        else ", period, variable, '' AS codes, status AS status_text, "
        'secrecy AS secrecy_text, file, sheet, row, "column" AS col'
    )
    matches = " AND ".join(
        f"s.{name} = {literal(getattr(key, name))}" for name in ("sex", "age", "nationality")
    )
    return (
        f"SELECT s.delivery, s.boundary, s.area_level, s.area, s.period, s.variable, s.codes, "
        f"s.value, s.status_text, s.secrecy_text, s.file, s.sheet, s.row, s.col, e.weight, "
        f"e.error_class FROM ({selected_sql(one, term, definition, more=more)}) s "
        f"JOIN edges e ON s.area_level = e.from_level AND s.boundary = e.from_boundary "
        f"AND s.area = e.old WHERE e.to_level = {literal(key.area_level)} "
        f"AND e.to_boundary = {literal(key.boundary)} AND e.new = {literal(key.area)} "
        f"AND s.year + {term.years_back} = {key.year} AND {matches} "
        f"{'AND e.whole ' if definition.formula.delivered else ''}"
        f"ORDER BY s.file, s.sheet, s.row, s.col"
    )
