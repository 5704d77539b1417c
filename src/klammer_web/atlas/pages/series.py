# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the page of a series needs: drawing, table, and what may be switched or added."""

from typing import Any

from django.urls import reverse
from django.utils.safestring import mark_safe

from klammer.presentation import formats
from klammer.presentation.formats import german_date
from klammer.warehouse.open import Release
from klammer_web.atlas.addresses import Traces, address, profile_of
from klammer_web.atlas.enums import LEVEL_BY_CODE, WHOLE
from klammer_web.atlas.forms.series_view import MOST, SeriesView
from klammer_web.atlas.pages import seen as seen_pages
from klammer_web.atlas.pages.breakdown_switch import breakdown_switch
from klammer_web.atlas.pages.choosing import breakdown_words, crumbs
from klammer_web.atlas.pages.gaps import gap_links
from klammer_web.atlas.pages.peer_words import Alike, alike_words
from klammer_web.atlas.pages.small import SmallNote, newest_told, small_note
from klammer_web.atlas.queries import areas, peer_groups
from klammer_web.atlas.queries.series import SeriesFigure

_NEAR = {"municipality": 5, "association": 5}  # digits of the key that areas side by side share
_HOLDS_ALL = {"country", "state"}


def series_context(
    found: SeriesFigure, *, view: SeriesView, release: Release, traces: Traces
) -> dict[str, Any]:
    """Return the context of a series page."""
    area, definition = found.area, found.definition
    return {
        "series": found,
        "view": view,
        "area": area,
        "definition": definition,
        "title": f"{definition.title}: {area.title}",
        "part": breakdown_words(found.breakdown),
        "chart": mark_safe(found.chart),  # noqa: S308  # reason: built by klammer.presentation, escaped there
        "lines": [_line(one, traces) for one in found.lines],
        "breakdown_switch": breakdown_switch(
            release,
            coverage=found.coverage,
            definition=definition,
            chosen=found.breakdown,
            link=lambda word, _: f"?{view.query(merkmal=word)}",
        ),
        "beside": [(one, f"?{view.without(one.key)}") for one in view.others],
        "addable": [*_groups(view, release), *addable(view)] if len(view.others) < MOST else [],
        "alike": _alike(view, release),
        "versions": _versions(found, view, release),
        "gaps": gap_links(release, coverage=found.coverage, area=area.key),
        "multiples": f"{reverse('atlas:multiples', args=[definition.id])}?{_around(found)}",
        "map": f"{reverse('atlas:map', args=[definition.id])}?{_map_query(found)}",
        "profile": profile_of(area.key),
        "sheet": address("catalogue:indicator", definition.id),
        "small": _small(found, release, traces),
        "seen": seen_pages.series_seen(found, release=release),
        "crumbs": crumbs((area.title, profile_of(area.key)), (definition.title, "")),
    }


def _groups(view: SeriesView, release: Release) -> list[areas.AreaName]:
    """Return the similar counties that may stand beside: those of the area's county."""
    if view.area.level in _HOLDS_ALL or release.definitions[view.indicator].kind.adds_up:
        return []
    boundary = view.coverage.boundary
    found = peer_groups.comparisons(release, view.area.key, boundary=boundary)
    taken = {one.key for one in view.others}
    return [one for one in found if isinstance(one, areas.PeerGroup) and one.key not in taken]


def _alike(view: SeriesView, release: Release) -> Alike | None:
    """Return what is said of similar counties where they stand beside."""
    boundary = view.coverage.boundary
    found = (alike_words(release, key=one.key, boundary=boundary) for one in view.others)
    return next((one for one in found if one), None)


def addable(view: SeriesView) -> list[areas.AreaName]:
    """Return the areas that may stand beside: of the same level, near by, by name."""
    digits = _NEAR.get(view.area.level, 2)
    taken = {view.area.key, *(one.key for one in view.others)}
    found = [
        one
        for one in areas.names(view.area.level, view.coverage.boundary).values()
        if one.key not in taken
        and (view.area.level in _HOLDS_ALL or one.key[:digits] == view.area.key[:digits])
    ]
    return sorted(found, key=lambda one: one.sorting)


def _small(found: SeriesFigure, release: Release, traces: Traces) -> SmallNote | None:
    """Explain the newest figure where few people live."""
    row = newest_told(line.figure.row for line in found.lines)
    if row is None or not row.get("indicator"):
        return None
    return small_note(
        row, area=found.area, definition=found.definition, release=release, traces=traces
    )


def _line(line, traces: Traces) -> dict[str, Any]:
    return {
        "line": line,
        "trace": traces.of(line.figure.row),
        "others": [(one, traces.of(one.row)) for one in line.others],
    }


def _versions(
    found: SeriesFigure, view: SeriesView, release: Release
) -> list[tuple[str, str, bool]]:
    """Return (words, address, whether it is shown); the words name the years where they differ."""
    years = {one: _years(found, one, release) for one in view.versions}
    differ = len(set(years.values())) > 1
    return [
        (
            f"{german_date(one)} ({years[one]})" if differ else german_date(one),
            f"?{view.query(stand=one)}",
            one == view.coverage.boundary,
        )
        for one in view.versions
    ]


def _years(found: SeriesFigure, boundary: str, release: Release) -> str:
    """Return the first and the last year with figures by a boundary version."""
    periods = sorted(
        period
        for one in release.coverage(found.definition.id)
        if (one.area_level, one.boundary) == (found.area.level, boundary)
        for period in one.periods
    )
    ends = dict.fromkeys(formats.period(one) for one in (*periods[:1], *periods[-1:]))
    return "–".join(ends)


def _extent(found: SeriesFigure) -> str:
    """Return what lies around the area: the county of a municipality, else the state."""
    area = found.area
    around = areas.around(area.level, found.coverage.boundary)
    return around or (WHOLE if area.level in _HOLDS_ALL else area.key[: _NEAR.get(area.level, 2)])


def _around(found: SeriesFigure) -> str:
    """Return the query of the small drawings of all areas near the own one."""
    level, boundary = LEVEL_BY_CODE[found.area.level].word, found.coverage.boundary
    return f"ebene={level}&stand={boundary}&bereich={_extent(found)}"


def _map_query(found: SeriesFigure) -> str:
    """Return the query of the map around the area, on which it is marked."""
    return f"{_around(found)}#gebiet-{found.area.key}"
