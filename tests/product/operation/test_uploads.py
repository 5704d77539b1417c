# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Files from people: pictures drawn anew, kinds told by bytes, archives that burst."""

import zipfile
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from klammer_web.operation.uploads import checked_file, checked_picture

PLACE = 0x8825  # the tag of GPS data


def picture(kind="JPEG", *, size=(40, 20), mode="RGB", **more) -> bytes:
    written = BytesIO()
    Image.new(mode, size, "red").save(written, kind, **more)
    return written.getvalue()


def uploaded(content: bytes, name="bild.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_picture_loses_where_it_was_taken_and_what_hangs_on_it():
    exif = Image.Exif()
    exif[0x010E], exif[0x0112] = "Wohnung von anna", 6  # described, and turned by 90 degrees
    exif.get_ifd(PLACE)[1] = "N"

    clean = checked_picture(uploaded(picture(exif=exif) + b"<?php evil ?>"))

    assert b"anna" not in clean.content
    assert b"evil" not in clean.content
    with Image.open(BytesIO(clean.content)) as drawn:
        assert (dict(drawn.getexif()), drawn.size) == ({}, (20, 40))


def test_clear_picture_stays_clear_and_large_ones_shrink():
    clear = checked_picture(uploaded(picture("PNG", mode="RGBA")))
    large = checked_picture(uploaded(picture(size=(3000, 10))), longest=300)

    assert (clear.media_type, large.media_type) == ("image/png", "image/jpeg")
    assert (large.width, large.height) == (300, 1)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"<svg onload=alert(1)>", "kind"),
        (b"GIF89a" + b"\0" * 50, "kind"),
        (picture()[:300], "damaged"),
        (picture("PNG", size=(20_000, 20_000), mode="1"), "pixels"),
    ],
)
def test_bad_picture_is_refused(content, code):
    with pytest.raises(ValidationError) as refused:
        checked_picture(uploaded(content))

    assert refused.value.code == code


def archive(**parts: bytes) -> bytes:
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return written.getvalue()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7 x", "pdf"),
        (picture("PNG"), "png"),
        (b"a;b\n1;2", "text"),
        (archive(word__document_xml=b"<w/>"), "docx"),
        (archive(mimetype=b"application/vnd.oasis.opendocument.text"), "odt"),
    ],
)
def test_kind_is_told_by_bytes(content, kind):
    assert checked_file(uploaded(content, "x.exe"), kinds=frozenset({kind}), limit=10**6) == kind


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"<!DOCTYPE html><script>", "kind"),
        (b"MZ\x90\0", "kind"),
        (b"x" * 2_000, "size"),
        (archive(word__document_xml=b"0" * 60_000_000)[:-30], "archive"),
    ],
)
def test_bad_file_is_refused_whatever_its_name(content, code):
    limit = 1_000 if code == "size" else 10**9
    with pytest.raises(ValidationError) as refused:
        checked_file(uploaded(content, "plan.docx"), kinds=frozenset({"docx", "text"}), limit=limit)

    assert refused.value.code == code


def test_archive_that_bursts_is_refused():
    bomb = archive(word__document_xml=b"0" * 60_000_000)

    with pytest.raises(ValidationError, match="um ein Vielfaches größer"):
        checked_file(uploaded(bomb, "plan.docx"), kinds=frozenset({"docx"}), limit=10**9)
