# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What of the atlas the search finds: counties, municipalities and what lies between."""

from collections.abc import Iterator

from django.urls import reverse

from klammer.pipeline.targets import DISPLAYED
from klammer.territory.keys import COUNTRY
from klammer_web.atlas.queries import areas
from klammer_web.atlas.queries.lookup import AREAS
from klammer_web.chain.search import readers
from klammer_web.chain.search.entries import Found

KINDS = {AREAS: "Gebiete"}
_LEVELS = {
    "municipality": ("Gemeinde", 1),
    "association": ("Verwaltungsgemeinschaft", 0),
    "county": ("Landkreis oder kreisfreie Stadt", 2),
    "planning_region": ("Planungsregion", 0),
    "state": ("Land", 1),
}
_BOUNDARY = dict.fromkeys(("municipality", "association"), DISPLAYED["municipality"][0])
_SINGLE = "Verbandsfreie Gemeinde"  # found as the municipality that it is
_HOME = "16"  # municipalities and associations of this state; of the others only counties


def everything() -> Iterator[Found]:
    """Yield the areas that have a profile, as they are named today."""
    for level, (word, weight) in _LEVELS.items():
        boundary = _BOUNDARY.get(level, DISPLAYED["county"][0])
        for key, name in areas.names(level, boundary).items():
            if level != "state" and not (key.startswith(_HOME) or level == "county"):
                continue
            if key == COUNTRY or name.kind == _SINGLE:
                continue
            upper = [one.title for one in areas.above(key, boundary=boundary)]
            yield Found(
                AREAS,
                f"{level}/{key}",
                name.title,
                reverse("atlas:profile", args=[key]),
                (readers.EVERYBODY,),
                detail=", ".join(
                    ((name.kind or word) if level == "association" else word, *upper[:1])
                ),
                keys=(key,),
                weight=weight + (1 if key.startswith(_HOME) else 0),
            )
