# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the pages of one area need: its profile, and one indicator over time."""

from typing import Any

from django.urls import reverse
from django.utils.safestring import mark_safe

from klammer.base.cells import Status
from klammer.presentation import formats
from klammer.warehouse.open import Release
from klammer_web.atlas.addresses import Traces, address, series_of
from klammer_web.atlas.enums import LEVEL_BY_CODE
from klammer_web.atlas.pages.choosing import crumbs
from klammer_web.atlas.queries import areas
from klammer_web.atlas.queries.profiles import Profile


def profile_context(
    found: Profile,
    *,
    release: Release,
    boundary: str,
    everything: bool,
    against: str,
    traces: Traces,
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
        "against": next((one.title for one in found.comparators if one.key == against), ""),
        "colours": _colour_links(found, everything=everything, against=against),
        "scope": _words(umfang="" if everything else "alles", vergleich=against),
        "no_value": formats.SIGNS[Status.MISSING],
        "boundary": formats.german_date(boundary),
        "map": _map_around(found),
        "neighbours": areas.beside(found.area.key, boundary=boundary),
        "above": next(iter(found.comparators), None),
        "population_trace": traces.of(found.population.row) if found.population else "",
        "release": release,
        "crumbs": crumbs((found.area.title, "")),
    }


def _words(**words: str) -> str:
    return "&".join(f"{name}={word}" for name, word in words.items() if word)


def _colour_links(found: Profile, *, everything: bool, against: str) -> list[tuple[str, str, bool]]:
    """Return (words of an address, label, whether it is chosen) of what may be coloured."""
    scope = "alles" if everything else ""
    links = [(_words(umfang=scope), "ohne", not against)]
    for one in found.comparators:
        query = _words(umfang=scope, vergleich=one.key)
        links.append((query, one.title, one.key == against))
    return links


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


def _stands(line) -> str:
    """Say how a figure stands to the comparator; reasons stand in the sentence beside."""
    return line.stands.words.partition(".")[0].replace(";", ",") if line.stands else ""


def _profile_line(line, area: areas.AreaName, traces: Traces) -> dict[str, Any]:
    definition = line.definition
    figure = line.figure
    boundary = figure.row["boundary"] if figure else ""
    return {
        "line": line,
        "stands": _stands(line),
        "period": formats.period(figure.row["period"]) if figure else "",
        "trace": traces.of(figure.row) if figure and figure.value is not None else "",
        "others": [(one, traces.of(one.row)) if one else None for one in line.others],
        "spark": mark_safe(line.spark),  # noqa: S308  # reason: built by klammer.presentation, numbers only
        "sheet": address("catalogue:indicator", definition.id),
        "series": series_of(definition.id, area.key, boundary=boundary) if figure else "",
    }
