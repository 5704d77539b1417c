# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The view of a series as it stands in the address, checked against what a release holds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from klammer.indicators.definitions import Definition
from klammer.presentation.formats import german_date
from klammer.warehouse.open import Coverage, Release
from klammer_web.atlas.enums import LEVEL_BY_CODE
from klammer_web.atlas.forms.area import area_named
from klammer_web.atlas.forms.map_view import no_figures, read_breakdown
from klammer_web.atlas.forms.refusals import refused, retry
from klammer_web.atlas.queries import areas
from klammer_web.atlas.queries.areas import AreaName

MOST = 4  # areas beside the own one


@dataclass(frozen=True)
class SeriesView:
    """What a series page shows. `others`: areas of the same level that stand beside."""

    indicator: str
    area: AreaName
    coverage: Coverage
    versions: Sequence[str]  # boundary versions that have figures of it, oldest first
    breakdown: tuple[tuple[str, str], ...] = ()
    others: tuple[AreaName, ...] = ()

    def query(self, **changed: str) -> str:
        """Print the view as the query of an address; `changed` replaces words of it."""
        words = {
            "stand": self.coverage.boundary,
            "merkmal": ",".join(f"{column}:{code}" for column, code in self.breakdown),
            "gebiete": ",".join(one.key for one in self.others),
        }
        words.update(changed)
        return urlencode({name: word for name, word in words.items() if word}, safe=":,")

    def without(self, key: str) -> str:
        """Return the query with one area less."""
        return self.query(gebiete=",".join(one.key for one in self.others if one.key != key))


def read_series_view(
    words: Mapping[str, str], *, indicator: str, area: str, release: Release, definition: Definition
) -> SeriesView:
    """Read an address; raise `PageRefusedError` (400 or 404) saying what is not there.

    The word `dazu` adds an area to those in `gebiete`: it comes from a form.
    """
    level = areas.level_of_key(area)
    covered = [one for one in release.coverage(indicator) if one.area_level == level]
    wanted = words.get("stand", "")
    named = area_named(area, wanted or (covered[-1].boundary if covered else ""))
    chosen = [one for one in covered if one.boundary == wanted] if wanted else covered[-1:]
    if not chosen:
        raise _nowhere(definition, named, covered, words)
    coverage = chosen[0]
    return SeriesView(
        indicator=indicator,
        area=named,
        coverage=coverage,
        versions=[one.boundary for one in covered],
        breakdown=read_breakdown(words.get("merkmal", ""), coverage),
        others=_others(words, own=named, boundary=coverage.boundary),
    )


def _others(words: Mapping[str, str], *, own: AreaName, boundary: str) -> tuple[AreaName, ...]:
    keys = [*words.get("gebiete", "").split(","), words.get("dazu", "")]
    wanted = [key for key in dict.fromkeys(keys) if key and key != own.key]
    if len(wanted) > MOST:
        raise refused(
            f"So viele Gebiete lassen sich nicht in einem Bild lesen: {len(wanted) + 1}.",
            why=f"Neben dem eigenen haben {MOST} Platz. Für mehr gibt es ein kleines Bild je "
            "Gebiet.",
            remedies=(
                *retry(words, "gebiete", ",".join(wanted[:MOST]), f"Die ersten {MOST} ansehen"),
                ("Ein Bild je Gebiet", "../"),
            ),
        )
    return tuple(_other(key, words, own=own, boundary=boundary) for key in wanted)


def _other(key: str, words: Mapping[str, str], *, own: AreaName, boundary: str) -> AreaName:
    found = areas.name_of(key, boundary=boundary)
    is_group = areas.is_group(key, level=own.level, boundary=boundary)
    if found is not None and (found.level == own.level or is_group):
        return found
    noun = LEVEL_BY_CODE[own.level].plural
    raise refused(
        f"„{key[:20]}“ lässt sich nicht daneben stellen.",
        why=f"Neben {own.title} passen nur {noun}, die es zum Gebietsstand "
        f"{german_date(boundary)} gibt, und ähnliche Kreise.",
        remedies=retry(words, "gebiete", "", "Ohne weitere Gebiete ansehen"),
    )


def _nowhere(definition, named, covered, words):
    known = ", ".join(german_date(one.boundary) for one in covered)
    if known:
        return refused(
            f"„{definition.title}“ zum Gebietsstand „{words.get('stand', '')[:20]}“: Das gibt es "
            f"{named.within} nicht.",
            why=f"Vorhanden: {known}.",
            remedies=retry(words, "stand", covered[-1].boundary, "Neuesten Gebietsstand ansehen"),
            status=404,
        )
    return refused(
        f"„{definition.title}“ gibt es {named.within} nicht.",
        why=no_figures(named.level),
        remedies=(("Kennzahl auf der Karte ansehen", reverse("atlas:map", args=[definition.id])),),
        status=404,
    )
