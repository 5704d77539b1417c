# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What each column of a table probably is, with a reason a person can check.

Judged by the cells first and by the header second; a header alone decides only between columns
whose cells would allow both.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from klammer.sources.tabular.areas import folded_name, read_key
from klammer.sources.tabular.blocks import Block, is_number, is_sign
from klammer.sources.tabular.grids import Grid, Value, text_of
from klammer.sources.tabular.odd import status_of
from klammer.sources.tabular.periods import is_period
from klammer.sources.tabular.spellings import standard_code
from klammer.territory import records

_KEY = re.compile(
    r"schlüssel|^ags$|^ars$|^rs$|kennziffer|kreisnummer|gemeindenummer|regionalcode", re.IGNORECASE
)
_OWN = re.compile(
    r"stadtteil|stadtbezirk|stadtgebiet|district|ortsteil|ortschaft|quartier|sozialraum"
    r"|planungsraum|wohngebiet|viertel|schulbezirk|einzugsgebiet|^gebiet|^raum|bezirk|region",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"gemeinde|stadt|kreis|landkreis|ort$|name|gebiet|raum|region|area", re.IGNORECASE
)
_PERIOD = re.compile(r"jahr|year|zeit|stichtag|datum|periode|berichts|stand$", re.IGNORECASE)
_NUMBERING = re.compile(
    r"^(id|lfd\.?\s*-?\s*nr\.?|nr\.?|nummer|pos\.?|#|objectid|fid)$", re.IGNORECASE
)
_WHAT = re.compile(
    r"merkmal|indikator|variable|kennzahl|messgröße|art$|bezeichnung|label|type", re.IGNORECASE
)
_NO_FIGURE = re.compile(
    r"(?:nr|nummer|no)\.?$|schlüssel|postleit|\bplz\b|nuts|längengrad|breitengrad|kennziffer",
    re.IGNORECASE,
)
_SHORTEST_KEY = 5  # digits; shorter ones over a column are years or numbers
_LONGEST_NAME = 40  # letters; longer headers describe figures, whatever words they hold
_DIMENSIONS = ("sex", "nationality", "age")
_ENOUGH = 0.8
_FEW = 0.2
_HALF = 0.5
_MOST_WORDS = 6  # different texts among the figures of one column that a person is asked about
_TITLES = {"sex": "Geschlecht", "age": "Alter", "nationality": "Staatsangehörigkeit"}
_MOST_ROWS = 2_000  # a column is judged by its first rows


@dataclass(frozen=True, slots=True)
class Guess:
    """What a column is taken for.

    role        key, name, code (own areas), part (of a key), period, variable, value, sex, age,
                nationality, breakdown, ignore
    confidence  0 to 1
    reason      German, for the person who checks it
    """

    index: int
    role: str
    confidence: float
    reason: str


@dataclass(frozen=True)
class _Column:
    index: int
    header: str
    values: Sequence[Value]

    @property
    def texts(self) -> list[str]:
        return [text_of(one) for one in self.values]

    def share(self, test: Callable[[Value], bool]) -> float:
        hits = sum(1 for one in self.values if test(one))
        return hits / len(self.values) if self.values else 0.0

    @property
    def distinct(self) -> int:
        return len(set(self.texts))


def guess_roles(grid: Grid, block: Block, *, paths: Sequence[tuple[str, ...]]) -> list[Guess]:
    """Guess the role of every column that holds anything; one area, one period at most."""
    filled = grid.filled().rows
    columns = []
    for index in range(grid.width):
        cells = [filled[row][index] for row in block.rows[:_MOST_ROWS]]
        values = [one for one in cells if text_of(one)]
        if values:
            columns.append(_Column(index, " ".join(paths[index]), values))
    guesses = {one.index: _alone(one, len(block.rows)) for one in columns}
    _key_of_parts(columns, guesses)
    _one_area(columns, guesses)
    _one_period(guesses)
    _label_or_breakdown(columns, guesses)
    return [guesses[one.index] for one in columns]


def _alone(column: _Column, rows: int) -> Guess:
    """Judge a column by itself."""
    for judge in (_as_numbering, _as_period, _as_key, _as_dimension, _as_value):
        found = judge(column, rows)
        if found is not None:
            return found
    return _as_text(column)


def _as_numbering(column: _Column, rows: int) -> Guess | None:
    counts = column.texts == [str(number) for number in range(1, len(column.values) + 1)]
    if _NUMBERING.match(column.header.strip()) and (
        counts or column.distinct == len(column.values)
    ):
        return Guess(column.index, "ignore", 0.9, "laufende Nummer")
    del rows
    return None


