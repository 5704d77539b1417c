# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two maps side by side: another year, another group of people, or another indicator."""

from dataclasses import replace

from klammer.warehouse.open import Coverage, Release
from klammer_web.atlas.queries.classing import periods_of
from klammer_web.atlas.queries.figures import MapFigure, map_figure
from klammer_web.atlas.view_state import DEFAULT_METHOD, FIXED, MapView


def map_figures(view: MapView, *, release: Release) -> tuple[MapFigure, ...]:
    """Return the map of a view and, where it asks for one, the map beside it.

    Two maps of one indicator share their classes; a comparator stays the same for both.
    """
    other = second(view, release=release)
    definition = release.definitions[view.indicator]
    if other is None:
        return (map_figure(view, release=release, definition=definition),)
    is_same = other.indicator == view.indicator
    first = map_figure(
        view, release=release, definition=definition, also=[other] if is_same else []
    )
    beside = map_figure(
        other,
        release=release,
        definition=release.definitions[other.indicator],
        also=[view] if is_same else [],
    )
    return first, beside


def second(view: MapView, *, release: Release) -> MapView | None:
    """Return the view of the second map; None where there is one map only."""
    if view.beside is None:
        return None
    alone = replace(view, beside=None)
    word = view.beside.word
    if view.beside.what == "jahr":
        return replace(alone, period=word)
    if view.beside.what == "merkmal":
        pairs = (part.partition(":") for part in word.split(",") if part)
        return replace(alone, breakdown=tuple(sorted((name, code) for name, _, code in pairs)))
    return _of_indicator(alone, word, release)


def _of_indicator(view: MapView, indicator: str, release: Release) -> MapView:
    """Return the view of another indicator in the same or the nearest year; of two the later."""
    coverage = _coverage(view, indicator, release)
    is_stated = view.method == FIXED  # limits of one indicator say nothing of another
    other = replace(
        view,
        indicator=indicator,
        coverage=coverage,
        breakdown=tuple(
            (name, code)
            for name, code in view.breakdown
            if code in coverage.breakdowns.get(name, ())
        ),
        method=DEFAULT_METHOD[0] if is_stated else view.method,
        count=DEFAULT_METHOD[1] if is_stated else view.count,
        bounds=(),
        relevant=None,
    )
    held = periods_of(other, release)
    return other if view.period in held else replace(other, period=_nearest(held, view.period))


def _coverage(view: MapView, indicator: str, release: Release) -> Coverage:
    wanted = (view.level, view.boundary)
    return next(
        one for one in release.coverage(indicator) if (one.area_level, one.boundary) == wanted
    )


def _nearest(periods: tuple[str, ...], wanted: str) -> str:
    return min(periods, key=lambda one: (abs(int(one[:4]) - int(wanted[:4])), -int(one[:4])))
