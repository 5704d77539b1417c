# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Large delimited files to tidy rows without a loop: read once, asked often, melted at the end.

Columns of codes are kept as numbers of their distinct texts, columns of values as numbers, in the
order of the lines. What is small (codes, labels, periods) is asked for as distinct values and
decided in Python; labels are looked up in the file at the lines where a code appears first.
"""

from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from threading import local
from typing import Any, Self

import numpy as np
import numpy.typing as npt

from klammer.base.errors import InputRefusedError, Place
from klammer.warehouse.flatfile_blocks import BLOCK, LineError, Room, locate, shape_of
from klammer.warehouse.flatfile_keys import Keys, combined, first_rows
from klammer.warehouse.flatfile_numbers import CollectedValues, Values, value_column
from klammer.warehouse.flatfile_signs import Sign, read_sign
from klammer.warehouse.flatfile_words import Coded, Collected, code_column
from klammer.warehouse.markers import DASHES
from klammer.warehouse.melting import Melting, Staged, melt

_FIRST = 2  # the line below the header
_THREADS = 2  # what a small server has; more wait for the merging of the blocks


@dataclass(frozen=True)
class _Read:
    """What is kept of a block."""

    rows: int
    begins: npt.NDArray[np.int64]
    codes: dict[int, Coded]
    values: dict[int, Values]


class FlatFile:
    """A delimited text file with one header line, its columns in memory; use it in a `with` block.

    codes   column → row → text
    values  column → row → number or text
    rows    number of lines below the header
    """

    def __init__(
        self,
        path: Path,
        *,
        name: str,
        columns: int,
        codes: Collection[int],
        values: Collection[int],
        delimiter: str = ";",
        block: int = BLOCK,
    ) -> None:
        """Read the file; raise `InputRefusedError` where a line does not fit the header.

        path     UTF-8 text without quotes whose records are lines
        columns  number of columns of the header; they count from 1
        codes    columns of few distinct texts
        values   columns of values; all others are labels: looked up when asked for
        block    bytes read at once

        Raises `NotPlainTextError` for a text that is to be written anew first.
        """
        self.name = name
        self._shape = shape_of(path, columns=columns, delimiter=delimiter)
        self._code_columns, self._value_columns = sorted(codes), sorted(values)
        self._local = local()
        self._read(block)
        self._file = path.open("rb", buffering=0)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def _read(self, block: int) -> None:
        begins: list[npt.NDArray[np.int64]] = []
        codes = {at: Collected() for at in self._code_columns}
        values = {at: CollectedValues() for at in self._value_columns}
        self.rows = 0
        try:
            for read in _side_by_side(self._columns_of, pairwise(self._shape.begins(block=block))):
                begins.append(read.begins)
                for at, column in read.codes.items():
                    codes[at].add(column)
                for at, numbers in read.values.items():
                    values[at].add(numbers)
                self.rows += read.rows
        except LineError as error:
            columns = self._shape.columns
            raise _unfitting(error, self.rows, name=self.name, columns=columns) from error
        self._begins = np.concatenate([*begins, [self._shape.size]])
        self.codes = {at: column.column() for at, column in codes.items()}
        self.values = {at: column.column() for at, column in values.items()}
        self.signs = {
            at: [read_sign(text) for text in column.other.words]
            for at, column in self.values.items()
        }

    def _columns_of(self, place: tuple[int, int]) -> _Read:
        if not hasattr(self._local, "room"):
            self._local.room = Room()
        fields = locate(self._shape, *place, room=self._local.room)
        return _Read(
            fields.rows,
            fields.begins(0) + fields.offset,
            {at: code_column(fields, at - 1) for at in self._code_columns},
            {at: value_column(fields, at - 1) for at in self._value_columns},
        )

    def distinct(self, *columns: int) -> list[tuple[Any, ...]]:
        """Return the distinct values of columns with the first line each stands in, in order.

        A column of labels does not make rows distinct: each row has its label of the first line.
        """
        codes = [at for at in columns if at in self.codes]
        firsts = np.sort(first_rows(self._keys(codes)))
        labels: dict[int, list[str]] = {at: [] for at in columns if at not in self.codes}
        if labels:
            for row in firsts.tolist():
                fields = self._line(row).split(self._shape.delimiter)
                for at, texts in labels.items():
                    texts.append(fields[at - 1])
        known = {at: self._texts(at, firsts) for at in codes} | labels
        lists = [*(known[at] for at in columns), (firsts + _FIRST).tolist()]
        return list(zip(*lists, strict=True))

    def _keys(self, columns: Sequence[int]) -> Keys:
        return combined([self.codes[at] for at in columns], rows=self.rows)

    def _texts(self, column: int, rows: npt.NDArray[Any]) -> list[str]:
        coded = self.codes[column]
        return [coded.words[at] for at in coded.codes[rows].tolist()]

    def _line(self, row: int) -> str:
        begin, end = self._begins[row : row + 2].tolist()
        self._file.seek(begin)
        return (self._file.read(end - begin) or b"").decode().rstrip("\r\n")

    def cell(self, line: int, column: int) -> str:
        """Return one cell by its line in the file."""
        if column in self.codes:
            return self.codes[column].text(line - _FIRST)
        return self._line(line - _FIRST).split(self._shape.delimiter)[column - 1]

    def number_signs(self, column: int) -> dict[str, int]:
        """Return how numbers of a column are written: counts and the first line of nonsense.

        returns  comma, point: values with such a sign; thousands: values with a point before
                 each three digits and no other; bad: first line that is neither number nor
                 marker, 0 when all are
        """
        values, signs = self.values[column], self.signs[column]
        counts = np.bincount(values.other.codes, minlength=len(signs)).tolist()
        nonsense = [at for at, sign in enumerate(signs) if at and sign.is_nonsense]
        bad = np.flatnonzero(np.isin(values.other.codes, nonsense))
        return {
            "comma": values.comma + _count(signs, counts, "comma"),
            "point": values.point + _count(signs, counts, "point"),
            "thousands": values.thousands + _count(signs, counts, "thousands"),
            "bad": int(bad[0]) + _FIRST if len(bad) else 0,
        }

    def repeated(self, columns: Sequence[int], *, values: Sequence[int]) -> list[tuple[int, int]]:
        """Return lines whose key stood before, with the line it stood in first.

        A line with the same key and other values is given as (line, -first line).
        """
        keys = self._keys(columns)
        later = keys.repeated()
        if not later.size:
            return []
        firsts = keys.first_of(later)
        same = np.ones(len(later), dtype=bool)
        for at in values:
            column = self.values[at]
            same &= column.numbers[later] == column.numbers[firsts]
            same &= column.other.codes[later] == column.other.codes[firsts]
        signed = np.where(same, firsts + _FIRST, -(firsts + _FIRST))
        return list(zip((later + _FIRST).tolist(), signed.tolist(), strict=True))

    def areas_without_figures(
        self, area: int, *, period: int, values: Sequence[int]
    ) -> list[tuple[Any, ...]]:
        """Return area, period, number of cells, first line, and whether all cells are "-".

        Areas and periods with a number in any cell are not among them.
        """
        keys = self._keys([area, period])
        speaking, other = np.zeros(keys.size, dtype=bool), np.zeros(keys.size, dtype=bool)
        for at in values:
            codes, signs = self.values[at].other.codes, self.signs[at]
            is_figure = np.array([sign.number is not None for sign in signs])
            is_figure[0] = True
            is_other = np.array([sign.marker not in DASHES for sign in signs])
            speaking[keys.codes[is_figure[codes]]] = True
            other[keys.codes[is_other[codes]]] = True
        counts = np.bincount(keys.codes, minlength=keys.size) * len(values)
        firsts = np.sort(first_rows(keys))
        firsts = firsts[~speaking[keys.codes[firsts]]]
        number = keys.codes[firsts]
        return list(
            zip(
                self._texts(area, firsts),
                self._texts(period, firsts),
                counts[number].tolist(),
                (firsts + _FIRST).tolist(),
                (~other[number]).tolist(),
                strict=True,
            )
        )

    def melt(self, melting: Melting, *, path: Path) -> int:
        """Write the tidy table to Parquet and return the number of rows."""
        return melt(Staged(self.codes, self.values, self.signs, self.rows), melting, path=path)


def _count(signs: Sequence[Sign], counts: Sequence[int], what: str) -> int:
    return sum(n for sign, n in zip(signs, counts, strict=True) if getattr(sign, what))


def _side_by_side(
    work: Callable[[tuple[int, int]], _Read], items: Iterable[tuple[int, int]]
) -> Iterator[_Read]:
    """Do the work with few threads and give the results in order, some ahead of the reader."""
    with ThreadPoolExecutor(_THREADS) as pool:
        waiting: deque[Future[_Read]] = deque()
        for item in items:
            waiting.append(pool.submit(work, item))
            if len(waiting) > _THREADS:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _unfitting(error: LineError, before: int, *, name: str, columns: int) -> InputRefusedError:
    row = before + error.row + 1
    if error.fields == 1:
        return InputRefusedError(
            f"{name} has records that are not one line each",
            where=Place(file=name, row=row),
            why=f"row {row} is empty or broken: expected {columns} columns in every line",
            remedy="download the table again and do not edit it",
            code="lines",
        )
    return InputRefusedError(
        f"{name} cannot be read line by line",
        where=Place(file=name, row=row),
        why=f"expected {columns} columns in every line as in the header; found {error.fields}",
        remedy="download the table again, or look at this line in a text editor",
        code="row_length",
    )