def _as_period(column: _Column, rows: int) -> Guess | None:
    share = column.share(is_period)
    if share < _ENOUGH:
        return None
    named = bool(_PERIOD.search(column.header))
    repeats = column.distinct <= max(2, rows / 2)
    if not named and not repeats:
        return None
    return Guess(
        column.index,
        "period",
        0.95 if named else 0.7,
        f"{_of_all(share)} der Zellen sind Jahre oder Tage"
        + (f", Überschrift „{column.header}“" if named else ""),
    )


def _as_key(column: _Column, rows: int) -> Guess | None:
    share = column.share(_is_known_key)
    del rows
    if share >= 0.6 and (share >= _ENOUGH or _KEY.search(column.header)):
        return Guess(
            column.index, "key", 0.98, f"{_of_all(share)} der Zellen sind amtliche Schlüssel"
        )
    return None


def _as_dimension(column: _Column, rows: int) -> Guess | None:
    del rows
    if column.distinct > 150:
        return None
    texts = column.texts
    for name in _DIMENSIONS:
        hits = sum(1 for text in texts if standard_code(name, text))
        is_named = column.header.casefold() in {"alter", "age", "altersjahr", "altersjahre"}
        if hits / len(texts) >= _ENOUGH and (is_named or column.share(is_number) <= _FEW):
            return Guess(column.index, name, 0.95, f"Bezeichnungen für {_TITLES[name]}")
    return None


def _as_value(column: _Column, rows: int) -> Guess | None:
    del rows
    numbers = column.share(lambda one: is_number(one) or is_sign(one) or bool(status_of(one)))
    if numbers < _ENOUGH and not _is_figures_with_words(column):
        return None
    return _as_number(column) or _as_figures(column, numbers)


def _as_number(column: _Column) -> Guess | None:
    """Numbers that count nothing: postal codes, identifiers, own areas."""
    if _NO_FIGURE.search(column.header):
        return Guess(column.index, "ignore", 0.8, f"„{column.header}“ ist eine Nummer, keine Zahl")
    if re.search(r"[_\s]id$", column.header, re.IGNORECASE) and not _is_own(column.header):
        return Guess(column.index, "breakdown", 0.7, f"Kennung „{column.header}“")
    if _is_own(column.header) and column.share(_is_small_whole) >= _ENOUGH:
        return Guess(column.index, "code", 0.8, f"Nummern unter „{column.header}“")
    return None


def _as_figures(column: _Column, numbers: float) -> Guess:
    if not any(is_number(one) for one in column.values):
        return Guess(column.index, "value", 0.6, "nur Zeichen der amtlichen Statistik, keine Zahl")
    odd = sum(1 for one in column.values if not (is_number(one) or is_sign(one)))
    if odd:
        told = "1 Zelle mit Text" if odd == 1 else f"{odd} Zellen mit Text"
        return Guess(column.index, "value", 0.75, f"Zahlen; {told} bitte ansehen")
    return Guess(
        column.index, "value", 0.9, f"{_of_all(numbers)} der Zellen sind Zahlen oder Zeichen"
    )


def _is_figures_with_words(column: _Column) -> bool:
    """Whether at least half are numbers and the rest few short words that can be asked about."""
    rest = {text_of(one) for one in column.values if not (is_number(one) or is_sign(one))}
    return (
        column.share(is_number) >= _HALF
        and len(rest) <= _MOST_WORDS
        and not any(any(sign.isdigit() for sign in one[:1]) for one in rest)
    )


def _as_text(column: _Column) -> Guess:
    known = column.share(_is_known_name)
    if known >= 0.6:
        confidence = 0.9 if _PLACE.search(column.header) else 0.75
        return Guess(
            column.index, "name", confidence, f"{_of_all(known)} der Zellen sind Gebietsnamen"
        )
    if _is_own(column.header):
        return Guess(column.index, "code", 0.85, f"eigene Gebiete unter „{column.header}“")
    return Guess(column.index, "text", 0.5, "Text")


def _key_of_parts(columns: Sequence[_Column], guesses: dict[int, Guess]) -> None:
    """Land, RB, Kreis, Gemeinde in columns of their own make one key."""
    wanted = ("land", "rb", "kreis", "gem")
    last = {
        one.header.split()[-1].casefold().strip("."): one.index for one in columns if one.header
    }
    last = {"gem" if name in {"gemeinde", "gem"} else name: i for name, i in last.items()}
    found = [last[name] for name in wanted if name in last]
    if len(found) < 3 or "land" not in last:
        return
    if all(_digits(columns, index) for index in found):
        for index in found:
            guesses[index] = Guess(index, "part", 0.9, "Teil eines mehrspaltigen Schlüssels")


