# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Sentences about an index that are always true of its figures."""

from collections.abc import Sequence

from klammer.presentation import formats
from klammer_web.atlas.enums import LEVEL_BY_CODE, WHOLE
from klammer_web.atlas.queries import areas
from klammer_web.atlas.queries.indices.figures import IndexFigure, Line
from klammer_web.atlas.queries.indices.fragility import RATHER, STABLE, Certainty
from klammer_web.atlas.queries.indices.state import IndexView
from klammer_web.atlas.queries.ranking import DATIVE

_MOST_NAMED = 6
BADGES = {
    "stable": ("●", "stabil", "success"),
    "rather": ("◐", "eher stabil", "info"),
    "unsure": ("○", "unsicher", "warning"),
}


def place_words(view: IndexView) -> str:
    """Say for which areas and year: "Kreise und kreisfreie Städte in Thüringen, 2022"."""
    plural = LEVEL_BY_CODE[view.level].plural
    where = "in Deutschland"
    if view.extent != WHOLE:
        named = areas.name_of(view.extent, boundary=view.boundary)
        where = named.within if named else ""
    return f"{plural} {where}, {formats.period(view.period)}"


def title_of(found: IndexFigure) -> str:
    """Return the title of what is seen: index, areas, year."""
    return f"{found.specification.title}: {place_words(found.view)}"


def sentences(found: IndexFigure) -> list[str]:
    """Say who stands in the outermost class, and how sure the classes are."""
    return [text for text in (_classes(found), surety(found)) if text]


def _classes(found: IndexFigure) -> str:
    known, count = found.known, len(found.lines)
    plural = LEVEL_BY_CODE[found.view.level].plural
    if not known:
        return f"Für keines der {count} Gebiete lässt sich der Index bilden."
    if not found.titles:
        return f"Der Index ist für {len(known)} von {count} Gebieten gebildet; ohne Klassen."
    dative = DATIVE.get(found.view.level, plural)
    top = found.titles[-1]
    inside = sorted(one.name for one in known if one.step == len(found.titles))
    worse = found.specification.direction == "high_is_burden"
    meaning = "der größten Belastung" if worse else "der günstigsten Lage"
    head = f"Von {formats.number(len(known))} {dative} mit Index"
    if not inside:
        return f"Die Klasse {meaning} („{top}“) ist leer: Kein Gebiet erreicht sie."
    if len(inside) == 1:
        return f"{head} gehört allein {inside[0]} zur Klasse {meaning} („{top}“)."
    named = f": {listed(inside)}" if len(inside) <= _MOST_NAMED else ""
    count = formats.number(len(inside))
    return f"{head} gehören {count} zur Klasse {meaning} („{top}“){named}."


def surety(found: IndexFigure) -> str:
    """Say for how many areas the class stays when the index is computed otherwise."""
    fragile = found.fragility
    if not fragile.by_place or not found.titles:
        return ""
    stable, count = fragile.count("stable"), len(found.known)
    least = formats.number(100 * STABLE, decimals=0)
    return (
        f"Rechnet man auf {formats.number(fragile.variants)} andere, ebenso vertretbare Arten, "
        f"bleiben {formats.number(stable)} von {formats.number(count)} in mindestens {least} % der "
        "Fälle in derselben Klasse."
    )


def badge_of(certainty: Certainty | None) -> tuple[str, str, str] | None:
    """Return (sign, word, kind of badge) of how sure a class is."""
    return BADGES.get(certainty.word) if certainty else None


def share_words(certainty: Certainty | None) -> str:
    """Say it in words: "in 83 % der Varianten gleiche Klasse"."""
    return f"in {text} gleiche Klasse" if (text := variants_words(certainty)) else ""


def variants_words(certainty: Certainty | None) -> str:
    """Say it in short: "83 % der Varianten"; empty without classes."""
    if certainty is None or certainty.share is None:
        return ""
    share = formats.number(100 * certainty.share, decimals=0)
    return f"{share} % der Varianten"


def ranks_words(certainty: Certainty | None) -> str:
    """Print an interval of ranks: "3 bis 7"."""
    if certainty is None:
        return ""
    low, high = formats.number(certainty.low), formats.number(certainty.high)
    return low if low == high else f"{low} bis {high}"


def limits_words() -> str:
    """Say from when a class is called stable."""
    stable, rather = (formats.number(100 * one, decimals=0) for one in (STABLE, RATHER))
    return (
        f"● stabil: in mindestens {stable} % der Varianten dieselbe Klasse · ◐ eher stabil: in "
        f"mindestens {rather} % · ○ unsicher: seltener"
    )


def area_sentence(one: Line, found: IndexFigure) -> str:
    """Say where an area stands, and how sure that is."""
    named = areas.names(found.view.level, found.view.boundary)[one.key]
    begin = named.within[:1].upper() + named.within[1:]
    if one.value is None:
        return f"{begin} lässt sich der Index nicht bilden: {one.reason}."
    said = f"{begin} steht der Index in der Klasse „{one.title}“" if one.title else begin
    if not one.title:
        said = f"{begin} beträgt der Index {formats.number(one.value, decimals=2)}"
    if one.certainty is None:
        return f"{said}."
    sure = share_words(one.certainty)
    count = formats.number(len(found.known))
    return (
        f"{said}{f'; {sure}' if sure else ''}. Unter {count} Gebieten liegt der Rang je nach "
        f"Rechenweise bei {ranks_words(one.certainty)} ({first_words(found)})."
    )


def first_words(found: IndexFigure) -> str:
    """Say which end rank 1 is."""
    end = {"highest": "höchste", "lowest": "niedrigste"}[found.specification.ranking.first]
    return f"Rang 1 ist der {end} Index"


def listed(names: Sequence[str]) -> str:
    """Print names as a German list."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} und {names[-1]}"
