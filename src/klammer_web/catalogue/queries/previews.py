# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads: what a definition would give, computed before anything is saved."""

from dataclasses import dataclass

from klammer.base.cells import TOTAL, Audience
from klammer.indicators.definitions import Definition
from klammer.pipeline import builds, deliveries
from klammer.presentation import formats
from klammer.warehouse.engine import literal
from klammer.warehouse.tidy import rows_of
from klammer_web.accounts.seats import Seat
from klammer_web.catalogue.instance import instance
from klammer_web.catalogue.phrases import words
from klammer_web.catalogue.queries.places import area_name
from klammer_web.catalogue.queries.traces import plain

_YEARS = 8


@dataclass(frozen=True)
class PreviewLine:
    """One year of one area as the definition would give it."""

    area: str
    period: str
    numerator: str
    denominator: str
    value: str
    note: str


@dataclass(frozen=True)
class Preview:
    """What the formula says and gives; `missing` names variables no delivery holds."""

    formula: str
    missing: tuple[str, ...]
    lines: tuple[PreviewLine, ...]
    may_see: bool


def preview(definition: Definition, *, seat: Seat) -> Preview:
    """Execute the formula for the seat's area and its state; nothing is kept.

    The figures have not passed disclosure control: only those who may see figures of the
    administration get them.
    """
    observations = deliveries.observations(instance(), seat.workspace_key)
    held = frozenset().union(*(one.variables for one in observations))
    missing = tuple(v for v in definition.formula.variables if v not in held)
    may_see = seat.audience.rank >= Audience.ADMINISTRATION.rank
    lines: tuple[PreviewLine, ...] = ()
    if definition.formula.variables and not missing and may_see:
        lines = _lines(definition, observations, area=seat.workspace_key)
    return Preview(str(definition.formula), missing, lines, may_see)


def _lines(definition: Definition, observations, *, area: str) -> tuple[PreviewLine, ...]:
    needed = [one for one in observations if one.variables & set(definition.formula.variables)]
    with instance().scratch() as scratch:
        builds.compute(scratch / "preview", {definition.id: definition}, needed)
        keys = ", ".join(literal(key) for key in dict.fromkeys((area, area[:2])) if key)
        totals = f"sex = '{TOTAL}' AND age = '{TOTAL}' AND nationality = '{TOTAL}'"
        rows = rows_of(
            scratch / "preview" / "values" / f"{definition.id}.parquet",
            condition=f"area IN ({keys}) AND {totals}",
            limit=2_000,
        )
    rows.sort(key=lambda row: (row["area"], row["period"]), reverse=True)
    recent: list[dict] = []
    for row in rows:
        if sum(one["area"] == row["area"] for one in recent) < _YEARS:
            recent.append(row)
    return tuple(_line(row, definition) for row in recent)


def _line(row: dict, definition: Definition) -> PreviewLine:
    return PreviewLine(
        area=area_name(row["area"], level=row["area_level"], boundary=row["boundary"]),
        period=formats.period(row["period"]),
        numerator="" if row["numerator"] is None else plain(row["numerator"]),
        denominator="" if row["denominator"] is None else plain(row["denominator"]),
        value=formats.cell(
            row["value"], status=row["status"], decimals=definition.decimals, unit=definition.unit
        ),
        note=words.NOTES.get(row["note"] or "", ""),
    )


def known_variables(workspace: str) -> list[tuple[str, str]]:
    """Return the variables that a workspace's and common deliveries hold, in publishers' words."""
    found: dict[str, str] = {}
    for one in deliveries.accepted(instance(), workspace=workspace):
        for variable in one.variables:
            found[variable] = one.labels.get(variable, variable)
    return sorted(
        ((name, f"{label} ({name})" if label != name else name) for name, label in found.items()),
        key=lambda pair: pair[1].casefold(),
    )
