# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the templates of the atlas need, built from what the queries found."""

from collections.abc import Sequence
from importlib.resources import files as resource_files
from typing import Any
from xml.sax.saxutils import escape

from django.urls import reverse
from django.utils.safestring import mark_safe

from klammer.base.cells import TOTAL, Status
from klammer.indicators.definitions import Definition
from klammer.presentation import formats, maps
from klammer.warehouse.open import Release
from klammer_web.atlas.addresses import Traces, address, profile_of, series_of
from klammer_web.atlas.enums import (
    BREAKDOWN_LABELS,
    LEVEL_BY_CODE,
    LEVEL_BY_WORD,
    LEVELS,
    METHODS,
    TOTAL_WORD,
    WHOLE,
    breakdown_label,
    domain_label,
)
from klammer_web.atlas.queries import areas
from klammer_web.atlas.queries.choices import Choice
from klammer_web.atlas.queries.figures import AreaFigure, MapFigure
from klammer_web.atlas.queries.outlines import fingerprint, outlines
from klammer_web.atlas.queries.profiles import Profile
from klammer_web.atlas.queries.series import SeriesFigure
from klammer_web.atlas.view_state import MapView

_MOST_LABELS = 45


def level_code(word: str) -> str:
    """Return the code of a level's word; empty for none."""
    return LEVEL_BY_WORD[word].code if word in LEVEL_BY_WORD else ""


def grouped(found: Sequence[Choice]) -> list[tuple[str, list[Choice]]]:
    """Return choices by domain."""
    groups: dict[str, list[Choice]] = {}
    for choice in found:
        groups.setdefault(choice.domain, []).append(choice)
    return list(groups.items())


def counties(release: Release, state: str) -> list[areas.AreaName]:
    """Return the counties of a state at the newest boundary that has figures."""
    known = boundaries(release, f"{state}000")
    found = areas.names("county", known[-1]).values() if known else ()
    return sorted((one for one in found if one.key[:2] == state), key=lambda one: one.sorting)


def boundaries(release: Release, key: str) -> list[str]:
    """Return the boundary versions at which the release has figures of a key's level."""
    level = areas.level_of_key(key)
    return sorted({one.boundary for one in release.coverage() if one.area_level == level})


def no_data(definition: Definition) -> dict[str, Any]:
    """Return the context of a definition that has no data yet."""
    return {
        "definition": definition,
        "sheet": address("catalogue:indicator", definition.id),
        "crumbs": _crumbs((definition.title, "")),
    }


def map_context(found: MapFigure, *, release: Release, traces: Traces) -> dict[str, Any]:
    """Return the context of a map page."""
    view, definition = found.view, found.definition
    base = reverse("atlas:map", args=[view.indicator])
    extent = areas.name_of(view.extent, boundary=view.boundary)
    return {
        "definition": definition,
        "figure": found,
        "view": view,
        "title": _map_title(definition, view, extent),
        "level": LEVEL_BY_CODE[view.level],
        "table": [_line(one, view, traces) for one in found.figures],
        "has_intervals": any(one.interval for one in found.figures),
        "has_cases": any(one.row["numerator"] is not None for one in found.figures),
        "picture": _picture(found),
        "classes": f"k{len(found.steps)}",
        "form": _form(view, release),
        "order_name": f"{base}?{view.query(folge='name')}",
        "order_value": f"{base}?{view.query(folge='')}",
        "as_table": f"{base}?{view.query(ansicht='tabelle')}",
        "as_map": f"{base}?{view.query(ansicht='')}",
        "csv": f"{reverse('atlas:map_table', args=[view.indicator])}?{view.query()}",
        "svg": f"{reverse('atlas:map_picture', args=[view.indicator])}?{view.query()}",
        "sheet": address("catalogue:indicator", view.indicator),
        "trace_comparators": [(one, traces.of(one.row)) for one in found.comparators],
        "cite": _cite(definition, view, release, base),
        "crumbs": _crumbs(
            (domain_label(definition.domain), _domain(definition)), (definition.title, "")
        ),
    }


def profile_context(
    found: Profile, *, release: Release, boundary: str, everything: bool, traces: Traces
) -> dict[str, Any]:
    """Return the context of a profile page."""
    groups = [
        (domain, [_profile_line(line, found.area, traces) for line in lines])
        for domain, lines in found.groups
    ]
    level = LEVEL_BY_CODE[found.area.level]
    return {
        "profile": found,
        "area": found.area,
        "level": level,
        "groups": groups,
        "everything": everything,
        "no_value": formats.SIGNS[Status.MISSING],
        "boundary": formats.german_date(boundary),
        "map": _map_around(found),
        "neighbours": areas.beside(found.area.key, boundary=boundary),
        "home": next(iter(found.comparators), None),
        "population_trace": traces.of(found.population.row) if found.population else "",
        "release": release,
        "crumbs": _crumbs((found.area.title, "")),
    }


