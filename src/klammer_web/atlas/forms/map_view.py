# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The view of a map or series as it stands in the address, checked against what a release holds.

Nothing is defaulted in silence: an address that leaves something open is answered with the full
address (`complete` is False); one that asks for what is not there is refused with the reason.
"""

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from klammer.indicators.definitions import Definition
from klammer.presentation.formats import german_date
from klammer.territory import geographies
from klammer.warehouse.open import Coverage, Release
from klammer_web.atlas.enums import LEVEL_BY_CODE, LEVEL_BY_WORD, LEVELS, WHOLE, levels_among
from klammer_web.atlas.forms import map_picture
from klammer_web.atlas.forms.refusals import refused, retry
from klammer_web.atlas.queries import areas
from klammer_web.atlas.view_state import ALL_YEARS, FIXED, MapView, comparator_keys

_VIEWS = ("karte", "tabelle")
_ORDERS = ("wert", "name")
_OF_FORM = {"auswahl", "kennzahl", "ort", "von"}


def read_map_view(
    words: Mapping[str, str], *, indicator: str, release: Release, home: str
) -> MapView:
    """Read an address; raise `PageRefusedError` (400 or 404) saying what is not there.

    home  key of the state that an address without extent means
    """
    coverage, given = _coverage(words, release.coverage(indicator))
    period = words.get("jahr") or coverage.periods[-1]
    if period not in coverage.periods:
        raise refused(
            f"Für {period[:12]} gibt es hier keine Werte.",
            why=f"Vorhanden: {_years(coverage.periods)}.",
            remedies=retry(words, "jahr", coverage.periods[-1], f"{coverage.periods[-1]} ansehen"),
            status=404,
        )
    definition = release.definitions[indicator]
    method, count = map_picture.read_classes(words, definition)
    return MapView(
        indicator=indicator,
        coverage=coverage,
        period=period,
        extent=_extent(words, coverage, home=home),
        breakdown=read_breakdown(words.get("merkmal", ""), coverage),
        method=method,
        count=count,
        view=_one_of(words.get("ansicht") or "karte", _VIEWS, "Ansicht"),
        order=_one_of(words.get("folge") or "wert", _ORDERS, "Reihenfolge"),
        complete=given and bool(words.get("jahr") and words.get("bereich")),
        against=_against(words, coverage, home=home),
        relevant=_relevant(words.get("unterschied", "")),
        bounds=map_picture.read_bounds(words) if method == FIXED else (),
        scale=map_picture.read_scale(words, coverage),
        window=map_picture.read_window(words),
        beside=map_picture.read_beside(
            words, coverage=coverage, release=release, indicator=indicator
        ),
        every_row=words.get("zeilen") == "alle",
        ground=words.get("grund") == "an",
    )


def fitting(
    words: Mapping[str, str], *, found: Sequence[Coverage], definition: Definition
) -> dict[str, str]:
    """Return the words of the form without those that do not fit another choice in it.

    Whoever changes the level does not mean the boundary version, year, extent or breakdown of the
    level before: what does not fit is left open, and the answer is the full address.
    """
    kept = {name: word for name, word in words.items() if word and name not in _OF_FORM}
    level = LEVEL_BY_WORD.get(kept.get("ebene", ""))
    there = [one for one in found if level is not None and one.area_level == level.code]
    if not there:
        return kept
    same = [one for one in there if one.boundary == kept.get("stand")]
    coverage = (same or there)[-1]
    if not same:
        kept.pop("stand", None)
    if kept.get("jahr") not in coverage.periods:
        kept.pop("jahr", None)
    if len(kept.get("bereich", "")) > 5:  # left by an own geography within a town
        kept["bereich"] = kept["bereich"][:5]
    if coverage.area_level == "county":
        kept["bereich"] = kept.get("bereich", "")[:2]
    pairs = [part.partition(":") for part in kept.pop("merkmal", "").split(",")]
    held = [
        f"{name}:{code}" for name, _, code in pairs if code in coverage.breakdowns.get(name, ())
    ]
    place = "/".join((coverage.area_level, kept.get("stand", ""), kept.get("bereich", "")))
    if words.get("ort") != place:  # other areas: the part that was shown means nothing there
        kept.pop("lage", None)
    if kept.get("klassen") != FIXED:
        kept.pop("grenzen", None)
    kept.update(_same_scale(words, kept, coverage))
    possible = comparator_keys(coverage.area_level, kept.get("bereich", ""))
    against = kept.get("vergleich", "")
    is_group = areas.is_group(against, level=coverage.area_level, boundary=coverage.boundary)
    if against not in possible and not is_group:
        kept.pop("vergleich", None)
    is_stated = _same_number(kept.get("unterschied", ""), definition.relevant_difference)
    if "vergleich" not in kept or is_stated:
        kept.pop("unterschied", None)
    return {**kept, **({"merkmal": ",".join(held)} if held else {})}


def _same_scale(
    words: Mapping[str, str], kept: Mapping[str, str], coverage: Coverage
) -> dict[str, str]:
    """Keep the class limits of the year that was shown when another year is chosen."""
    before, scale = words.get("von", ""), kept.get("skala", "")
    if scale not in {"", *coverage.periods, ALL_YEARS}:
        return {"skala": ""}
    is_other = before in coverage.periods and kept.get("jahr", before) != before
    return {"skala": before} if is_other and not scale else {}


def read_breakdown(text: str, coverage: Coverage) -> tuple[tuple[str, str], ...]:
    """Read `sex:F,age:Y0T2`; refuse columns and codes that the figures do not have."""
    chosen = []
    for part in filter(None, text.split(",")):
        column, _, code = part.partition(":")
        if code not in coverage.breakdowns.get(column, ()):
            raise refused(
                f"Eine Gliederung „{part[:40]}“ gibt es bei dieser Kennzahl nicht.",
                why="Die Quelle liefert sie für diese Ebene nicht.",
                status=404,
            )
        chosen.append((column, code))
    return tuple(sorted(dict(chosen).items()))


def no_figures(level: str) -> str:
    """Say why a level has no figures at all."""
    if geographies.is_level(level):
        return "Es ist noch keiner freigegeben, oder alle sind geheim oder fehlen."
    return "Die Quelle veröffentlicht sie auf dieser Ebene nicht."


def _coverage(words: Mapping[str, str], found: Sequence[Coverage]) -> tuple[Coverage, bool]:
    word, boundary = words.get("ebene", ""), words.get("stand", "")
    if word and word not in LEVEL_BY_WORD:
        known = ", ".join(level.word for level in LEVELS)
        raise refused(f"Eine Ebene „{word[:40]}“ gibt es nicht.", why=f"Möglich: {known}.")
    levels = {one.area_level for one in found}
    level = LEVEL_BY_WORD[word].code if word else _first_level(levels)
    there = [one for one in found if one.area_level == level]
    if not there:
        noun = LEVEL_BY_CODE[level].plural
        others = levels_among(levels)
        raise refused(
            f"Für {noun} gibt es zu dieser Kennzahl keine Werte.",
            why=no_figures(level),
            remedies=tuple((f"{one.plural} ansehen", f"?ebene={one.word}") for one in others),
            status=404,
        )
    if not boundary:
        wanted = words.get("jahr", "")
        return max(there, key=lambda one: (wanted in one.periods, one.boundary)), False
    for one in there:
        if one.boundary == boundary:
            return one, bool(word)
    known = ", ".join(german_date(one.boundary) for one in there)
    raise refused(
        f"Zum Gebietsstand „{boundary[:20]}“ gibt es hier keine Werte.",
        why=f"Vorhanden: {known}.",
        remedies=retry(words, "stand", there[-1].boundary, "Neuesten Gebietsstand ansehen"),
        status=404,
    )


def _first_level(levels: set[str]) -> str:
    for code in ("county", "municipality", "association", "planning_region", "state"):
        if code in levels:
            return code
    own = sorted(levels - {"country"})
    return own[0] if own and "country" not in levels else "country"


def _extent(words: Mapping[str, str], coverage: Coverage, *, home: str) -> str:
    if own := areas.around(coverage.area_level, coverage.boundary):
        return own
    extent = words.get("bereich") or (home if coverage.area_level != "state" else WHOLE)
    is_small = coverage.area_level in {"municipality", "association"}
    is_key = extent.isdigit() and len(extent) in {2, 5}
    if extent != WHOLE and not is_key:
        raise refused(
            f"„{extent[:20]}“ ist kein Bereich für diese Karte.",
            why="Möglich sind DG für ganz Deutschland, ein zweistelliger Landesschlüssel und, "
            "für Gemeinden, ein fünfstelliger Kreisschlüssel.",
            remedies=retry(words, "bereich", home, "Das ganze Land ansehen"),
        )
    county = areas.name_of(extent, boundary=coverage.boundary) if len(extent) == 5 else None
    if county is not None and not is_small:
        noun = LEVEL_BY_CODE[coverage.area_level].plural
        inside = {**words, "ebene": "gemeinde", "bereich": extent}
        towns = {name: inside[name] for name in ("ebene", "bereich")}
        raise refused(
            f"Eine Karte der {noun} {county.within} gibt es nicht: Sie zeigte nur ein Gebiet.",
            why="Ansehen können Sie das ganze Land, die Gemeinden oder das Profil.",
            remedies=(
                *retry(words, "bereich", extent[:2], "Das ganze Land ansehen"),
                (f"Gemeinden {county.within} ansehen", f"?{urlencode(towns)}"),
                (f"Profil: {county.title}", f"/atlas/profil/{extent}/"),
            ),
            status=404,
        )
    if extent != WHOLE and areas.name_of(extent, boundary=coverage.boundary) is None:
        raise refused(
            f"Ein Gebiet mit dem Schlüssel „{extent}“ gibt es nicht.",
            why=f"Zum Gebietsstand {german_date(coverage.boundary)} ist keines bekannt; Kreise "
            "werden aufgelöst oder zusammengelegt.",
            remedies=retry(words, "bereich", home, "Das ganze Land ansehen"),
            status=404,
        )
    return extent


def _against(words: Mapping[str, str], coverage: Coverage, *, home: str) -> str:
    key = words.get("vergleich", "")
    if not key:
        return ""
    possible = comparator_keys(coverage.area_level, _extent(words, coverage, home=home))
    level, boundary = coverage.area_level, coverage.boundary
    if key in possible or areas.is_group(key, level=level, boundary=boundary):
        return key
    raise refused(
        f"Mit „{key[:12]}“ lässt sich diese Karte nicht vergleichen.",
        why="Verglichen wird mit Gebieten, in denen der ganze Ausschnitt liegt, oder mit Kreisen, "
        "die einem Kreis ähnlich sind.",
        remedies=retry(words, "vergleich", possible[0] if possible else "", "So vergleichen"),
    )


def _relevant(text: str) -> float | None:
    if not text:
        return None
    try:
        number = float(text.strip().replace(",", "."))
    except ValueError:
        number = 0.0
    if not 0 < number < 1_000_000:
        raise refused(
            f"„{text[:20]}“ ist kein Unterschied.",
            why="Gebraucht wird eine Zahl größer als null, zum Beispiel unterschied=1,5.",
        )
    return number


def _same_number(text: str, number: float | None) -> bool:
    try:
        return float(text.strip().replace(",", ".")) == number
    except ValueError:
        return False


def _one_of(word: str, known: Sequence[str], noun: str) -> str:
    if word not in known:
        raise refused(f"„{word[:30]}“ ist keine {noun}.", why=f"Möglich: {', '.join(known)}.")
    return word


def _years(periods: Sequence[str]) -> str:
    return periods[0] if len(periods) == 1 else f"{periods[0]} bis {periods[-1]}"
