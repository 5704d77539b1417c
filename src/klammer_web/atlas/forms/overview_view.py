# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The view of an overview as it stands in the address; nothing is defaulted in silence."""

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from klammer.presentation.formats import german_date
from klammer.warehouse.open import Release
from klammer_web.atlas.enums import LEVEL_BY_CODE, LEVEL_BY_WORD
from klammer_web.atlas.queries import areas
from klammer_web.atlas.queries.overview import OverviewView, members
from klammer_web.ui.errors import PageRefusedError, Refusal

LEVELS = ("county", "municipality", "association")
MOST_AREAS = 120  # more rows are no overview any more
_HOLDS = {  # level → levels of areas that hold it and are offered as an extent
    "county": ("state", "planning_region"),
    "municipality": ("county", "association"),
    "association": ("county",),
}


def query(view: OverviewView, **changed: str) -> str:
    """Print a view as the query of an address; `changed` replaces words of it."""
    words = {
        "ebene": LEVEL_BY_CODE[view.level].word,
        "stand": view.boundary,
        "bereich": view.extent,
        "thema": view.domain,
        "vergleich": view.against,
        "gebiet": view.area,
        **changed,
    }
    return urlencode({name: word for name, word in words.items() if word})


def read_overview(
    words: Mapping[str, str], *, release: Release, home: str, state: str
) -> tuple[OverviewView, bool]:
    """Read an address; return the view and whether the address said all of it.

    home   key of the reader's county, for an address that asks for municipalities without saying
           of which county; may be empty
    state  key of the state of the data

    Raises `PageRefusedError` saying what is not there.
    """
    level = _level(words.get("ebene", ""), words.get("bereich", ""))
    boundary = _boundary(words.get("stand", ""), level, release)
    extent = _extent(words.get("bereich", ""), level, boundary, home=home, state=state)
    above = comparators(extent, boundary)
    against = words.get("vergleich", "") or above[0].key
    is_group = areas.is_group(against, level=level, boundary=boundary)
    if against not in {one.key for one in above} and not is_group:
        raise _refused(
            f"Mit „{against[:12]}“ lässt sich dieser Überblick nicht vergleichen.",
            why="Verglichen wird mit Gebieten, in denen alle gezeigten liegen, oder mit Kreisen, "
            "die einem Kreis ähnlich sind.",
            remedies=[
                (f"Mit {one.title} vergleichen", f"?{_with(words, one.key)}") for one in above
            ],
        )
    view = OverviewView(level, boundary, extent, _domain(words.get("thema", ""), release), against)
    rows = {one.key for one in members(view)}
    if len(rows) > MOST_AREAS:
        raise _refused(
            f"{len(rows)} Gebiete sind für einen Überblick zu viele.",
            why=f"Mehr als {MOST_AREAS} Zeilen überblickt niemand.",
            remedies=[("Kreise des Landes ansehen", f"?ebene=kreis&bereich={state}")],
        )
    area = words.get("gebiet", "")
    if area and area not in rows:
        raise _refused(
            f"„{area[:12]}“ gehört nicht zu diesem Ausschnitt.",
            why="Gezeigt werden die Gebiete, die darin liegen.",
            remedies=[("Alle Gebiete ansehen", f"?{query(view)}")],
            status=404,
        )
    full = OverviewView(level, boundary, extent, view.domain, against, area)
    return full, all(words.get(name) for name in ("ebene", "stand", "bereich", "vergleich"))


def fitting(words: Mapping[str, str], *, release: Release) -> dict[str, str]:
    """Return the words of the form without those that do not fit another choice in it.

    Whoever changes the level does not mean the boundary version, extent or comparator of before.
    """
    kept = {name: word for name, word in words.items() if word and name != "auswahl"}
    level = LEVEL_BY_WORD.get(kept.get("ebene", ""))
    if "auswahl" not in words or level is None:
        return kept
    known = {one.boundary for one in release.coverage() if one.area_level == level.code}
    if kept.get("stand") not in known:
        kept.pop("stand", None)
    extent = kept.get("bereich", "")
    if areas.level_of_key(extent) not in _HOLDS.get(level.code, ()):
        kept.pop("bereich", None)
    boundary = kept.get("stand") or max(known, default="")
    above = comparators(kept.get("bereich", ""), boundary) if boundary else []
    if kept.get("gebiet") not in _inside(level.code, boundary, kept.get("bereich", "")):
        kept.pop("gebiet", None)
    against = kept.get("vergleich", "")
    is_group = bool(boundary) and areas.is_group(against, level=level.code, boundary=boundary)
    if against not in {one.key for one in above} and not is_group:
        kept.pop("vergleich", None)
    return kept