def _map_around(found: Profile) -> str:
    """Return the map that shows the area among those beside it; empty without inhabitants."""
    if found.population is None or not found.comparators:
        return ""
    query = (
        f"ebene={LEVEL_BY_CODE[found.area.level].word}&stand={found.population.row['boundary']}"
        f"&jahr={found.population.row['period']}&bereich={found.comparators[0].key}"
    )
    indicator = str(found.population.row["indicator"])
    return f"{reverse('atlas:map', args=[indicator])}?{query}#gebiet-{found.area.key}"


def series_context(found: SeriesFigure, *, traces: Traces) -> dict[str, Any]:
    """Return the context of a series page."""
    area, definition = found.area, found.definition
    extent = WHOLE if area.level in {"country", "state"} else area.key[:2]
    query = (
        f"ebene={LEVEL_BY_CODE[area.level].word}&stand={found.coverage.boundary}&bereich={extent}"
    )
    lines = [
        {
            "line": line,
            "trace": traces.of(line.figure.row),
            "others": [(one, traces.of(one.row)) for one in line.others],
        }
        for line in found.lines
    ]
    return {
        "series": found,
        "area": area,
        "definition": definition,
        "title": f"{definition.title}: {area.title}",
        "part": _breakdown_words(found.breakdown),
        "chart": mark_safe(found.chart),  # noqa: S308  # reason: built by klammer.presentation, escaped there
        "lines": lines,
        "breakdowns": _breakdown_links(found),
        "map": f"{reverse('atlas:map', args=[definition.id])}?{query}#gebiet-{area.key}",
        "profile": profile_of(area.key),
        "sheet": address("catalogue:indicator", definition.id),
        "crumbs": _crumbs((area.title, profile_of(area.key)), (definition.title, "")),
    }


def _drawn(found: MapFigure, *, alone: bool = False) -> str:
    """Draw the map of a figure; `alone` draws outlines instead of referring to them."""
    view = found.view
    drawn = outlines(view.level, view.boundary, view.extent)
    if drawn is None:
        return ""
    place = reverse("atlas:outlines", args=[view.level, view.boundary, view.extent])
    mark = fingerprint(view.level, view.boundary, view.extent)
    label = f"Karte: {found.definition.title} {formats.period(view.period)}. Werte in der Tabelle."
    return maps.picture(
        drawn,
        address="" if alone else f"{place}?v={mark}",
        marks={one.key: _mark(one, alone=alone) for one in found.figures},
        label=label,
        style=f"k{len(found.steps)}",
        labels=_labels(drawn, found),
    )


def picture_file(found: MapFigure) -> str:
    """Return the map as a file that needs no other: outlines, styles and title inside."""
    styles = resource_files("klammer_web.atlas").joinpath("static/atlas/map-file.css").read_text()
    drawn = _drawn(found, alone=True)
    if not drawn:
        return ""
    head, _, rest = drawn.partition(">")
    title = escape(f"{found.definition.title}, {formats.period(found.view.period)}")
    source = escape(" ".join(found.sources))
    return f"{head}><title>{title}</title><desc>{source}</desc><style>{styles}</style>{rest}"


def _picture(found: MapFigure) -> str:
    return mark_safe(_drawn(found))  # noqa: S308  # reason: built by klammer.presentation, escaped there


def _mark(one: AreaFigure, *, alone: bool) -> maps.Mark:
    words = f"{one.name}: {one.text}" + (f" – {one.meaning}" if one.meaning else "")
    where = "" if alone else profile_of(one.key)
    return maps.Mark(one.style, words, where)


def _labels(drawn: maps.Outlines, found: MapFigure) -> dict[str, Sequence[str]]:
    """Label areas that have room for their name and value; on crowded maps none."""
    if len(drawn.paths) > _MOST_LABELS:
        return {}
    wanted = {
        one.key: (one.name.removeprefix("Landkreis ").removeprefix("Kreis "), one.text)
        for one in found.figures
        if one.key in drawn.anchors
    }
    return maps.room_for_labels(drawn, wanted)


def _map_title(definition: Definition, view: MapView, extent: areas.AreaName | None) -> str:
    part = _breakdown_words(view.breakdown)
    where = f" {extent.within}" if extent and view.extent != WHOLE else " in Deutschland"
    plural = LEVEL_BY_CODE[view.level].plural
    what = f"{definition.title} ({part})" if part else definition.title
    return f"{what}: {plural}{where}, {formats.period(view.period)}"


