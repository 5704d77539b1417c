# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Classes of a map: of the year shown, of another, of all alike, or limits that somebody states."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from klammer.base.cells import Status
from klammer.base.errors import InputRefusedError
from klammer.indicators.definitions import Definition
from klammer.presentation import classes, formats
from klammer.warehouse.open import Release
from klammer_web.atlas.enums import METHODS
from klammer_web.atlas.queries import areas
from klammer_web.atlas.queries.smallness import shown
from klammer_web.atlas.view_state import ALL_YEARS, FIXED, MapView

IN_CLASSES = frozenset({Status.REPORTED, Status.ZERO, Status.UNRELIABLE})
_ROUNDED_FROM = 1_500  # different values, above which natural breaks are sought in printed ones


@dataclass(frozen=True)
class Limits:
    """Classes with the words that say how they were made.

    words   "gleich viele Gebiete je Klasse"
    over    what they were made of: "für 2018 bis 2022 gleich"; empty when of the year alone
    """

    classes: classes.Classes
    words: str
    over: str = ""


def stated_limits(definition: Definition) -> tuple[float, ...]:
    """Return the limits that a definition states (`extra.class_limits`); none when it does not.

    What is no ascending list of at most six numbers is as if it was not there.
    """
    try:
        found = tuple(float(one) for one in definition.extra.get("class_limits", ()))
    except (TypeError, ValueError):
        return ()
    is_sound = len(found) < classes.MOST and all(math.isfinite(one) for one in found)
    return found if is_sound and list(found) == sorted(set(found)) else ()


def limits_of(
    view: MapView,
    rows: Sequence[Mapping[str, Any]],
    *,
    release: Release,
    definition: Definition,
    also: Sequence[MapView] = (),
) -> Limits:
    """Return the classes of a map.

    rows  figures of the map itself; those that are numbers are counted
    also  other maps of the same indicator that share the limits
    """
    counted = [float(row["value"]) for row in rows if is_counted(row)]
    if view.method == FIXED:
        return _stated(view, counted, definition)
    views = (view, *also)
    if view.scale in {"", view.period} and not also:
        return _made(view, definition, counted, tuple(sorted(counted)), ())
    periods = _periods_behind(views, release, definition)
    pooled = tuple(sorted(v for one in views for v in _pooled(one, release, periods)))
    return _made(view, definition, counted, pooled or tuple(sorted(counted)), periods)


def _periods_behind(
    views: Sequence[MapView], release: Release, definition: Definition
) -> tuple[str, ...]:
    """Return the years whose figures the limits are made of."""
    scale = views[0].scale
    if scale == ALL_YEARS:
        several = [same_basis(one, release=release, definition=definition) for one in views]
        return tuple(sorted({period for periods in several for period in periods}))
    return (scale,) if scale else tuple(sorted({one.period for one in views}))


def is_counted(row: Mapping[str, Any]) -> bool:
    """Whether a figure has a place in a class."""
    return row["status"] in IN_CLASSES and row["value"] is not None


def same_basis(view: MapView, *, release: Release, definition: Definition) -> tuple[str, ...]:
    """Return the periods that may be compared with the one shown: no break lies between."""
    cuts = sorted(one.period for one in definition.breaks)
    begin = max((cut for cut in cuts if cut <= view.period), default="")
    end = min((cut for cut in cuts if cut > view.period), default="~")
    held = periods_of(view, release)
    return tuple(one for one in held if begin <= one < end) or (view.period,)


def periods_of(view: MapView, release: Release) -> tuple[str, ...]:
    """Return the periods in which the view's breakdown has figures, ascending."""
    codes = view.codes
    asked = (codes["sex"], codes["age"], codes["nationality"])
    return _periods(release, view.indicator, view.level, view.boundary).get(
        asked, view.coverage.periods
    )


@lru_cache(maxsize=512)
def _periods(release: Release, indicator: str, level: str, boundary: str):
    return release.breakdowns(indicator, area_level=level, boundary=boundary)


