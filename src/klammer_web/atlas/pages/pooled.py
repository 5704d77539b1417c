# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the page of several years together needs."""

from collections.abc import Mapping
from typing import Any

from klammer.base.cells import Status
from klammer.indicators.definitions import Definition
from klammer.presentation import formats
from klammer.warehouse.open import Release
from klammer_web.atlas.addresses import Traces, profile_of, series_of
from klammer_web.atlas.pages.choosing import crumbs
from klammer_web.atlas.pages.small import why_not_pooled
from klammer_web.atlas.queries import areas, ways_out
from klammer_web.atlas.queries.figures import AreaFigure, figure_of, signs_in, wording_of
from klammer_web.atlas.queries.pooling import PooledArea, pooled_area
from klammer_web.atlas.queries.smallness import shown
from klammer_web.catalogue.queries.origins import sources

_YEARS = 8  # the newest ones are listed


def pooled_context(
    area: areas.AreaName,
    definition: Definition,
    *,
    release: Release,
    boundary: str,
    traces: Traces,
) -> dict[str, Any]:
    """Return the context of the page of several years together."""
    own = pooled_area(area, definition, release=release, boundary=boundary)
    beside = [
        pooled_area(one, definition, release=release, boundary=boundary)
        for one in _beside(area, definition, release, boundary)
    ]
    figures = figures_behind(own, definition, release)
    return {
        "definition": definition,
        "area": area,
        "own": own,
        "title": f"{definition.title}: {area.title}, mehrere Jahre",
        "own_text": _figure(own, definition),
        "span": _span(own),
        "sentence": sentence_of(own, definition),
        "calculation": calculation_of(own, definition),
        "beside": [
            (one.area, _figure(one, definition), _span(one), _series(one, definition, boundary))
            for one in beside
        ],
        "years": [_year(one, own, traces) for one in reversed(figures)],
        "signs": signs_in(one.row for one in figures),
        "sources": sources(release, definition, level=area.level),
        "boundary": formats.german_date(boundary),
        "series": _series(own, definition, boundary),
        "crumbs": crumbs(
            (area.title, profile_of(area.key)),
            (definition.title, _series(own, definition, boundary)),
            ("Mehrere Jahre zusammen", ""),
        ),
    }


def figures_behind(own: PooledArea, definition: Definition, release: Release) -> list[AreaFigure]:
    """Return the last years as they are shown, ascending."""
    wording = wording_of(definition)
    rows = shown(own.rows[-_YEARS:], release=release, definition=definition)
    return [figure_of(row, area=own.area, wording=wording) for row in rows]


def _year(figure: AreaFigure, own: PooledArea, traces: Traces) -> dict[str, Any]:
    return {
        "one": figure,
        "period": formats.period(figure.row["period"]),
        "trace": traces.of(figure.row),
        "numerator": _cases(figure.row),
        "denominator": _count(figure.row["denominator"]),
        "is_added": figure.row["period"] in own.pooled.periods,
    }


def _beside(
    area: areas.AreaName, definition: Definition, release: Release, boundary: str
) -> list[areas.AreaName]:
    found = (
        ways_out.association(area, definition, release=release, boundary=boundary)
        if area.level == "municipality"
        else None
    )
    return [*([found.area] if found else []), *areas.above(area.key, boundary=boundary)]


def sentence_of(own: PooledArea, definition: Definition) -> str:
    if own.pooled.value is None:
        why = why_not_pooled(own.pooled.reason)
        return f"Mehrere Jahre lassen sich hier nicht zusammenfassen. {why}"
    begin = f"{own.area.within[:1].upper()}{own.area.within[1:]}"
    value = wording_of(definition).text(own.pooled.value)
    if own.is_small:
        return (
            f"Auch {_span(own)} zusammen stehen {own.area.within} zu wenige Fälle dahinter, um "
            "etwas zu sagen."
        )
    return f"{begin} lag der Wert {_span(own)} zusammen bei {value}."


def calculation_of(own: PooledArea, definition: Definition) -> str:
    if own.pooled.value is None or own.is_small:
        return ""
    times = (
        f" × {formats.number(definition.formula.factor)}" if definition.formula.factor != 1 else ""
    )
    return (
        f"{_count(own.pooled.numerator)} ÷ {_count(own.pooled.denominator)}{times} = "
        f"{wording_of(definition).text(own.pooled.value)}"
    )


def _figure(found: PooledArea, definition: Definition) -> str:
    if found.pooled.value is None or found.is_small:
        return ""
    wording = wording_of(definition)
    limits = formats.interval(
        found.pooled.low, found.pooled.high, decimals=wording.decimals, unit=wording.unit
    )
    text = wording.text(found.pooled.value)
    return f"{text} (Spannweite {limits})" if limits else text


def _span(found: PooledArea) -> str:
    periods = found.pooled.periods
    return f"{periods[0]} bis {periods[-1]}" if periods else ""


def _cases(row: Mapping[str, Any]) -> str:
    """Print the cases of a year; a 0 that may hide a few is printed as the sign for it."""
    if row["status"] == Status.ZERO_OR_HIDDEN:
        return formats.SIGNS[Status.ZERO_OR_HIDDEN][0]
    return _count(row["numerator"])


def _count(number: float | None) -> str:
    return "" if number is None else formats.number(number)


def _series(found: PooledArea, definition: Definition, boundary: str) -> str:
    place = found.rows[-1]["boundary"] if found.rows else boundary
    return series_of(definition.id, found.area.key, boundary=place)
