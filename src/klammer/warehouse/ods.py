# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Write one table as an OpenDocument spreadsheet: the smallest valid file.

GDAL also writes ODS, but sets white space between cells, which the reader of this project
(calamine) refuses; odfdo needs a hundred times as long.
"""

import zipfile
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from klammer.base.tables import Table

_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
_MANIFEST = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" '
    'manifest:version="1.2">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_TYPE}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
    "</manifest:manifest>"
)
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content '
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2">'
    '<office:body><office:spreadsheet><table:table table:name="table">'
)
_TAIL = "</table:table></office:spreadsheet></office:body></office:document-content>"
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the same table gives the same bytes


def write_ods(table: Table, path: Path) -> None:
    """Write a table with one header row; numbers as numbers, text as text, None as empty."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        # The type must come first and uncompressed: this is how programs recognise the format.
        archive.writestr(zipfile.ZipInfo("mimetype", _EPOCH), _TYPE, zipfile.ZIP_STORED)
        archive.writestr(zipfile.ZipInfo("META-INF/manifest.xml", _EPOCH), _MANIFEST)
        content = zipfile.ZipInfo("content.xml", _EPOCH)
        content.compress_type = zipfile.ZIP_DEFLATED
        with archive.open(content, "w") as out:
            out.write((_HEAD + _row(table.names)).encode())
            for row in zip(*table.columns.values(), strict=True):
                out.write(_row(row).encode())
            out.write(_TAIL.encode())


def _row(cells: tuple[Any, ...]) -> str:
    return f"<table:table-row>{''.join(_cell(value) for value in cells)}</table:table-row>"


def _cell(value: Any) -> str:
    if value is None:
        return "<table:table-cell/>"
    if isinstance(value, int | float) and not isinstance(value, bool):
        return (
            f'<table:table-cell office:value-type="float" office:value={quoteattr(repr(value))}>'
            f"<text:p>{value}</text:p></table:table-cell>"
        )
    return (
        '<table:table-cell office:value-type="string">'
        f"<text:p>{escape(str(value))}</text:p></table:table-cell>"
    )
