# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Numbers as people write them: which mark is the decimal one, and what stands for no number.

`1.234` alone is either one thousand two hundred thirty-four or a little more than one. A column
is decided by evidence in it; without evidence it is refused, never guessed.
"""

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, time, timedelta

from klammer.base.cells import Status
from klammer.base.errors import InputRefusedError, Place
from klammer.sources.tabular.grids import Value

# The signs of official statistics (DIN 55301) and what municipal tables use beside them.
MARKERS: Mapping[str, Status] = {
    "": Status.MISSING,
    "-": Status.ZERO,
    "–": Status.ZERO,
    "—": Status.ZERO,
    ".": Status.SUPPRESSED,
    "•": Status.SUPPRESSED,
    "*": Status.SUPPRESSED,
    "**": Status.SUPPRESSED,
    "***": Status.SUPPRESSED,
    "...": Status.NOT_YET_AVAILABLE,
    "…": Status.NOT_YET_AVAILABLE,
    "/": Status.UNRELIABLE,
    "x": Status.NOT_APPLICABLE,
    "X": Status.NOT_APPLICABLE,
    "k.A.": Status.MISSING,
    "k. A.": Status.MISSING,
    "n/a": Status.MISSING,
    "NA": Status.MISSING,
}

_SPACES = " \u2009\u202f"  # folded blanks, thin and narrow spaces
_FOOTNOTE = re.compile(r"(?:\s+\d{1,2}\))+$|(?<=\d)\s?\*{1,3}$|(?<=\d)[¹²³⁴⁵⁶⁷⁸⁹]+$")
# "<3", "unter 5": a number that was hidden because it is small
_HIDDEN = re.compile(r"(?:<|≤|<=|unter|weniger als|kleiner(?: als)?)\s*\d{1,2}", re.IGNORECASE)
_QUALITY = re.compile(r"(?<=\d)\s*[prsbe]$")  # provisional, corrected, estimated …: kept as a mark
_UNIT = re.compile(r"\s*(?:%|€|EUR)$")
_SIGN = r"[+\-−]?"
_GROUPS = rf"[1-9]\d{{0,2}}(?P<group>[%s'’{_SPACES}])\d{{3}}(?:(?P=group)\d{{3}})*"
_COMMA = re.compile(rf"^{_SIGN}(?:\d+|{_GROUPS % '.'}),\d+$")
_POINT = re.compile(rf"^{_SIGN}(?:\d+|{_GROUPS % ','})\.\d+$")
_EITHER = re.compile(rf"^{_SIGN}[1-9]\d{{0,2}}(?P<group>[.,])\d{{3}}$")
_GROUPED = re.compile(
    rf"^{_SIGN}(?:[1-9]\d{{0,2}}(?P<group>[.,'’{_SPACES}])\d{{3}}(?:(?P=group)\d{{3}})+"
    rf"|[1-9]\d{{0,2}}['’{_SPACES}]\d{{3}})$"
)
_WHOLE = re.compile(rf"^{_SIGN}\d+$")


@dataclass(frozen=True, slots=True)
class Figure:
    """What a cell says: a number, a status, and the mark that stood beside or instead of it."""

    value: float | None
    status: Status
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Notation:
    """How the numbers of a column are written.

    decimal  "," or "."; "" when no number of the column has one
    assumed  thousands were taken for thousands because whole numbers stand beside them
    """

    decimal: str = ""
    assumed: Place | None = None


def strip_marks(text: str) -> tuple[str, str]:
    """Return a number's text without footnote sign, quality letter and unit, and what was taken."""
    clean = " ".join(text.replace("\xa0", " ").split())
    taken = ""
    for pattern in (_FOOTNOTE, _UNIT, _QUALITY):
        if found := pattern.search(clean):
            taken = f"{found[0].strip()} {taken}".strip()
            clean = clean[: found.start()].rstrip()
    return clean, taken


def is_hidden(text: str) -> bool:
    """Whether a cell says that its number was hidden because it is small: "<3"."""
    return bool(_HIDDEN.fullmatch(text.strip()))


def find_notation(cells: Iterable[tuple[Value, Place]], *, decimal: str = "") -> Notation:
    """Decide which decimal mark a column uses.

    decimal  what the mapping states; then everything must fit it

    Raises `InputRefusedError` naming the cells: two marks in one column, or `1.234` with nothing
    to tell thousands from decimals.
    """
    evidence: dict[str, tuple[str, Place]] = {}
    either: dict[str, tuple[str, Place]] = {}
    whole = large = None
    for value, place in cells:
        if not isinstance(value, str):
            continue
        text = _bare(value)
        if found := _EITHER.match(text):
            either.setdefault(found["group"], (text, place))
        elif mark := _mark_of(text):
            evidence.setdefault(mark, (text, place))
        elif _WHOLE.match(text):
            whole = whole or (text, place)
            large = large or ((text, place) if len(text.lstrip("+-−")) > 3 else None)
    if decimal:
        return Notation(decimal)
    if len(evidence) == 2:
        raise _conflict(evidence[","], evidence["."])
    if evidence:
        return Notation(next(iter(evidence)))
    return _undecided(either, whole=whole, large=large)


