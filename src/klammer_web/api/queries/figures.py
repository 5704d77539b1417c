# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads: figures of one indicator, through the same door and with the same judgement as pages."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from klammer.base.cells import TOTAL
from klammer.disclosure.release import SafeTable, check_safe
from klammer.indicators.definitions import Definition
from klammer.presentation import formats
from klammer.warehouse.open import Coverage, Release
from klammer_web.accounts.seats import Seat
from klammer_web.api.problems import ProblemError
from klammer_web.api.queries.shown import release_words
from klammer_web.atlas.addresses import figure_id
from klammer_web.atlas.enums import LEVEL_BY_CODE, WHOLE
from klammer_web.atlas.forms.map_view import read_map_view
from klammer_web.atlas.queries import areas
from klammer_web.atlas.queries.figures import AreaFigure, figure_of, map_figure, wording_of
from klammer_web.atlas.queries.smallness import NOTE, shown
from klammer_web.atlas.view_state import MapView, comparator_keys
from klammer_web.catalogue.queries.origins import sources

EVERY = "*"  # every code of a breakdown, the total included
MOST = 250_000  # figures that are read for one answer
_NUMBERS = ("value", "low", "high", "numerator", "denominator")
_WORDS = ("status", "secrecy", "method", "error_class", "note", "definition")
_PLACE = ("area", "period", "sex", "age", "nationality")


@dataclass(frozen=True)
class Asked:
    """Which figures of an indicator: level and boundary version always, the rest narrows.

    within   key of an area that holds the areas, DG for all
    against  key of a larger area that figures are compared with, as on a map; needs one period
    """

    indicator: str
    level: str
    boundary: str
    period: str = ""
    areas: tuple[str, ...] = ()
    within: str = WHOLE
    sex: str = TOTAL
    age: str = TOTAL
    nationality: str = TOTAL
    against: str = ""

    @property
    def codes(self) -> dict[str, str | None]:
        """Breakdown column → code; None for every code."""
        said = {"sex": self.sex, "age": self.age, "nationality": self.nationality}
        return {name: None if code == EVERY else code for name, code in said.items()}


@dataclass(frozen=True)
class Figures:
    """What was found: a table from the door, and how its figures stand to a larger area."""

    asked: Asked
    release: Release
    definition: Definition
    table: SafeTable
    stands: Mapping[str, AreaFigure]

    def head(self) -> dict[str, Any]:
        """Return what holds for all figures of an answer."""
        asked, one = self.asked, self.definition
        return {
            "indicator": one.id,
            "title": one.title,
            "unit": one.unit,
            "decimals": one.decimals,
            "level": asked.level,
            "boundary": asked.boundary,
            "release": release_words(self.release),
            "sources": list(sources(self.release, one, level=asked.level, period=asked.period)),
        }

    def rows(self, begin: int, end: int) -> list[dict[str, Any]]:
        """Return some figures, in the order of periods, breakdowns and areas."""
        chosen = self.table.selected(range(begin, min(end, len(self.table))))
        return [self._row(row) for row in self._shown(chosen)]

    def _shown(self, chosen: SafeTable) -> list[dict[str, Any]]:
        """Leave out what pages leave out: a rate of too few cases, and its cases."""
        rows = shown(chosen.rows(), release=self.release, definition=self.definition)
        hidden = dict.fromkeys(("numerator", "denominator"))
        return [{**row, **hidden} if row["note"] == NOTE else row for row in rows]

    def _row(self, row: Mapping[str, Any]) -> dict[str, Any]:
        name = areas.names(self.asked.level, self.asked.boundary).get(row["area"])
        area = name or areas.AreaName(row["area"], self.asked.level, row["area"])
        told = figure_of(row, area=area, wording=wording_of(self.definition))
        stands = self.stands.get(row["area"])
        is_judged = stands is not None and bool(stands.stands)
        return {
            **{one: row[one] for one in _PLACE},
            "name": area.title,
            **{one: row[one] for one in _NUMBERS},
            **{one: row[one] or "" for one in _WORDS},
            "text": told.text,
            "meaning": told.meaning,
            "judgement": stands.stands if stands and is_judged else None,
            "colour": stands.style if stands and is_judged else None,
            "figure": figure_id(self.release, row),
        }


