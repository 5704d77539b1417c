# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""INKAR of the BBSR: the compilation as Parquet, and the table export of the web page.

- Parquet (wide): raumbezug, kennziffer, name, zeitbezug, one column per indicator. It is not the
  publisher's own file: its trace ends at "Zusammenstellung".
- CSV of the web page: `Kennziffer;Raumeinheit;Aggregat;<indicator>…` with the years below.

Variables are named `inkar_` + the BBSR's abbreviation (Parquet) or the indicator's name (CSV).
A 0 stands both for nothing and for too few: `zero_or_hidden`. A cell without a value gives no
observation. Levels without official keys (labour market regions, types of settlement …) are left
out and flagged.
"""

import csv
import io
from collections.abc import Iterator
from typing import Any

from klammer.base.errors import InputRefusedError, Place
from klammer.base.periods import parse_period
from klammer.sources.boundaries import derived_flag
from klammer.sources.contract import Flag, Origin, Request, TidyFile
from klammer.sources.delivered import Delivered, opened
from klammer.sources.labels import slug
from klammer.sources.observations import write_observations
from klammer.warehouse.files import decode
from klammer.warehouse.parquet import read_columns
from klammer.warehouse.wide import WideTable, count_by, describe_parquet, melt_wide

_KEYS = ("raumbezug", "kennziffer", "name", "zeitbezug")
_COUNTY = "CASE WHEN length({key}) = 8 THEN {key}[1:5] ELSE {key} END"
# INKAR's level → ours, our key, and the condition under which it is an official one.
_LEVELS = {
    "Bund": ("country", "'DG'", "true"),
    "Bundesländer": ("state", "{key}", "length({key}) = 2"),
    # States without Regierungsbezirke stand here once more with a 0: no official region.
    "Regierungsbezirke": ("region", "{key}", "length({key}) = 3 AND {key}[3:3] <> '0'"),
    "Kreise": ("county", _COUNTY, "length({key}) IN (5, 8)"),
    "Gemeindeverbände (Verwaltungsgemeinschaft)": (
        "association",
        "{key}",
        "length({key}) = 9",
    ),
    "Gemeinden": ("municipality", "{key}", "length({key}) = 8"),
}
_AGGREGATES = {
    "bund": "country",
    "land": "state",
    "bundesland": "state",
    "bundesländer": "state",
    "kreis": "county",
    "kreise": "county",
    "kreisfreie stadt": "county",
    "landkreis": "county",
    "gemeinde": "municipality",
    "gemeinden": "municipality",
    "gemeindeverband": "association",
    "gemeindeverbände": "association",
}
# Columns stand at the end of a Parquet file, out of sight: the domain's name recognises it.
_DOMAINS = (
    *("absolutzahlen", "arbeitslosigkeit", "bauen_und_wohnen", "beschaeftigung", "bevoelkerung"),
    *("bildung", "europa", "flaechennutzung", "medizinische", "oeffentliche_finanzen"),
    *("privateinkommen", "raumwirksame_mittel", "sdg_", "siedlungsstruktur", "sozialleistungen"),
    *("verkehr", "wirtschaft", "zentrale_orte", "inkar"),
)
_PREFIX = "inkar_"
_ZERO = "zero_or_hidden"


class Inkar:
    """Reader of INKAR as Parquet and of the web page's CSV."""

    name = "inkar"
    title = "INKAR (BBSR): Parquet oder Tabellenexport"

    def recognises(self, head: bytes, name: str) -> bool:
        """Whether it is a Parquet with INKAR's columns, or begins with the export's header."""
        if head[:4] == b"PAR1":
            return any(name.startswith(domain) for domain in _DOMAINS)
        first = head[:400].decode("utf-8", errors="replace").lstrip("\ufeff").replace('"', "")
        return first.lower().startswith("kennziffer;raumeinheit;aggregat")

    def read(self, request: Request) -> TidyFile:
        """Read the file; refuse it when the key columns are not there."""
        with opened(request) as file:
            with file.path.open("rb") as raw:
                is_parquet = raw.read(4) == b"PAR1"
            return _read_parquet(request, file) if is_parquet else _read_export(request, file)


