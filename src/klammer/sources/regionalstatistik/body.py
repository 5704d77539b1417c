# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rows of figures: period, area, name and a label before the values."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from klammer.base.cells import TOTAL
from klammer.base.errors import GrainError, InputRefusedError, Place
from klammer.base.periods import Period, parse_period
from klammer.sources.boundaries import boundary_of
from klammer.sources.keys import area_of, is_area_key
from klammer.sources.regionalstatistik.header import Column, Header
from klammer.sources.regionalstatistik.text import ClassicText, Line, is_period, period_in
from klammer.sources.silence import says_no_such_area, spoken_for
from klammer.sources.vocabulary import (
    row_breakdown,
    same_unit,
    unit_name,
    variable_id,
)
from klammer.warehouse.markers import DASHES, MARKERS

_NUMBER = re.compile(r"^[-+]?\d+(?:,\d+)?$")
_IN_PARENTHESES = re.compile(r"^\(([-+]?\d+(?:,\d+)?)\)$")
_WITH_SIGN = re.compile(r"^([-+]?\d+(?:,\d+)?) ?([prseb])$")
_DURATION = re.compile(r"dauer\b", re.IGNORECASE)
_DAY_AND_MONTH = re.compile(r"\b(\d\d)\.(\d\d)\.$")


@dataclass
class Body:
    """Where the keys stand and what the columns are, once the rows have been looked through.

    period, label  index of the column; None when the table has none
    area           index of the area key; the name stands behind it
    breakdown      name and codes of the row labels
    variables      column number → variable
    silent         (key, period) where "-" says that there is no such area
    repeated       (key, period) that another key of the same area stands for
    times          text of a period → canonical period and boundary
    """

    text: ClassicText
    header: Header
    name: str
    requested: str = ""
    period: int | None = None
    area: int = 0
    label: int | None = None
    breakdown: str = ""
    codes: dict[str, str] = field(default_factory=dict)
    variables: dict[int, str] = field(default_factory=dict)
    area_names: dict[str, str] = field(default_factory=dict)
    derived: list[str] = field(default_factory=list)
    dissolved: list[tuple[str, int]] = field(default_factory=list)
    times: dict[str, tuple[str, str]] = field(default_factory=dict)
    silent: set[tuple[str, str]] = field(default_factory=set)
    repeated: set[tuple[str, str]] = field(default_factory=set)

    @property
    def breakdowns(self) -> tuple[str, ...]:
        """The breakdown columns, those of the header first."""
        names = [name for column in self.header.columns for name in column.breakdowns]
        return tuple(dict.fromkeys([*names, *([self.breakdown] if self.breakdown else [])]))


def prepare_body(text: ClassicText, header: Header, *, name: str, requested: str) -> Body:
    """Look through the rows: which key columns there are, which labels, which areas are silent.

    Raises `InputRefusedError` for rows of another width, keys that are none, key columns nobody
    can name; `GrainError` for a key that repeats.
    """
    body = Body(text, header, name, requested)
    _find_key_columns(body)
    _check_rows(body)
    _name_row_labels(body)
    _name_variables(body)
    _check_unique(body)
    _find_silent(body)
    return body


def observations(body: Body) -> Iterator[tuple[Any, ...]]:
    """Yield tidy rows in the order of `tidy_columns(body.breakdowns)`."""
    names = body.breakdowns
    codes = {
        column.number: tuple(column.breakdowns.get(name, TOTAL) for name in names)
        for column in body.header.columns
    }
    at = names.index(body.breakdown) if body.breakdown else None
    for line in body.text.rows:
        key = line.cells[body.area].strip()
        area, level = area_of(key)
        own = body.codes.get(_label(body, line), TOTAL) if body.label is not None else TOTAL
        for column in body.header.columns:
            period, boundary = _time(body, line, column)
            if (key, period) in body.repeated:
                continue
            silent = (key, period) in body.silent
            value, status, secrecy = _figure(body, line, column, silent=silent)
            told = codes[column.number]
            if at is not None:
                told = (*told[:at], own, *told[at + 1 :])
            yield (
                *(area, level, boundary, period, body.variables[column.number]),
                *told,
                *(value, status, secrecy, body.name, "", line.number, column.number),
            )


