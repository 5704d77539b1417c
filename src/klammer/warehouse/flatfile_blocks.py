# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""A delimited text as blocks of whole lines, and where each field of a block lies.

Nothing is decoded here: fields are positions in bytes, found for a whole block at once. That holds
for plain text only (UTF-8, one kind of line end, no quotes); other text is refused as not plain,
and the reader writes it anew.
"""

from dataclasses import dataclass
from io import FileIO
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

Positions = npt.NDArray[np.int64]

BLOCK = 1 << 22
UNIT = "\x1f"  # the separator of units: made for this, found in no table
LONGEST_LINE = 1 << 20
# Words of eight bytes are read at the begin of a field, beyond the last one too.
_PADDING = 128
_WINDOW = 1 << 13
_FEED = 10
_LAST_ASCII = 0x7F
_PAIR_FROM, _PAIR_TO = 0xC2, 0xDF  # first bytes of letters of two bytes; second ones are below
_BELOW_PAIR = 0xC0


class NotPlainTextError(Exception):
    """The bytes are not UTF-8 with one kind of line end and without quotes."""


class LineError(Exception):
    """A line has not as many fields as the header; rows and fields count from 1."""

    def __init__(self, row: int, fields: int) -> None:
        super().__init__(f"{fields} fields in row {row}")
        self.row, self.fields = row, fields


@dataclass(frozen=True)
class Shape:
    """How a text is written.

    header     bytes of the line with the titles
    end        how lines end: LF or CRLF
    size       bytes of the file
    """

    path: Path
    columns: int
    delimiter: str
    header: int
    end: bytes
    size: int

    def begins(self, *, block: int) -> list[int]:
        """Return where blocks of lines begin, about so many bytes apart, and the end of all."""
        with self.path.open("rb", buffering=0) as raw:
            places = range(self.header + block, self.size, block)
            found = [self.header, *(_line_begin(raw, at) for at in places), self.size]
        return list(dict.fromkeys(found))


def shape_of(path: Path, *, columns: int, delimiter: str) -> Shape:
    """Look at the header of a text."""
    with path.open("rb", buffering=0) as raw:
        header = raw.readline(LONGEST_LINE)
    end = b"\r\n" if header.endswith(b"\r\n") else b"\n"
    return Shape(path, columns, delimiter, len(header), end, path.stat().st_size)


def _line_begin(raw: FileIO, at: int) -> int:
    """Return where the first line begins that begins there or later; the end if none does."""
    place = at - 1
    while place < at + LONGEST_LINE:
        raw.seek(place)
        window = raw.read(_WINDOW)
        if (found := window.find(b"\n")) >= 0 or not window:
            return place + found + 1 if window else place
        place += len(window)
    raise NotPlainTextError(f"a line of more than {LONGEST_LINE} bytes")


class Room:
    """Memory for one block that the next one uses again: asking for it anew costs more."""

    def __init__(self) -> None:
        self._bytes, self._ends = bytearray(), np.empty(0, dtype=np.int64)
        self._masks = np.empty((2, 0), dtype=bool)

    def bytes(self, size: int) -> bytearray:
        """Return at least so many bytes."""
        if len(self._bytes) < size:
            self._bytes = bytearray(size)
        return self._bytes

    def masks(self, size: int) -> npt.NDArray[np.bool_]:
        """Return two rows of so many truth values."""
        if self._masks.shape[1] < size:
            self._masks = np.empty((2, size), dtype=bool)
        return self._masks[:, :size]

    def ends(self, columns: int, rows: int) -> Positions:
        """Return a table of positions."""
        if self._ends.size < columns * rows:
            self._ends = np.empty(columns * rows, dtype=np.int64)
        return self._ends[: columns * rows].reshape(columns, rows)


@dataclass(frozen=True)
class Fields:
    """Where the fields of whole lines lie.

    data    the bytes; what follows after the last line has no meaning
    bytes   the same as numbers
    offset  where they begin in the file
    rows    number of lines
    ends    column → row → position after the field
    feed    bytes between a line's last field and the next line
    """

    data: bytearray
    bytes: npt.NDArray[np.uint8]
    offset: int
    rows: int
    ends: Positions
    feed: int

    def begins(self, column: int) -> Positions:
        """Return the positions where a column's fields begin; columns count from 0."""
        begins = np.zeros(self.rows, dtype=np.int64)
        if column:
            np.add(self.ends[column - 1], 1, out=begins)
        else:
            np.add(self.ends[-1, :-1], self.feed, out=begins[1:])
        return begins


