# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""`klammer convert`: carry the counts of a plain table to another boundary version."""

import argparse
import re
import sys
from collections import Counter
from pathlib import Path

from klammer.base.tables import Table

_DAY = re.compile(r"^\d{4}-\d\d-\d\d$")
EXAMPLE = (
    "klammer convert people.csv --from 2018-12-31 --to 2023-12-31 -o people_2023.csv\n"
    "         people.csv: area,period,variable,value\n"
    "                     16063,2018,people,123025"
)


def run(arguments: list[str]) -> int:
    """Run the command; errors are raised and become exit code 1."""
    chosen = _parser().parse_args(arguments)
    from klammer.territory import plain_tables
    from klammer.warehouse.files import read_table, write_table

    delivered = read_table(chosen.table)
    kept = plain_tables.rows_of_level(delivered, level=chosen.level) if chosen.level else delivered
    table = plain_tables.prepared(kept, from_date=chosen.from_date, kind=chosen.kind)
    result = plain_tables.convert_table(
        table,
        from_date=chosen.from_date,
        to_date=chosen.to_date,
        weights=chosen.weights,
        kind=chosen.kind or "count",
        partial=not chosen.complete,
    )
    write_table(result, chosen.output)
    if len(kept) < len(delivered):
        print(f"{len(delivered) - len(kept)} rows of other levels were left out")
    print(_summary(result, chosen.output))
    _warn(result)
    return 0


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
    _add_boundaries(parser)
    _add_values(parser)
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="OUT")
    return parser


def _add_boundaries(parser: argparse.ArgumentParser) -> None:
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


def _add_values(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--level",
        choices=("county", "municipality"),
        help="take only the rows of this level from a table that mixes levels",
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
