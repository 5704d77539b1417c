# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""`klammer neighbours`: areas that are alike, from a plain table to a plain table."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from klammer.base.tables import Table

_EXAMPLE = """\
columns in:   area, and one column of numbers for each input
columns out:  area, distance, and for each input INPUT_apart (difference in standard deviations)
              and INPUT_share (its part of the squared distance)

Inputs are standardised over all areas of the table; the distance is the root of the mean squared
difference. Areas that miss an input are left out and named. Tables: CSV, XLSX, ODS, Parquet.

example:
  klammer neighbours structure.csv --to 16063 --log population -o similar.csv
"""

NO_INPUT = frozenset({"area", "name", "period", "boundary", "area_level"})


def run(arguments: list[str]) -> int:
    """Run the command: 0 done, 1 refused input, 2 usage."""
    options = _parser().parse_args(arguments)
    from klammer.warehouse.files import read_table, write_table

    write_table(_found(read_table(options.table), options), options.out)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="klammer neighbours",
        description="Find the areas most like one.",
        epilog=_EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("table", type=Path, help="the table with the inputs")
    parser.add_argument("--to", required=True, metavar="AREA", help="key of the area asked about")
    parser.add_argument("--count", type=int, default=10, help="default 10")
    parser.add_argument(
        "--inputs", metavar="A,B", help="columns to compare by; default: all of numbers but area"
    )
    parser.add_argument(
        "--log", default="", metavar="A,B", help="inputs compared by their logarithm"
    )
    parser.add_argument("-o", "--out", type=Path, required=True, metavar="OUT")
    return parser


def _found(table: "Table", options: argparse.Namespace) -> "Table":
    import sys

    from klammer.base.tables import table_of
    from klammer.cli.plain import input_columns, numbers
    from klammer.patterns.neighbours import nearest

    named = input_columns(table, options.inputs or "", reserved=NO_INPUT)
    table.require("area", *named)
    areas = [str(one) for one in table["area"]]
    answer = nearest(
        areas,
        {name: numbers(table, name) for name in named},
        to=options.to,
        count=options.count,
        logs=set(filter(None, options.log.split(","))),
    )
    if answer.left_out:
        listed = ", ".join(answer.left_out[:5]) + (" …" if len(answer.left_out) > 5 else "")
        print(f"klammer: {len(answer.left_out)} areas miss an input: {listed}", file=sys.stderr)
    rows: list[dict[str, Any]] = [
        {
            "area": one.area,
            "distance": one.distance,
            **{f"{name}_apart": value for name, value in one.apart.items()},
            **{f"{name}_share": value for name, value in one.shares.items()},
        }
        for one in answer.neighbours
    ]
    return table_of(rows, names=() if rows else ("area", "distance"))