def _find_key_columns(body: Body) -> None:
    first = body.text.rows[0].cells
    body.area = 0 if is_area_key(first[0].strip()) else 1
    body.period = 0 if body.area == 1 else None
    extra = list(range(body.area + 2, body.header.keys))
    if body.period is None and extra and all(is_period(r.cells[extra[0]]) for r in body.text.rows):
        body.period = extra.pop(0)
    if len(extra) > 1:
        raise InputRefusedError(
            f"{body.name} has {len(extra)} columns of row labels",
            where=Place(file=body.name, row=body.text.rows[0].number, column=extra[1] + 1),
            why="expected period, area, name and at most one label before the values",
            remedy="download the table with one classification in the rows, the others in the "
            "columns, or as flat file (ffcsv)",
            code="row_labels",
        )
    body.label = extra[0] if extra else None
    has_period = body.header.period or all(column.period for column in body.header.columns)
    if body.period is None and not has_period:
        raise InputRefusedError(
            f"{body.name} names no period",
            where=Place(file=body.name, row=body.text.rows[0].number - 1),
            why="expected a period in the rows, above the columns or in a line of its own",
            remedy="download the table again with its header",
            code="no_period",
        )


def _check_rows(body: Body) -> None:
    for line in body.text.rows:
        cells = line.cells
        if len(cells) != body.header.width:
            raise _refused(
                body,
                line,
                None,
                "row_length",
                f"{len(cells)} cells",
                f"{body.header.width} as in the header",
            )
        key = cells[body.area].strip()
        if not is_area_key(key):
            raise _refused(
                body, line, body.area, "area_key", f"'{key}'", "an official area key or DG"
            )
        if body.period is not None and not is_period(cells[body.period]):
            raise _refused(body, line, body.period, "period", f"'{cells[body.period]}'", "a period")
        body.area_names.setdefault(area_of(key)[0], cells[body.area + 1].strip())


def _refused(
    body: Body, line: Line, at: int | None, code: str, found: str, expected: str
) -> InputRefusedError:
    return InputRefusedError(
        f"a row of {body.name} cannot be read",
        where=Place(file=body.name, row=line.number, column=None if at is None else at + 1),
        why=f"found {found}, expected {expected}",
        remedy="download the table again; edited files often have shifted cells",
        code=code,
    )


def _label(body: Body, line: Line) -> str:
    return " ".join(line.cells[body.label or 0].split())


def _name_row_labels(body: Body) -> None:
    if body.label is None:
        return
    labels = list(dict.fromkeys(_label(body, line) for line in body.text.rows))
    body.breakdown, body.codes = row_breakdown(body.text.table, labels=labels)
    if body.breakdown == "age" and _DURATION.search(body.header.title):
        body.breakdown = "duration"
    for column in body.header.columns:
        # A sex in the rows and in the columns: the rows keep the name.
        if body.breakdown in column.breakdowns:
            body.breakdown = f"row_{body.breakdown}"
            break
    twice = [label for label in labels if list(body.codes.values()).count(body.codes[label]) > 1]
    for number, label in enumerate(twice, start=1):
        body.codes[label] = f"{body.codes[label]}_{number}"


def _name_variables(body: Body) -> None:
    table = body.text.table
    units: dict[str, set[str]] = {}
    for column in body.header.columns:
        name = variable_id(table, label=_words(body, column), unit=column.unit)
        body.variables[column.number] = name
        units.setdefault(name, set()).add(unit_name(column.unit))
    for column in body.header.columns:
        name = body.variables[column.number]
        if len(units[name]) > 1 and not same_unit(column.unit, "Anzahl"):
            body.variables[column.number] = f"{name}_{unit_name(column.unit)}"
    keys: dict[tuple[Any, ...], Column] = {}
    for column in body.header.columns:
        key = (
            body.variables[column.number],
            column.period,
            tuple(sorted(column.breakdowns.items())),
        )
        if key in keys:
            raise InputRefusedError(
                f"two columns of {body.name} say the same",
                where=Place(file=body.name, column=column.number),
                why=f"columns {keys[key].number} and {column.number} are both labelled "
                f"'{' / '.join(column.path)}'",
                remedy="download the table again, or as flat file (ffcsv)",
                code="columns_repeat",
            )
        keys[key] = column


