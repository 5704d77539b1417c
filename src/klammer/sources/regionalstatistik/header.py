# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""A header of several rows: what each column of values is about.

Each column has a path of labels. Periods, sexes, ages, nationalities and totals are taken out of
it; captions, which distinguish nothing, are dropped; what is left is the variable's label.
"""

import re
from collections import Counter
from dataclasses import dataclass, field, replace

from klammer.base.errors import InputRefusedError, Place
from klammer.sources.boundaries import stated_boundary
from klammer.sources.labels import dimension_of, is_total
from klammer.sources.regionalstatistik.text import ClassicText, Line, period_in
from klammer.sources.vocabulary import keeps_labels

_UNIT_WORDS = (
    r"anzahl|number|prozent|percent|%|v\. ?h\.|promille|eur|euro|€|dm|jahre?|monate?|tage?|"
    r"stunden|std\.|personen|index|ha|a|qm|qkm|km²|m²|m2|km|m|cbm|m³|m3|l|liter|kg|g|t|tonnen|"
    r"dt|kwh|mwh|gwh|mj|gj|tj|gve|plätze|punkte|\d{4} ?= ?100"
)
_UNIT = re.compile(
    rf"^(?:(?:tsd|mill|mio|mrd|1 ?000|100)\.? ?)?(?:{_UNIT_WORDS})"
    rf"(?: ?(?:/|je|pro) ?(?:\d[\d ]*)?(?:{_UNIT_WORDS}|ew|einwohner)?)?$|"
    r"^1 ?000$|^(?:tsd|mill)\.$",
    re.IGNORECASE,
)
_VARIABLE_LINE = re.compile(r"^(.*\S) \(([^()]+)\)$")
_CAPTION = re.compile(
    r"^(geschlecht|nationalität|alter|altersgruppen?|altersjahre?|und zwar|davon|darunter|"
    r"davon mit|parteien|schulabschluss|haushaltstyp|monat der .*|art der .*einrichtung|"
    r"typ der .*einrichtung|legitimität)\b(?: ?\(.*\))?:?$",
    re.IGNORECASE,
)
_DAY_AND_MONTH = re.compile(r"\b(\d\d)\.(\d\d)\.$")
_YEAR = re.compile(r"^\d{4}$")


@dataclass(frozen=True)
class Column:
    """One column of values.

    number    from 1, in the file
    label     what is left of the path: the publisher's words for the variable
    path      all labels from top to bottom
    unit      as delivered; "" when the header names none
    period    canonical period, when the column has one of its own
    breakdowns  name → code, label → as delivered, of what the path says about people
    """

    number: int
    label: str
    path: tuple[str, ...]
    unit: str = ""
    period: str = ""
    breakdowns: dict[str, str] = field(default_factory=dict)
    breakdown_labels: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Header:
    """What the preamble says.

    title      the lines of the title, joined
    statistic  name of the statistic
    period     period of the whole table, when it stands in a line of its own
    boundary   boundary date the title states
    keys       number of columns before the first column of values
    width      number of columns altogether
    """

    title: str
    statistic: str
    columns: tuple[Column, ...]
    keys: int
    width: int
    period: str = ""
    boundary: str = ""


def read_header(text: ClassicText, *, name: str) -> Header:
    """Read the preamble; raise `InputRefusedError` when it names no columns."""
    alone = [line for line in text.preamble if _is_alone(line)]
    labelled = [line for line in text.preamble if not _is_alone(line)]
    if not labelled:
        raise _refused(text, name, "no row of column labels stands above the figures")
    width = max(len(line.cells) for line in labelled)
    keys = min(_leading_blanks(line) for line in labelled)
    if not 2 <= keys < width:
        raise _refused(text, name, f"{keys} key columns before the labels, expected 2 or more")
    period, variable, unit, titles = _alone(alone)
    rows = [_padded(line, width)[keys:] for line in labelled]
    units = rows.pop() if len(rows) > 1 and _are_units(rows[-1]) else [unit] * (width - keys)
    paths = _paths(rows)
    captions = _captions(paths)
    twofold = _twofold(paths)
    columns = [
        _column(
            path,
            captions=captions,
            twofold=twofold,
            variable=variable,
            unit=unit_of,
            number=keys + at,
        )
        for at, (path, unit_of) in enumerate(zip(paths, units, strict=True), start=1)
    ]
    if keeps_labels(text.table):
        columns = [_literal(column, variable=variable) for column in columns]
    title = " ".join(titles[:-1] or titles)
    return Header(
        title=" ".join(title.split()),
        statistic=titles[-1] if titles else "",
        columns=tuple(_told_apart(columns, variable=variable)),
        keys=keys,
        width=width,
        period=period,
        boundary=stated_boundary(title),
    )


def _is_alone(line: Line) -> bool:
    return bool(line.cells[0].strip()) and not any(cell.strip() for cell in line.cells[1:])


def _leading_blanks(line: Line) -> int:
    return next(at for at, cell in enumerate(line.cells) if cell.strip())


def _padded(line: Line, width: int) -> list[str]:
    cells = [" ".join(cell.split()) for cell in line.cells]
    return cells + [""] * (width - len(cells))


def _alone(lines: list[Line]) -> tuple[str, str, str, list[str]]:
    """Period, variable, its unit, and the titles, from the lines with one cell only."""
    period = variable = unit = ""
    titles: list[str] = []
    for line in lines:
        cell = " ".join(line.cells[0].replace('"', "").split())
        found = _VARIABLE_LINE.match(cell)
        if titles and period_in(cell):
            period = period_in(cell)
        elif titles and found and _UNIT.match(found[2]):
            variable, unit = found[1], found[2]
        else:
            titles.append(cell)
    return period, variable, unit, titles


def _are_units(cells: list[str]) -> bool:
    return all(_UNIT.match(cell) for cell in cells)


def _paths(rows: list[list[str]]) -> list[tuple[str, ...]]:
    return [tuple(row[at] for row in rows) for at in range(len(rows[0]))]


def _captions(paths: list[tuple[str, ...]]) -> set[tuple[int, tuple[str, ...]]]:
    """Nodes that distinguish nothing: the only label below their parent, with labels below."""
    found: set[tuple[int, tuple[str, ...]]] = set()
    for depth in range(1, len(paths[0])):
        children: dict[tuple[str, ...], Counter[str]] = {}
        for path in paths:
            children.setdefault(path[:depth], Counter())[path[depth]] += 1
        for parent, counts in children.items():
            named = {label: count for label, count in counts.items() if label}
            below = [p[depth + 1 :] for p in paths if p[:depth] == parent and p[depth] in named]
            is_split = len(set(below)) == len(below) > 1
            label = next(iter(named), "")
            if len(named) == 1 and is_split and any(map(any, below)) and not period_in(label):
                found.add((depth, (*parent, label)))
    return found


def _twofold(paths: list[tuple[str, ...]]) -> set[str]:
    """Breakdowns two persons of one column have, such as the nationalities of a couple."""
    counted = [Counter(f[0] for label in path if (f := dimension_of(label))) for path in paths]
    return {name for counts in counted for name, count in counts.items() if count > 1}


def _column(
    path: tuple[str, ...],
    *,
    captions: set[tuple[int, tuple[str, ...]]],
    twofold: set[str],
    variable: str,
    unit: str,
    number: int,
) -> Column:
    kept = [
        label
        for depth, label in enumerate(path)
        if label and (depth, path[: depth + 1]) not in captions and not _CAPTION.match(label)
    ]
    period = next((period_in(label) for label in kept if period_in(label)), "")
    told = [label for label in kept if not period_in(label)]
    column = Column(number, "", tuple(label for label in path if label), unit, period)
    rest = []
    for label in told:
        found = dimension_of(label)
        if found and found[0] not in twofold:
            column.breakdowns[found[0]] = found[1]
            column.breakdown_labels[found[0]] = label
        elif not is_total(label):
            rest.append(label)
    words = [variable, *rest] if variable else rest
    label = ": ".join(word for at, word in enumerate(words) if word not in words[:at] and word)
    return replace(column, label=label or variable, period=_with_day(label, period))


def _with_day(label: str, period: str) -> str:
    """A label such as "Bevölkerungsstand 30.06." makes the year below it a day."""
    found = _DAY_AND_MONTH.search(label)
    if found and _YEAR.match(period):
        return period_in(f"{found[1]}.{found[2]}.{period}") or period
    return period


def _literal(column: Column, *, variable: str) -> Column:
    """The column with everything its path says, nothing of it read as a breakdown."""
    words = [word for word in (variable, *column.path) if word and not period_in(word)]
    kept = [w for at, w in enumerate(words) if w not in words[:at] and not is_total(w)]
    return replace(column, label=": ".join(kept), breakdowns={}, breakdown_labels={})


def _told_apart(columns: list[Column], *, variable: str) -> list[Column]:
    """Columns that would be the same are named by their whole path."""
    keys = Counter(_key(column) for column in columns)
    return [
        _literal(column, variable=variable) if keys[_key(column)] > 1 else column
        for column in columns
    ]


def _key(column: Column) -> tuple[object, ...]:
    return column.label, column.period, column.unit, tuple(sorted(column.breakdowns.items()))


def _refused(text: ClassicText, name: str, why: str) -> InputRefusedError:
    return InputRefusedError(
        f"the header of {name} cannot be read",
        where=Place(file=name, row=text.rows[0].number - 1),
        why=why,
        remedy="download the table again and do not edit it",
        code="header",
    )
