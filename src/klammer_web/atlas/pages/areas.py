# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the pages of one area need: its profile, and one indicator over time."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.safestring import mark_safe

from klammer.base.cells import Status
from klammer.presentation import formats
from klammer.warehouse.open import Release
from klammer_web.atlas.addresses import Traces, address, series_of
from klammer_web.atlas.enums import LEVEL_BY_CODE
from klammer_web.atlas.forms.profile_view import ProfileView
from klammer_web.atlas.pages.choosing import breakdown_words, crumbs
from klammer_web.atlas.pages.peer_words import alike_words
from klammer_web.atlas.pages.profile_switch import profile_switch
from klammer_web.atlas.queries import areas, peer_groups
from klammer_web.atlas.queries.profiles import Profile
from klammer_web.atlas.view_state import breakdown_word


def profile_context(
    found: Profile, view: ProfileView, *, release: Release, traces: Traces
) -> dict[str, Any]:
    """Return the context of a profile page."""
    boundary, against = view.boundary, view.against
    people = breakdown_words(view.breakdown)
    level = LEVEL_BY_CODE[found.area.level]
    return {
        "profile": found,
        "area": found.area,
        "level": level,
        "groups": _groups(found, view, traces),
        "absent": absent_lines(found) if people or not view.everything else [],
        "everything": view.everything,
        "people": people,
        "title": f"{found.area.title}: {people}" if people else found.area.title,
        "breakdown_switch": profile_switch(
            release,
            level=found.area.level,
            chosen=view.breakdown,
            link=lambda word: f"?{view.query(merkmal=word)}",
        ),
        "against": next((one.title for one in found.comparators if one.key == against), ""),
        "alike": alike_words(release, key=against, boundary=boundary),
        "colours": _colour_links(view, release),
        "scope": view.query(umfang="" if view.everything else "alles"),
        "no_value": formats.SIGNS[Status.MISSING],
        "boundary": formats.german_date(boundary),
        "map": _map_around(found, view),
        "neighbours": areas.beside(found.area.key, boundary=boundary),
        "above": next(iter(found.comparators), None),
        "population_trace": traces.of(found.population.row) if found.population else "",
        "release": release,
        "crumbs": crumbs((found.area.title, "")),
    }


def _groups(
    found: Profile, view: ProfileView, traces: Traces
) -> list[tuple[str, list[dict[str, Any]]]]:
    """Return the lines by domain; what has no figure stands only among all of everybody's."""
    is_whole = view.everything and not view.breakdown
    groups = [
        (
            domain,
            [
                _profile_line(line, found.area, traces, view)
                for line in lines
                if is_whole or line.figure
            ],
        )
        for domain, lines in found.groups
    ]
    return [(domain, lines) for domain, lines in groups if lines]


def absent_lines(found: Profile) -> list[tuple[str, Sequence[str]]]:
    """Return why indicators are not there, each reason once with their names."""
    reasons: dict[str, list[str]] = {}
    for _, lines in found.groups:
        for line in lines:
            if line.figure is None:
                reasons.setdefault(line.missing, []).append(line.definition.title)
    return sorted(reasons.items(), key=lambda pair: -len(pair[1]))


def _colour_links(view: ProfileView, release: Release) -> list[tuple[str, str, bool]]:
    """Return (words of an address, label, whether it is chosen) of what may be coloured."""
    found = peer_groups.comparisons(release, view.area.key, boundary=view.boundary)
    return [
        (view.query(vergleich=""), "ohne", not view.against),
        *((view.query(vergleich=one.key), one.title, one.key == view.against) for one in found),
    ]


def _map_around(found: Profile, view: ProfileView) -> str:
    """Return the map that shows the area among those beside it; empty without inhabitants."""
    if found.population is None or not found.comparators:
        return ""
    query = (
        f"ebene={LEVEL_BY_CODE[found.area.level].word}&stand={found.population.row['boundary']}"
        f"&jahr={found.population.row['period']}&bereich={found.comparators[0].key}"
    )
    query += f"&merkmal={breakdown_word(view.breakdown)}" if view.breakdown else ""
    indicator = str(found.population.row["indicator"])
    return f"{reverse('atlas:map', args=[indicator])}?{query}#gebiet-{found.area.key}"


def _stands(line) -> str:
    """Say how a figure stands to the comparator; reasons stand in the sentence beside."""
    return line.stands.words.partition(".")[0].replace(";", ",") if line.stands else ""


def _profile_line(line, area: areas.AreaName, traces: Traces, view: ProfileView) -> dict[str, Any]:
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
        "series": _series(definition.id, area, view, boundary) if figure else "",
    }


def _series(indicator: str, area: areas.AreaName, view: ProfileView, boundary: str) -> str:
    """Return the address of a series of the same group of people."""
    word = breakdown_word(view.breakdown)
    return series_of(indicator, area.key, boundary=boundary) + (f"&merkmal={word}" if word else "")
