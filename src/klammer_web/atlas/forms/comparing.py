# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The view of a comparison as it stands in the address, checked against what a release holds."""

from collections.abc import Mapping

from klammer.indicators.definitions import Definition
from klammer.indicators.standard_populations import NAMES
from klammer.warehouse.open import Release
from klammer_web.atlas.compare_state import CompareView
from klammer_web.atlas.enums import LEVEL_BY_CODE
from klammer_web.atlas.forms.map_view import fitting, read_map_view
from klammer_web.atlas.forms.refusals import refused, retry
from klammer_web.atlas.queries import areas
from klammer_web.atlas.view_state import MapView

MOST_CHOSEN = 40  # areas chosen one by one
_OF_THE_MAP = ("ebene", "stand", "jahr", "bereich", "merkmal")


def read_compare_view(
    words: Mapping[str, str], *, indicator: str, release: Release, home: str
) -> CompareView:
    """Read an address; raise `PageRefusedError` (400 or 404) saying what is not there."""
    kept = {name: words[name] for name in _OF_THE_MAP if words.get(name)}
    base = read_map_view(kept, indicator=indicator, release=release, home=home)
    return CompareView(
        base,
        own=_own(words, base),
        group=read_group(words.get("mit", ""), level=base.level, boundary=base.boundary),
        other=_other(words.get("und", ""), release),
        standard=_standard(words),
    )


def fitting_comparison(
    words: Mapping[str, str], *, release: Release, definition: Definition
) -> dict[str, str]:
    """Return the words of the form without those that do not fit another choice in it."""
    found = release.coverage(definition.id)
    kept = fitting({**words}, found=found, definition=definition)
    level = next((c for c, one in LEVEL_BY_CODE.items() if one.word == kept.get("ebene")), "")
    extent = kept.get("bereich", "")
    own = kept.get("gebiet", "")
    is_inside = not extent.isdigit() or own.startswith(extent[:2])
    if (
        areas.level_of_key(own) != level
        or not is_inside
        or (len(extent) == 5 and not _in(own, extent))
    ):
        kept.pop("gebiet", None)
    if any(areas.level_of_key(key) != level for key in kept.get("mit", "").split(",")):
        kept.pop("mit", None)
    return {name: word for name, word in kept.items() if name not in {"kennzahl", "auswahl"}}


def read_group(text: str, *, level: str, boundary: str) -> tuple[str, ...]:
    """Read keys of areas of one level: "16061,16066"; refuse unknown ones and too many."""
    keys = tuple(dict.fromkeys(filter(None, text.split(","))))
    if len(keys) > MOST_CHOSEN:
        raise refused(
            f"Das sind {len(keys)} Gebiete.",
            why=f"Einzeln ausgewählt werden höchstens {MOST_CHOSEN}.",
        )
    known = areas.names(level, boundary)
    unknown = next((key for key in keys if key not in known), "")
    if unknown:
        raise refused(
            f"Ein Gebiet „{unknown[:12]}“ gibt es auf dieser Ebene nicht.",
            why=f"Verglichen werden {LEVEL_BY_CODE[level].plural} desselben Gebietsstands.",
        )
    return keys


def _own(words: Mapping[str, str], base: MapView) -> str:
    key = words.get("gebiet", "")
    if not key:
        return ""
    if key in areas.names(base.level, base.boundary):
        return key
    raise refused(
        f"Ein Gebiet „{key[:12]}“ gibt es auf dieser Ebene nicht.",
        why=f"Gezeigt werden {LEVEL_BY_CODE[base.level].plural}.",
        remedies=retry(words, "gebiet", "", "Ohne hervorgehobenes Gebiet ansehen"),
        status=404,
    )


def _other(indicator: str, release: Release) -> str:
    if not indicator or indicator in release.definitions:
        return indicator
    raise refused(
        f"Eine Kennzahl „{indicator[:60]}“ ist in der Freigabe nicht enthalten.",
        why="Vielleicht wurde sie umbenannt.",
        status=404,
    )


def _standard(words: Mapping[str, str]) -> str:
    standard = words.get("standard", "")
    if not standard or standard in NAMES:
        return standard
    raise refused(
        f"Eine Standardbevölkerung „{standard[:60]}“ gibt es hier nicht.",
        why=f"Bekannt sind: {', '.join(NAMES)}.",
        remedies=retry(words, "standard", "", "Mit der üblichen ansehen"),
    )


def _in(own: str, extent: str) -> bool:
    return own.startswith(extent) and own != extent