def _digits(columns: Sequence[_Column], index: int) -> bool:
    column = next(one for one in columns if one.index == index)
    return all(text.isdecimal() and len(text) <= 4 for text in column.texts)


def _one_area(columns: Sequence[_Column], guesses: dict[int, Guess]) -> None:
    """Keep one area column: key before parts before names before own codes."""
    for role in ("key", "part", "name", "code"):
        chosen = [one for one in guesses.values() if one.role == role]
        if not chosen:
            continue
        keep = {one.index for one in chosen} if role == "part" else {_best(chosen, columns).index}
        for index, one in guesses.items():
            if one.role in {"key", "part", "name", "code"} and index not in keep:
                is_number_column = one.role == "code" and _is_numeric(columns, index)
                role_left = "value" if role == "key" and is_number_column else "ignore"
                reason = "Name oder zweiter Schlüssel neben dem Gebiet"
                guesses[index] = Guess(index, role_left, 0.8, reason)
        return
    _first_text(columns, guesses)


def _best(chosen: Sequence[Guess], columns: Sequence[_Column]) -> Guess:
    """Of several the one most cells agree on; texts before numbers; then the first."""
    filled = {one.index: len(one.values) for one in columns}
    return max(
        chosen,
        key=lambda one: (
            one.confidence,
            filled[one.index],
            not _is_numeric(columns, one.index),
            -one.index,
        ),
    )


def _is_numeric(columns: Sequence[_Column], index: int) -> bool:
    return next(one for one in columns if one.index == index).share(is_number) >= _ENOUGH


def _first_text(columns: Sequence[_Column], guesses: dict[int, Guess]) -> None:
    """Without any known area the first column of texts that tells rows apart is one's own."""
    for one in columns:
        if guesses[one.index].role == "text" and one.distinct > max(2, len(one.values) * 0.5):
            guesses[one.index] = Guess(
                one.index, "code", 0.55, "erste Textspalte, deren Einträge die Zeilen unterscheiden"
            )
            return


def _one_period(guesses: dict[int, Guess]) -> None:
    chosen = [one for one in guesses.values() if one.role == "period"]
    if len(chosen) < 2:
        return
    keep = max(chosen, key=lambda one: (one.confidence, -one.index))
    for one in chosen:
        if one is not keep:
            guesses[one.index] = Guess(one.index, "ignore", 0.6, "zweite Zeitangabe")


def _label_or_breakdown(columns: Sequence[_Column], guesses: dict[int, Guess]) -> None:
    """Texts left over: what is counted, a breakdown, or a remark."""
    values = [one for one in guesses.values() if one.role == "value"]
    for column in columns:
        if guesses[column.index].role != "text":
            continue
        repeats = column.distinct <= max(1, len(column.values) // 2) and column.distinct <= 200
        if repeats and len(values) == 1 and _WHAT.search(column.header):
            role, reason = "variable", f"Merkmalsbezeichnungen unter „{column.header}“"
        elif repeats and column.distinct > 1:
            role, reason = "breakdown", f"{column.distinct} wiederkehrende Bezeichnungen"
        else:
            role, reason = "ignore", "Text ohne erkennbare Bedeutung"
        guesses[column.index] = Guess(column.index, role, 0.6, reason)


def _of_all(share: float) -> str:
    return f"{share * 100:.0f} %"


def _is_own(header: str) -> bool:
    """Whether a header names areas of one's own, and does not count them."""
    counts = re.search(r"anzahl|zahl der|anteil|je ", header, re.IGNORECASE)
    return len(header) <= _LONGEST_NAME and bool(_OWN.search(header)) and not counts


def _is_small_whole(value: Value) -> bool:
    text = text_of(value)
    return text.isdecimal() and len(text) <= 4


@lru_cache(maxsize=20_000)
def _known_key(text: str) -> bool:
    found = read_key(text)
    if found is None:
        return False
    if found.level in records.LEVELS_WITH_VERSIONS:
        return found.key in records.known_units(found.level)
    return found.level == "association" and found.key[:5] in records.known_units("county")


def _is_known_key(value: Value) -> bool:
    return _known_key(text_of(value))


def is_area(text: str) -> bool:
    """Whether a text is an official key or the name of a county or municipality."""
    return _is_known_name(text) or (len(text) >= _SHORTEST_KEY and _known_key(text))


def _is_known_name(value: Value) -> bool:
    return isinstance(value, str) and folded_name(value) in _all_names()


@lru_cache(maxsize=1)
def _all_names() -> frozenset[str]:
    found = set()
    for level in records.LEVELS_WITH_VERSIONS:
        for date in (records.DATES[-1], "2020-12-31", "2007-12-31"):
            found |= {folded_name(name) for name in records.names(level, date).values()}
    return frozenset(found - {""})