def _read_parquet(request: Request, file: Delivered) -> TidyFile:
    values = _checked_values(file)
    years = [str(row[0]) for row in count_by(file.path, "zeitbezug")]
    for year in years:
        parse_period(year)
    boundary, flags = _boundary(request, years)
    wide = WideTable(
        level="raumbezug",
        key="kennziffer",
        period="zeitbezug",
        values=values,
        levels=_LEVELS,
        boundary=boundary,
        prefix=_PREFIX,
        zero=_ZERO,
        file=file.name,
    )
    return TidyFile(
        path=request.out,
        breakdowns=(),
        rows=melt_wide(file.path, wide, out=request.out),
        origins={file.name: _origin(file.name, assembled=True)},
        sha256={file.name: file.sha256},
        labels=_labels(request, values),
        area_names={
            _area(str(level), str(key)): str(name)
            for level, key, name, _ in count_by(file.path, "raumbezug", "kennziffer", "name")
            if level in _LEVELS
        },
        flags=(*flags, *_left_out(file)),
    )


def _checked_values(file: Delivered) -> list[str]:
    """Return the columns of indicators; refuse a file without key columns or official areas."""
    columns = describe_parquet(file.path, name=file.name)
    missing = [name for name in _KEYS if name not in columns]
    if missing:
        raise InputRefusedError(
            f"{file.name} is no table of INKAR",
            where=Place(file=file.name),
            why=f"the columns {', '.join(missing)} are missing; found {', '.join(columns[:8])} …",
            remedy="choose one of the domain files (sozialleistungen.parquet, bildung.parquet …)",
            code="column_missing",
        )
    if not any(row[0] in _LEVELS for row in count_by(file.path, "raumbezug")):
        raise InputRefusedError(
            f"{file.name} has no areas with official keys",
            where=Place(file=file.name, column=1),
            why="found only levels of other kinds, such as NUTS or labour market regions",
            remedy="choose a domain with Bund, Länder, Kreise or Gemeinden",
            code="area_key",
        )
    return [name for name in columns if name not in _KEYS]


def _area(level: str, key: str) -> str:
    if level == "Bund":
        return "DG"
    return key[:5] if level == "Kreise" else key


def _boundary(request: Request, years: list[str]) -> tuple[str, list[Flag]]:
    """All years of an edition stand on one boundary; the file does not say on which."""
    if request.boundary:
        return request.boundary, []
    last = max(parse_period(year).year for year in years)
    return f"{last}-12-31", [derived_flag([str(last)], name=request.name)]


def _left_out(file: Delivered) -> list[Flag]:
    other = [
        (str(r[0]), int(r[1])) for r in count_by(file.path, "raumbezug") if r[0] not in _LEVELS
    ]
    if not other:
        return []
    return [
        Flag(
            "level_left_out",
            "note",
            Place(file=file.name, column=1),
            found=f"{sum(count for _, count in other)} rows of {len(other)} other levels: "
            f"{', '.join(name for name, _ in other[:4])} …",
            expected="Bund, Bundesländer, Regierungsbezirke, Kreise, Gemeindeverbände, Gemeinden",
            remedy="these areas have no official keys and were not read",
        )
    ]


def _labels(request: Request, values: list[str]) -> dict[str, str]:
    """The indicators' names, from the metadata that lies beside the compilation."""
    metadata = request.path.with_name("_indikatoren.parquet")
    named: dict[str, str] = {}
    if metadata.is_file():
        found = read_columns(metadata, columns=("kuerzel", "kurzname"))
        named = {
            str(short): str(text)
            for short, text in zip(found["kuerzel"], found["kurzname"], strict=True)
        }
    return {f"{_PREFIX}{name}": named.get(name, name) for name in values}


