# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Everything of one indicator: its page, its maps, its values, and a page for each area."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from klammer.indicators.definitions import Definition
from klammer.presentation import formats
from klammer.warehouse.open import Coverage
from klammer_web.atlas.enums import LEVEL_BY_CODE, domain_label
from klammer_web.atlas.exporting import printing, values
from klammer_web.atlas.exporting.gathering import GatheredRelease
from klammer_web.atlas.exporting.plan import (
    Places,
    Plan,
    areas_at,
    extent_of,
    extents_at,
    places_of,
)
from klammer_web.atlas.pages.maps.wording import title_of
from klammer_web.atlas.queries import areas
from klammer_web.atlas.queries.figures import MapFigure, map_figure
from klammer_web.atlas.queries.series import SeriesFigure, series_figure
from klammer_web.atlas.view_state import MapView
from klammer_web.catalogue.queries.origins import sources


def write_indicator(release: GatheredRelease, indicator: str, *, plan: Plan) -> int:
    """Write the files of one indicator; return how many."""
    definition, places = release.definitions[indicator], places_of(release, indicator)
    folder = plan.folder / "kennzahl" / indicator
    folder.mkdir(parents=True, exist_ok=True)
    rows = list(values.rows_of(release, definition, places=places, counties=plan.counties))
    told = sources(release, definition, level=places.map_level or "state")
    count = 0
    if rows:
        (folder / "werte.csv").write_text(values.csv_text(definition, rows, sources=told), "utf-8")
        text = values.json_text(definition, rows, root=release.root, sources=told)
        (folder / "werte.json").write_text(text, "utf-8")
        count += 2
    maps = _write_maps(release, definition, places, plan=plan, folder=folder)
    listed = [
        (LEVEL_BY_CODE[level], _write_areas(release, definition, coverage, plan=plan, maps=maps))
        for level, coverage in places.by_level.items()
    ]
    count += len(maps) + sum(len(found) for _, found in listed)
    _write_page(release, definition, listed, plan=plan, maps=maps, told=told)
    return count + 1


def _write_maps(
    release: GatheredRelease, definition: Definition, places: Places, *, plan: Plan, folder: Path
) -> dict[tuple[str, str], MapFigure]:
    """Draw the latest map of each place; return those that could be drawn, by level and extent."""
    drawn = {}
    for level, coverage in places.by_level.items():
        for extent in extents_at(coverage, plan.counties):
            view = MapView(definition.id, coverage, coverage.periods[-1], extent)
            found = map_figure(view, release=release, definition=definition)
            text = printing.map_file(found, up="../../")
            if text:
                (folder / printing.map_name(level, extent)).write_text(text, "utf-8")
                drawn[level, extent] = found
    return drawn


def _write_areas(
    release: GatheredRelease,
    definition: Definition,
    coverage: Coverage,
    *,
    plan: Plan,
    maps: Mapping[tuple[str, str], MapFigure],
) -> list[areas.AreaName]:
    """Write the page of each area that the release says anything of; return these areas."""
    written = []
    for area in areas_at(coverage.area_level, coverage.boundary, plan.counties):
        found = series_figure(
            area, release=release, definition=definition, coverage=coverage, with_chart=False
        )
        if not any(line.figure.row.get("indicator") for line in found.lines):
            continue
        folder = plan.folder / "gebiet" / area.key
        folder.mkdir(parents=True, exist_ok=True)
        shown = maps.get((area.level, extent_of(area)))
        text = printing.page("figure", _figure_context(release, found, shown))
        (folder / f"{definition.id}.html").write_text(text, "utf-8")
        written.append(area)
    return written


def _figure_context(
    release: GatheredRelease, found: SeriesFigure, shown: MapFigure | None
) -> dict[str, Any]:
    area, level = found.area, found.area.level
    return {
        **_frame(release, "../../"),
        "series": found,
        "area": area,
        "definition": found.definition,
        "map": printing.map_name(level, extent_of(area)) if shown else "",
        "map_title": title_of(shown) if shown else "",
        "boundary": formats.german_date(found.coverage.boundary),
    }


def _write_page(
    release: GatheredRelease,
    definition: Definition,
    listed: Sequence[tuple[Any, Sequence[areas.AreaName]]],
    *,
    plan: Plan,
    maps: Mapping[tuple[str, str], MapFigure],
    told: Sequence[str],
) -> None:
    shown = next(iter(maps.values()), None)
    context = {
        **_frame(release, "../../"),
        "definition": definition,
        "domain": domain_label(definition.domain),
        "listed": [(level, found) for level, found in listed if found],
        "figure": shown,
        "map": printing.map_name(shown.view.level, shown.view.extent) if shown else "",
        "map_title": title_of(shown) if shown else "",
        "sources": told,
    }
    text = printing.page("indicator", context)
    (plan.folder / "kennzahl" / definition.id / "index.html").write_text(text, "utf-8")


def _frame(release: GatheredRelease, up: str) -> dict[str, Any]:
    """Return what every page says: where it comes from, and the way up."""
    return {"up": up, "root": release.root[:12], "made_at": release.about.made_at[:10]}