def _pooled(view: MapView, release: Release, periods: tuple[str, ...]) -> Iterator[float]:
    """Yield every number that maps of some periods show inside the extent of a view."""
    codes = tuple(view.codes.items())
    for period in periods:
        yield from _values(release, view.indicator, *view.place, period, codes)


@lru_cache(maxsize=512)
def _values(
    release: Release,
    indicator: str,
    level: str,
    boundary: str,
    extent: str,
    period: str,
    codes: tuple[tuple[str, str], ...],
) -> tuple[float, ...]:
    table = release.values(
        indicator, area_level=level, boundary=boundary, period=period, **dict(codes)
    )
    definition = release.definitions[indicator]
    is_inside = areas.inside(extent, level=level, boundary=boundary)
    # A figure too small to be shown must not show as the edge of a class either.
    rows = shown(table.rows(), release=release, definition=definition)
    return tuple(float(row["value"]) for row in rows if is_counted(row) and is_inside(row["area"]))


def _stated(view: MapView, counted: Sequence[float], definition: Definition) -> Limits:
    bounds = view.bounds or stated_limits(definition)
    reason = str(definition.extra.get("class_limits_reason", "")).rstrip(".")
    told = "von Ihnen eingetragene Grenzen" if view.bounds else reason or "festgelegte Grenzen"
    return Limits(classes.limited(counted, bounds), told, "für alle Jahre gleich")


def _made(
    view: MapView,
    definition: Definition,
    counted: Sequence[float],
    behind: tuple[float, ...],
    periods: Sequence[str],
) -> Limits:
    """Make classes of the figures behind the limits, and count those that are shown in them."""
    found = _classified(behind, view.method, view.count, definition.decimals)
    words = METHODS.get(found.method, found.method)
    if found.method != view.method:
        words += "; natürliche Grenzen gibt es für so viele verschiedene Werte nicht"
    elif len(found) < view.count and behind:
        words += f"; {len(found)} statt {view.count}, weil zu wenige verschiedene Werte vorliegen"
    if not periods or not len(found):
        return Limits(found, words)
    if view.scale not in {"", ALL_YEARS}:  # figures of another year may lie between or beyond
        held = classes.limited(counted, [high for _, high in found.ranges[:-1]])
        return Limits(held, words, f"Grenzen wie {formats.period(view.scale)}")
    return Limits(classes.recounted(found, counted), words, _over(periods))


@lru_cache(maxsize=128)
def _classified(
    ordered: tuple[float, ...], method: str, count: int, decimals: int
) -> classes.Classes:
    fewer = count if len(ordered) >= count else max(1, min(3, len(ordered)))
    if method == "jenks" and len(set(ordered)) > _ROUNDED_FROM:
        return _rounded(ordered, fewer, decimals)
    return classes.classify(ordered, method=method, count=fewer)


def _rounded(ordered: tuple[float, ...], count: int, decimals: int) -> classes.Classes:
    """Find natural breaks of the values as they are printed; quantiles where these are too many."""
    try:
        coarse = classes.classify(
            [round(one, decimals) for one in ordered], method="jenks", count=count
        )
    except InputRefusedError:
        return classes.classify(ordered, method="quantile", count=count)
    groups: list[list[float]] = [[] for _ in coarse.ranges]
    for value in ordered:
        groups[coarse.of(round(value, decimals)) - 1].append(value)
    ranges = tuple((group[0], group[-1]) for group in groups)
    return classes.Classes("jenks", count, ranges, tuple(map(len, groups)))


def _over(periods: Sequence[str]) -> str:
    if len(periods) < 2:
        return ""
    if len(periods) == 2:
        return f"Grenzen für {' und '.join(map(formats.period, periods))} gleich"
    first, last = formats.period(periods[0]), formats.period(periods[-1])
    return f"Grenzen für {first} bis {last} gleich"
