# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The plan by which staged columns become tidy ones, and its execution.

What a code means was decided before, in Python. Each decision is executed once for each distinct
combination of codes, never for each row; the engine gets numbers and the few texts they stand for.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from klammer.warehouse.flatfile_keys import Keys, combined, first_rows
from klammer.warehouse.flatfile_numbers import Values
from klammer.warehouse.flatfile_signs import Sign
from klammer.warehouse.flatfile_words import Coded, narrowest
from klammer.warehouse.markers import DASHES, MARKERS
from klammer.warehouse.parquet import connect, copy_query, literal, quoted
from klammer.warehouse.schema import TIDY_HEAD, breakdowns_of, tidy_columns

_MEMORY = "400MB"
# Quality signs beside a value that make it uncertain: "(" for few cases, "/" for too few.
_UNSURE = "(/"
_FIRST = 2  # the line below the header


@dataclass(frozen=True)
class Lookup:
    """A text made from a staged column: value → text, or → a lookup in another column.

    otherwise  for values that are not listed; None is missing
    """

    column: int
    codes: "Mapping[str, str | Lookup]"
    otherwise: "str | Lookup | None" = None

    @property
    def columns(self) -> frozenset[int]:
        """Every column it may look into."""
        inner = [*self.codes.values(), self.otherwise]
        return frozenset({self.column}).union(*(_columns(text) for text in inner))

    def text(self, texts: Mapping[int, str]) -> str | None:
        """Return the text for a row: column → its text there."""
        found = self.codes.get(texts[self.column], self.otherwise)
        return found.text(texts) if isinstance(found, Lookup) else found


@dataclass(frozen=True)
class ValueColumn:
    """One column of values.

    column    where the values stand, counted from 1
    quality   where their quality signs stand; 0 for none
    variable  constant, or lookup in a code column
    secrecy   of an exact cell, constant or lookup
    """

    column: int
    variable: "str | Lookup"
    quality: int = 0
    secrecy: "str | Lookup" = "exact"


@dataclass(frozen=True)
class Melting:
    """How staged columns become tidy ones.

    texts       area, area_level, boundary, period and breakdowns: name → constant or lookup
    values      columns of values
    area        column of the key, 0 for Germany as a whole
    period      column of the period
    silent      (area, period) where "-" says "no such area", both as delivered
    skip        lines that repeat an earlier one
    skip_areas  (area, period) that only repeat another key of the area, both as delivered
    """

    texts: Mapping[str, "str | Lookup"]
    values: Sequence[ValueColumn]
    file: str
    sheet: str = ""
    area: int = 0
    period: int = 0
    silent: Sequence[tuple[str, str]] = field(default=())
    skip: Sequence[int] = field(default=())
    skip_areas: Sequence[tuple[str, str]] = field(default=())


@dataclass(frozen=True)
class Staged:
    """Columns of a delimited file.

    codes   column → row → text
    values  column → row → number or text
    signs   column of values → what each of its other texts says
    """

    codes: Mapping[int, Coded]
    values: Mapping[int, Values]
    signs: Mapping[int, Sequence[Sign]]
    rows: int

    def keys(self, columns: Sequence[int]) -> Keys:
        """Make one key of several columns."""
        return combined([self.codes[at] for at in columns], rows=self.rows)


@dataclass(frozen=True)
class _Texts:
    """Row → place in `words`; the last of them may be None, which is missing."""

    words: Sequence[str | None]
    codes: npt.NDArray[Any]


@dataclass(frozen=True)
class _Cells:
    """What becomes of one column of values: row → number or NaN, and texts."""

    place: int
    numbers: npt.NDArray[np.float64]
    texts: Mapping[str, _Texts]


