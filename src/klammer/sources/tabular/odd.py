# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Words that stand among figures: "k. A.", "entfällt", "siehe Anlage". Listed, and asked about."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from klammer.base.cells import Status
from klammer.base.errors import Place
from klammer.sources.tabular.blocks import is_number, is_sign
from klammer.sources.tabular.grids import Grid, Value, text_of
from klammer.sources.tabular.numbers import MARKERS, is_hidden

# Compared without blanks, points and case.
_WORDS: Mapping[Status, tuple[str, ...]] = {
    Status.MISSING: (
        *("ka", "keineangabe", "keineangaben", "ohneangabe", "oa", "nv", "nichtvorhanden"),
        *("nichtverfügbar", "unbekannt", "fehlt", "nichterhoben", "na", "#nv", "nichtbekannt"),
        *("nichtgemeldet", "keinemeldung", "keinedaten", "kd", "nb"),
    ),
    Status.NOT_APPLICABLE: ("entfällt", "entf", "trifftnichtzu", "nichtzutreffend"),
    Status.SUPPRESSED: ("geheim", "anonymisiert", "gesperrt", "datenschutz", "gh", "ds"),
    Status.NOT_YET_AVAILABLE: ("folgt", "liegtnochnichtvor", "nochoffen", "ausstehend"),
    Status.ZERO: ("keine", "null", "keiner"),
}
_STATUS = {word: status for status, words in _WORDS.items() for word in words}
_MOST_PLACES = 50


@dataclass(frozen=True, slots=True)
class OddText:
    """A text that stands where numbers were expected.

    status   what it probably means; "" when a person must say
    places   where it stands (the first fifty)
    count    how often it stands there
    settled  a sign that means one thing only: "<3"
    """

    text: str
    status: str
    places: tuple[Place, ...]
    count: int
    settled: bool = False


def status_of(value: Value) -> str:
    """Return what a word instead of a number usually means; "" for words of other meaning."""
    if not isinstance(value, str):
        return ""
    folded = "".join(one for one in value.casefold() if not one.isspace() and one not in "./-")
    return str(_STATUS.get(folded, ""))


def odd_texts(grid: Grid, *, rows: Iterable[int], columns: Iterable[int]) -> tuple[OddText, ...]:
    """Return the texts among the figures, those that must be asked about first."""
    found: dict[str, list[Place]] = {}
    columns = tuple(columns)
    for row in rows:
        for column in columns:
            value = grid.rows[row][column]
            if isinstance(value, str) and value.strip() and _is_odd(value):
                found.setdefault(text_of(value), []).append(grid.place(row, column))
    texts = [
        OddText(
            text,
            str(Status.SUPPRESSED) if is_hidden(text) else _builtin(text) or status_of(text),
            tuple(places[:_MOST_PLACES]),
            len(places),
            settled=is_hidden(text),
        )
        for text, places in found.items()
    ]
    return tuple(sorted(texts, key=lambda one: (bool(one.status), one.settled, -one.count)))


def _builtin(text: str) -> str:
    return str(MARKERS.get(text, ""))


def _is_odd(value: str) -> bool:
    text = value.strip()
    if is_sign(text):  # signs of official statistics need no word; words built in are shown too
        return is_hidden(text) or any(one.isalpha() for one in text if one not in "xX")
    return not is_number(text)
