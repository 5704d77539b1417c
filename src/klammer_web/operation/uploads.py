# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Files from people: told by their bytes, counted before they are unpacked, pictures drawn anew.

Both functions raise Django's `ValidationError` with German sentences, so that a form's field shows
them. Deliveries of figures have guards of their own in `klammer.sources.guards`.
"""

import tempfile
import warnings
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import BinaryIO
from zipfile import ZipFile

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from PIL import Image, ImageOps, UnidentifiedImageError

from klammer.base.errors import InputRefusedError
from klammer.sources.guards import archives
from klammer.sources.guards.content import Limits

PICTURES = ("JPEG", "PNG", "WEBP")
_MOST_PIXELS = 50_000_000
_ARCHIVE = Limits(raw=200_000_000, unpacked=500_000_000, ratio=200, entries=5_000)
_OFFICE = {
    "application/vnd.oasis.opendocument.text": "odt",
    "application/vnd.oasis.opendocument.spreadsheet": "ods",
    "application/vnd.oasis.opendocument.presentation": "odp",
}
_PARTS = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx", "ppt/presentation.xml": "pptx"}
_BEGINNINGS = (
    (b"%PDF-", "pdf"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"PK\x03\x04", "zip"),
)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that was drawn anew: nothing of the delivered bytes is left."""

    content: bytes
    media_type: str
    width: int
    height: int


def checked_picture(file: UploadedFile, *, limit: int = 20_000_000, longest: int = 2400) -> Picture:
    """Read a picture, turn it as its camera meant, scale it, and write it anew without metadata.

    limit    bytes of the delivered file
    longest  pixels of the longer side of what is returned
    """
    _check_size(file, limit)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(file, formats=PICTURES) as given:
                _check_pixels(given.size)
                upright = ImageOps.exif_transpose(given)
                upright.load()
    except UnidentifiedImageError as error:
        raise ValidationError(
            "Das ist kein Bild, das wir lesen können. Geeignet sind JPEG, PNG und WebP.",
            code="kind",
        ) from error
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_many_pixels() from error
    except (OSError, ValueError, SyntaxError, MemoryError) as error:
        raise ValidationError(
            "Das Bild ist beschädigt. Öffnen Sie es in einem Bildprogramm, speichern Sie es neu, "
            "und laden Sie es noch einmal hoch.",
            code="damaged",
        ) from error
    upright.thumbnail((longest, longest))
    return _drawn(upright)


def checked_file(file: UploadedFile, *, kinds: frozenset[str], limit: int) -> str:
    """Return what a file is (pdf, docx, odt, xlsx, ods, png, jpeg, text …), told by its bytes.

    Refuses what is not among `kinds`, is larger than `limit`, or bursts when unpacked.
    """
    _check_size(file, limit)
    found = _kind_of(file)
    if found not in kinds:
        named = ", ".join(sorted(kinds)).upper()
        raise ValidationError(
            f"Diese Art von Datei nehmen wir hier nicht an. Geeignet sind: {named}.", code="kind"
        )
    file.seek(0)
    return found


def _check_size(file: UploadedFile, limit: int) -> None:
    if not file.size:
        raise ValidationError("Die Datei ist leer.", code="empty")
    if file.size > limit:
        raise ValidationError(
            f"Die Datei ist zu groß: höchstens {limit // 1_000_000} MB.", code="size"
        )


def _kind_of(file: UploadedFile) -> str:
    file.seek(0)
    head = file.read(4096)
    file.seek(0)
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "webp"
    found = next((kind for sign, kind in _BEGINNINGS if head.startswith(sign)), "")
    if found == "zip":
        return _kind_of_archive(file)
    return found or ("text" if _is_text(head) else "unknown")


def _is_text(head: bytes) -> bool:
    is_markup = head.lstrip().lower().startswith((b"<!doctype", b"<html", b"<?xml", b"<svg"))
    return b"\0" not in head and not is_markup


def _kind_of_archive(file: UploadedFile) -> str:
    with tempfile.NamedTemporaryFile(suffix=".zip") as copy:
        _pour(file, copy)
        path = Path(copy.name)
        try:
            archives.check(path, name="Datei", limits=_ARCHIVE)
        except InputRefusedError as error:
            raise ValidationError(
                _ARCHIVE_REFUSED.get(error.code, _DAMAGED), code="archive"
            ) from error
        with ZipFile(path) as archive:
            names = set(archive.namelist())
            if "mimetype" in names:
                return _OFFICE.get(archive.read("mimetype")[:100].decode("ascii", "replace"), "zip")
    return next((kind for part, kind in _PARTS.items() if part in names), "zip")


_DAMAGED = "Die Datei ist beschädigt. Speichern Sie sie neu, und laden Sie sie noch einmal hoch."
_ARCHIVE_REFUSED = {
    "zip_bomb": "Ausgepackt wäre die Datei um ein Vielfaches größer, als ein Dokument sein kann. "
    "Sie wurde nicht angenommen.",
    "nested_archive": "In der Datei stecken weitere Archive. Laden Sie die Dateien einzeln hoch.",
    "encrypted": "Die Datei ist mit einem Passwort geschützt. Speichern Sie sie ohne Passwort.",
}


def _pour(file: UploadedFile, copy: BinaryIO) -> None:
    copy.writelines(file.chunks())
    copy.flush()
    file.seek(0)


def _check_pixels(size: tuple[int, int]) -> None:
    if size[0] * size[1] > _MOST_PIXELS:
        raise _too_many_pixels()


def _too_many_pixels() -> ValidationError:
    return ValidationError(
        "Das Bild hat zu viele Bildpunkte. Verkleinern Sie es auf höchstens 50 Millionen.",
        code="pixels",
    )


def _drawn(picture: Image.Image) -> Picture:
    """Copy pixels alone into a new picture and write that."""
    is_clear = "A" in picture.getbands() or "transparency" in picture.info
    mode, kind = ("RGBA", "PNG") if is_clear else ("RGB", "JPEG")
    pixels = picture.convert(mode)
    new = Image.new(mode, pixels.size)
    new.paste(pixels)
    written = BytesIO()
    new.save(written, kind, quality=85, optimize=True)
    return Picture(written.getvalue(), f"image/{kind.lower()}", *new.size)