def _line(one: AreaFigure, view: MapView, traces: Traces) -> dict[str, Any]:
    numerator, denominator = one.row["numerator"], one.row["denominator"]
    return {
        "one": one,
        "profile": profile_of(one.key),
        "series": series_of(view.indicator, one.key, boundary=view.boundary),
        "trace": traces.of(one.row) if one.value is not None else "",
        "numerator": "" if numerator is None else formats.number(numerator),
        "denominator": "" if denominator is None else formats.number(denominator),
    }


def _profile_line(line, area: areas.AreaName, traces: Traces) -> dict[str, Any]:
    definition = line.definition
    figure = line.figure
    boundary = figure.row["boundary"] if figure else ""
    return {
        "line": line,
        "period": formats.period(figure.row["period"]) if figure else "",
        "trace": traces.of(figure.row) if figure and figure.value is not None else "",
        "others": [(one, traces.of(one.row)) if one else None for one in line.others],
        "spark": mark_safe(line.spark),  # noqa: S308  # reason: built by klammer.presentation, numbers only
        "sheet": address("catalogue:indicator", definition.id),
        "series": series_of(definition.id, area.key, boundary=boundary) if figure else "",
    }


def _form(view: MapView, release: Release) -> dict[str, Any]:
    held = release.coverage(view.indicator)
    levels = {one.area_level for one in held}
    covered = [one for one in held if one.area_level == view.level]
    return {
        "levels": [
            (level.word, level.plural, level.code == view.level)
            for level in LEVELS
            if level.code in levels
        ],
        "boundaries": [
            (one.boundary, formats.german_date(one.boundary), one.boundary == view.boundary)
            for one in covered
        ],
        "periods": [
            (one, formats.period(one), one == view.period)
            for one in reversed(view.coverage.periods)
        ],
        "extents": _extents(view),
        "breakdowns": _breakdowns(view),
        "methods": [
            (f"{method}:{count}", f"{count}, {words}", (method, count) == (view.method, view.count))
            for method, words in METHODS.items()
            for count in (3, 5, 7)
        ],
    }


def _extents(view: MapView) -> list[tuple[str, str, bool]]:
    state = view.extent[:2] if view.extent != WHOLE else "16"
    found = []
    if view.level == "county" or view.extent == WHOLE:
        found.append((WHOLE, "in Deutschland"))
    named = areas.name_of(state, boundary=view.boundary)
    if named:
        found.append((state, f"in {named.title}"))
    if view.level in {"municipality", "association"}:
        inside = areas.names("county", view.boundary).values()
        of_state = [one for one in inside if one.key[:2] == state]
        rural = [one for one in of_state if one.kind != "Kreisfreie Stadt"]
        found += [(one.key, one.within) for one in sorted(rural, key=lambda one: one.sorting)]
    return [(key, words, key == view.extent) for key, words in found]


def _breakdowns(view: MapView) -> list[tuple[str, str, bool]]:
    found = [("", TOTAL_WORD, not view.breakdown)]
    for column, codes in view.coverage.breakdowns.items():
        found += [
            (f"{column}:{code}", breakdown_label(column, code), (column, code) in view.breakdown)
            for code in codes
            if code != TOTAL
        ]
    return found if len(found) > 1 else []


def _breakdown_links(found: SeriesFigure) -> list[tuple[str, str, bool]]:
    links = [("", TOTAL_WORD, not found.breakdown)]
    for column, codes in found.coverage.breakdowns.items():
        links += [
            (f"{column}:{code}", breakdown_label(column, code), (column, code) in found.breakdown)
            for code in codes
            if code != TOTAL and column in BREAKDOWN_LABELS
        ]
    return links if len(links) > 1 else []


def _breakdown_words(breakdown: Sequence[tuple[str, str]]) -> str:
    return ", ".join(breakdown_label(column, code) for column, code in breakdown)


def _cite(definition: Definition, view: MapView, release: Release, base: str) -> str:
    return (
        f"{definition.title}, {formats.period(view.period)}, "
        f"{LEVEL_BY_CODE[view.level].plural}, Gebietsstand {formats.german_date(view.boundary)}; "
        f"Klammer, Freigabe {release.root[:12]}, {base}?{view.query()}"
    )


def _domain(definition: Definition) -> str:
    return f"{reverse('atlas:entry')}?bereich={definition.domain}"


def _crumbs(*rest: tuple[str, str]) -> list[tuple[str, str]]:
    return [("Start", address("portal:home")), ("Atlas", reverse("atlas:entry")), *rest]
