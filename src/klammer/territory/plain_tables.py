# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Plain tables of counts: columns area, period, variable, value, and breakdowns if there are any.

What an analyst hands in is checked whole before anything is converted: one level, known keys, no
rates, no columns that would be wrong for other areas.
"""

import re
from collections.abc import Sequence
from itertools import compress

from klammer.base.errors import InputRefusedError, NotConvertibleError
from klammer.base.quantities import Kind
from klammer.base.tables import Table
from klammer.territory.crosswalks import crosswalk
from klammer.territory.keys import is_independent_city, level_of, normalise_key
from klammer.territory.reapportion import convert_counts, require_convertible

_NEEDED = ("area", "period", "variable", "value")
_DROPPED = ("area_name", "file", "sheet", "row", "column", "error_class", "note")
_AFTER = ("status", "note", "error_class", "secrecy")
_ENDS = ("quote", "rate", "anteil", "median", "durchschnitt", "prozent", "dichte", "mittelwert")
_BEGINS = ("anteil", "durchschnitt", "median", "mean", "average", "share", "percent", "prozent")
_PER = re.compile(r"%|\b(je|pro|per)[ _]1", re.IGNORECASE)


def convert_table(
    table: Table, *, from_date: str, to_date: str, weights: str, kind: str = "count", partial: bool
) -> Table:
    """Convert a table whose area column holds keys in any form.

    table    area × period × variable × … → value [count]
    returns  area × period × variable × … → value, status, note, error_class [A, B, C]

    With `partial` a result whose old units are not all in the table is the sum of those that are,
    marked unreliable and `incomplete`; without, it has no value.
    Raises `InputRefusedError` for mixed levels, unknown units and figures that do not convert.
    """
    require_convertible(Kind(kind))
    level, keys = one_level(table["area"])
    found = crosswalk(level, from_date, to_date, weights=weights)
    found.require(keys)
    moved = table.with_columns(area=keys)
    result = convert_counts(moved, crosswalk=found, kind=Kind(kind), partial=partial)
    if "area_level" in table.names:
        result = result.with_columns(area_level=[level] * len(result))
    if "boundary" in table.names:
        result = result.with_columns(boundary=[to_date] * len(result))
    ahead = [name for name in table.names if name in result.names and name not in _AFTER]
    return Table({name: result[name] for name in (*ahead, *_present(result))})


def one_level(found: Sequence[object]) -> tuple[str, list[str]]:
    """Return the level of a column of keys and the keys in canonical form.

    The five digits of independent cities count as municipalities among municipalities; keys of
    counties may be padded to eight digits. Raises `InputRefusedError` for levels that mix.
    """
    canonical = {one: _key_at(row, one) for one, row in _first_rows(found)}
    levels = {level_of(key) for key in canonical.values()}
    if levels == {"county", "municipality"}:
        counties = [key for key in canonical.values() if len(key) == 5]
        cities_only = all(key.endswith("000") for key in canonical.values() if len(key) == 8)
        if all(is_independent_city(key) for key in counties):
            levels = {"municipality"}
        elif cities_only:
            levels = {"county"}
    if len(levels) != 1:
        raise _mixed(found, canonical)
    (level,) = levels
    at_level = {one: normalise_key(key, level=level) for one, key in canonical.items()}
    return level, [at_level[one] for one in found]


def rows_of_level(table: Table, *, level: str) -> Table:
    """Return the rows of one level of a table that mixes levels, as official tables do.

    returns  area × period × variable × … → value [as delivered]; areas of one level

    Among municipalities an independent city may stand with its five digits only.
    Raises `InputRefusedError` for a key that is none.
    """
    table.require(*_NEEDED)
    canonical = {one: _key_at(row, one) for one, row in _first_rows(table["area"])}
    there = set(canonical.values())

    def belongs(key: str) -> bool:
        if level == "municipality" and level_of(key) == "county":
            return is_independent_city(key) and f"{key}000" not in there
        return level_of(key) == level

    chosen = {one for one, key in canonical.items() if belongs(key)}
    keep = [one in chosen for one in table["area"]]
    return Table({name: list(compress(values, keep)) for name, values in table.columns.items()})


def _first_rows(values: Sequence[object]) -> list[tuple[object, int]]:
    """Each distinct value with the row it stands in first, in order."""
    found: dict[object, int] = {}
    for row, value in enumerate(values, start=2):
        found.setdefault(value, row)
    return list(found.items())


def _present(table: Table) -> list[str]:
    return [name for name in ("error_class", "status", "note", "secrecy") if name in table.names]


def _key_at(row: int, found: object) -> str:
    try:
        return normalise_key("" if found is None else str(found))
    except InputRefusedError as refusal:
        refusal.where = f"row {row}, column area"
        raise


def _mixed(found: Sequence[object], canonical: dict[object, str]) -> InputRefusedError:

    first: dict[str, str] = {}
    for row, one in enumerate(found, start=2):
        first.setdefault(level_of(canonical[one]), f"row {row}: {one}")
    return InputRefusedError(
        "the area column mixes levels",
        where="; ".join(first.values()),
        why=f"found {', '.join(first)}; a total beside its parts would be counted twice",
        remedy="choose the rows of one level with --level county or --level municipality",
        code="levels_mixed",
    )


def prepared(table: Table, *, from_date: str, kind: str | None) -> Table:
    """Check the columns of a table and leave out what cannot be carried along.

    table    area × period × variable × … → value [count], in boundaries of `from_date`
    returns  the same rows without names, positions and notes

    Raises `InputRefusedError` for an empty table, another boundary or a column that describes the
    area, and `NotConvertibleError` for a variable that sounds like a rate while `kind` is unsaid.
    """
    table.require(*_NEEDED)
    if not len(table):
        raise InputRefusedError(
            "the table has no rows",
            why="expected at least one row below the header",
            remedy="check that the right file was chosen",
            code="empty_table",
        )
    if kind is None:
        _refuse_rates(table)
    _check_boundary(table, from_date)
    kept = {name: values for name, values in table.columns.items() if name not in _DROPPED}
    for name in kept:
        if name not in {*_NEEDED, "area_level", "boundary", *_AFTER}:
            _refuse_description(table, name)
    return Table(kept)


def _refuse_rates(table: Table) -> None:
    """A name that speaks of a rate is refused: a converted rate would be wrong without a trace."""
    for name, row in _first_rows(table["variable"]):
        words = re.split(r"[\W_]+", str(name).lower())
        named = any(word.endswith(_ENDS) or word.startswith(_BEGINS) for word in words)
        if named or _PER.search(str(name)):
            raise NotConvertibleError(
                f"'{name}' looks like a rate, share, mean or median",
                where=f"row {row}, column variable",
                why="such a figure does not add up over areas and cannot be divided among them",
                remedy="convert numerator and denominator instead and compute it again; "
                "if it is a count after all, say --kind count",
                code="kind_not_convertible",
            )


def _check_boundary(table: Table, from_date: str) -> None:
    for row, stated in enumerate(table.columns.get("boundary", ()), start=2):
        if stated and str(stated) != from_date:
            raise InputRefusedError(
                "the table states another boundary version",
                where=f"row {row}, column boundary",
                why=f"expected {from_date} as in --from, found {stated}",
                remedy=f"use --from {stated}, or convert these rows on their own",
                code="boundary_differs",
            )


def _refuse_description(table: Table, name: str) -> None:
    """A column that describes the area (its name, its size) has no value for another area."""
    by_area: dict[object, set[object]] = {}
    for area, value in zip(table["area"], table[name], strict=True):
        by_area.setdefault(area, set()).add(value)
    if len({*table[name]}) > 1 and all(len(values) == 1 for values in by_area.values()):
        raise InputRefusedError(
            f"the column '{name}' describes the areas",
            where=f"column {name}",
            why="each area has one value of its own in it; the converted table has other areas",
            remedy="leave the column out",
            code="column_describes_area",
        )
