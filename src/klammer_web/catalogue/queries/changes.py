# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads: which figures a waiting delivery would change, and which evidence rests on them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from klammer.indicators.definitions import Definition
from klammer.pipeline import deliveries
from klammer.pipeline.targets import DISPLAYED
from klammer.territory import areas
from klammer.territory.keys import COUNTRY
from klammer.warehouse.differences import Cell, changed_cells
from klammer_web.accounts.seats import Seat
from klammer_web.catalogue.instance import definitions, instance
from klammer_web.catalogue.models import Upload
from klammer_web.catalogue.queries.addresses import parse_address
from klammer_web.chain import evidence, kinds
from klammer_web.chain import queries as chain
from klammer_web.chain.enums import EvidenceShape
from klammer_web.chain.kinds import Card, Ref
from klammer_web.chain.models import Evidence

Figure = tuple[str, str, str]  # indicator, area, period (a year as text)


@dataclass(frozen=True, slots=True)
class Touched:
    """Something that rests on figures the delivery changes: its card, and those figures."""

    card: Card
    figures: tuple[str, ...]


def touched(upload: Upload, *, seat: Seat) -> list[Touched]:
    """Return what rests on figures that accepting an upload would change, as far as the seat sees.

    Areas that contain a changed one count too: its figures are added up into theirs.
    """
    held = chain.evidence_in(seat)
    changed = changes_of(upload) if held else frozenset()
    holders: dict[Ref, list[Ref]] = {}
    for one in held:
        figures = _hit(one, changed, seat=seat)
        if figures:
            holders.setdefault(Ref(one.holder_kind, one.holder_id), []).extend(figures)
    cards = kinds.cards(seat, [*holders, *(one for figures in holders.values() for one in figures)])
    return [
        Touched(cards[holder], tuple(cards[one].title for one in figures if one in cards))
        for holder, figures in holders.items()
        if holder in cards
    ]


def _hit(one: Evidence, changed: frozenset[Figure], *, seat: Seat) -> list[Ref]:
    """Return the figure, or the view of several, that rests on a changed one; else nothing."""
    if one.shape == EvidenceShape.CELL:
        is_hit = (one.indicator, one.area, one.period) in changed
        return [Ref(kinds.FIGURE, one.address)] if is_hit else []
    figures = map(parse_address, evidence.figures_of(one, seat=seat))
    is_hit = any(
        (address.indicator, address.area, address.period) in changed for address in figures
    )
    return [Ref(kinds.VIEW, one.address)] if is_hit else []


def changes_of(upload: Upload) -> frozenset[Figure]:
    """Return the figures that accepting an upload changes or takes away; new ones touch nothing."""
    here = instance()
    staged = deliveries.staged(here, upload.staged_id)
    last = deliveries.predecessor(here, staged.delivery)
    if last is None:
        return frozenset()
    found = changed_cells(
        here / "deliveries" / last.id / "tidy.parquet",
        staged.tidy,
        breakdowns=tuple(sorted({*last.breakdowns, *staged.delivery.breakdowns})),
        before_has=last.breakdowns,
        after_has=staged.delivery.breakdowns,
    )
    return frozenset(_figures(found, definitions(upload.owner_key)))


def _figures(cells: Iterable[Cell], known: Mapping[str, Definition]) -> Iterable[Figure]:
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
