# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""`klammer moran`: whether neighbours are alike, from a plain table to a plain table."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from klammer.cli import neighbourhoods, pictures
from klammer.cli.options import whole

if TYPE_CHECKING:
    from klammer.base.tables import Table

_EXAMPLE = f"""\
columns in:   area, and value, or numerator and denominator (then rates are standardised by
              empirical Bayes, so that chance in small areas makes no pattern); one result for each
              period where there is one
columns out:  period, moran, expected, p, p_two_sided, direction (1 alike, -1 unlike, 0 not to be
              told from chance), areas, missing, islands, parts, few
              with --local: period, area, standard, lag, local_moran, p, q, quadrant, cluster,
              reason

{neighbourhoods.WAYS}
p is the share of permutations at least as far out on the side of the statistic (as in PySAL). A
cluster is an area whose q, 2p adjusted for the false discovery rate over all areas, is at most
0.05. Below 30 areas only very strong patterns can be found. Tables: CSV, XLSX, ODS, Parquet.

example:
  klammer moran cases.csv --level county --boundary 2022-12-31 -o pattern.csv
  klammer moran cases.csv --neighbours borders.csv --local -o clusters.csv
"""


def run(arguments: list[str]) -> int:
    """Run the command: 0 done, 1 refused input, 2 usage."""
    options = _parser().parse_args(arguments)
    from klammer.warehouse.files import read_table, write_table

    write_table(_measured(read_table(options.table), options), options.out)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="klammer moran",
        description="Test whether neighbours are alike (Moran's I), and where.",
        epilog=_EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("table", type=Path, help="the table with the values or counts")
    neighbourhoods.add_options(parser)
    parser.add_argument("--local", action="store_true", help="one row for each area")
    parser.add_argument(
        "--permutations", type=whole(99), help="default 999; with --local as many as needed"
    )
    parser.add_argument("--seed", type=whole(0), default=0, help="default 0")
    pictures.add_options(parser, drawn="the Moran scatter of the last period")
    parser.add_argument("-o", "--out", type=Path, required=True, metavar="OUT")
    return parser


def _measured(table: "Table", options: argparse.Namespace) -> "Table":
    from klammer.base.tables import table_of
    from klammer.cli.plain import by_period

    table.require("area")
    values = columns_of(table)
    weights = neighbourhoods.weights_for(table, options)
    rows: list[dict[str, Any]] = []
    for period, inside in by_period(table):
        found = deviates(table, inside, values, weights)
        made = _local if options.local else _global
        rows += [period | row for row in made(found, weights, options.permutations, options.seed)]
        if options.picture:
            _draw(table, inside, found, weights, options)
    return table_of(rows)


def columns_of(table: "Table") -> dict[str, list[float | None]]:
    """Return the column value, or numerator and denominator."""
    from klammer.cli.plain import numbers

    names = ("value",) if "value" in table.names else ("numerator", "denominator")
    table.require(*names)
    return {name: numbers(table, name) for name in names}


def deviates(
    table: "Table", rows: list[int], columns: dict[str, list[float | None]], weights: Any
) -> Any:
    """Return area → value, or standardised rate, in the order of the weights."""
    from klammer.patterns.autocorrelation import rate_deviates

    ordered = [neighbourhoods.in_order(table, rows, column, weights) for column in columns.values()]
    return ordered[0] if len(ordered) == 1 else rate_deviates(*ordered)


def _global(values: Any, weights: Any, permutations: int | None, seed: int) -> list[dict[str, Any]]:
    from klammer.patterns.autocorrelation import moran

    found = moran(values, weights.row_standardised(), permutations=permutations or 999, seed=seed)
    if found.few:
        print(f"klammer: {len(found.areas)} areas are few for a spatial pattern", file=sys.stderr)
    return [
        {
            "moran": found.value,
            "expected": found.expected,
            "p": found.p,
            "p_two_sided": found.p_two_sided,
            "direction": found.direction,
            "areas": len(found.areas),
            "missing": len(found.missing),
            "islands": " ".join(found.islands),
            "parts": weights.groups,
            "few": int(found.few),
        }
    ]


def _local(values: Any, weights: Any, permutations: int | None, seed: int) -> list[dict[str, Any]]:
    from klammer.patterns.autocorrelation import local_moran

    found = local_moran(values, weights, permutations=permutations, seed=seed)
    if found.few:
        print("klammer: few areas: only very strong clusters can be found", file=sys.stderr)
    if not found.detectable:
        print(
            "klammer: for so many areas one cluster alone cannot be found; raise --permutations",
            file=sys.stderr,
        )
    return [
        {
            "area": one.area,
            "standard": one.standard,
            "lag": one.lag,
            "local_moran": one.value,
            "p": one.p,
            "q": one.q,
            "quadrant": one.quadrant,
            "cluster": one.cluster,
            "reason": one.reason,
        }
        for one in found.areas
    ]


def _draw(
    table: "Table", rows: list[int], values: Any, weights: Any, options: argparse.Namespace
) -> None:
    from klammer.patterns.autocorrelation import local_moran, moran
    from klammer.presentation.charts.moran import (
        CLUSTERS,
        cluster_classes,
        cluster_keys,
        moran_scatter,
        said,
    )

    found = moran(values, weights.row_standardised(), seed=options.seed)
    local = local_moran(values, weights, seed=options.seed)
    column = table["name"] if "name" in table.names else table["area"]
    names = {str(table["area"][row]): str(column[row]) for row in rows}
    title = options.title or "Räumliches Muster"
    drawing = moran_scatter(
        found, names, label=title, clusters={one.area: one.cluster for one in local.areas}
    )
    shown = {CLUSTERS[name][0] for name in ("HH", "HL", "LH", "LL")}
    keys = [one for one in cluster_keys(cluster_classes(local)) if one.style in shown]
    pictures.write(
        options.picture,
        drawing,
        title=title,
        sentence=said(found, title=title),
        legend=[(f"moran {one.style}", f"{one.words}: {one.count}") for one in keys],
    )
