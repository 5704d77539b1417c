# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Periods as they stand in cells and headers: "2022", "31.12.2022", "Feb. 2023", "II/2023"."""

import re
from collections.abc import Callable
from datetime import date
from functools import lru_cache

from klammer.base.errors import InputRefusedError, Place
from klammer.base.periods import parse_period
from klammer.sources.tabular.grids import Value, text_of

_PERIOD = re.compile(
    r"(?<!\d)(\d{2}\.\d{2}\.\d{4}|\d{4}-\d{2}-\d{2}|\d{4}-Q[1-4]|\d{4}-\d{2}"
    r"|\d{4}/\d{4}|\d{4}/\d{2}|(?:19|20)\d{2})(?!\d)"
)
_ALONE = re.compile(
    r"^(?:Jahr|Stand|am|zum|im|Schuljahr|SJ|Kita-?jahr|Kindergartenjahr|Stichtag|[\s:()])*$",
    re.IGNORECASE,
)
# What stands around a period and goes with it: "Arbeitslose (Stand 31.12.2023)".
_AROUND = re.compile(
    r"[\s,;–-]*\(?\s*\b(?:am|im Jahr|im|zum|Stand(?: vom)?|Stichtag|Schuljahr|SJ|Kita-?jahr"
    r"|Jahr)?[\s:]*§\s*\)?",
    re.IGNORECASE,
)

_YEAR = r"((?:19|20)\d{2})"
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            *("jan", "feb", "mär mar mrz maer", "apr", "mai", "jun", "jul", "aug", "sep", "okt"),
            *("nov", "dez"),
        ),
        1,
    )
    for name in names.split()
}
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4}
_MONTH = (
    r"(jan|feb|mär|mar|mrz|maer|apr|mai|jun|jul|aug|sep|okt|nov|dez)"
    r"(?:uar|ruar|z|rz|il|i|ust|t|tember|ober|ember)?\.?"
)
# How people write it → canonical, one after the other.
_WRITTEN: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (
        re.compile(r"(?<![\d.])(\d{1,2})\.\s?(\d{1,2})\.\s?((?:19|20)\d{2}|\d{2})(?![\d.])"),
        lambda m: f"{m[1]:0>2}.{m[2]:0>2}.{m[3] if len(m[3]) == 4 else '20' + m[3]}",
    ),
    (
        re.compile(rf"\b{_MONTH}\s*[-/]?\s*{_YEAR}\b", re.IGNORECASE),
        lambda m: f"{m[2]}-{_MONTHS[m[1].casefold()]:02}",
    ),
    (
        re.compile(rf"\b(IV|III|II|I)\.?\s*(?:/|Quartal)\s*{_YEAR}\b"),
        lambda m: f"{m[2]}-Q{_ROMAN[m[1]]}",
    ),
    (
        re.compile(
            rf"\b(?:Q([1-4])|([1-4])\.\s*(?:Quartal|Quart\.|Vierteljahr|Vj\.))\s*/?\s*{_YEAR}\b"
        ),
        lambda m: f"{m[3]}-Q{m[1] or m[2]}",
    ),
    (re.compile(rf"\b{_YEAR}\s*/?\s*Q([1-4])\b"), lambda m: f"{m[1]}-Q{m[2]}"),
    (re.compile(rf"(?<![\d/.])(0?[1-9]|1[0-2])/{_YEAR}\b"), lambda m: f"{m[2]}-{m[1]:0>2}"),
    (
        re.compile(
            rf"\b(Schuljahr|SJ|Kita-?[Jj]ahr|Kindergartenjahr|Betreuungsjahr)\s*{_YEAR}\s*/\s*"
            r"(?:20)?(\d{2})\b"
        ),
        lambda m: f"{m[1]} {m[2]}/{m[3]}",
    ),
)


@lru_cache(maxsize=4096)
def _canonical(text: str) -> str:
    for pattern, written in _WRITTEN:
        text = pattern.sub(written, text)
    return text


def find_period(value: Value) -> str:
    """Return the one period a text names, in canonical form; "" when there is none or several."""
    if isinstance(value, date):
        return value.isoformat()[:10]
    return _found(text_of(value))


@lru_cache(maxsize=4096)
def _found(text: str) -> str:
    found = _PERIOD.findall(_canonical(text))
    if len(found) != 1:
        return ""
    try:
        return parse_period(found[0]).text
    except InputRefusedError:
        return ""


def is_period(value: Value) -> bool:
    """Whether a cell says a period and nothing else."""
    return bool(find_period(value)) and (
        isinstance(value, date) or bool(_ALONE.match(_PERIOD.sub("", _canonical(text_of(value)))))
    )


def without_period(text: str) -> str:
    """Return a heading without the one period it names: "Haushalte 31.12.2013" → "Haushalte"."""
    if not _found(text):
        return text
    bare = _AROUND.sub(" ", _PERIOD.sub("§", _canonical(text)))
    return " ".join(bare.replace("§", " ").split()).strip(" ,;:–-") or text


def read_period(value: Value, *, place: Place) -> str:
    """Return the canonical period of a cell; raise `InputRefusedError` naming the cell."""
    found = find_period(value)
    if not found:
        raise InputRefusedError(
            f"'{text_of(value)[:60]}' is not a period",
            where=place,
            why="expected a year (2022), a day (31.12.2022), a quarter (2022-Q1) or a school year "
            "(2021/22)",
            remedy="correct the cell, or choose another column for the period",
            code="period",
        )
    return found
