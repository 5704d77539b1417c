# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""`klammer rate`: rates with intervals, from a plain table to a plain table."""

import argparse
import math
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from klammer.cli.options import positive, share

if TYPE_CHECKING:
    from collections.abc import Sequence

    from klammer.base.errors import InputRefusedError
    from klammer.base.tables import Table

METHODS = ("wilson", "byar", "exact", "phe", "dobson")
ADDED = ("value", "low", "high")
_BREAKDOWNS = ("indicator", "variable", "boundary", "sex", "age", "age_group", "nationality")
_EXAMPLE = """\
columns in:   area, period, numerator, denominator   (dobson: also age_group)
columns out:  the same and value, low, high          (dobson: one row per area and period)
methods:
  wilson  proportions: the numerator is part of the denominator
  byar    counts and rates, Byar's formula at every count (0 has the lower limit 0)
  exact   counts and rates, exact chi-square limits
  phe     exact below 10 events, Byar from 10
  dobson  directly age-standardised rates; --standard FILE has age_group, weight

An empty numerator keeps its row, with an empty value. Tables: CSV, XLSX, ODS, Parquet.

example:
  klammer rate cases.csv --method wilson --per 100 -o rates.csv
  klammer rate deaths.csv --method dobson --standard esp2013.csv --per 100000 -o rates.xlsx
"""


def run(arguments: list[str]) -> int:
    """Run the command: 0 done, 1 refused input, 2 usage."""
    parser = _parser()
    options = parser.parse_args(arguments)
    if (options.method == "dobson") != (options.standard is not None):
        parser.error("--standard belongs to --method dobson, and dobson needs it")
    from klammer.warehouse.files import read_table, write_table

    table = _checked(read_table(options.table), options.method)
    if options.method == "dobson":
        result = _standardised(table, read_table(options.standard), options)
    else:
        result = _rated(table, options)
    write_table(result, options.out)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="klammer rate",
        description="Compute rates with intervals.",
        epilog=_EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("table", type=Path, help="the table with the counts")
    parser.add_argument("--method", required=True, choices=METHODS)
    parser.add_argument("--per", type=positive, default=1.0, metavar="N", help="default 1")
    parser.add_argument("--level", type=share, default=0.95, help="default 0.95")
    parser.add_argument("--standard", type=Path, metavar="FILE", help="age_group, weight (dobson)")
    parser.add_argument(
        "--min-events", type=float, metavar="N", help="dobson: below it no rate (default 10)"
    )
    parser.add_argument("-o", "--out", type=Path, required=True, metavar="OUT")
    return parser


def _rated(table: "Table", options: argparse.Namespace) -> "Table":
    from klammer.indicators.uncertainty import rate

    found = rate(
        table["numerator"],
        table["denominator"],
        method=options.method,
        level=options.level,
        factor=options.per,
    )
    return table.with_columns(**{name: _plain(getattr(found, name)) for name in ADDED})


def _standardised(table: "Table", standard: "Table", options: argparse.Namespace) -> "Table":
    from klammer.indicators.standardise import direct_rates
    from klammer.parameters import registry

    least = options.min_events
    if least is None:
        least = float(registry.value("standardised_minimum_events", on=date.today()).value)  # noqa: DTZ011  # reason: the day of the person at the keyboard
    result = direct_rates(
        table, standard, factor=options.per, level=options.level, minimum_events=least
    )
    few = [
        f"{row['area']} {row['period']}"
        for row in result.rows()
        if row["value"] is None and row["numerator"] is not None and row["numerator"] < least
    ]
    if few:
        listed = ", ".join(few[:5]) + (" …" if len(few) > 5 else "")
        print(
            f"klammer: no rate below {least:g} events: {len(few)} rows ({listed})", file=sys.stderr
        )
    return _with_constant_columns(result, table)


def _with_constant_columns(result: "Table", table: "Table") -> "Table":
    """Carry columns that say the same in every age group of an area and period."""
    known = {*result.names, "age_group"}
    of: dict[tuple[Any, Any], list[int]] = {}
    for row, key in enumerate(zip(table["area"], table["period"], strict=True)):
        of.setdefault(key, []).append(row)
    more = {}
    for name in table.names:
        values = {key: {table[name][row] for row in rows} for key, rows in of.items()}
        if name not in known and all(len(found) == 1 for found in values.values()):
            keys = zip(result["area"], result["period"], strict=True)
            more[name] = [next(iter(values[key])) for key in keys]
    return result.with_columns(**more)


def _checked(table: "Table", method: str) -> "Table":
    """Return the table with counts as numbers; raise `InputRefusedError` naming the row."""
    keys = ["area", "period", *(["age_group"] if method == "dobson" else [])]
    table.require(*keys, "numerator", "denominator")
    for name in ADDED:
        if name in table.names:
            what = f"the column '{name}' is already there"
            raise _refused(what, "header", "rename or drop it", code="column_exists")
    breakdowns = [name for name in _BREAKDOWNS if name in table.names and name not in keys]
    table.require_unique(*keys, *([] if method == "dobson" else breakdowns))
    counts = {name: _numbers(table[name], name) for name in ("numerator", "denominator")}
    for row, (x, n) in enumerate(zip(*counts.values(), strict=True), start=2):
        _check_row(x, n, row=row, is_share=method == "wilson")
    return table.with_columns(**counts)


def _check_row(x: float | None, n: float | None, *, row: int, is_share: bool) -> None:
    where = f"row {row}"
    unknown = "correct it; leave the numerator empty when it is unknown"
    if x is not None and x < 0:
        raise _refused("the numerator is negative", where, unknown, code="negative_count")
    if n is not None and n <= 0:
        what = "the denominator is 0" if n == 0 else "the denominator is negative"
        raise _refused(what, where, unknown, code="denominator_zero")
    if is_share and x is not None and n is not None and x > n:
        what = "the numerator is larger than the denominator"
        remedy = "take byar, exact or phe when it is no part of the denominator"
        raise _refused(what, where, remedy, code="numerator_above_denominator")


def _numbers(values: "Sequence[Any]", name: str) -> list[float | int | None]:
    numbers: list[float | int | None] = []
    for row, value in enumerate(values, start=2):
        number = _number(value)
        if number is not None and not math.isfinite(number):
            what = f"the {name} is not a number: '{value}'"
            remedy = "write it with digits and a decimal point; leave it empty when it is unknown"
            raise _refused(what, f"row {row}, column {name}", remedy, code="not_a_number")
        numbers.append(number)
    return numbers


def _number(value: Any) -> float | int | None:
    """The number in a cell, None for an empty one, infinity for what is none."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return None
    if isinstance(value, int | float):
        return value
    text = str(value)
    is_plain = text.replace(".", "", 1).removeprefix("-").isascii()
    try:
        number = float(text) if is_plain else math.inf
    except ValueError:
        return math.inf
    if math.isnan(number):
        return math.inf
    return int(number) if number.is_integer() else number


def _plain(values: Any) -> list[float | None]:
    return [None if math.isnan(value) else float(value) for value in values]


_WHY = {
    "negative_count": "a count is 0 or more",
    "denominator_zero": "nothing can be divided by it",
    "numerator_above_denominator": "wilson is for a numerator that is part of its denominator",
    "not_a_number": "the column holds counts",
    "column_exists": "the command adds value, low and high and overwrites nothing",
}


def _refused(what: str, where: str, remedy: str, *, code: str) -> "InputRefusedError":
    from klammer.base.errors import InputRefusedError

    return InputRefusedError(what, where=where, why=_WHY[code], remedy=remedy, code=code)
