# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""INKAR as Parquet: raumbezug, kennziffer, name, zeitbezug, one column per indicator.

It is not the publisher's own file: its trace ends at "Zusammenstellung".
"""

from klammer.base.errors import InputRefusedError, Place
from klammer.base.periods import parse_period
from klammer.sources.contract import Flag, Request, TidyFile
from klammer.sources.delivered import Delivered
from klammer.sources.inkar.edition import PREFIX, ZERO, boundary_of, origin_of
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


def read_compilation(request: Request, file: Delivered) -> TidyFile:
    """Read the Parquet file; refuse it when the key columns are not there."""
    values = _checked_values(file)
    years = [str(row[0]) for row in count_by(file.path, "zeitbezug")]
    for year in years:
        parse_period(year)
    boundary, flags = boundary_of(request, years)
    wide = WideTable(
        level="raumbezug",
        key="kennziffer",
        period="zeitbezug",
        values=values,
        levels=_LEVELS,
        boundary=boundary,
        prefix=PREFIX,
        zero=ZERO,
        file=file.name,
    )
    return TidyFile(
        path=request.out,
        breakdowns=(),
        rows=melt_wide(file.path, wide, out=request.out),
        origins={file.name: origin_of(file.name, assembled=True)},
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
    return {f"{PREFIX}{name}": named.get(name, name) for name in values}