def locate(shape: Shape, begin: int, end: int, *, room: Room) -> Fields:
    """Read the lines between two places of a file and find their fields.

    Between units quotes are signs as any other. Raises `NotPlainTextError`, and `LineError` for
    the first line of another length, its row counted from `begin`.
    """
    data, size = _loaded(shape, begin, end, room)
    if shape.delimiter != UNIT and data.find(b'"', 0, size) >= 0:
        raise NotPlainTextError("quotes")
    content = np.frombuffer(data, dtype=np.uint8)
    lines = content[:size]
    is_sign, other = room.masks(size)
    _check_plain(shape, data, lines, other)
    np.equal(lines, _FEED, out=is_sign)
    rows, columns = int(np.count_nonzero(is_sign)), shape.columns
    is_sign |= np.equal(lines, ord(shape.delimiter), out=other)
    signs = np.flatnonzero(is_sign)
    # As many line ends as lines, each after the last field: then none is within a line.
    if signs.size != rows * columns or (lines[signs[columns - 1 :: columns]] != _FEED).any():
        raise _wrong_line(np.flatnonzero(lines[signs] == _FEED), columns)
    ends = room.ends(columns, rows)
    ends[...] = signs.reshape(rows, columns).T
    ends[-1] -= len(shape.end) - 1
    return Fields(data, content, begin, rows, ends, len(shape.end))


def _loaded(shape: Shape, begin: int, end: int, room: Room) -> tuple[bytearray, int]:
    """Read lines; the last one of the file gets its end."""
    size = end - begin
    data = room.bytes(size + _PADDING)
    with shape.path.open("rb", buffering=0) as raw:
        raw.seek(begin)
        view = memoryview(data)
        done = 0
        while done < size and (more := raw.readinto(view[done:size])):
            done += more
        view.release()
    if data[size - 1] != _FEED:
        data[size : size + len(shape.end)] = shape.end
        size += len(shape.end)
    return data, size


def _check_plain(
    shape: Shape, data: bytearray, lines: npt.NDArray[np.uint8], mask: npt.NDArray[np.bool_]
) -> None:
    size = len(lines)
    if data.find(b"\0", 0, size) >= 0:
        raise NotPlainTextError("bytes that are no text")
    if not _is_utf8(lines, mask):
        raise NotPlainTextError("other bytes than UTF-8")
    if shape.end == b"\n":
        is_mixed = data.find(b"\r", 0, size) >= 0
    else:
        pairs = data.count(b"\r\n", 0, size)
        is_mixed = not pairs == data.count(b"\r", 0, size) == data.count(b"\n", 0, size)
    if is_mixed:
        raise NotPlainTextError("mixed line ends")


def _is_utf8(lines: npt.NDArray[np.uint8], mask: npt.NDArray[np.bool_]) -> bool:
    """Whether the bytes are UTF-8: letters of two bytes are seen at once, others decoded."""
    places = np.flatnonzero(np.greater(lines, _LAST_ASCII, out=mask))
    first, second = lines[places[::2]], lines[places[1::2]]
    if (
        len(first) == len(second)
        and ((first >= _PAIR_FROM) & (first <= _PAIR_TO) & (second < _BELOW_PAIR)).all()
        and (places[1::2] - places[::2] == 1).all()
    ):
        return True
    try:
        lines.tobytes().decode()
    except UnicodeDecodeError:
        return False
    return True


def _wrong_line(ends: npt.NDArray[Any], columns: int) -> LineError:
    fields = np.diff(ends, prepend=-1)
    row = int(np.flatnonzero(fields != columns)[0])
    return LineError(row + 1, int(fields[row]))
