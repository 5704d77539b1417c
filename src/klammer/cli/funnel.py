# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""`klammer funnel`: areas in a funnel around a target, from a plain table to a plain table."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from klammer.cli import pictures
from klammer.cli.options import finite, positive

if TYPE_CHECKING:
    from klammer.base.tables import Table

ADDED = ("value", "low", "high", "lower", "upper", "place")
_EXAMPLE = """\
columns in:   area, numerator, denominator; each period apart where there is one
columns out:  the same and value, low, high (95 % limits around the target), lower, upper (99.8 %),
              place: inside, above, below, far_above, far_below

Without --target the target is the common figure of all areas. An area lies outside exactly when its
own interval excludes the target (Wilson for proportions, exact for rates). For ratios of observed
and expected events write these as numerator and denominator, --kind rate --target 1. Where areas
scatter much more than by chance, a line on standard error says so. Tables: CSV, XLSX, ODS, Parquet.

example:
  klammer funnel cases.csv --kind proportion --per 100 --picture funnel.svg -o placed.csv
"""


def run(arguments: list[str]) -> int:
    """Run the command: 0 done, 1 refused input, 2 usage."""
    options = _parser().parse_args(arguments)
    from klammer.warehouse.files import read_table, write_table

    write_table(_placed(read_table(options.table), options), options.out)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="klammer funnel",
        description="Place areas in a funnel plot: what is unusual for their size.",
        epilog=_EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("table", type=Path, help="the table with the counts")
    parser.add_argument("--kind", required=True, choices=("proportion", "rate"))
    parser.add_argument("--target", type=finite, help="in the unit of the figure (per --per)")
    parser.add_argument("--per", type=positive, default=1.0, metavar="N", help="default 1")
    pictures.add_options(parser, drawn="the last period")
    parser.add_argument("-o", "--out", type=Path, required=True, metavar="OUT")
    return parser


def _placed(table: "Table", options: argparse.Namespace) -> "Table":
    from klammer.base.quantities import Kind
    from klammer.cli.plain import by_period, numbers, picked
    from klammer.patterns.funnel import funnel

    table.require("area", "numerator", "denominator")
    x, n = numbers(table, "numerator"), numbers(table, "denominator")
    added: dict[str, list[Any]] = {name: [None] * len(table) for name in ADDED}
    for period, inside in by_period(table):
        found = funnel(
            picked(x, inside),
            picked(n, inside),
            kind=Kind(options.kind),
            target=options.target,
            factor=options.per,
        )
        if found.is_overdispersed:
            when = f"{period['period']}: " if period else ""
            print(
                f"klammer: {when}areas scatter {found.scatter:.1f} times as much as by chance; "
                "limits tell little",
                file=sys.stderr,
            )
        if options.picture:
            _draw(table, inside, found, options)
        for row, point in zip(inside, found.points, strict=True):
            for name in ADDED:
                added[name][row] = getattr(point, name)
    return table.with_columns(**added)


def _draw(table: "Table", rows: list[int], found: Any, options: argparse.Namespace) -> None:
    from klammer.base.quantities import Kind
    from klammer.presentation.charts.funnel import FunnelDot, funnel_plot, said
    from klammer.presentation.scatter import Side

    names = table["name"] if "name" in table.names else table["area"]
    dots = [
        FunnelDot(str(table["area"][row]), str(names[row]), one.size, one.value, one.place, "")
        for row, one in zip(rows, found.points, strict=True)
        if one.place
    ]
    title = options.title or "Trichter"
    drawing = funnel_plot(
        dots,
        kind=Kind(options.kind),
        target=found.target,
        factor=options.per,
        label=title,
        up=Side(title, "%" if options.per == 100 else ""),
    )
    note = "Durchgezogene Grenze: 95 %, gestrichelte: 99,8 %. Waagerecht: der Vergleichswert."
    pictures.write(
        options.picture,
        drawing,
        title=title,
        sentence=said(found, plural="Gebieten"),
        notes=(note,),
    )
