# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""`klammer convert`: carry the counts of a plain table to another boundary version."""

import argparse
import re
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from klammer.base.errors import InputRefusedError, NotConvertibleError
from klammer.base.tables import Table

_DAY = re.compile(r"^\d{4}-\d\d-\d\d$")
_NEEDED = ("area", "period", "variable", "value")
_DROPPED = ("area_name", "file", "sheet", "row", "column", "error_class", "note")
_ENDS = ("quote", "rate", "anteil", "median", "durchschnitt", "prozent", "dichte", "mittelwert")
_BEGINS = ("anteil", "durchschnitt", "median", "mean", "average", "share", "percent", "prozent")
_PER = re.compile(r"%|\b(je|pro|per)[ _]1", re.IGNORECASE)

EXAMPLE = (
    "klammer convert people.csv --from 2018-12-31 --to 2023-12-31 -o people_2023.csv\n"
    "         people.csv: area,period,variable,value\n"
    "                     16063,2018,people,123025"
)


def run(arguments: list[str]) -> int:
    """Run the command; errors are raised and become exit code 1."""
    chosen = _parser().parse_args(arguments)
    from klammer.warehouse.files import read_table, write_table

    table = _prepared(read_table(chosen.table), from_date=chosen.from_date, kind=chosen.kind)
    result = convert_table(
        table,
        from_date=chosen.from_date,
        to_date=chosen.to_date,
        weights=chosen.weights,
        kind=chosen.kind or "count",
        partial=not chosen.complete,
    )
    write_table(result, chosen.output)
    print(_summary(result, chosen.output))
    _warn(result)
    return 0


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
    from klammer.base.quantities import Kind
    from klammer.territory.crosswalks import crosswalk
    from klammer.territory.reapportion import convert_counts, require_convertible

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
    from klammer.territory.keys import is_independent_city, level_of, normalise_key

    first_rows = {one: row for row, one in reversed(list(enumerate(found, start=2)))}
    canonical = {one: _key_at(row, one) for one, row in sorted(first_rows.items(), key=_by_row)}
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


def _by_row(item: tuple[object, int]) -> int:
    return item[1]


_AFTER = ("status", "note", "error_class", "secrecy")


def _present(table: Table) -> list[str]:
    return [name for name in ("error_class", "status", "note", "secrecy") if name in table.names]


def _key_at(row: int, found: object) -> str:
    from klammer.territory.keys import normalise_key

    try:
        return normalise_key("" if found is None else str(found))
    except InputRefusedError as refusal:
        refusal.where = f"row {row}, column area"
        raise


def _mixed(found: Sequence[object], canonical: dict[object, str]) -> InputRefusedError:
    from klammer.territory.keys import level_of

    first: dict[str, str] = {}
    for row, one in enumerate(found, start=2):
        first.setdefault(level_of(canonical[one]), f"row {row}: {one}")
    return InputRefusedError(
        "the area column mixes levels",
        where="; ".join(first.values()),
        why=f"found {', '.join(first)}; a total beside its parts would be counted twice",
        remedy="keep the rows of one level, counties or municipalities",
        code="levels_mixed",
    )


def _prepared(table: Table, *, from_date: str, kind: str | None) -> Table:
    """Check the columns and leave out what cannot be carried along."""
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
    first_rows = {name: row for row, name in reversed(list(enumerate(table["variable"], start=2)))}
    for name, row in sorted(first_rows.items(), key=_by_row):
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


def _summary(result: Table, output: Path) -> str:
    classes = Counter(result["error_class"])
    without = sum(value is None for value in result["value"])
    counted = ", ".join(f"{grade} {classes[grade]}" for grade in "ABC" if classes[grade])
    return f"{output}: {len(result)} rows, error class {counted}, {without} without a value"


def _warn(result: Table) -> None:
    """Say on standard error which results are not whole: nobody should overlook it."""
    notes = {
        area: note
        for area, note in zip(result["area"], result["note"], strict=True)
        if note.startswith("incomplete")
    }
    if notes:
        named = "; ".join(f"{area}: {note}" for area, note in list(notes.items())[:5])
        print(
            f"klammer: {len(notes)} areas are incomplete, old units have no row: {named}"
            f"{' …' if len(notes) > 5 else ''}\n"
            "  their values are partial sums, marked unreliable; --complete leaves them empty",
            file=sys.stderr,
        )


def _day(text: str) -> str:
    if not _DAY.match(text):
        raise argparse.ArgumentTypeError(f"'{text}' is no date, expected YYYY-MM-DD")
    return text


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="klammer convert",
        description="Carry counts from one boundary version to another. Totals stay the same to "
        "the last digit; rates, means, medians and shares are refused.",
        epilog=f"example: {EXAMPLE}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("table", type=Path, help="CSV, XLSX, ODS or Parquet")
    parser.add_argument(
        "--from",
        dest="from_date",
        type=_day,
        required=True,
        metavar="YYYY-MM-DD",
        help="boundaries of the table: 31 December of a year since 1990, or 2025-01-01",
    )
    parser.add_argument(
        "--to",
        dest="to_date",
        type=_day,
        required=True,
        metavar="YYYY-MM-DD",
        help="wanted boundaries; earlier ones or those before 2020-12-31 by whole units only",
    )
    parser.add_argument(
        "--weights",
        choices=("population", "area", "employment"),
        default="population",
        help="by what divided units are divided (default: population)",
    )
    parser.add_argument(
        "--kind",
        choices=("count", "amount", "proportion", "rate", "ratio", "mean", "index"),
        help="what the values are; without it, names that speak of a rate are refused",
    )
    parser.add_argument(
        "--complete",
        action="store_true",
        help="leave a result empty when an old unit that belongs to it has no row; without it the "
        "sum of the others stands there, marked unreliable",
    )
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="OUT")
    return parser