def _undecided(
    either: dict[str, tuple[str, Place]],
    *,
    whole: tuple[str, Place] | None,
    large: tuple[str, Place] | None,
) -> Notation:
    if not either:
        return Notation()
    if len(either) == 2:
        raise _conflict(either[","], either["."])
    mark, (text, place) = next(iter(either.items()))
    if whole and not large:
        # Small numbers stand there bare and every large one is grouped: thousands.
        return Notation("," if mark == "." else ".", assumed=place)
    raise InputRefusedError(
        f"'{text}' can be read in two ways",
        where=place,
        why=f"'{mark}' may separate thousands or decimals, and the column has no number that "
        "decides it",
        remedy='state decimal = "," or decimal = "." in the mapping, or deliver a spreadsheet '
        "with real numbers",
        code="separator_ambiguous",
    )


def _mark_of(text: str) -> str:
    """Return the decimal mark that a number proves, or ""."""
    if _COMMA.match(text):
        return ","
    if _POINT.match(text):
        return "."
    if (found := _GROUPED.match(text)) and found["group"] in {".", ","}:
        return "," if found["group"] == "." else "."
    return ""


def _conflict(first: tuple[str, Place], second: tuple[str, Place]) -> InputRefusedError:
    return InputRefusedError(
        "numbers of one column are written in two ways",
        where=second[1],
        why=f"'{first[0]}' ({first[1]}) and '{second[0]}' ({second[1]}) cannot both be right",
        remedy="write all numbers of the column in one way, or state the decimal mark in the "
        "mapping",
        code="separator_conflict",
    )


def read_figure(
    value: Value,
    *,
    place: Place,
    notation: Notation | None = None,
    markers: Mapping[str, Status] = MARKERS,
) -> Figure:
    """Read one cell: number, status and mark.

    Missing: an empty cell is `missing`; the signs of official statistics are in `MARKERS`.
    Raises `InputRefusedError` with the cell when text or a date stands where a number should.
    """
    if isinstance(value, bool | date | time | timedelta):
        raise _not_a_number(value, place)
    if isinstance(value, int | float):
        if not math.isfinite(value):
            raise _not_a_number(value, place)
        return Figure(float(value), Status.REPORTED if value else Status.ZERO)
    text = value.replace("\xa0", " ").strip()
    if text in markers:
        return Figure(0.0 if markers[text] is Status.ZERO else None, markers[text], text)
    if is_hidden(text):
        return Figure(None, Status.SUPPRESSED, text)
    if text.startswith("(") and text.endswith(")") and len(text) > 2:
        inner = read_figure(text[1:-1].strip(), place=place, notation=notation, markers=markers)
        return replace(inner, status=Status.UNRELIABLE, mark="()")
    clean, mark = strip_marks(text)
    if clean in markers and clean:
        return Figure(0.0 if markers[clean] is Status.ZERO else None, markers[clean], mark)
    number = _number(clean, (notation or Notation()).decimal)
    if number is None:
        raise _not_a_number(value, place)
    return Figure(number, Status.REPORTED if number else Status.ZERO, mark)


def _number(text: str, decimal: str) -> float | None:
    if _WHOLE.match(text):
        return _float(text)
    grouped = _GROUPED.match(text) or (_EITHER.match(text) if decimal else None)
    if grouped and grouped["group"] != decimal:
        return _float(text)
    for mark, pattern in ((",", _COMMA), (".", _POINT)):
        if decimal in {mark, ""} and pattern.match(text) and not _EITHER.match(text):
            head, _, tail = text.rpartition(mark)
            return _float(head, tail)
    if decimal and (found := _EITHER.match(text)) and found["group"] == decimal:
        return _float(*text.split(decimal))
    return None


def _float(whole: str, tail: str = "0") -> float:
    return float(re.sub(r"[^\d+\-]", "", whole.replace("−", "-")) + "." + tail)


def _bare(value: str) -> str:
    text = value.replace("\xa0", " ").strip()
    if text.startswith("(") and text.endswith(")"):
        text = text[1:-1].strip()
    return strip_marks(text)[0]


def _not_a_number(value: object, place: Place) -> InputRefusedError:
    shown = str(value)[:60]
    return InputRefusedError(
        f"'{shown}' stands where a number was expected",
        where=place,
        why="the column was read as figures; a number or one of the signs - . ... / x was expected",
        remedy="correct the cell, choose another column for the figures, or name the sign under "
        "[markers] in the mapping",
        code="not_a_number",
    )
