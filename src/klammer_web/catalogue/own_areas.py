# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Own geographies in the assistant: which areas a table may mean, put into its mapping."""

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from klammer.presentation.formats import german_date
from klammer.sources.proposals import Proposal
from klammer.territory.own_keys import is_level

OFFICIAL = "amtlich"
_KEPT = ("skip", "totals", "fill", "empty", "empty_level")


def choices(proposal: Proposal) -> list[tuple[str, str]]:
    """Return what the areas of a table may be: official ones, or a version of a geography."""
    own = [
        (f"{one.level} {one.boundary}", f"{one.title} (ab {german_date(one.boundary)})")
        for one, _ in proposal.own
    ]
    return [*own, (OFFICIAL, "Gemeinden, Kreise oder andere amtliche Gebiete")]


def word_of(mapping: Mapping[str, Any]) -> str:
    """Return the choice that a mapping stands for; empty for official areas."""
    area = mapping.get("area", {})
    level = str(area.get("level", ""))
    return f"{level} {area.get('boundary', '')}" if is_level(level) else ""


def chosen(
    mapping: Mapping[str, Any], word: str | None, begun: Mapping[str, Any], proposal: Proposal
) -> dict[str, Any]:
    """Return a mapping whose areas are those that a person chose.

    begun  the mapping the form began with: its answers about rows are kept
    """
    found = deepcopy(dict(mapping))
    if not word or word == word_of(mapping):
        return found
    if word == OFFICIAL:
        if word_of(mapping):
            column = found["area"].get("column")
            found["area"] = {"column": column, "form": "name"} if column else {}
        return found
    for one, area in proposal.own:
        if word == f"{one.level} {one.boundary}":
            kept = {name: begun["area"][name] for name in _KEPT if name in begun.get("area", {})}
            found["area"] = {**kept, **deepcopy(area)}
    return found