def figures(asked: Asked, *, release: Release, seat: Seat) -> Figures:
    """Read figures; raise `ProblemError` for what the release does not hold."""
    definition = release.definitions.get(asked.indicator)
    if definition is None:
        raise ProblemError("indicator_unknown")
    coverage = _coverage(asked, release)
    _check_size(asked, coverage)
    table = release.values(
        asked.indicator,
        area_level=asked.level,
        boundary=asked.boundary,
        period=asked.period or None,
        areas=list(asked.areas) or None,
        **asked.codes,
    )
    safe = check_safe(table, audience=seat.audience)
    if asked.within != WHOLE:
        is_inside = areas.inside(asked.within, level=asked.level, boundary=asked.boundary)
        safe = safe.selected([n for n, key in enumerate(safe.table["area"]) if is_inside(key)])
    return Figures(asked, release, definition, safe, _stands(asked, release, definition))


def _coverage(asked: Asked, release: Release) -> Coverage:
    for one in release.coverage(asked.indicator):
        if (one.area_level, one.boundary) == (asked.level, asked.boundary):
            if asked.period and asked.period not in one.periods:
                raise ProblemError("no_figures", f"Vorhandene Jahre: {', '.join(one.periods)}.")
            return one
    raise ProblemError("no_figures")


def _check_size(asked: Asked, coverage: Coverage) -> None:
    amount = (len(asked.areas) or coverage.areas) * (1 if asked.period else len(coverage.periods))
    for name, code in asked.codes.items():
        amount *= 1 if code is not None else 1 + len(coverage.breakdowns.get(name, ()))
    if amount > MOST:
        raise ProblemError(
            "too_many_figures",
            f"Es wären etwa {formats.number(amount, decimals=0)}; möglich sind "
            f"{formats.number(MOST, decimals=0)}.",
        )


def _stands(asked: Asked, release: Release, definition: Definition) -> Mapping[str, AreaFigure]:
    """Return area → its figure as the map of this extent judges it; nothing without comparator."""
    if not asked.against:
        return {}
    if not asked.period or EVERY in {asked.sex, asked.age, asked.nationality}:
        raise ProblemError(
            "parameter_invalid",
            "Verglichen (against) wird in einem Jahr (period) und in einer Ausprägung.",
        )
    if asked.against not in comparator_keys(asked.level, asked.within):
        raise ProblemError("comparator_unknown")
    view = _view(asked, release)
    found = map_figure(view, release=release, definition=definition)
    return {one.key: one for one in found.figures}


def _view(asked: Asked, release: Release) -> MapView:
    """Return the map that a page would show; its form refuses what is not there."""
    codes = {name: code for name, code in asked.codes.items() if code != TOTAL}
    words = {
        "ebene": LEVEL_BY_CODE[asked.level].word,
        "stand": asked.boundary,
        "jahr": asked.period,
        "bereich": asked.within,
        "merkmal": ",".join(f"{name}:{code}" for name, code in codes.items()),
        "vergleich": asked.against,
    }
    return read_map_view(words, indicator=asked.indicator, release=release, home=WHOLE)


def csv_rows(found: Figures) -> Iterator[list[Any]]:
    """Yield every figure as a line of a table, the head first."""
    yield ["indicator", "unit", "level", "boundary", *_PLACE, "name", *_NUMBERS, *_WORDS, "text",
           "judgement", "release"]  # fmt: skip
    one, asked = found.definition, found.asked
    for row in found.rows(0, len(found.table)):
        yield [
            one.id, one.unit, asked.level, asked.boundary,
            *(row[name] for name in (*_PLACE, "name", *_NUMBERS, *_WORDS, "text")),
            row["judgement"] or "", found.release.root[:12],
        ]  # fmt: skip
