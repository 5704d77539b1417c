# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page of one area: its indicators by domain, each with a sentence and a way deeper."""

from typing import Any

from klammer.presentation import formats
from klammer_web.atlas.enums import LEVEL_BY_CODE
from klammer_web.atlas.exporting import printing
from klammer_web.atlas.exporting.gathering import GatheredRelease
from klammer_web.atlas.exporting.plan import Plan, areas_at, places_of
from klammer_web.atlas.queries import areas
from klammer_web.atlas.queries.profiles import ProfileLine, profile


def write_area(release: GatheredRelease, area: areas.AreaName, *, plan: Plan, boundary: str) -> int:
    """Write the page of an area; return 1."""
    found = profile(area, release=release, boundary=boundary, everything=True)
    groups = [
        (domain, [_line(line, release, area) for line in lines if _is_told(line, plan)])
        for domain, lines in found.groups
    ]
    context = {
        "up": "../../",
        "root": release.root[:12],
        "made_at": release.about.made_at[:10],
        "area": area,
        "level": LEVEL_BY_CODE[area.level],
        "profile": found,
        "groups": [(domain, lines) for domain, lines in groups if lines],
        "inside": _inside(area, plan),
        "boundary": formats.german_date(boundary),
    }
    folder = plan.folder / "gebiet" / area.key
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "index.html").write_text(printing.page("area", context), "utf-8")
    return 1


def _is_told(line: ProfileLine, plan: Plan) -> bool:
    return line.figure is not None and line.definition.id in plan.indicators


def _line(line: ProfileLine, release: GatheredRelease, area: areas.AreaName) -> dict[str, Any]:
    """Return a line; its page is there when the figure is of the newest boundary version."""
    assert line.figure is not None  # noqa: S101  # reason: lines without a figure are left out
    place = places_of(release, line.definition.id).by_level.get(area.level)
    has_page = place is not None and line.figure.row["boundary"] == place.boundary
    return {
        "line": line,
        "period": formats.period(line.figure.row["period"]),
        "page": f"{line.definition.id}.html" if has_page else "",
    }


def _inside(area: areas.AreaName, plan: Plan) -> list[areas.AreaName]:
    """Return the areas of the next smaller level that lie in this one and have a page."""
    smaller = {"country": "state", "state": "county", "county": "municipality"}.get(area.level, "")
    if not smaller:
        return []
    boundary = areas.newest(smaller)
    is_inside = areas.inside(area.key, level=smaller, boundary=boundary)
    return [one for one in areas_at(smaller, boundary, plan.counties) if is_inside(one.key)]
