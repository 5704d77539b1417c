# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Columns of values: numbers of a block at once, everything else as the text it is.

A number is digits with at most one sign before them and one comma or point among them. Up to
fifteen digits are a whole number that a double holds exactly; divided by a power of ten it is the
double nearest to the decimal number, the same that reading it digit by digit gives.
"""

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from klammer.warehouse.flatfile_blocks import Fields
from klammer.warehouse.flatfile_words import (
    Coded,
    Collected,
    Numbers,
    code_column,
    eight_bytes,
)

_EIGHT = 8
_DIGITS = 15
_LONGEST = _DIGITS + 2  # a sign before the digits, another among them
_ZEROS = 0x3030303030303030
# Below the digits of a short number stand zeros, so that each number has eight.
_FILL = np.array([_ZEROS >> (8 * n) if n < _EIGHT else 0 for n in range(_EIGHT + 1)], np.uint64)
_SHIFT = np.array([8 * (_EIGHT - n) for n in range(_EIGHT + 1)], np.uint64)
_POWERS = np.array([float(f"1e{n}") for n in range(_DIGITS + 1)])
_PLAIN = "\n"  # stands for a number; no field holds it

_MINUS, _COMMA, _POINT, _ZERO, _NINE = (ord(sign) for sign in "-,.09")


@dataclass(frozen=True)
class Values:
    """A column of values.

    numbers  row → number, 0 where it is none
    other    row → text of what is not a plain number; word 0 where it is one
    comma    numbers with a comma
    point    numbers with a point
    thousands  numbers with a point before exactly three digits, after one to three
    """

    numbers: npt.NDArray[np.float64]
    other: Coded
    comma: int = 0
    point: int = 0
    thousands: int = 0


@dataclass
class CollectedValues:
    """A column of values that grows by blocks."""

    numbers: list[npt.NDArray[np.float64]] = field(default_factory=list)
    other: Collected = field(default_factory=lambda: Collected({_PLAIN: 0}))
    signs: list[tuple[int, int, int]] = field(default_factory=list)

    def add(self, block: Values) -> None:
        """Add the rows of one block."""
        self.numbers.append(block.numbers)
        self.other.add(block.other)
        self.signs.append((block.comma, block.point, block.thousands))

    def column(self) -> Values:
        """Return the whole column and forget the parts."""
        parts, self.numbers = self.numbers, []
        numbers = np.concatenate(parts) if parts else np.zeros(0)
        comma, point, thousands = (sum(one[at] for one in self.signs) for at in range(3))
        return Values(numbers, self.other.column(), comma, point, thousands)


def value_column(fields: Fields, column: int) -> Values:
    """Return one column of values of a block, counted from 0."""
    begins, ends = fields.begins(column), fields.ends[column]
    lengths = ends - begins
    numbers, is_number = _whole(fields, begins, lengths)
    rest = np.flatnonzero(~is_number)
    comma = point = thousands = 0
    if rest.size:
        decimals = _decimal(fields, begins[rest], lengths[rest])
        numbers[rest[decimals.valid]] = decimals.numbers[decimals.valid]
        comma, point, thousands = decimals.comma, decimals.point, decimals.thousands
        rest = rest[~decimals.valid]
    texts = code_column(fields, column, rows=rest)
    codes = np.zeros(len(numbers), dtype=np.uint32)
    codes[rest] = texts.codes.astype(np.uint32) + 1
    return Values(numbers, Coded([_PLAIN, *texts.words], codes), comma, point, thousands)


def _whole(
    fields: Fields, begins: Numbers, lengths: Numbers
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.bool_]]:
    """Read up to eight digits, all of them in one step as bytes of one word."""
    fits = np.minimum(lengths, _EIGHT)
    # A shift by all 64 bits has no defined result: empty fields are shifted less and masked.
    word = eight_bytes(fields)[begins] << np.minimum(_SHIFT[fits], np.uint64(56))
    word |= _FILL[fits]
    high = np.uint64(0xF0F0F0F0F0F0F0F0)
    is_digit = (word & high) == np.uint64(_ZEROS)
    is_digit &= ((word + np.uint64(0x0606060606060606)) & high) == np.uint64(_ZEROS)
    is_digit &= (lengths > 0) & (lengths <= _EIGHT)
    word &= np.uint64(0x0F0F0F0F0F0F0F0F)
    # Pairs of digits, then fours, then all eight.
    word = (word * np.uint64(2561)) >> np.uint64(8) & np.uint64(0x00FF00FF00FF00FF)
    word = (word * np.uint64(6553601)) >> np.uint64(16) & np.uint64(0x0000FFFF0000FFFF)
    word = (word * np.uint64(42949672960001)) >> np.uint64(32)
    return np.where(is_digit, word, 0).astype(np.float64), is_digit


@dataclass(frozen=True)
class _Decimals:
    numbers: npt.NDArray[np.float64]
    valid: npt.NDArray[np.bool_]
    comma: int
    point: int
    thousands: int


def _decimal(fields: Fields, begins: Numbers, lengths: Numbers) -> _Decimals:
    """Read numbers with a minus, a comma or a point, sign by sign for all rows."""
    total = np.zeros(len(begins), dtype=np.int64)
    digits, after, comma, point = (np.zeros(len(begins), dtype=np.int8) for _ in range(4))
    valid = lengths <= _LONGEST
    is_negative = fields.bytes[begins] == _MINUS
    for at in range(int(min(lengths.max(), _LONGEST))):
        sign = fields.bytes[begins + at]
        inside = at < lengths
        is_digit = inside & (sign >= _ZERO) & (sign <= _NINE)
        is_comma, is_point = inside & (sign == _COMMA), inside & (sign == _POINT)
        total = np.where(is_digit & (digits < _DIGITS), total * 10 + (sign - _ZERO), total)
        digits += is_digit
        after += is_digit & ((comma + point) > 0)
        comma += is_comma
        point += is_point
        is_minus = is_negative if at == 0 else np.zeros_like(is_negative)
        valid &= ~inside | is_digit | is_comma | is_point | is_minus
    valid &= (digits > 0) & (digits <= _DIGITS) & (comma + point <= 1)
    numbers = total / _POWERS[np.minimum(after, _DIGITS)]
    before = digits - after
    in_thousands = valid & (point == 1) & (after == 3) & (before >= 1) & (before <= 3)
    return _Decimals(
        np.where(is_negative, -numbers, numbers),
        valid,
        comma=int(np.count_nonzero(valid & (comma > 0))),
        point=int(np.count_nonzero(valid & (point > 0))),
        thousands=int(np.count_nonzero(in_thousands)),
    )