def melt(staged: Staged, melting: Melting, *, path: Path) -> int:
    """Write the tidy table to Parquet, in the order of lines and columns; return the rows."""
    kept = _kept(staged, melting)
    cells = [_cells(staged, melting, one) for one in melting.values]
    texts = {name: _evaluated(staged, text) for name, text in melting.texts.items()}
    texts = {name: _chosen(text, kept, times=len(cells)) for name, text in texts.items()}
    for name in ("variable", "status", "secrecy"):
        texts[name] = _interleaved([cell.texts[name] for cell in cells], kept)
    lines = (np.arange(staged.rows) if kept is None else kept) + _FIRST
    numbers = {
        "value": _woven([cell.numbers for cell in cells], kept),
        "row": np.repeat(lines.astype(np.int32), len(cells)),
        "column": np.tile(np.array([cell.place for cell in cells], dtype=np.int32), len(lines)),
    }
    constants = {"file": melting.file, "sheet": melting.sheet}
    texts |= {name: _constant(text, len(lines) * len(cells)) for name, text in constants.items()}
    return _write(texts, numbers, path=path)


def _columns(text: "str | Lookup | None") -> frozenset[int]:
    return text.columns if isinstance(text, Lookup) else frozenset()


def _constant(text: str | None, rows: int) -> _Texts:
    return _Texts([text], np.zeros(rows, dtype=np.uint8))


def _evaluated(staged: Staged, text: "str | Lookup | None") -> _Texts:
    if not isinstance(text, Lookup):
        return _constant(text, staged.rows)
    columns = sorted(text.columns)
    keys = staged.keys(columns)
    known: dict[str | None, int] = {}
    table = np.zeros(keys.size, dtype=np.uint32)
    for row in first_rows(keys).tolist():
        found = text.text({at: staged.codes[at].text(row) for at in columns})
        table[keys.codes[row]] = known.setdefault(found, len(known))
    words, places = _missing_last(known)
    return _Texts(words, places[table][keys.codes])


def _missing_last(known: Mapping[str | None, int]) -> tuple[list[str | None], npt.NDArray[Any]]:
    """Return the words with None at the end, and old place → new place."""
    words = sorted(known, key=lambda word: word is None)
    places = np.argsort([known[word] for word in words], kind="stable")
    return words, places.astype(narrowest(len(words)))


def _kept(staged: Staged, melting: Melting) -> npt.NDArray[np.int64] | None:
    """Rows that are not left out; None when all are kept."""
    if not melting.skip and not melting.skip_areas:
        return None
    kept = ~_among(staged, melting, melting.skip_areas)
    kept[[line - _FIRST for line in melting.skip]] = False
    return np.flatnonzero(kept)


def _among(
    staged: Staged, melting: Melting, pairs: Sequence[tuple[str, str]]
) -> npt.NDArray[np.bool_]:
    """Whether area and period of a row are one of the pairs."""
    if not pairs:
        return np.zeros(staged.rows, dtype=bool)
    area, period = staged.codes[melting.area], staged.codes[melting.period]
    wanted = set(pairs)
    keys = staged.keys([melting.area, melting.period])
    table = np.zeros(keys.size, dtype=bool)
    for row in first_rows(keys).tolist():
        table[keys.codes[row]] = (area.text(row), period.text(row)) in wanted
    among: npt.NDArray[np.bool_] = table[keys.codes]
    return among


def _cells(staged: Staged, melting: Melting, one: ValueColumn) -> _Cells:
    values, signs = staged.values[one.column], staged.signs[one.column]
    other = values.other.codes
    is_dash = np.array([sign.marker in DASHES for sign in signs])[other]
    silent = is_dash & _among(staged, melting, melting.silent) if melting.silent else None
    own = [_number(sign) for sign in signs]
    numbers = values.numbers
    if len(own) > 1:
        numbers = np.where(other > 0, np.array(own)[other], numbers)
    if silent is not None:
        numbers[silent] = np.nan
    texts = {
        "variable": _evaluated(staged, one.variable),
        "status": _status(staged, one, silent),
        "secrecy": _secrecy(_evaluated(staged, one.secrecy), signs, other),
    }
    return _Cells(one.column, numbers, texts)


def _number(sign: Sign) -> float:
    if sign.marker is None:
        return float("nan") if sign.number is None else sign.number
    value = MARKERS[sign.marker][1]
    return float("nan") if value is None else value


