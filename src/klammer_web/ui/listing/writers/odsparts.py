# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The fixed parts of an OpenDocument spreadsheet."""

import re
from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

_SPACES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "number": "urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0",
    "config": "urn:oasis:names:tc:opendocument:xmlns:config:1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
    "of": "urn:oasis:names:tc:opendocument:xmlns:of:1.2",
}
_NAMES = " ".join(f'xmlns:{short}="{long}"' for short, long in _SPACES.items())
_START = '<?xml version="1.0" encoding="UTF-8"?>'
MANIFEST = (
    f'{_START}<manifest:manifest manifest:version="1.2" '
    'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    '<manifest:file-entry manifest:full-path="/" '
    'manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>'
    + "".join(
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="text/xml"/>'
        for name in ("content.xml", "meta.xml", "settings.xml")
    )
    + "</manifest:manifest>"
)
_DAY = (
    '<number:day number:style="long"/><number:text>.</number:text>'
    '<number:month number:style="long"/><number:text>.</number:text>'
    '<number:year number:style="long"/>'
)
_CELLS = (
    f'<number:date-style style:name="D1">{_DAY}</number:date-style>'
    f'<number:date-style style:name="D2">{_DAY}<number:text> </number:text>'
    '<number:hours number:style="long"/><number:text>:</number:text>'
    '<number:minutes number:style="long"/></number:date-style>'
    '<number:text-style style:name="T1"><number:text-content/></number:text-style>'
    '<style:style style:name="text" style:family="table-cell" style:data-style-name="T1"/>'
    '<style:style style:name="day" style:family="table-cell" style:data-style-name="D1"/>'
    '<style:style style:name="moment" style:family="table-cell" style:data-style-name="D2"/>'
    '<style:style style:name="head" style:family="table-cell">'
    '<style:table-cell-properties fo:border-bottom="0.5pt solid #000000"/>'
    '<style:text-properties fo:font-weight="bold"/></style:style>'
)


def content(*, styles: str, validations: str, tables: str) -> str:
    """Return content.xml."""
    return (
        f'{_START}<office:document-content {_NAMES} office:version="1.2">'
        f"<office:automatic-styles>{_CELLS}{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{validations}{tables}"
        "</office:spreadsheet></office:body></office:document-content>"
    )


def meta(title: str) -> str:
    """Return meta.xml with the document's title."""
    return (
        f'{_START}<office:document-meta {_NAMES} office:version="1.2">'
        f"<office:meta><dc:title>{escape(title)}</dc:title></office:meta></office:document-meta>"
    )


def settings(names: Sequence[str]) -> str:
    """Return settings.xml: the first row of each of these sheets stands still."""
    item = '<config:config-item config:name="{}" config:type="{}">{}</config:config-item>'
    frozen = "".join(
        item.format(name, kind, value)
        for name, kind, value in (
            ("VerticalSplitMode", "short", 2),
            ("VerticalSplitPosition", "int", 1),
            ("ActiveSplitRange", "short", 2),
            ("PositionBottom", "int", 1),
        )
    )
    entries = "".join(
        f"<config:config-item-map-entry config:name={quoteattr(name)}>{frozen}"
        "</config:config-item-map-entry>"
        for name in names
    )
    return (
        f'{_START}<office:document-settings {_NAMES} office:version="1.2"><office:settings>'
        '<config:config-item-set config:name="ooo:view-settings">'
        '<config:config-item-map-indexed config:name="Views"><config:config-item-map-entry>'
        f"{item.format('ViewId', 'string', 'view1')}"
        f'<config:config-item-map-named config:name="Tables">{entries}'
        "</config:config-item-map-named>"
        "</config:config-item-map-entry></config:config-item-map-indexed>"
        "</config:config-item-set></office:settings></office:document-settings>"
    )


def table_style(name: str, *, display: str) -> str:
    """Return the style of a sheet: shown or hidden."""
    return (
        f'<style:style style:name="{name}" style:family="table">'
        f'<style:table-properties table:display="{display}"/></style:style>'
    )


def column_style(name: str, *, width: int) -> str:
    """Return the style of a column; the width is given in letters."""
    return (
        f'<style:style style:name="{name}" style:family="table-column">'
        f'<style:table-column-properties style:column-width="{width * 0.2:.2f}cm"/></style:style>'
    )


def number_style(name: str, *, decimals: int, is_plain: bool) -> str:
    """Return the style of a column of numbers."""
    grouping = "false" if is_plain else "true"
    return (
        f'<number:number-style style:name="{name}f"><number:number '
        f'number:decimal-places="{decimals}" number:min-decimal-places="{decimals}" '
        f'number:min-integer-digits="1" number:grouping="{grouping}"/></number:number-style>'
        f'<style:style style:name="{name}" style:family="table-cell" '
        f'style:data-style-name="{name}f"/>'
    )


def validation(name: str, *, sheet: str, area: tuple[int, int, int]) -> str:
    """Return a list of choices: what stands in a column of a sheet, from a row to a row."""
    column, first, last = area
    letter = chr(ord("A") + column)
    where = f"[${sheet}.${letter}${first}:.${letter}${last}]"
    return (
        f'<table:content-validation table:name="{name}" '
        f'table:condition="of:cell-content-is-in-list({where})" table:allow-empty-cell="true" '
        'table:display-list="unsorted"><table:error-message table:message-type="stop" '
        'table:display="true" table:title="Diese Angabe gibt es nicht"><text:p>Bitte wählen Sie '
        "ein Wort aus der Liste.</text:p></table:error-message></table:content-validation>"
    )


def spaced(text: str) -> str:
    """Keep several spaces and tabulators, which the format would join."""
    text = text.replace("\t", "<text:tab/>")
    return re.sub(r" {2,}", lambda found: f' <text:s text:c="{len(found[0]) - 1}"/>', text)
