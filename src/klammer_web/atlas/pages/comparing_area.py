# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the page of one area in all its indicators needs."""

from typing import Any

from django.urls import reverse

from klammer.presentation import formats, sources_line, spine
from klammer.presentation.sentences import is_number
from klammer.warehouse.open import Release
from klammer_web.atlas.addresses import Traces, address, profile_of
from klammer_web.atlas.enums import LEVEL_BY_CODE
from klammer_web.atlas.pages.choosing import crumbs
from klammer_web.atlas.pages.comparing import safe
from klammer_web.atlas.pages.peer_words import alike_words
from klammer_web.atlas.queries import areas, peer_groups, peers
from klammer_web.atlas.queries.spine import SpineChart, SpineLine
from klammer_web.atlas.view_words import AreaView


def area_crumbs(area: areas.AreaName, heading: str) -> list[tuple[str, str]]:
    """Return the way from the start to a page comparing one area."""
    return crumbs((area.title, profile_of(area.key)), (heading, ""))


def spine_context(
    found: SpineChart, view: AreaView, *, release: Release, traces: Traces
) -> dict[str, Any]:
    """Return the context of one area in all its indicators."""
    area, heading = found.area, "Alles im Vergleich"
    base = reverse("atlas:spine", args=[area.key])
    is_group = isinstance(found.whole, areas.PeerGroup)
    return {
        "area": area,
        "view": view,
        "figure": found,
        "heading": heading,
        "title": f"{heading}: {area.title}",
        "groups": [
            (domain, [_spine_line(line, traces) for line in lines])
            for domain, lines in found.groups
        ],
        "whole": found.whole,
        "whole_than": "die ähnlichen Kreise" if is_group else found.whole.title,
        "whole_facing": "ähnlichen Kreisen" if is_group else found.whole.title,
        "alike": alike_words(release, key=found.whole.key, boundary=found.boundary),
        "among": _among_words(found, view),
        "wholes": [
            (f"{base}?{view.query(gegen=one.key)}", one.title, one.key == found.whole.key)
            for one in peer_groups.comparisons(release, area.key, boundary=found.boundary)
        ],
        "circles": [
            (f"{base}?{view.query(unter=word, mit='')}", words, word == view.among)
            for word, words in _circles(area, view, release)
        ],
        "scope": f"{base}?{view.query(umfang='' if view.everything else 'alles')}",
        "publishers": sources_line.publishers(found.origins),
        "count": sum(len(lines) for _, lines in found.groups),
        "crumbs": area_crumbs(area, heading),
    }


def _circles(area: areas.AreaName, view: AreaView, release: Release) -> list[tuple[str, str]]:
    """Return (word, German) of the areas that one area may stand among."""
    found = []
    if area.level in {"municipality", "association"} and len(area.key) > 5:
        county = areas.name_of(area.key[:5], boundary=view.boundary)
        found += [(area.key[:5], county.within)] if county else []
    state = areas.name_of(area.key[:2], boundary=view.boundary)
    found += [(area.key[:2], state.within)] if state else []
    if area.level == "county":
        found.append(("DG", "in Deutschland"))
        if peers.structure(release, view.boundary).inputs:
            found.append(("aehnliche", "unter ähnlichen Kreisen"))
    if view.group:
        found.append(("", "unter den ausgewählten"))
    return found


def _among_words(found: SpineChart, view: AreaView) -> str:
    level = LEVEL_BY_CODE[found.area.level]
    count = formats.number(len(found.among))
    if view.group:
        return f"{count} ausgewählte {level.short}"
    if view.among == "aehnliche":
        return f"{count} {level.short}: der eigene und die ähnlichsten"
    extent = areas.name_of(view.among, boundary=view.boundary)
    where = extent.within if extent and view.among != "DG" else "in Deutschland"
    return f"{count} {level.plural} {where}"


def _spine_line(line: SpineLine, traces: Traces) -> dict[str, Any]:
    left, right = spine.sides(line.definition.direction)
    is_turned = line.definition.direction == "high_is_burden"
    ends = line.ends[::-1] if is_turned else line.ends
    row = line.figure.row
    return {
        "line": line,
        "picture": safe(spine.spine_row(line.spine)) if line.spine else "",
        "stands": line.stands.words.partition(".")[0].replace(";", ",") if line.stands else "",
        "period": formats.period(row["period"]),
        "trace": traces.of(row) if is_number(row) else "",
        "comparator_trace": traces.of(line.comparator.row) if line.comparator else "",
        "sheet": address("catalogue:indicator", line.definition.id),
        "ranking": f"{reverse('atlas:ranking', args=[line.definition.id])}?"
        f"ebene={LEVEL_BY_CODE[row['area_level']].word}&stand={row['boundary']}"
        f"&jahr={row['period']}&bereich={row['area'][:2]}&gebiet={row['area']}",
        "ends": ends,
        "sides": (left, right),
    }
