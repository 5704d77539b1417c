# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Many indicators × many areas against one comparator: the rug one looks at first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from klammer.indicators.definitions import Definition
from klammer.presentation import contrasts, sentences, tallies
from klammer.presentation.contrasts import Contrast
from klammer.presentation.sentences import Wording
from klammer.presentation.tallies import Tally
from klammer.warehouse.open import Coverage, Release
from klammer_web.atlas.enums import LEVEL_BY_CODE, domain_label, domain_place
from klammer_web.atlas.queries import areas, peer_groups
from klammer_web.atlas.queries.figures import AreaFigure, empty_row, figure_of, wording_of
from klammer_web.atlas.queries.smallness import shown

Row = Mapping[str, Any]


@dataclass(frozen=True)
class OverviewView:
    """What an overview shows.

    level, boundary, extent  which areas: counties of a state, municipalities of a county or of an
                             association
    domain                   one domain; empty for the headline indicators of all
    against                  key of the comparator
    area                     the one area that is shown as a list; empty for all
    """

    level: str
    boundary: str
    extent: str
    domain: str
    against: str
    area: str = ""


@dataclass(frozen=True)
class Cell:
    """One figure of one area, and how it stands; without a comparator there is no contrast."""

    figure: AreaFigure
    stands: Contrast | None


@dataclass(frozen=True)
class Column:
    """One indicator: its newest period here, its figures by area, the comparator's, a sentence."""

    definition: Definition
    period: str
    boundary: str
    cells: Mapping[str, Cell]
    comparator: AreaFigure | None
    sentence: str


@dataclass(frozen=True)
class Overview:
    """Everything an overview says."""

    view: OverviewView
    rows: Sequence[areas.AreaName]
    groups: Sequence[tuple[str, Sequence[Column]]]
    comparator: areas.AreaName
    tallies: Mapping[str, Tally]  # area → how its figures stand

    @property
    def columns(self) -> list[Column]:
        """The columns of all groups."""
        return [column for _, columns in self.groups for column in columns]


def members(view: OverviewView) -> list[areas.AreaName]:
    """Return the areas of a view, by name."""
    is_inside = areas.inside(view.extent, level=view.level, boundary=view.boundary)
    found = [one for one in areas.names(view.level, view.boundary).values() if is_inside(one.key)]
    return sorted(found, key=lambda one: one.sorting)


@lru_cache(maxsize=64)
def overview(view: OverviewView, *, release: Release) -> Overview:
    """Read and judge the figures of a view; indicators without any number here are left out."""
    rows = members(view)
    comparator = areas.name_of(view.against, boundary=view.boundary)
    if comparator is None:
        raise KeyError(view.against)
    groups: dict[str, list[Column]] = {}
    for definition, coverage in held(view, release):
        column = _column(definition, coverage, view, rows, comparator, release)
        if column is not None:
            groups.setdefault(domain_label(definition.domain), []).append(column)
    ordered = sorted(groups.items(), key=lambda group: domain_place(group[0]))
    columns = [column for _, found in ordered for column in found]
    return Overview(
        view=view,
        rows=rows,
        groups=ordered,
        comparator=comparator,
        tallies={
            one.key: tallies.tally(column.cells[one.key].stands for column in columns)
            for one in rows
        },
    )


def held(view: OverviewView, release: Release) -> list[tuple[Definition, Coverage]]:
    """Return the indicators of a view's domain with figures for its areas, headlines first.

    Sums are left out: large areas have large sums.
    """
    found = []
    for definition in release.definitions.values():
        is_wanted = definition.domain == view.domain if view.domain else definition.headline
        if not is_wanted or definition.kind.adds_up:
            continue
        places = release.coverage(definition.id)
        here = [o for o in places if (o.area_level, o.boundary) == (view.level, view.boundary)]
        found += [(definition, one) for one in here]
    return sorted(found, key=lambda pair: (not pair[0].headline, pair[0].title.casefold()))


def _column(
    definition: Definition,
    coverage: Coverage,
    view: OverviewView,
    rows: Sequence[areas.AreaName],
    comparator: areas.AreaName,
    release: Release,
) -> Column | None:
    figures = _newest(definition, coverage, [one.key for one in rows], release)
    if not figures:
        return None
    period = next(iter(figures.values()))["period"]
    wording = wording_of(definition)
    whole = _row_of(comparator, definition, view.boundary, period, release)
    found = (
        contrasts.contrasts(
            list(figures.values()),
            whole,
            definition=definition,
            relevant=definition.relevant_difference,
        )
        if whole is not None and sentences.is_number(whole)
        else {}
    )
    cells = _cells(rows, figures, found, period, wording)
    return Column(
        definition=definition,
        period=period,
        boundary=coverage.boundary,
        cells=cells,
        comparator=figure_of(whole, area=comparator, wording=wording) if whole else None,
        sentence=_sentence(cells, view, definition),
    )


def _cells(
    rows: Sequence[areas.AreaName],
    figures: Mapping[str, Row],
    found: Mapping[str, Contrast],
    period: str,
    wording: Wording,
) -> dict[str, Cell]:
    """Return area → its cell; an area without a row has an empty figure."""
    return {
        one.key: Cell(
            figure_of(
                figures.get(one.key) or empty_row(one.key, period=period), area=one, wording=wording
            ),
            found.get(one.key),
        )
        for one in rows
    }


def _newest(
    definition: Definition, coverage: Coverage, keys: Sequence[str], release: Release
) -> dict[str, Row]:
    """Return area → row of the newest period in which any of the areas has a number."""
    table = release.values(
        definition.id, area_level=coverage.area_level, boundary=coverage.boundary, areas=keys
    )
    rows = shown(table.rows(), release=release, definition=definition)
    newest = max((row["period"] for row in rows if sentences.is_number(row)), default="")
    return {row["area"]: row for row in rows if row["period"] == newest}


def _row_of(
    area: areas.AreaName, definition: Definition, boundary: str, period: str, release: Release
) -> Row | None:
    if isinstance(area, areas.PeerGroup):
        return peer_groups.group_row(
            release, definition.id, area.key, boundary=boundary, period=period
        )
    places = [
        one.boundary
        for one in release.coverage(definition.id)
        if one.area_level == area.level and period in one.periods
    ]
    if not places:
        return None
    table = release.values(
        definition.id,
        area_level=area.level,
        boundary=boundary if boundary in places else places[-1],
        period=period,
        areas=[area.key],
    )
    return next(iter(table.rows()), None)


def _sentence(cells: Mapping[str, Cell], view: OverviewView, definition: Definition) -> str:
    noun = LEVEL_BY_CODE[view.level].plural
    return sentences.spread(
        [(cell.figure.name, cell.figure.row) for cell in cells.values()],
        areas=noun,
        wording=wording_of(definition),
    )
