# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads: which figures a waiting delivery would change."""

from collections.abc import Iterable, Mapping

from klammer.indicators.definitions import Definition
from klammer.pipeline import deliveries
from klammer.pipeline.targets import DISPLAYED
from klammer.territory import areas
from klammer.territory.keys import COUNTRY
from klammer.warehouse.differences import Cell, changed_cells
from klammer_web.accounts.seats import Seat
from klammer_web.catalogue import evidence
from klammer_web.catalogue.evidence import Changes, Touched
from klammer_web.catalogue.instance import definitions, instance
from klammer_web.catalogue.models import Upload


def changes_of(upload: Upload) -> Changes:
    """Return the figures that accepting an upload changes or takes away; new ones touch nothing."""
    here = instance()
    staged = deliveries.staged(here, upload.staged_id)
    last = deliveries.predecessor(here, staged.delivery)
    if last is None:
        return Changes(frozenset())
    found = changed_cells(
        here / "deliveries" / last.id / "tidy.parquet",
        staged.tidy,
        breakdowns=tuple(sorted({*last.breakdowns, *staged.delivery.breakdowns})),
        before_has=last.breakdowns,
        after_has=staged.delivery.breakdowns,
    )
    return Changes(frozenset(_figures(found, definitions(upload.owner_key))))


def _figures(
    cells: Iterable[Cell], known: Mapping[str, Definition]
) -> Iterable[tuple[str, str, str]]:
    """Yield indicator × area × period of every figure that is made from a changed cell."""
    users: dict[str, set[tuple[str, int]]] = {}
    for one in known.values():
        formula = one.formula
        terms = [*formula.numerator, *formula.denominator]
        for term in [*terms, formula.delivered] if formula.delivered else terms:
            users.setdefault(term.variable, set()).add((one.id, term.years_back))
    for cell in cells:
        for indicator, years_back in users.get(cell.variable, ()):
            year = str(int(cell.period[:4]) + years_back)
            for area in _with_those_above(cell.area):
                yield indicator, area, year


def _with_those_above(area: str) -> set[str]:
    """Return an area and what contains it: county, region, state, country."""
    county = areas.areas("county", boundary=DISPLAYED["county"][0]).get(area[:5])
    return {area, area[:5], area[:2], COUNTRY, *(county.parents.values() if county else ())}


def touched(upload: Upload, *, seat: Seat) -> list[Touched]:
    """Return the evidence that points at figures which accepting an upload would change."""
    if not evidence.is_asked_for():
        return []
    return list(evidence.touched_by(changes_of(upload), seat=seat))
