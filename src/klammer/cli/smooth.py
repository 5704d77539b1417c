# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""`klammer smooth`: rates drawn towards a mean, beside the raw ones, table to table."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from klammer.cli import neighbourhoods
from klammer.cli.options import positive

if TYPE_CHECKING:
    from klammer.base.tables import Table

ADDED = ("raw", "smoothed", "mean", "own")
_EXAMPLE = f"""\
columns in:   area, numerator, denominator; each period apart where there is one
columns out:  the same and raw, smoothed, mean (drawn towards), own (0 to 1: how much the area's own
              rate counts)

Empirical Bayes (Marshall): towards the mean of all areas, or with neighbours named towards that of
the area and its neighbours. Show smoothed figures beside the raw ones, never in their place.

{neighbourhoods.WAYS}
example:
  klammer smooth deaths.csv --per 100000 -o smoothed.csv
  klammer smooth deaths.csv --neighbours borders.csv --per 100000 -o smoothed.csv
"""


def run(arguments: list[str]) -> int:
    """Run the command: 0 done, 1 refused input, 2 usage."""
    options = _parser().parse_args(arguments)
    from klammer.warehouse.files import read_table, write_table

    write_table(_smoothed(read_table(options.table), options), options.out)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="klammer smooth",
        description="Draw rates of small areas towards a mean, beside the raw rates.",
        epilog=_EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("table", type=Path, help="the table with the counts")
    neighbourhoods.add_options(parser, required=False)
    parser.add_argument("--kind", choices=("proportion", "rate"), default="rate")
    parser.add_argument("--per", type=positive, default=1.0, metavar="N", help="default 1")
    parser.add_argument("-o", "--out", type=Path, required=True, metavar="OUT")
    return parser


def _smoothed(table: "Table", options: argparse.Namespace) -> "Table":
    from klammer.cli.plain import by_period, numbers, plain_number

    table.require("area", "numerator", "denominator")
    x, n = numbers(table, "numerator"), numbers(table, "denominator")
    weights = (
        neighbourhoods.weights_for(table, options) if neighbourhoods.is_named(options) else None
    )
    added: dict[str, list[Any]] = {name: [None] * len(table) for name in ADDED}
    for _, inside in by_period(table):
        found = _drawn(table, inside, (x, n), weights, options)
        places = {area: at for at, area in enumerate(weights.areas)} if weights else {}
        for at, row in enumerate(inside):
            place = places[str(table["area"][row])] if weights else at
            for name, column in zip(ADDED, found, strict=True):
                added[name][row] = plain_number(column[place])
    return table.with_columns(**added)


def _drawn(
    table: "Table",
    rows: list[int],
    counts: tuple[Any, Any],
    weights: Any,
    options: argparse.Namespace,
) -> tuple[Any, ...]:
    from klammer.base.quantities import Kind
    from klammer.cli.plain import picked
    from klammer.patterns.smoothing import smooth, smooth_locally

    kind = Kind(options.kind)
    if weights is None:
        x, n = (picked(one, rows) for one in counts)
        found = smooth(x, n, kind=kind, factor=options.per)
    else:
        x, n = (neighbourhoods.in_order(table, rows, one, weights) for one in counts)
        found = smooth_locally(x, n, weights, kind=kind, factor=options.per)
    return found.raw, found.value, found.mean, found.own