def _inside(level: str, boundary: str, extent: str) -> set[str]:
    """Return the keys of the areas inside an extent; none where it is not said."""
    if not (boundary and extent):
        return set()
    return {one.key for one in members(OverviewView(level, boundary, extent, "", ""))}


def comparators(extent: str, boundary: str) -> list[areas.AreaName]:
    """Return the areas that hold all that is shown, the nearest first."""
    own = areas.name_of(extent, boundary=boundary)
    return [*([own] if own else []), *areas.above(extent, boundary=boundary)]


def _level(word: str, extent: str) -> str:
    if not word:
        return (
            "county" if areas.level_of_key(extent) in {"", "state", "country"} else "municipality"
        )
    level = LEVEL_BY_WORD.get(word)
    if level is None or level.code not in LEVELS:
        known = ", ".join(LEVEL_BY_CODE[code].word for code in LEVELS)
        raise _refused(
            f"Einen Überblick der Ebene „{word[:20]}“ gibt es nicht.", f"Möglich: {known}."
        )
    return level.code


def _boundary(word: str, level: str, release: Release) -> str:
    known = sorted({one.boundary for one in release.coverage() if one.area_level == level})
    if not known:
        noun = LEVEL_BY_CODE[level].plural
        raise _refused(f"Für {noun} enthält die Freigabe keine Werte.", status=404)
    if word and word not in known:
        listed = ", ".join(german_date(one) for one in known)
        raise _refused(
            f"Zum Gebietsstand „{word[:20]}“ gibt es hier keine Werte.",
            why=f"Vorhanden: {listed}.",
            remedies=[("Neuesten Gebietsstand ansehen", f"?ebene={LEVEL_BY_CODE[level].word}")],
            status=404,
        )
    return word or known[-1]


def _extent(word: str, level: str, boundary: str, *, home: str, state: str) -> str:
    extent = word or (state if level == "county" else home)
    found = areas.level_of_key(extent)
    named = areas.name_of(extent, boundary=boundary) if found else None
    if named is not None and found in _HOLDS[level]:
        return extent
    nouns = " oder ".join(LEVEL_BY_CODE[one].singular for one in _HOLDS[level])
    raise _refused(
        f"„{extent[:12]}“ ist kein Bereich für einen Überblick der {LEVEL_BY_CODE[level].plural}."
        if extent
        else f"Offen ist, welche {LEVEL_BY_CODE[level].plural} gemeint sind.",
        why=f"Gebraucht wird: {nouns}, wie zum Gebietsstand {german_date(boundary)}.",
        remedies=[("Kreise des Landes ansehen", f"?ebene=kreis&bereich={state}")],
        status=404,
    )


def _domain(word: str, release: Release) -> str:
    known = {one.domain for one in release.definitions.values()}
    if word and word not in known:
        raise _refused(
            f"Einen Bereich „{word[:30]}“ gibt es nicht.",
            why="Bereiche kommen aus den Kennzahlen der Freigabe.",
            remedies=[("Die wichtigsten Kennzahlen ansehen", "?")],
            status=404,
        )
    return word


def _with(words: Mapping[str, str], key: str) -> str:
    return urlencode({**{name: word for name, word in words.items() if word}, "vergleich": key})


def _refused(
    what: str, why: str = "", remedies: Sequence[tuple[str, str]] = (), status: int = 400
) -> PageRefusedError:
    title = "Diesen Überblick gibt es nicht"
    return PageRefusedError(
        Refusal(what=what, why=why, remedies=tuple(remedies), title=title), status=status
    )
