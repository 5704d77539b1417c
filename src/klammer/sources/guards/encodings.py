# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Text: how it is encoded, how its lines end, what stands between its fields.

Every byte is looked at, in pieces; a file whose bytes do not fit one encoding is refused with
the line, because a wrong umlaut in a name is a wrong area later.
"""

import codecs
import csv
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from klammer.base.errors import InputRefusedError, Place
from klammer.sources.guards.content import Note

_CHUNK = 1024 * 1024
_SAMPLE = 64 * 1024
_HTML = re.compile(rb"<(?:!doctype html|html|table|div|body|head|meta|thead|tr)\b", re.IGNORECASE)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MULTIBYTE = re.compile(rb"[\xc3][\x84\x96\x9c\x9f\xa4\xb6\xbc]")  # Ä Ö Ü ß ä ö ü in UTF-8
_DOS = re.compile(rb"[A-Za-z][\x81\x84\x94]|[\x81\x84\x94][a-z]")  # ü ä ö of code page 850
_UNDEFINED = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")  # no letters of Windows-1252
_DOUBLE = re.compile("Ã[¤¶¼Ÿ„–œ]")


@dataclass(frozen=True)
class Text:
    """How a text is written, and its beginning decoded."""

    encoding: str
    line_ends: str
    notes: tuple[Note, ...]
    sample: str


def looks_like_html(head: bytes) -> bool:
    """Whether a file begins like a page, whatever its name."""
    start = head.lstrip(codecs.BOM_UTF8 + b" \t\r\n")[:2048]
    return start.startswith(b"<") and bool(_HTML.search(start)) and not start.startswith(b"<?xml-")


def looks_like_text(head: bytes) -> bool:
    """Whether the beginning has no bytes that text cannot have."""
    if any(head.startswith(bom) for bom, _ in _BOMS) or _utf16_without_mark(head):
        return True
    return not re.search(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f]", head) and head.count(b"\0") == 0


def inspect(path: Path, *, name: str, encoding: str = "") -> Text:
    """Find the encoding of a text file by reading all of it.

    encoding  what the delivery claims; then it is only checked
    returns   encoding, line ends and notes

    Raises `InputRefusedError` with the line of the first byte that does not fit.
    """
    with path.open("rb") as file:
        head = file.read(_SAMPLE)
    chosen = encoding or _candidate(path, head, name)
    _check_decodes(path, chosen, name)
    sample = head.decode(chosen, "ignore")
    ends, notes = _line_ends(path, chosen, name)
    if chosen == "utf-8-sig":
        notes.append(Note("byte_order_mark", Place(file=name), "UTF-8"))
    if found := _DOUBLE.search(sample):
        line = sample.count("\n", 0, found.start()) + 1
        notes.append(Note("double_encoded", Place(file=name, row=line), found[0]))
    return Text(chosen, ends, tuple(notes), sample)


def delimiter(sample: str) -> str:
    """Return what stands between fields, or "" when lines are not delimited.

    Semicolon, tab and bar win over the comma, which also stands inside German numbers.
    """
    lines = sample.splitlines(keepends=True)
    if len(sample) >= _SAMPLE and len(lines) > 1:
        lines = lines[:-1]
    best = ("", 0.0)
    for mark in (";", "\t", "|", ","):
        widths = Counter(len(row) for row in csv.reader(lines[:500], delimiter=mark) if row)
        wide = {width: count for width, count in widths.items() if width > 1}
        if not wide:
            continue
        share = max(wide.values()) / sum(widths.values())
        if share > best[1] + 0.15:
            best = (mark, share)
    return best[0]


def _candidate(path: Path, head: bytes, name: str) -> str:
    for bom, encoding in _BOMS:
        if head.startswith(bom):
            return encoding
    if encoding := _utf16_without_mark(head):
        return encoding
    line, _ = _first_break(path, "utf-8")
    if line is None:
        return "utf-8"
    return _single_byte(path, name, line=line)


def _utf16_without_mark(head: bytes) -> str:
    if len(head) < 4 or b"\0" not in head:
        return ""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > len(head) / 4 and even < odd / 10:
        return "utf-16-le"
    return "utf-16-be" if even > len(head) / 4 and odd < even / 10 else ""


def _single_byte(path: Path, name: str, *, line: int) -> str:
    """Choose between the one-byte encodings, line by line, or refuse the mixture."""
    high = False
    with path.open("rb") as file:
        for number, text in enumerate(file, start=1):
            if text.isascii():
                continue
            if _MULTIBYTE.search(text):
                raise _refused(
                    name,
                    min(number, line),
                    "UTF-8 in some lines, another encoding in others"
                    f" (UTF-8 in line {number}, not UTF-8 in line {line})",
                    line=line,
                )
            if _DOS.search(text) or _UNDEFINED.search(text):
                raise _refused(name, number, "letters of an old DOS code page (850), or no text")
            high = high or bool(re.search(rb"[\x80-\x9f]", text))
    return "cp1252" if high else "iso-8859-1"


def _first_break(path: Path, encoding: str) -> tuple[int | None, int]:
    """Return the line and offset of the first byte that does not fit, or None."""
    decoder = codecs.getincrementaldecoder(encoding)()
    line, offset, pending = 1, 0, b""
    with path.open("rb") as file:
        while True:
            chunk = file.read(_CHUNK)
            try:
                text = decoder.decode(chunk, final=not chunk)
            except UnicodeDecodeError as error:
                good = error.object[: error.start].decode(encoding, "ignore")
                return line + _count_lines(good), offset + error.start - len(pending)
            if not chunk:
                return None, 0
            line += _count_lines(text)
            offset += len(chunk)
            pending = decoder.getstate()[0]


def _count_lines(text: str) -> int:
    return text.count("\n") + text.count("\r") - text.count("\r\n")


def _check_decodes(path: Path, encoding: str, name: str) -> None:
    try:
        line, position = _first_break(path, encoding)
    except LookupError as error:
        raise InputRefusedError(
            f"'{encoding}' is not an encoding",
            where="mapping",
            why=str(error),
            remedy="use utf-8, iso-8859-1, cp1252 or utf-16",
            code="encoding",
        ) from error
    if line is not None:
        raise _refused(name, line, f"byte {position + 1} does not fit {encoding}")


def _refused(name: str, row: int, why: str, *, line: int = 0) -> InputRefusedError:
    return InputRefusedError(
        f"the text of {name} cannot be decoded",
        where=Place(file=name, row=line or row),
        why=why,
        remedy="save the file as 'CSV UTF-8' in the spreadsheet program",
        code="encoding",
    )


def _line_ends(path: Path, encoding: str, name: str) -> tuple[str, list[Note]]:
    """Count the line ends; a mixture is read and noted with the first line that differs."""
    counts: Counter[str] = Counter()
    first: dict[str, int] = {}
    with path.open(encoding=encoding, newline="") as file:
        for number, line in enumerate(file, start=1):
            if "\0" in line:
                raise _refused(name, number, "it holds the character NUL, which is no text")
            end = "\r\n" if line.endswith("\r\n") else line[-1:]
            if end in {"\r\n", "\r", "\n"}:
                counts[end] += 1
                first.setdefault(end, number)
    if not counts:
        return "", []
    main = counts.most_common(1)[0][0]
    names = {"\r\n": "CRLF", "\r": "CR", "\n": "LF"}
    if len(counts) == 1:
        return names[main], []
    row = min(number for end, number in first.items() if end != main)
    found = ", ".join(f"{names[end]} {count}" for end, count in counts.most_common())
    return names[main], [Note("mixed_line_ends", Place(file=name, row=row), found)]
