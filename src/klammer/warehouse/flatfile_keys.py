# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Keys of several columns as one number for each row."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from klammer.warehouse.flatfile_words import Coded, narrowest

# A table over all possible keys is worth its memory up to so many times the rows.
_SPARSE = 4
_SMALL = 1 << 16


@dataclass(frozen=True)
class Keys:
    """Row → key, from 0 to size - 1; not each of them need occur."""

    codes: npt.NDArray[Any]
    size: int

    def repeated(self) -> npt.NDArray[np.int64]:
        """Return the rows whose key stands in a row before, in order."""
        occurs = np.zeros(self.size, dtype=bool)
        occurs[self.codes] = True
        if np.count_nonzero(occurs) == len(self.codes):
            return np.zeros(0, dtype=np.int64)
        is_first = np.zeros(len(self.codes), dtype=bool)
        is_first[first_rows(self)] = True
        return np.flatnonzero(~is_first)

    def first_of(self, rows: npt.NDArray[np.int64]) -> npt.NDArray[Any]:
        """Return the first row with the key of each of these rows."""
        firsts: npt.NDArray[Any] = _table_of_first(self)[self.codes[rows]]
        return firsts


def combined(columns: Sequence[Coded], *, rows: int) -> Keys:
    """Make one key of several columns; columns with one text do not count."""
    most = max(_SPARSE * rows, _SMALL)
    codes: npt.NDArray[Any] = np.zeros(rows, dtype=np.uint8)
    size = 1
    for column in columns:
        count = len(column.words)
        if count == 1:
            continue
        size *= count
        codes = codes.astype(narrowest(size)) * narrowest(size)(count) + column.codes
        if size > most:
            codes, size = _dense(codes)
    return Keys(codes, size)


def _dense(codes: npt.NDArray[Any]) -> tuple[npt.NDArray[Any], int]:
    """Number the keys that occur."""
    occurring, dense = np.unique(codes, return_inverse=True)
    size = len(occurring)
    return dense.astype(narrowest(size)), size


def first_rows(keys: Keys) -> npt.NDArray[Any]:
    """Return the first row of each key that occurs, by key."""
    firsts = _table_of_first(keys)
    return firsts[firsts >= 0]


def _table_of_first(keys: Keys) -> npt.NDArray[Any]:
    rows = len(keys.codes)
    kind = np.int32 if rows <= np.iinfo(np.int32).max else np.int64
    firsts: npt.NDArray[Any] = np.full(keys.size, -1, dtype=kind)
    # Backwards: the first row is written last and stays.
    firsts[keys.codes[::-1]] = np.arange(rows - 1, -1, -1, dtype=kind)
    return firsts
