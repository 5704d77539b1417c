# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""How a map is drawn, as its address says: classes and limits, the part shown, a second map."""

import math
import re
from collections.abc import Mapping

from klammer.indicators.definitions import Definition
from klammer.presentation.classes import MOST
from klammer.presentation.maps import Window
from klammer.warehouse.open import Coverage, Release
from klammer_web.atlas.enums import LEVEL_BY_CODE, METHODS
from klammer_web.atlas.forms.refusals import refused, retry
from klammer_web.atlas.queries.classing import stated_limits
from klammer_web.atlas.view_state import (
    ALL_YEARS,
    DEFAULT_METHOD,
    FIXED,
    MOST_ZOOM,
    Beside,
    number_word,
)

_COUNTS = {"3", "4", "5", "6", "7"}


def read_classes(words: Mapping[str, str], definition: Definition) -> tuple[str, int]:
    """Return the method and the number of classes; refuse what is none."""
    text = words.get("klassen", "")
    if not text:
        return DEFAULT_METHOD if not words.get("grenzen") else (FIXED, 0)
    method, _, count = text.partition(":")
    if method == FIXED and not count:
        if not words.get("grenzen") and not stated_limits(definition):
            raise refused(
                "Für diese Kennzahl sind keine Grenzen festgelegt.",
                why="Tragen Sie eigene ein, zum Beispiel grenzen=5;10;15.",
                remedies=retry(words, "klassen", "", "Gleich viele Gebiete je Klasse"),
            )
        return FIXED, 0
    if method not in METHODS or count not in _COUNTS:
        raise refused(
            f"„{text[:30]}“ ist keine Klasseneinteilung.",
            why="Möglich sind quantile, equal und jenks mit 3 bis 7 Klassen, zum Beispiel "
            "klassen=quantile:5, und klassen=fest mit eigenen Grenzen.",
            remedies=retry(words, "klassen", "", "Fünf Klassen ansehen"),
        )
    return method, int(count)


def read_bounds(words: Mapping[str, str]) -> tuple[float, ...]:
    """Read limits of classes: "2,5;5;10"; refuse what is no ascending list of at most six."""
    text = words.get("grenzen", "").strip()
    if not text:
        return ()
    parts = [part.strip().replace("\u2212", "-") for part in re.split(r"[;|/]|\s+", text[:400])]
    found = [_number(part) for part in parts if part]
    if any(one is None for one in found):
        wrong = next(part for part in parts if part and _number(part) is None)
        raise refused(
            f"„{wrong[:20]}“ ist keine Grenze.",
            why="Gebraucht werden Zahlen, durch Strichpunkt getrennt, zum Beispiel 2,5; 5; 10.",
            remedies=retry(words, "grenzen", "", "Ohne eigene Grenzen ansehen"),
        )
    bounds = [one for one in found if one is not None]
    if len(bounds) >= MOST or bounds != sorted(set(bounds)):
        asked = "; ".join(number_word(one) for one in sorted(set(bounds))[: MOST - 1])
        raise refused(
            "Aus diesen Grenzen lassen sich keine Klassen bilden.",
            why=f"Jede Grenze muss größer sein als die davor, und mehr als {MOST - 1} Grenzen "
            f"({MOST} Klassen) lassen sich auf einer Karte nicht unterscheiden.",
            remedies=retry(words, "grenzen", asked.replace(" ", ""), f"Mit {asked} ansehen"),
        )
    return tuple(bounds)


def read_scale(words: Mapping[str, str], coverage: Coverage) -> str:
    """Read of which year the class limits are: a year, "alle", or empty for the year shown."""
    word = words.get("skala", "")
    if not word or word == ALL_YEARS or word in coverage.periods:
        return word
    raise refused(
        f"„{word[:30]}“ ist keine Skala.",
        why=f"Möglich sind {ALL_YEARS} (gleiche Klassengrenzen für alle Jahre) und jedes Jahr, zu "
        "dem es Werte gibt.",
        remedies=retry(words, "skala", "", "Mit den Grenzen des gezeigten Jahres ansehen"),
    )


def read_window(words: Mapping[str, str]) -> Window:
    """Read the part of the map that is shown: zoom and middle, "4:0.52:0.31".

    A middle beyond the edge is moved to the nearest that shows only the map; a zoom that shows
    nothing is refused.
    """
    text = words.get("lage", "")
    if not text:
        return Window()
    found = [_number(part) for part in text[:60].split(":")]
    numbers = [one for one in found if one is not None]
    if len(found) != 3 or len(numbers) != 3:
        raise refused(
            f"„{text[:30]}“ ist keine Lage.",
            why="Gebraucht werden Vergrößerung und Mitte, zum Beispiel lage=4:0.5:0.5.",
            remedies=retry(words, "lage", "", "Die ganze Karte ansehen"),
        )
    zoom, x, y = numbers
    if not 1 <= zoom <= MOST_ZOOM:
        raise refused(
            f"{number_word(zoom)}-fach lässt sich diese Karte nicht vergrößern.",
            why=f"Möglich ist das 1- bis {MOST_ZOOM}-Fache: Die Grenzen sind vereinfacht und wären "
            "darüber ungenau.",
            remedies=retry(words, "lage", "", "Die ganze Karte ansehen"),
        )
    return Window(zoom, x, y).inside()


def read_beside(
    words: Mapping[str, str], *, coverage: Coverage, release: Release, indicator: str
) -> Beside | None:
    """Read what a second map shows: another year, another group of people, another indicator."""
    text = words.get("daneben", "")
    if not text:
        return None
    what, _, word = text.partition(":")
    known = {
        "jahr": lambda: word in coverage.periods,
        "merkmal": lambda: all(
            part.partition(":")[2] in coverage.breakdowns.get(part.partition(":")[0], ())
            for part in filter(None, word.split(","))
        ),
        "kennzahl": lambda: word != indicator and _has(release, word, coverage),
    }
    if what in known and known[what]():
        return Beside(what, word)
    nouns = {"jahr": "dieses Jahr", "merkmal": "diese Gliederung", "kennzahl": "diese Kennzahl"}
    plural = LEVEL_BY_CODE[coverage.area_level].plural
    why = f"Für {plural} zu diesem Gebietsstand gibt es {nouns.get(what, '')} nicht."
    raise refused(
        f"„{text[:50]}“ lässt sich nicht daneben zeigen.",
        why=why
        if what in known
        else "Möglich sind jahr, merkmal und kennzahl, zum Beispiel daneben=jahr:2018.",
        remedies=retry(words, "daneben", "", "Eine Karte ansehen"),
        status=404 if what in known else 400,
    )


def _has(release: Release, indicator: str, coverage: Coverage) -> bool:
    wanted = (coverage.area_level, coverage.boundary)
    return any((one.area_level, one.boundary) == wanted for one in release.coverage(indicator))


def _number(text: str) -> float | None:
    """Read a number with decimal comma or point; None when it is none, or not finite."""
    try:
        found = float(text.strip().replace(",", "."))
    except ValueError:
        return None
    return found if math.isfinite(found) and abs(found) < 1e15 else None
