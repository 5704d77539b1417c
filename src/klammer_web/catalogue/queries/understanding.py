# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads: what a mapping would make of an uploaded table, tried out before anything is kept."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from klammer.base.cells import TOTAL, Status
from klammer.base.errors import KlammerError
from klammer.presentation import formats
from klammer.sources.contract import Request, TidyFile
from klammer.sources.tabular import TableSource
from klammer.territory.geographies import level_of_key
from klammer.warehouse.tidy import rows_of
from klammer_web.catalogue.instance import instance
from klammer_web.catalogue.models import Upload
from klammer_web.catalogue.phrases import words
from klammer_web.catalogue.phrases.flags import FlagLine, flag_lines
from klammer_web.catalogue.phrases.refusals import Refusal, column, refusal
from klammer_web.catalogue.queries.places import area_name
from klammer_web.catalogue.queries.reviews import bytes_of
from klammer_web.catalogue.queries.traces import plain

TRIED_UP_TO = 3_000_000  # bytes; larger tables are read once, in the background
_LINES = 8
_MOST_ROWS = 200_000
_FIXED = {
    *("area", "area_level", "boundary", "period", "variable", "value", "status", "secrecy"),
    *("file", "sheet", "row", "column"),
}


@dataclass(frozen=True)
class Line:
    """One figure as it was understood, with the cell it stands in."""

    area: str
    period: str
    variable: str
    breakdown: str
    value: str
    place: str


@dataclass(frozen=True)
class Understood:
    """What a table says by a mapping; a refusal instead when it cannot be read so.

    sentence  how many figures of what, for how many areas and which periods
    signs     "3 × keine Angabe": cells without a number
    """

    sentence: str = ""
    signs: tuple[str, ...] = ()
    lines: tuple[Line, ...] = ()
    flags: tuple[FlagLine, ...] = ()
    refusal: Refusal | None = None
    is_large: bool = False


def understand(upload: Upload, mapping: Mapping[str, Any]) -> Understood:
    """Read an upload by a mapping into a scratch folder; nothing of it stays."""
    if upload.size > TRIED_UP_TO:
        return Understood(is_large=True)
    with instance().scratch() as scratch:
        scratch.mkdir(parents=True, exist_ok=True)
        request = Request(
            bytes_of(upload), upload.name, scratch / "tried.parquet", mapping, upload.boundary
        )
        try:
            tidy = TableSource().read(request)
        except KlammerError as error:
            return Understood(refusal=refusal(error))
        rows = rows_of(tidy.path, limit=_MOST_ROWS)
    return Understood(
        sentence=_sentence(tidy, rows),
        signs=_signs(rows),
        lines=tuple(_line(row, tidy) for row in _examples(rows)),
        flags=tuple(
            one
            for one in flag_lines(tidy.flags, names=tidy.area_names, labels=tidy.labels)
            if one.severity != "note"
        ),
    )


def _sentence(tidy: TidyFile, rows: list[dict[str, Any]]) -> str:
    areas = {row["area"] for row in rows}
    variables = list(dict.fromkeys(row["variable"] for row in rows))
    periods = sorted({str(row["period"]) for row in rows})
    what = _listed([str(tidy.labels.get(one, one)) for one in variables])
    when = formats.period(periods[0])
    when += f" bis {formats.period(periods[-1])}" if len(periods) > 1 else ""
    return (
        f"{_count(len(rows), 'Zahl', 'Zahlen')} für {_count(len(areas), 'Gebiet', 'Gebiete')}, "
        f"{when}: {what}."
    )


def _listed(names: list[str]) -> str:
    shown = [f"„{one}“" for one in names[:3]]
    more = len(names) - len(shown)
    return ", ".join(shown) + (f" und {_count(more, 'weiteres', 'weitere')}" if more else "")


def _count(number: int, one: str, many: str) -> str:
    return f"{formats.number(number, decimals=0)} {one if number == 1 else many}"


def _signs(rows: list[dict[str, Any]]) -> tuple[str, ...]:
    ordinary = {Status.REPORTED.value, Status.ZERO.value}
    counts = Counter(str(row["status"]) for row in rows if row["status"] not in ordinary)
    return tuple(f"{count} × {formats.explain(status)}" for status, count in counts.most_common())


def _examples(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the first rows, and one of each kind of cell without a number."""
    first = rows[:_LINES]
    seen = {row["status"] for row in first}
    for row in rows[_LINES:]:
        if row["status"] not in seen:
            seen.add(row["status"])
            first.append(row)
    return first


def _line(row: dict[str, Any], tidy: TidyFile) -> Line:
    area = str(row["area"])
    name = tidy.area_names.get(area, area)
    if name == area and area.isdecimal():
        name = area_name(area, level=str(row["area_level"]), boundary=str(row["boundary"]))
    breakdowns = (
        _word(name_, str(row[name_]), tidy)
        for name_ in row
        if name_ not in _FIXED and row[name_] != TOTAL
    )
    where = f"Zeile {row['row']}, Spalte {column(int(row['column']), sheet=str(row['sheet']))}"
    return Line(
        area=name if name == area or level_of_key(area) else f"{name} ({area})",
        period=formats.period(str(row["period"])),
        variable=str(tidy.labels.get(row["variable"], row["variable"])),
        breakdown=", ".join(breakdowns),
        value=formats.cell(None, status=str(row["status"]))
        if row["value"] is None
        else plain(row["value"]),
        place=f"Blatt „{row['sheet']}“, {where}" if row["sheet"] else where,
    )


def _word(name: str, code: str, tidy: TidyFile) -> str:
    known = {"sex": words.SEXES, "nationality": words.NATIONALITIES}.get(name, {})
    if name == "age":
        return words.age_group(code)
    return str(known.get(code) or tidy.codes.get(name, {}).get(code, code))
