# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Zip containers: how large are they really, and what lies in them.

The sizes an archive declares may be lies, so each part is inflated piece by piece and counted,
never kept.
"""

import struct
import zipfile
import zlib
from pathlib import Path
from typing import BinaryIO

from klammer.base.errors import InputRefusedError, Place
from klammer.sources.guards.content import Kind, Limits

_CHUNK = 256 * 1024
_LOCAL_HEADER = struct.Struct("<4s5H3L2H")
_ARCHIVES = (b"PK\x03\x04", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"BZh", b"\xfd7zXZ")
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"


def kind(path: Path, *, name: str) -> Kind:
    """Tell what a zip container holds; raise `InputRefusedError` for texts and slides."""
    with _open(path, name) as archive:
        names = set(archive.namelist())
        if "xl/workbook.xml" in names:
            return Kind.XLSX
        if "xl/workbook.bin" in names:
            return Kind.XLSB
        if "mimetype" in names:
            with archive.open("mimetype") as file:
                mimetype = file.read(len(_ODS) + 64).strip()
            if mimetype.startswith(_ODS):
                return Kind.ODS
            raise _not_a_table(name, mimetype.decode("ascii", "replace"))
    if any(part.startswith(("word/", "ppt/")) for part in names):
        raise _not_a_table(name, "a text or slides")
    return Kind.ZIP


def check(path: Path, *, name: str, limits: Limits) -> None:
    """Refuse an archive that bursts, is encrypted, damaged, or packed into itself.

    Raises `InputRefusedError` naming the part, how large it is and what is accepted.
    """
    with _open(path, name) as archive, path.open("rb") as raw:
        parts = archive.infolist()
        if len(parts) > limits.entries:
            raise burst(name, len(parts), limits, unit="parts", limit=limits.entries)
        if sum(part.file_size for part in parts) > limits.unpacked:
            raise burst(name, sum(part.file_size for part in parts), limits)
        is_office = any(part.filename.startswith("xl/") for part in parts)
        total = 0
        for part in parts:
            if part.flag_bits & 0x1:
                raise encrypted(name, part.filename)
            total += _count(raw, part, name=name, limits=limits, done=total)
            if not is_office:
                _check_nesting(archive, part, name)


def _count(raw: BinaryIO, part: zipfile.ZipInfo, *, name: str, limits: Limits, done: int) -> int:
    """Inflate one part piece by piece and return its real size."""
    if part.compress_type == zipfile.ZIP_STORED:
        return part.compress_size
    if part.compress_type != zipfile.ZIP_DEFLATED:
        raise damaged(name, f"part {part.filename} is packed in an unusual way")
    raw.seek(part.header_offset)
    header = raw.read(_LOCAL_HEADER.size)
    if len(header) < _LOCAL_HEADER.size or not header.startswith(b"PK\x03\x04"):
        raise damaged(name, f"part {part.filename} does not begin where it should")
    *_, name_length, extra_length = _LOCAL_HEADER.unpack(header)
    raw.seek(name_length + extra_length, 1)
    inflater, left, size = zlib.decompressobj(-15), part.compress_size, 0
    while not inflater.eof:
        packed = inflater.unconsumed_tail or raw.read(min(_CHUNK, left))
        left -= 0 if inflater.unconsumed_tail else len(packed)
        if not packed:
            raise damaged(name, f"part {part.filename} breaks off")
        try:
            size += len(inflater.decompress(packed, _CHUNK))
        except zlib.error as error:
            raise damaged(name, f"part {part.filename}: {error}") from error
        if done + size > limits.unpacked:
            raise burst(name, done + size, limits)
        if size > limits.ratio_from and size > limits.ratio * max(part.compress_size, 1):
            raise burst(name, size, limits, unit=f"bytes in {part.filename}")
    return size


def _check_nesting(archive: zipfile.ZipFile, part: zipfile.ZipInfo, name: str) -> None:
    if part.file_size < 4 or part.is_dir():
        return
    with archive.open(part) as file:
        head = file.read(8)
    if head.startswith(_ARCHIVES) and not part.filename.lower().endswith((".xlsx", ".ods")):
        raise InputRefusedError(
            f"{name} holds an archive inside the archive",
            where=Place(file=name, sheet=part.filename),
            why="archives within archives are not unpacked: they hide their real size",
            remedy="unpack it and deliver the files themselves",
            code="nested_archive",
        )


def burst(
    name: str, size: int, limits: Limits, *, unit: str = "bytes", limit: int = 0
) -> InputRefusedError:
    """Return the refusal of an archive that is larger than it pretends."""
    limit = limit or limits.unpacked
    return InputRefusedError(
        f"{name} unpacks to far more than a table needs",
        where=Place(file=name),
        why=f"more than {size:,} {unit}; accepted are {limit:,} and at most {limits.ratio} times "
        "the packed size",
        remedy="if the table is honest, save it as CSV or deliver it in parts",
        code="zip_bomb",
        size=size,
    )


def encrypted(name: str, part: str = "") -> InputRefusedError:
    """Return the refusal of a file that is protected by a password."""
    return InputRefusedError(
        f"{name} is protected by a password",
        where=Place(file=name, sheet=part),
        why="its content is encrypted and cannot be read",
        remedy="open it with the password, save it without one, and deliver it again",
        code="encrypted",
    )


def _open(path: Path, name: str) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError) as error:
        raise damaged(name, str(error)) from error


def damaged(name: str, why: str) -> InputRefusedError:
    """Return the refusal of packed data that break off or do not match their checksum."""
    return InputRefusedError(
        f"{name} is damaged",
        where=Place(file=name),
        why=why,
        remedy="open it in a spreadsheet program and save it again, or download it again",
        code="damaged_archive",
    )


def _not_a_table(name: str, found: str) -> InputRefusedError:
    return InputRefusedError(
        f"{name} is not a table",
        where=Place(file=name),
        why=f"it is {found}; expected a spreadsheet",
        remedy="copy the table into a spreadsheet and save it as XLSX or ODS",
        code="unknown_kind",
    )
