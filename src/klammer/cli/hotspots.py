# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""`klammer hotspots`: where high or low values lie together (Getis–Ord), table to table."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from klammer.cli import neighbourhoods
from klammer.cli.options import whole

if TYPE_CHECKING:
    from klammer.base.tables import Table

_EXAMPLE = f"""\
columns in:   area, and value, or numerator and denominator (then rates are standardised by
              empirical Bayes); one result for each period where there is one
columns out:  period, area, z, p, q, spot (hot, cold or empty), reason

{neighbourhoods.WAYS}
z is Gi* (the area and its neighbours), with --without-self Gi (the neighbours alone). A spot is an
area whose q, 2p adjusted for the false discovery rate over all areas, is at most 0.05. Tables: CSV,
XLSX, ODS, Parquet.

example:
  klammer hotspots cases.csv --level county --boundary 2022-12-31 -o spots.csv
"""


def run(arguments: list[str]) -> int:
    """Run the command: 0 done, 1 refused input, 2 usage."""
    options = _parser().parse_args(arguments)
    from klammer.warehouse.files import read_table, write_table

    write_table(_found(read_table(options.table), options), options.out)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="klammer hotspots",
        description="Find where high or low values lie together (Getis and Ord).",
        epilog=_EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("table", type=Path, help="the table with the values or counts")
    neighbourhoods.add_options(parser)
    parser.add_argument("--without-self", action="store_true", help="Gi instead of Gi*")
    parser.add_argument("--permutations", type=whole(99), help="default: as many as needed")
    parser.add_argument("--seed", type=whole(0), default=0, help="default 0")
    parser.add_argument("-o", "--out", type=Path, required=True, metavar="OUT")
    return parser


def _found(table: "Table", options: argparse.Namespace) -> "Table":
    from klammer.base.tables import table_of
    from klammer.cli.moran import columns_of, deviates
    from klammer.cli.plain import by_period
    from klammer.patterns.autocorrelation import hot_spots

    table.require("area")
    values = columns_of(table)
    weights = neighbourhoods.weights_for(table, options)
    rows: list[dict[str, Any]] = []
    for period, inside in by_period(table):
        found = hot_spots(
            deviates(table, inside, values, weights),
            weights,
            star=not options.without_self,
            permutations=options.permutations,
            seed=options.seed,
        )
        if found.few:
            print("klammer: few areas: only very strong spots can be found", file=sys.stderr)
        rows += [
            period
            | {name: getattr(one, name) for name in ("area", "z", "p", "q", "spot", "reason")}
            for one in found.areas
        ]
    return table_of(rows)
