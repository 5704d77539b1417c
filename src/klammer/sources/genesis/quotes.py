# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Flat files with quotes, or in another encoding, written anew as plain lines."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from klammer.base.errors import InputRefusedError, Place
from klammer.warehouse.flatfile_blocks import LONGEST_LINE, UNIT


def write_unquoted(path: Path, plain: Path, *, encoding: str, name: str) -> None:
    """Write the records of a delimited text as lines of UTF-8 with `UNIT` between the fields.

    Positions stay true: each record must be one line, so that records and lines count alike.

    Raises `InputRefusedError` for quotes that do not match and for records of several lines, and
    `UnicodeDecodeError` for another encoding.
    """
    with (
        path.open(encoding=encoding, newline=None) as read,
        plain.open("w", encoding="utf-8", newline="\n") as out,
    ):
        for record in _records(read, name=name):
            out.write(UNIT.join(record) + "\n")


def _lines(read: TextIO, *, name: str) -> Iterator[str]:
    row = 0
    while line := read.readline(LONGEST_LINE):
        row += 1
        if len(line) == LONGEST_LINE:
            raise _refusal(
                f"{name} cannot be read line by line",
                place=Place(file=name, row=row),
                why=f"the line has more than {LONGEST_LINE} characters",
                code="row_length",
            )
        yield line


def _records(read: TextIO, *, name: str) -> Iterator[list[str]]:
    reader = csv.reader(_lines(read, name=name), delimiter=";", strict=True)
    row = 0
    try:
        for row, record in enumerate(reader, start=1):
            if reader.line_num != row or any(UNIT in text for text in record):
                raise _refusal(
                    f"{name} has records that are not one line each",
                    place=Place(file=name, row=row),
                    why="there is a line break or a control character inside a field",
                    code="lines",
                )
            yield record
    except csv.Error as error:
        raise _refusal(
            f"{name} cannot be read line by line",
            place=Place(file=name, row=row + 1),
            why=f"quotes do not match: {error}",
            code="row_length",
        ) from error


def _refusal(what: str, *, place: Place, why: str, code: str) -> InputRefusedError:
    remedy = "download the table again and do not edit it"
    return InputRefusedError(what, where=place, why=why, remedy=remedy, code=code)
