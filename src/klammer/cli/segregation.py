# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""`klammer segregation`: whether a group lives apart, from a plain table to a plain table."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from klammer.cli.options import share, whole

if TYPE_CHECKING:
    from klammer.base.tables import Table

_EXAMPLE = """\
columns in:   area, group, and total (which holds the group) or other (a second group); one result
              for each period where there is one
columns out:  period, index, areas, observed, expected, value, low, high, probability, reason; from
              the second period on change, change_low, change_high, direction against the first

index is dissimilarity (of the group from everybody else, or from the other group), isolation, eta.
expected is what a random spread over units of these sizes gives, value is without that part, low
and high are its limits, probability that of at least the observed index by chance. direction is 1
further apart, -1 less apart, 0 not to be told from chance. Tables: CSV, XLSX, ODS, Parquet.

example:
  klammer segregation children.csv -o apart.csv
"""
INDEXES = ("dissimilarity", "isolation", "eta")
FIGURES = ("areas", "observed", "expected", "value", "low", "high", "probability", "reason")


def run(arguments: list[str]) -> int:
    """Run the command: 0 done, 1 refused input, 2 usage."""
    options = _parser().parse_args(arguments)
    from klammer.warehouse.files import read_table, write_table

    write_table(_measured(read_table(options.table), options), options.out)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="klammer segregation",
        description="Measure whether a group lives apart, without the part that chance makes.",
        epilog=_EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("table", type=Path, help="the table with the counts")
    parser.add_argument("--level", type=share, default=0.95, help="of the limits, default 0.95")
    parser.add_argument("--draws", type=whole(100), default=1000, help="default 1000")
    parser.add_argument("--seed", type=whole(0), default=0, help="default 0")
    parser.add_argument("-o", "--out", type=Path, required=True, metavar="OUT")
    return parser


def _measured(table: "Table", options: argparse.Namespace) -> "Table":
    from klammer.base.tables import table_of
    from klammer.cli.plain import by_period, numbers, picked
    from klammer.patterns.segregation import segregation

    second = "other" if "other" in table.names and "total" not in table.names else "total"
    table.require("area", "group", second)
    group, total = numbers(table, "group"), numbers(table, second)
    if second == "other":
        total = [
            None if one is None or other is None else one + other
            for one, other in zip(group, total, strict=True)
        ]
    first: dict[str, Any] = {}
    rows = []
    for period, inside in by_period(table):
        for index in INDEXES:
            found = segregation(
                picked(group, inside),
                picked(total, inside),
                index=index,
                level=options.level,
                draws=options.draws,
                seed=options.seed,
            )
            before = first.setdefault(index, found)
            figures = {name: getattr(found, name) for name in FIGURES}
            rows.append({**period, "index": index, **figures, **changed(before, found)})
    return table_of(rows)


def changed(before: Any, found: Any) -> dict[str, Any]:
    """Return change, its limits and its direction; empty cells for the first period itself."""
    from klammer.patterns import chance

    change = None if before is found else chance.change(before, found)
    return {
        "change": change.difference if change else None,
        "change_low": change.low if change else None,
        "change_high": change.high if change else None,
        "direction": change.direction if change else None,
    }