def _status(staged: Staged, one: ValueColumn, silent: npt.NDArray[np.bool_] | None) -> _Texts:
    words = ["reported", "unreliable", "not_applicable"]
    words += sorted({status for status, _, _ in MARKERS.values()} - {*words})
    place = {word: at for at, word in enumerate(words)}
    of_sign = [
        place["unreliable" if s.in_parentheses else "reported"] for s in staged.signs[one.column]
    ]
    for at, sign in enumerate(staged.signs[one.column]):
        if sign.marker is not None:
            of_sign[at] = place[MARKERS[sign.marker][0]]
    codes = np.array(of_sign, dtype=np.uint8)[staged.values[one.column].other.codes]
    if one.quality:
        quality = staged.codes[one.quality]
        is_unsure = np.array([any(sign in word for sign in _UNSURE) for word in quality.words])
        codes[is_unsure[quality.codes] & (codes == place["reported"])] = place["unreliable"]
    if silent is not None:
        codes[silent] = place["not_applicable"]
    return _Texts(words, codes)


def _secrecy(own: _Texts, signs: Sequence[Sign], other: npt.NDArray[Any]) -> _Texts:
    hidden = [sign.marker is not None and bool(MARKERS[sign.marker][2]) for sign in signs]
    if not any(hidden):
        return own
    codes = np.where(np.array(hidden)[other], len(own.words), own.codes)
    return _Texts([*own.words, "suppressed_at_source"], codes)


def _chosen(text: _Texts, kept: npt.NDArray[np.int64] | None, *, times: int) -> _Texts:
    codes = text.codes if kept is None else text.codes[kept]
    return _Texts(text.words, np.repeat(codes, times) if times > 1 else codes)


def _interleaved(columns: Sequence[_Texts], kept: npt.NDArray[np.int64] | None) -> _Texts:
    """Weave the texts of several columns of values: first row first, in the order of columns."""
    known: dict[str | None, int] = {}
    parts = []
    for column in columns:
        places = [known.setdefault(word, len(known)) for word in column.words]
        parts.append(np.array(places, dtype=np.uint32)[column.codes])
    words, moved = _missing_last(known)
    return _Texts(words, moved[_woven(parts, kept)])


def _woven(
    parts: Sequence[npt.NDArray[Any]], kept: npt.NDArray[np.int64] | None
) -> npt.NDArray[Any]:
    chosen = parts if kept is None else [part[kept] for part in parts]
    return chosen[0] if len(chosen) == 1 else np.stack(chosen, axis=1).ravel()


def _write(
    texts: Mapping[str, _Texts], numbers: Mapping[str, npt.NDArray[Any]], *, path: Path
) -> int:
    columns = tidy_columns(breakdowns_of([*TIDY_HEAD, *texts, *numbers]))
    arrays = dict(numbers) | {name: t.codes for name, t in texts.items() if len(t.words) > 1}
    engine = connect(memory=_MEMORY)
    try:
        expressions = {name: _number_sql(name) for name in numbers}
        for name, text in texts.items():
            known = ", ".join(literal(word) for word in text.words if word is not None)
            engine.execute(f"CREATE TYPE {_enum(name)} AS ENUM ({known})")
            expressions[name] = _words_sql(name, text.words)
        chosen = ", ".join(f"{expressions[name]} AS {quoted(name)}" for name in columns)
        engine.register("melted", arrays)
        return copy_query(engine, f"SELECT {chosen} FROM melted", path=path)
    finally:
        engine.close()


def _enum(name: str) -> str:
    return quoted(f"word of {name}")


def _words_sql(name: str, words: Sequence[str | None]) -> str:
    """Texts as ENUM: the engine writes their numbers as they are instead of hashing each row."""
    enum = _enum(name)
    if len(words) == 1:
        return (
            "CAST(NULL AS VARCHAR)" if words[0] is None else f"CAST({literal(words[0])} AS {enum})"
        )
    # One literal that is split: thousands of literals take longer to plan than to write the rows.
    known = literal("\n".join(word for word in words if word is not None))
    # Missing is the last word: there is nothing at its place in the list.
    return f"CAST(string_split({known}, chr(10)) AS {enum}[])[{quoted(name)} + 1]"


def _number_sql(name: str) -> str:
    # NaN is how a missing number travels through an array; the table holds NULL.
    column = quoted(name)
    return f"CASE WHEN NOT isnan({column}) THEN {column} END" if name == "value" else column
