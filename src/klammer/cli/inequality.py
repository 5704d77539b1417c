# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""`klammer inequality`: how far areas are apart, from a plain table to a plain table."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from klammer.base.tables import Table

_EXAMPLE = """\
columns in:   area, and value (with an optional column weight), or numerator and denominator with
              --kind; one result for each period where there is one
columns out:  period, areas, mean, lowest, highest, width, ratio, deviation, variation, gini, theil,
              hoover; with --kind also beyond_chance, low, high (95 %), probability

Weights are the column weight, or the denominators. An empty value leaves its area out. Tables: CSV,
XLSX, ODS, Parquet.

example:
  klammer inequality incomes.csv -o apart.csv
  klammer inequality cases.csv --kind proportion --per 100 -o apart.csv
"""
_FIGURES = (
    "areas", "mean", "lowest", "highest", "width", "ratio", "deviation", "variation", "gini",
    "theil", "hoover",
)  # fmt: skip
_TESTED = {"beyond_chance": "value", "low": "low", "high": "high", "probability": "probability"}


def run(arguments: list[str]) -> int:
    """Run the command: 0 done, 1 refused input, 2 usage."""
    options = _parser().parse_args(arguments)
    from klammer.warehouse.files import read_table, write_table

    write_table(_measured(read_table(options.table), options), options.out)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="klammer inequality",
        description="Measure how far areas are apart.",
        epilog=_EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("table", type=Path, help="the table with the values or counts")
    parser.add_argument(
        "--kind", choices=("proportion", "rate"), help="of numerator and denominator"
    )
    parser.add_argument("--per", type=float, default=1.0, metavar="N", help="default 1")
    parser.add_argument("-o", "--out", type=Path, required=True, metavar="OUT")
    return parser


def _measured(table: "Table", options: argparse.Namespace) -> "Table":
    from klammer.base.tables import table_of
    from klammer.cli.plain import numbers

    table.require("area", *(("numerator", "denominator") if options.kind else ("value",)))
    is_dated = "period" in table.names
    table.require_unique("area", *(["period"] if is_dated else []))
    wanted = ("numerator", "denominator") if options.kind else ("value", "weight")
    columns = {name: numbers(table, name) for name in wanted if name in table.names}
    periods = [str(one) for one in table["period"]] if is_dated else [""] * len(table)
    rows = []
    for period in sorted(set(periods)):
        inside = [row for row, one in enumerate(periods) if one == period]
        part = {name: [values[row] for row in inside] for name, values in columns.items()}
        measured = _counted(part, options) if options.kind else _valued(part)
        rows.append({**({"period": period} if is_dated else {}), **measured})
    return table_of(rows)


def _valued(part: dict[str, list[float | None]]) -> dict[str, Any]:
    from klammer.patterns.inequality import inequality

    found = inequality(part["value"], weights=part.get("weight"))
    return {name: getattr(found, name) for name in _FIGURES}


def _counted(part: dict[str, list[float | None]], options: argparse.Namespace) -> dict[str, Any]:
    from klammer.base.quantities import Kind
    from klammer.patterns.dispersion import dispersion
    from klammer.patterns.inequality import inequality

    x, n = part["numerator"], part["denominator"]
    values = [
        options.per * a / b if a is not None and b else None for a, b in zip(x, n, strict=True)
    ]
    apart = inequality(values, weights=n)
    tested = dispersion(x, n, kind=Kind(options.kind), factor=options.per)
    return {
        **{name: getattr(apart, name) for name in _FIGURES},
        **{name: getattr(tested, field) for name, field in _TESTED.items()},
    }
