# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Columns of texts as numbers: each distinct text once, and for each row which of them it is.

Columns of codes have few texts for many rows. Fields of a block are compared eight bytes at a time
and become texts only where they are new.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from klammer.warehouse.flatfile_blocks import Fields

Numbers = npt.NDArray[Any]  # of whole numbers, as narrow as they can be

_WIDTH = 8
_LONGEST = 64  # bytes of a field that are compared at once
_MASKS = np.array([(1 << 8 * n) - 1 for n in range(_WIDTH + 1)], dtype=np.uint64)
_MIX = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True)
class Coded:
    """A column: row → place in `words`."""

    words: Sequence[str]
    codes: Numbers

    def text(self, row: int) -> str:
        """Return the text of a row counted from 0."""
        return self.words[int(self.codes[row])]


@dataclass
class Collected:
    """A column that grows by blocks; `words` keeps the order of first appearance by block."""

    words: dict[str, int] = field(default_factory=dict)
    parts: list[Numbers] = field(default_factory=list)

    def add(self, block: Coded) -> None:
        """Add the rows of one block."""
        known = self.words
        places = [known.setdefault(word, len(known)) for word in block.words]
        self.parts.append(np.array(places, dtype=narrowest(len(known)))[block.codes])

    def column(self) -> Coded:
        """Return the whole column and forget the parts."""
        parts, self.parts = self.parts, []
        codes = np.concatenate(parts) if parts else np.zeros(0, dtype=np.uint8)
        return Coded(list(self.words), codes)


def narrowest(size: int) -> type[np.unsignedinteger[Any]] | type[np.int64]:
    """Return the narrowest type for the numbers from 0 up to `size`."""
    for kind in (np.uint8, np.uint16, np.uint32):
        if size <= np.iinfo(kind).max:
            return kind
    return np.int64


def eight_bytes(fields: Fields) -> npt.NDArray[np.uint64]:
    """Return the eight bytes from each position on, as numbers, without copying."""
    return np.ndarray(
        shape=(len(fields.data) - _WIDTH,),
        dtype="<u8",
        buffer=fields.data,
        strides=(1,),
    )


def code_column(fields: Fields, column: int, *, rows: Numbers | None = None) -> Coded:
    """Return one column of a block, counted from 0, of all rows or of those given."""
    begins, ends = fields.begins(column), fields.ends[column]
    if rows is not None:
        begins, ends = begins[rows], ends[rows]
    if not begins.size:
        return Coded([], np.zeros(0, dtype=np.uint8))
    lengths = ends - begins
    longest = int(lengths.max())
    if longest <= _LONGEST:
        found = _by_pieces(fields, begins, ends, _pieces(fields, begins, lengths, longest))
        if found is not None:
            return found
    return _one_by_one(fields, begins, ends)


def _pieces(
    fields: Fields, begins: Numbers, lengths: Numbers, longest: int
) -> list[npt.NDArray[np.uint64]]:
    """Cut fields into words of eight bytes; bytes beyond the end of a field are 0."""
    words = eight_bytes(fields)
    is_even = longest == int(lengths.min())
    pieces = []
    for at in range(0, max(longest, 1), _WIDTH):
        piece = words[begins + at] if at else words[begins]
        if is_even:
            piece &= _MASKS[min(longest - at, _WIDTH)]
        else:
            piece &= _MASKS[np.clip(lengths - at, 0, _WIDTH)]
        pieces.append(piece)
    return pieces


def _by_pieces(
    fields: Fields, begins: Numbers, ends: Numbers, pieces: list[npt.NDArray[np.uint64]]
) -> Coded | None:
    """Number the texts by their bytes; None when two texts have the same mixture of bytes."""
    mixed = pieces[0]
    for piece in pieces[1:]:
        mixed = mixed * _MIX ^ piece
    # Neighbours are often alike: only the first of a run is looked up.
    heads = np.flatnonzero(mixed[1:] != mixed[:-1]) + 1
    if heads.size:
        heads = np.concatenate(([0], heads))
        _, first, number = np.unique(mixed[heads], return_index=True, return_inverse=True)
        example = heads[first]
        number = number.astype(narrowest(len(first)), copy=False)
        codes = np.repeat(number, np.diff(heads, append=len(mixed)))
    else:
        example, codes = np.zeros(1, dtype=np.int64), np.zeros(len(mixed), dtype=np.uint8)
    if len(pieces) > 1 and any((piece != piece[example][codes]).any() for piece in pieces):
        return None
    data = fields.data
    return Coded([data[begins[at] : ends[at]].decode() for at in example.tolist()], codes)


def _one_by_one(fields: Fields, begins: Numbers, ends: Numbers) -> Coded:
    known: dict[bytes, int] = {}
    data = bytes(fields.data)
    places = [
        known.setdefault(data[begin:end], len(known))
        for begin, end in zip(begins.tolist(), ends.tolist(), strict=True)
    ]
    codes = np.array(places, dtype=narrowest(len(known)))
    return Coded([word.decode() for word in known], codes)