def _origin(name: str, *, assembled: bool) -> Origin:
    return Origin(
        publisher="Bundesinstitut für Bau-, Stadt- und Raumforschung (BBSR)",
        title="INKAR – Indikatoren und Karten zur Raum- und Stadtentwicklung",
        table=name.split(".", 1)[0] if assembled else "",
        licence="dl-de/by-2-0",
        url="https://www.inkar.de",
        attribution="© BBSR Bonn, INKAR, dl-de/by-2-0",
        assembled=assembled,
    )


def _read_export(request: Request, file: Delivered) -> TidyFile:
    text = decode(file.path.read_bytes(), name=file.name)
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))
    if len(rows) < 3:
        raise InputRefusedError(
            f"{file.name} has no rows",
            where=Place(file=file.name, row=len(rows)),
            why="expected a row of indicators, a row of years and rows of areas",
            remedy="export the table again",
            code="empty_file",
        )
    columns = _export_columns(rows[0], rows[1], name=file.name)
    boundary, flags = _boundary(request, sorted({period for _, _, period in columns}))
    labels = {_PREFIX + slug(label): label for _, label, _ in columns}
    names: dict[str, str] = {}
    written = write_observations(
        _export_rows(rows[2:], columns, boundary=boundary, name=file.name, names=names),
        breakdowns=(),
        path=request.out,
    )
    return TidyFile(
        path=request.out,
        breakdowns=(),
        rows=written,
        origins={file.name: _origin(file.name, assembled=False)},
        sha256={file.name: file.sha256},
        labels=labels,
        area_names=names,
        flags=tuple(flags),
    )


def _export_columns(
    titles: list[str], years: list[str], *, name: str
) -> list[tuple[int, str, str]]:
    columns = []
    for at, (title, year) in enumerate(zip(titles, years, strict=False), start=1):
        if at <= 3 or not title.strip():
            continue
        try:
            columns.append((at, title.strip(), parse_period(year).text))
        except InputRefusedError as error:
            error.where = Place(file=name, row=2, column=at)
            raise
    return columns


def _export_rows(
    rows: list[list[str]],
    columns: list[tuple[int, str, str]],
    *,
    boundary: str,
    name: str,
    names: dict[str, str],
) -> Iterator[tuple[Any, ...]]:
    for line, row in enumerate(rows, start=3):
        if not any(cell.strip() for cell in row):
            continue
        area, level = _export_area(row, name=name, line=line)
        names[area] = row[1].strip()
        for at, label, period in columns:
            text = row[at - 1].strip() if at <= len(row) else ""
            if not text:
                continue
            value = _number(text, place=Place(file=name, row=line, column=at))
            status = _ZERO if value == 0 else "reported"
            yield (
                *(area, level, boundary, period, _PREFIX + slug(label)),
                *(value, status, "exact", name, "", line, at),
            )


def _export_area(row: list[str], *, name: str, line: int) -> tuple[str, str]:
    key, level = row[0].strip(), _AGGREGATES.get(row[2].strip().lower(), "") if len(row) > 2 else ""
    if level == "country":
        return "DG", level
    widths = {"state": 2, "county": 5, "association": 9, "municipality": 8}
    if level and key.isdecimal():
        width = widths[level]
        # Spreadsheets drop the leading zero; counties come with five digits or with eight.
        key = key.zfill(8 if level == "county" and len(key) > 5 else width)[:width]
        return key, level
    raise InputRefusedError(
        f"'{row[0]}' at the level '{row[2] if len(row) > 2 else ''}' has no official key",
        where=Place(file=name, row=line, column=1),
        why="expected Bund, Länder, Kreise, Gemeindeverbände or Gemeinden",
        remedy="export one of these levels",
        code="area_key",
    )


def _number(text: str, *, place: Place) -> float:
    plain = text.replace(",", ".") if text.count(",") == 1 and "." not in text else text
    try:
        return float(plain)
    except ValueError as error:
        raise InputRefusedError(
            f"'{text[:40]}' is not a number",
            where=place,
            why="expected a number with a decimal comma and no separators of thousands",
            remedy="export the table again",
            code="number",
        ) from error
