# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""A delivered file opened for reading: unpacked, hashed, its lines counted.

Publishers deliver tables plain, gzipped, or alone in a zip archive. Positions count in the
unpacked text; the name of the file stays the delivered one.
"""

import codecs
import gzip
import hashlib
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from klammer.base.errors import InputRefusedError, Place
from klammer.sources.contract import Request
from klammer.sources.guards import inspect
from klammer.sources.guards.archives import damaged

_CHUNK = 1 << 20
GZIP = b"\x1f\x8b"
ZIP = b"PK\x03\x04"


@dataclass(frozen=True)
class Delivered:
    """A file ready to be read.

    path     the unpacked bytes
    name     the file's name as delivered
    member   the name inside the archive; empty when it was no archive
    scratch  folder for intermediate files, gone at the end
    hashing  the hash of the delivered bytes, on its way
    """

    path: Path
    name: str
    member: str
    scratch: Path
    hashing: Future[str]

    @property
    def sha256(self) -> str:
        """Hash of the delivered bytes; waits until it is there."""
        return self.hashing.result()


@contextmanager
def opened(request: Request) -> Iterator[Delivered]:
    """Unpack a delivered file into a folder of its own that is removed at the end.

    Raises `InputRefusedError` for a damaged, oversized or empty file and for an archive that
    holds not exactly one table.
    """
    # Hashing needs no Python and goes on beside the reading.
    with (
        tempfile.TemporaryDirectory(prefix="klammer-") as folder,
        ThreadPoolExecutor(1) as beside,
    ):
        scratch = Path(folder)
        path, member = _unpacked(request.path, name=request.name, scratch=scratch)
        if path.stat().st_size == 0:
            raise empty(request.name)
        hashing = beside.submit(sha256_of, request.path)
        yield Delivered(path, request.name, member, scratch, hashing)


def sha256_of(path: Path) -> str:
    """Return the hash of a file's bytes, 64 hexadecimal digits."""
    with path.open("rb") as raw:
        return hashlib.file_digest(raw, "sha256").hexdigest()


def _unpacked(path: Path, *, name: str, scratch: Path) -> tuple[Path, str]:
    with path.open("rb") as raw:
        start = raw.read(4)
    if not start:
        raise empty(name)
    if start[:2] == GZIP:
        inspect(path, name=name)  # unpacks it to the end once: damaged ones are refused there
        return _from_gzip(path, scratch), ""
    if start == ZIP:
        inspect(path, name=name)
        return _from_zip(path, name=name, scratch=scratch)
    return path, ""


def _from_gzip(path: Path, scratch: Path) -> Path:
    plain = scratch / "delivered.txt"
    with gzip.open(path) as packed, plain.open("wb") as out:
        shutil.copyfileobj(packed, out, _CHUNK)
    return plain


def _from_zip(path: Path, *, name: str, scratch: Path) -> tuple[Path, str]:
    with zipfile.ZipFile(path) as archive:
        members = [m for m in archive.namelist() if not m.endswith("/")]
        tables = [m for m in members if m.lower().endswith((".csv", ".txt"))]
        if len(tables) != 1:
            raise InputRefusedError(
                f"{name} holds {len(tables)} tables",
                where=Place(file=name),
                why=f"expected exactly one CSV file, found: {', '.join(members[:10]) or 'nothing'}",
                remedy="unpack the archive and load its tables one by one",
                code="archive_members",
            )
        plain = scratch / "delivered.txt"
        try:
            with archive.open(tables[0]) as packed, plain.open("wb") as out:
                shutil.copyfileobj(packed, out, _CHUNK)
        except zipfile.BadZipFile as error:  # the checksum is known at the end alone
            raise damaged(name, str(error)) from error
    return plain, tables[0]


def empty(name: str) -> InputRefusedError:
    """Return the refusal of a file without content."""
    return InputRefusedError(
        f"{name} is empty",
        where=Place(file=name),
        why="expected a header and rows below it",
        remedy="check that the right file was chosen and the download was complete",
        code="empty_file",
    )


@dataclass(frozen=True)
class Bytes:
    """How a text is written.

    lines     number of lines, a last one without an end included
    is_plain  whether all lines end alike, with LF or CRLF
    is_utf8   whether the bytes are UTF-8
    """

    lines: int
    is_plain: bool
    is_utf8: bool


def look_through(path: Path) -> Bytes:
    """Count a file's lines and look how it is written, in one pass."""
    feeds = returns = pairs = 0
    last = b""
    decoder = codecs.getincrementaldecoder("utf-8")()
    is_utf8 = True
    with path.open("rb") as raw:
        while chunk := raw.read(_CHUNK):
            feeds += chunk.count(b"\n")
            if b"\r" in chunk or last == b"\r":
                returns += chunk.count(b"\r")
                pairs += chunk.count(b"\r\n") + (last == b"\r" and chunk[:1] == b"\n")
            last = chunk[-1:]
            is_utf8 = is_utf8 and _decodes(decoder, chunk)
    is_utf8 = is_utf8 and not decoder.getstate()[0]
    plain = returns == pairs and pairs in {0, feeds}
    return Bytes(feeds + (last not in {b"\n", b""}), plain, is_utf8)


def _decodes(decoder: codecs.IncrementalDecoder, chunk: bytes) -> bool:
    # Most chunks of some files are ASCII and need no decoder unless one is within a sign.
    if not decoder.getstate()[0] and chunk.isascii():
        return True
    try:
        decoder.decode(chunk)
    except UnicodeDecodeError:
        return False
    return True
