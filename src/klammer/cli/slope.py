# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""`klammer slope`: slope index of inequality, from a plain table to a plain table."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from klammer.cli.options import positive, share, whole

if TYPE_CHECKING:
    from klammer.base.tables import Table

_EXAMPLE = """\
columns in:   group (1 the worst placed), numerator, denominator, perhaps population (by which
              groups are ranked); perhaps area and period: each apart
columns out:  area, period, groups, first, last, sii, sii_low, sii_high, rii, rii_low, rii_high,
              direction

A line is fitted through 5 to 100 groups, e.g. tenths of areas by an index: first and last are its
ends, sii = last - first, rii = last / first. Rates are fitted as logarithms, proportions as logits,
with --straight as they are. direction is 0 where the limits include 0. Tables: CSV, XLSX, ODS,
Parquet.

example:
  klammer slope tenths.csv --kind proportion --per 100 -o slope.csv
"""
_FIGURES = (
    "first", "last", "sii", "sii_low", "sii_high", "rii", "rii_low", "rii_high", "direction",
)  # fmt: skip


def run(arguments: list[str]) -> int:
    """Run the command: 0 done, 1 refused input, 2 usage."""
    options = _parser().parse_args(arguments)
    from klammer.warehouse.files import read_table, write_table

    write_table(_fitted(read_table(options.table), options), options.out)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="klammer slope",
        description="Slope and relative index of inequality over ordered groups.",
        epilog=_EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("table", type=Path, help="the table with the counts")
    parser.add_argument("--kind", required=True, choices=("proportion", "rate"))
    parser.add_argument("--per", type=positive, default=1.0, metavar="N", help="default 1")
    parser.add_argument("--straight", action="store_true", help="fit the figures as they are")
    parser.add_argument("--level", type=share, default=0.95, help="default 0.95")
    parser.add_argument("--draws", type=whole(100), default=10_000, help="default 10000")
    parser.add_argument("--seed", type=whole(0), default=0, help="default 0")
    parser.add_argument("-o", "--out", type=Path, required=True, metavar="OUT")
    return parser


def _fitted(table: "Table", options: argparse.Namespace) -> "Table":
    from klammer.base.quantities import Kind
    from klammer.base.tables import table_of
    from klammer.cli.plain import keyed, numbers, picked
    from klammer.patterns.slope import slope_index

    table.require("group", "numerator", "denominator")
    keys = [name for name in ("area", "period") if name in table.names]
    keyed(table, *keys, "group")
    names = ("group", "numerator", "denominator", "population")
    columns = {name: numbers(table, name) for name in names if name in table.names}
    groups: dict[tuple[Any, ...], list[int]] = {}
    for row in range(len(table)):
        groups.setdefault(tuple(table[name][row] for name in keys), []).append(row)
    rows = []
    for key, inside in groups.items():
        inside.sort(key=lambda row: columns["group"][row] or 0.0)
        found = slope_index(
            picked(columns["numerator"], inside),
            picked(columns["denominator"], inside),
            kind=Kind(options.kind),
            populations=picked(columns["population"], inside) if "population" in columns else None,
            transform=not options.straight,
            factor=options.per,
            level=options.level,
            draws=options.draws,
            seed=options.seed,
        )
        figures = {name: getattr(found, name) for name in _FIGURES}
        rows.append({**dict(zip(keys, key, strict=True)), "groups": len(inside), **figures})
    return table_of(rows)
