# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""`klammer pool`: several years, or an area with its neighbours, as one figure; table to table."""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from klammer.cli import neighbourhoods
from klammer.cli.options import positive, whole

if TYPE_CHECKING:
    from klammer.base.tables import Table
    from klammer.patterns.weights import Weights

_EXAMPLE = f"""\
columns in:   area, period, numerator, denominator, perhaps status (suppressed: hidden)
columns out:  without neighbours: area, periods, numerator, denominator, value, low, high, reason
              with neighbours: area, period, areas, skipped, numerator, denominator, value, low,
              high, reason

Without neighbours the last three to five years of each area are added up, from --since on; only a
rate of events gets limits, because the people of a proportion may be the same every year. With
neighbours an area gets its neighbours (the nearest by x and y, or those of the largest weight,
first) until there are --least-cases; the figure says of which areas it is. A hidden year or own
area refuses the sum, hidden neighbours are skipped and named; reason says why there is no figure,
or that the area needs no neighbour (enough). Cases and people are added, rates never averaged.

{neighbourhoods.WAYS}
example:
  klammer pool deaths.csv --kind rate --per 100000 -o years.csv
  klammer pool deaths.csv --kind rate --per 100000 --neighbours borders.csv -o joined.csv
"""
_COUNTS = ("numerator", "denominator", "value", "low", "high", "reason")


def run(arguments: list[str]) -> int:
    """Run the command: 0 done, 1 refused input, 2 usage."""
    options = _parser().parse_args(arguments)
    from klammer.warehouse.files import read_table, write_table

    write_table(_pooled(read_table(options.table), options), options.out)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="klammer pool",
        description="Add up several years, or an area and its neighbours.",
        epilog=_EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("table", type=Path, help="the table with the counts")
    neighbourhoods.add_options(parser, required=False)
    parser.add_argument("--kind", required=True, choices=("proportion", "rate", "ratio"))
    parser.add_argument("--per", type=positive, default=1.0, metavar="N", help="default 1")
    parser.add_argument(
        "--since", default="", metavar="PERIOD", help="first year that may be added"
    )
    parser.add_argument("--least-cases", type=whole(1), default=10, metavar="N", help="default 10")
    parser.add_argument("-o", "--out", type=Path, required=True, metavar="OUT")
    return parser


def _pooled(table: "Table", options: argparse.Namespace) -> "Table":
    from klammer.base.tables import table_of
    from klammer.cli.plain import keyed

    table.require("area", "period", "numerator", "denominator")
    keyed(table, "area", "period")
    rows = _rows(table)
    if not neighbourhoods.is_named(options):
        names: tuple[str, ...] = ("area", "periods", *_COUNTS)
        return table_of(_years(rows, options), names=names)
    weights = neighbourhoods.weights_for(table, options)
    names = ("area", "period", "areas", "skipped", *_COUNTS)
    return table_of(_neighbours(table, rows, weights, options), names=names)


def _rows(table: "Table") -> list[dict[str, Any]]:
    """Return the rows with numbers and a status, by area and period."""
    from klammer.base.cells import Status
    from klammer.cli.plain import numbers
    from klammer.patterns.refusals import refused

    columns = {name: numbers(table, name) for name in ("numerator", "denominator")}
    told = table["status"] if "status" in table.names else [None] * len(table)
    rows = []
    for at, (x, n, status) in enumerate(zip(*columns.values(), told, strict=True)):
        if (x is not None and x < 0) or (n is not None and n < 0):
            raise refused("a count is negative", code="negative_count", where=f"row {at + 2}")
        if status is not None and status not in set(Status):
            why = f"known are {', '.join(Status)}"
            raise refused(f"'{status}' is no status", code="status", where=f"row {at + 2}", why=why)
        usual = Status.MISSING if x is None or n is None else Status.REPORTED
        key = {name: str(table[name][at]) for name in ("area", "period")}
        rows.append({**key, "numerator": x, "denominator": n, "status": Status(status or usual)})
    return sorted(rows, key=lambda row: (row["area"], row["period"]))


def _years(rows: Sequence[dict[str, Any]], options: argparse.Namespace) -> list[dict[str, Any]]:
    from itertools import groupby

    from klammer.base.quantities import Kind
    from klammer.indicators.pooling import pool

    found = []
    for area, own in groupby(rows, key=lambda row: row["area"]):
        one = pool(
            list(own),
            kind=Kind(options.kind),
            factor=options.per,
            method="byar" if options.kind == "rate" else "",
            since=options.since,
        )
        figures = {name: getattr(one, name) for name in _COUNTS}
        found.append({"area": area, "periods": " ".join(one.periods), **figures})
    return found


def _neighbours(
    table: "Table",
    rows: Sequence[dict[str, Any]],
    weights: "Weights",
    options: argparse.Namespace,
) -> list[dict[str, Any]]:
    from klammer.base.quantities import Kind
    from klammer.indicators.pooling_areas import join

    by_key = {(row["area"], row["period"]): row for row in rows}
    order = _order(table, weights)
    found = []
    for (area, period), row in by_key.items():
        others = [by_key[other, period] for other in order[area] if (other, period) in by_key]
        one = join(
            [row, *others], kind=Kind(options.kind), factor=options.per, least=options.least_cases
        )
        figures = {name: getattr(one, name) for name in _COUNTS}
        named = {"areas": " ".join(one.areas), "skipped": " ".join(one.skipped)}
        found.append({"area": area, "period": period, **named, **figures})
    return found


def _order(table: "Table", weights: "Weights") -> dict[str, list[str]]:
    """Return area → neighbours: the nearest first where there are points, else by weight, key."""
    from klammer.cli.plain import numbers

    points: dict[str, tuple[float, float]] = {}
    if {"x", "y"} <= set(table.names):
        places = zip(table["area"], numbers(table, "x"), numbers(table, "y"), strict=True)
        points = {str(area): (x or 0.0, y or 0.0) for area, x, y in places}
    found = {}
    for area in weights.areas:
        near = weights.neighbours(area)
        ranked = [
            (_far(points[area], points[other]) if points else -weight, other)
            for other, weight in near.items()
        ]
        found[area] = [other for _, other in sorted(ranked)]
    return found


def _far(one: tuple[float, float], other: tuple[float, float]) -> float:
    return (one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2
