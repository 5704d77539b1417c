# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The view of a page of types as it stands in the address, checked against a release."""

from collections.abc import Mapping, Sequence

from django.http import QueryDict

from klammer.warehouse.open import Release
from klammer_web.atlas.enums import LEVEL_BY_CODE, LEVEL_BY_WORD, WHOLE
from klammer_web.atlas.forms.refusals import refused, retry
from klammer_web.atlas.queries import areas, compared
from klammer_web.atlas.queries.types import FEWEST_INPUTS, MOST_INPUTS, PRESETS, inputs_of
from klammer_web.atlas.types_state import TypesView

METHODS = {"ward": "Ward", "kmeans": "k-Means"}
COUNTS = range(2, 9)
LEVELS = ("county", "municipality", "association")


def read_types_view(words: QueryDict, *, release: Release) -> TypesView:
    """Read an address; raise `PageRefusedError` (400 or 404) saying what is not there."""
    given = words.dict()
    chosen = _chosen(words, release)
    preset = given.get("nach", "") or ("" if chosen else PRESETS[0].word)
    if preset and preset not in {one.word for one in PRESETS}:
        raise refused(
            f"Eine Auswahl „{preset[:20]}“ gibt es nicht.",
            why=f"Möglich: {', '.join(one.word for one in PRESETS)}.",
            remedies=retry(given, "nach", "", "Mit der ersten ansehen"),
        )
    level, boundary = _place(given, release, chosen or inputs_of(preset))
    extent = _extent(given, level, boundary)
    return TypesView(
        level=level,
        boundary=boundary,
        extent=extent,
        preset="" if chosen else preset,
        chosen=chosen,
        method=_method(given),
        count=_count(given),
        own=_own(given, level, boundary, extent),
        is_complete="auswahl" not in words
        and all(given.get(one) for one in ("ebene", "stand", "bereich")),
    )


def _place(words: Mapping[str, str], release: Release, inputs: Sequence[str]) -> tuple[str, str]:
    word = words.get("ebene") or "kreis"
    level = LEVEL_BY_WORD[word].code if word in LEVEL_BY_WORD else ""
    if level not in LEVELS:
        raise refused(
            f"Für eine Ebene „{word[:40]}“ werden keine Typen gebildet.",
            why=f"Möglich: {', '.join(LEVEL_BY_CODE[one].plural for one in LEVELS)}.",
            remedies=retry(words, "ebene", "kreis", "Kreise ansehen"),
        )
    known = compared.boundaries_of(release, level)
    fullest = _fullest(level, known, release, inputs)
    boundary = words.get("stand") or fullest
    if boundary not in known:
        if "auswahl" in words and known:
            return level, fullest
        raise refused(
            f"Zum Gebietsstand „{boundary[:20]}“ gibt es keine Werte.",
            why=f"Möglich: {', '.join(known) or 'keiner'}.",
            remedies=retry(words, "stand", "", "Neuesten Gebietsstand ansehen"),
            status=404,
        )
    return level, boundary


def _fullest(level: str, known: Sequence[str], release: Release, inputs: Sequence[str]) -> str:
    """Return the boundary version with figures of most of the indicators, of several the newest."""
    held = [
        one.boundary
        for indicator in inputs
        for one in release.coverage(indicator)
        if one.area_level == level
    ]
    return max(known, key=lambda one: (held.count(one), one), default="")


def _extent(words: Mapping[str, str], level: str, boundary: str) -> str:
    extent = words.get("bereich") or (WHOLE if level == "county" else "16")
    if "auswahl" in words and extent == WHOLE and level != "county":
        return "16"
    if extent != WHOLE and (len(extent) != 2 or areas.name_of(extent, boundary=boundary) is None):
        raise refused(
            f"Ein Land mit dem Schlüssel „{extent[:12]}“ gibt es nicht.",
            why="Typen werden in einem Land oder in ganz Deutschland (DG) gebildet.",
            remedies=retry(words, "bereich", "", "Wie vorgesehen ansehen"),
            status=404,
        )
    return extent


def _chosen(words: QueryDict, release: Release) -> tuple[str, ...]:
    found = [one for text in words.getlist("mit") for one in text.split(",") if one]
    chosen = tuple(dict.fromkeys(found))
    unknown = next((one for one in chosen if one not in release.definitions), "")
    if unknown:
        raise refused(
            f"Eine Kennzahl „{unknown[:60]}“ ist in der Freigabe nicht enthalten.",
            why="Vielleicht wurde sie umbenannt.",
            status=404,
        )
    if chosen and not FEWEST_INPUTS <= len(chosen) <= MOST_INPUTS:
        raise refused(
            f"Das sind {len(chosen)} Kennzahlen.",
            why=f"Gewählt werden {FEWEST_INPUTS} bis {MOST_INPUTS}: je mehr, desto weniger sagt "
            "jede einzelne.",
        )
    return chosen


def _method(words: Mapping[str, str]) -> str:
    method = words.get("verfahren") or "ward"
    if method not in METHODS:
        raise refused(
            f"Ein Verfahren „{method[:20]}“ gibt es nicht.",
            why="Möglich: ward oder kmeans.",
            remedies=retry(words, "verfahren", "", "Mit Ward ansehen"),
        )
    return method


def _count(words: Mapping[str, str]) -> int | None:
    text = words.get("zahl", "")
    if not text:
        return None
    if text not in {str(one) for one in COUNTS}:
        raise refused(
            f"„{text[:12]}“ ist keine Zahl von Typen.",
            why=f"Möglich sind {COUNTS[0]} bis {COUNTS[-1]}, oder ohne Angabe ein Vorschlag.",
            remedies=retry(words, "zahl", "", "Mit dem Vorschlag ansehen"),
        )
    return int(text)


def _own(words: Mapping[str, str], level: str, boundary: str, extent: str) -> str:
    key = words.get("gebiet", "")
    is_inside = areas.inside(extent, level=level, boundary=boundary)
    if not key or (key in areas.names(level, boundary) and is_inside(key)):
        return key
    if "auswahl" in words:
        return ""
    raise refused(
        f"Ein Gebiet „{key[:12]}“ gehört nicht zu denen, die hier verglichen werden.",
        why=f"Verglichen werden {LEVEL_BY_CODE[level].plural}.",
        remedies=retry(words, "gebiet", "", "Ohne hervorgehobenes Gebiet ansehen"),
        status=404,
    )
