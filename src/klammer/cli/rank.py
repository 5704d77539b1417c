# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""`klammer rank`: rank intervals, from a plain table to a plain table."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from klammer.base.tables import Table

ADDED = ("rank_low", "rank_high", "upper_third", "lower_third")
_EXAMPLE = """\
columns in:   area, numerator, denominator; ranked apart by period where there is one
columns out:  the same and rank_low, rank_high, upper_third, lower_third

Rank 1 is the highest value. The limits are the 5 and the 95 % quantile of many rankings of figures
that chance could have made as well; upper_third and lower_third are the shares of these rankings in
which the area is among the highest or the lowest third. An empty numerator keeps its row without a
rank. The same table gives the same result. Tables: CSV, XLSX, ODS, Parquet.

example:
  klammer rank cases.csv --kind proportion -o ranks.csv
"""


def run(arguments: list[str]) -> int:
    """Run the command: 0 done, 1 refused input, 2 usage."""
    options = _parser().parse_args(arguments)
    from klammer.warehouse.files import read_table, write_table

    write_table(_ranked(read_table(options.table), options), options.out)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="klammer rank",
        description="Rank areas by intervals instead of bare ranks.",
        epilog=_EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("table", type=Path, help="the table with the counts")
    parser.add_argument("--kind", required=True, choices=("proportion", "rate"))
    parser.add_argument("--level", type=float, default=0.90, help="default 0.90")
    parser.add_argument("--draws", type=int, default=2000, help="default 2000")
    parser.add_argument("--seed", type=int, default=0, help="default 0")
    parser.add_argument("-o", "--out", type=Path, required=True, metavar="OUT")
    return parser


def _ranked(table: "Table", options: argparse.Namespace) -> "Table":
    from klammer.base.quantities import Kind
    from klammer.cli.plain import numbers
    from klammer.patterns.ranks import rank_intervals

    table.require("area", "numerator", "denominator")
    keys = [name for name in ("period",) if name in table.names]
    table.require_unique("area", *keys)
    counts = {name: numbers(table, name) for name in ("numerator", "denominator")}
    groups: dict[tuple[Any, ...], list[int]] = {}
    for row in range(len(table)):
        groups.setdefault(tuple(table[name][row] for name in keys), []).append(row)
    added: dict[str, list[Any]] = {name: [None] * len(table) for name in ADDED}
    for rows in groups.values():
        ordered = sorted(rows, key=lambda row: str(table["area"][row]))
        found = rank_intervals(
            [counts["numerator"][row] for row in ordered],
            [counts["denominator"][row] for row in ordered],
            kind=Kind(options.kind),
            level=options.level,
            draws=options.draws,
            seed=options.seed,
        )
        for row, one in zip(ordered, found, strict=True):
            values = (one.low, one.high, one.upper, one.lower) if one else (None,) * len(ADDED)
            for name, value in zip(ADDED, values, strict=True):
                added[name][row] = value
    return table.with_columns(**added)
