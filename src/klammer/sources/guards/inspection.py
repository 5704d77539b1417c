# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The order of the questions: how large, what kind, is it safe, how is it written."""

import gzip
import zlib
from pathlib import Path

from klammer.base.errors import InputRefusedError, Place
from klammer.sources.guards import archives, encodings, spreadsheets
from klammer.sources.guards.content import Content, Kind, Limits, Note

_HEAD = 64 * 1024
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SUFFIXES = {
    "xlsx": {Kind.XLSX},
    "xlsm": {Kind.XLSX},
    "xlsb": {Kind.XLSB},
    "xls": {Kind.XLS},
    "ods": {Kind.ODS},
    "csv": {Kind.TEXT},
    "tsv": {Kind.TEXT},
    "txt": {Kind.TEXT},
    "htm": {Kind.HTML},
    "html": {Kind.HTML},
    "parquet": {Kind.PARQUET},
    "zip": {Kind.ZIP},
    "gz": {Kind.GZIP},
    "pdf": {Kind.PDF},
}


def inspect(path: Path, *, name: str = "", limits: Limits | None = None) -> Content:
    """Say what a delivered file is, before anything is parsed.

    path     the bytes, unchanged
    name     the name as delivered, for messages; the kind is told by the bytes
    returns  kind, encoding, delimiter, formulas and what is remarkable

    Raises `InputRefusedError` for files that are empty, too large, packed to burst, encrypted,
    of an unknown kind, or text that cannot be decoded (with the line).
    """
    name, limits = name or path.name, limits or Limits()
    size = _check_size(path, name=name, limits=limits)
    with path.open("rb") as file:
        head = file.read(_HEAD)
    kind = _kind(path, head, name)
    notes = _name_note(kind, name)
    if kind.is_archive:
        archives.check(path, name=name, limits=limits)
    if kind is Kind.GZIP:
        _check_gzip(path, name=name, limits=limits)
    if kind.is_spreadsheet:
        sheets = spreadsheets.inspect(path, kind=kind, name=name)
        return Content(
            kind,
            size,
            notes=(*notes, *sheets.notes),
            formulas=sheets.formulas,
            errors=sheets.errors,
        )
    if kind in {Kind.TEXT, Kind.HTML}:
        text = encodings.inspect(path, name=name)
        delimiter = encodings.delimiter(text.sample) if kind is Kind.TEXT else ""
        return Content(kind, size, text.encoding, delimiter, text.line_ends, (*notes, *text.notes))
    return Content(kind, size, notes=notes)


def _check_size(path: Path, *, name: str, limits: Limits) -> int:
    size = path.stat().st_size
    if size == 0:
        raise InputRefusedError(
            f"{name} is empty",
            where=Place(file=name),
            why="the file has 0 bytes; a table was expected",
            remedy="export the table again and check that the download was complete",
            code="empty_file",
        )
    if size >= limits.raw:
        raise InputRefusedError(
            f"{name} is too large",
            where=Place(file=name),
            why=f"the file has {size:,} bytes; less than {limits.raw:,} are accepted",
            remedy="deliver the table in parts (by year or by county), or as Parquet",
            code="too_large",
            size=size,
            limit=limits.raw,
        )
    return size


def _kind(path: Path, head: bytes, name: str) -> Kind:
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return archives.kind(path, name=name)
    if head.startswith(_OLE):
        return spreadsheets.ole_kind(path, name=name)
    for magic, kind in ((b"PAR1", Kind.PARQUET), (b"\x1f\x8b", Kind.GZIP), (b"%PDF", Kind.PDF)):
        if head.startswith(magic):
            return kind
    if encodings.looks_like_html(head):
        return Kind.HTML
    if encodings.looks_like_text(head):
        return Kind.TEXT
    raise InputRefusedError(
        f"{name} is of a kind that is not read here",
        where=Place(file=name),
        why=f"it begins with the bytes {head[:8].hex(' ')}; expected XLSX, XLS, ODS, CSV, HTML, "
        "Parquet, zip or gzip",
        remedy="open it with the program that made it and save it as XLSX or CSV (UTF-8)",
        code="unknown_kind",
    )


def _name_note(kind: Kind, name: str) -> tuple[Note, ...]:
    suffix = name.rsplit(".", 1)[-1].lower() if "." in name else ""
    expected = _SUFFIXES.get(suffix)
    if expected is None or kind in expected:
        return ()
    return (Note("name_differs", Place(file=name), f"named .{suffix}, is {kind}"),)


def _check_gzip(path: Path, *, name: str, limits: Limits) -> None:
    total = 0
    try:
        with gzip.open(path, "rb") as file:
            while chunk := file.read(1024 * 1024):
                total += len(chunk)
                if total > limits.unpacked:
                    raise archives.burst(name, total, limits)
    except (OSError, EOFError, zlib.error) as error:
        raise archives.damaged(name, f"the packed data break off ({error})") from error