def _words(body: Body, column: Column) -> str:
    return column.label or body.header.statistic or body.header.title


def _check_unique(body: Body) -> None:
    seen: dict[tuple[str, ...], int] = {}
    for line in body.text.rows:
        period = line.cells[body.period] if body.period is not None else ""
        label = _label(body, line) if body.label is not None else ""
        key = (period, line.cells[body.area].strip(), label)
        if key in seen:
            raise GrainError(
                f"a key stands twice in {body.name}",
                where=Place(file=body.name, row=line.number, column=body.area + 1),
                why=f"row {seen[key]} has the same {' × '.join(part for part in key if part)}",
                remedy="download the table again; if it stays so, report it to the publisher",
                code="key_repeats",
            )
        seen[key] = line.number


def _find_silent(body: Body) -> None:
    cells: dict[tuple[str, str], int] = {}
    first: dict[tuple[str, str], int] = {}
    boundaries: dict[str, str] = {}
    speaking: set[tuple[str, str]] = set()
    figures: set[tuple[str, str]] = set()
    for line in body.text.rows:
        key = line.cells[body.area].strip()
        for column in body.header.columns:
            period, boundary = _time(body, line, column)
            boundaries[period] = boundary
            cell = line.cells[column.number - 1].strip()
            if cell not in DASHES:
                speaking.add((key, period))
                if cell not in MARKERS:
                    figures.add((key, period))
            cells[key, period] = cells.get((key, period), 0) + 1
            first.setdefault((key, period), line.number)
    silent = first.keys() - speaking
    places = [(key, period, line) for (key, period), line in first.items()]
    body.repeated = spoken_for(
        places, silent=silent, without_figures=first.keys() - figures, name=body.name
    )
    variables = set(body.variables.values())
    for key, period in sorted(silent, key=first.__getitem__):
        if (key, period) not in body.repeated and says_no_such_area(
            key,
            boundary=boundaries[period],
            cells=cells[key, period],
            variables=variables,
        ):
            body.silent.add((key, period))
            body.dissolved.append((area_of(key)[0], first[key, period]))


def _time(body: Body, line: Line, column: Column) -> tuple[str, str]:
    text = line.cells[body.period] if body.period is not None else ""
    text = text or column.period or body.header.period
    if column.period and body.period is None:
        text = column.period
    key = f"{text}|{column.label[-6:]}"
    known = body.times.get(key)
    if known is None:
        period = _period(text, column.label)
        boundary, derived = boundary_of(
            period, stated=body.header.boundary, requested=body.requested
        )
        if derived:
            body.derived.append(period.text)
        known = body.times[key] = (period.text, boundary)
    return known


def _period(text: str, label: str) -> Period:
    period = parse_period(period_in(text))
    found = _DAY_AND_MONTH.search(label)
    if found and period.text.isdecimal():
        return parse_period(f"{found[1]}.{found[2]}.{period.text}")
    return period


def _figure(
    body: Body, line: Line, column: Column, *, silent: bool
) -> tuple[float | None, str, str]:
    text = line.cells[column.number - 1].strip()
    if _NUMBER.match(text):
        return float(text.replace(",", ".")), "reported", "exact"
    if text in MARKERS:
        if silent and text in DASHES:
            return None, "not_applicable", "exact"
        status, value, secrecy = MARKERS[text]
        return value, status, secrecy or "exact"
    if found := _IN_PARENTHESES.match(text):
        return float(found[1].replace(",", ".")), "unreliable", "exact"
    if found := _WITH_SIGN.match(text):
        return float(found[1].replace(",", ".")), "reported", "exact"
    raise InputRefusedError(
        f"'{text[:40]}' is not a number",
        where=Place(file=body.name, row=line.number, column=column.number),
        why="expected a number with a decimal comma and without separators of thousands, or one "
        "of the signs - . ... / x",
        remedy="correct the cell at the source, or download the table again",
        code="number",
    )
