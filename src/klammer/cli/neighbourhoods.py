# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who is a neighbour of whom, as the spatial commands ask for it: one of four ways."""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from klammer.cli.options import finite, whole

if TYPE_CHECKING:
    from klammer.base.tables import Table
    from klammer.patterns.weights import Weights

WAYS = """\
neighbours, one of:
  --neighbours FILE         columns area, neighbour and perhaps weight; (A, B) makes B one of A
  --nearest K               the K nearest by the columns x and y of the table (metres)
  --outlines FILE           areas of a GeoPackage, GeoJSON or zipped shapefile that touch;
                            --key names the column with their keys, --rule rook asks for a border
                            in common (of at least --least metres), queen for a point
  --level L --boundary DAY  the borders that are packaged, e.g. county and 2022-12-31
"""


def add_options(parser: argparse.ArgumentParser, *, required: bool = True) -> None:
    """Add the options that say who is a neighbour of whom."""
    ways = parser.add_mutually_exclusive_group(required=required)
    ways.add_argument("--neighbours", type=Path, metavar="FILE")
    ways.add_argument("--nearest", type=whole(1), metavar="K")
    ways.add_argument("--outlines", type=Path, metavar="FILE")
    ways.add_argument("--level", metavar="L")
    parser.add_argument("--boundary", metavar="DAY", default="2022-12-31")
    parser.add_argument("--key", metavar="COLUMN", default="area")
    parser.add_argument("--rule", choices=("rook", "queen"), default="rook")
    parser.add_argument("--least", type=finite, default=0.0, metavar="METRES")


def is_named(options: argparse.Namespace) -> bool:
    """Whether a way was named."""
    return bool(options.neighbours or options.nearest or options.outlines or options.level)


def weights_for(table: "Table", options: argparse.Namespace) -> "Weights":
    """Return the weights among the areas of a table."""
    areas = sorted({str(area) for area in table["area"]})
    if options.neighbours:
        return _listed(areas, options.neighbours)
    if options.nearest is not None:
        return _nearest(table, options.nearest)
    if options.outlines:
        return _outlined(areas, options)
    return _packaged(areas, options.level, options.boundary)


def in_order(table: "Table", rows: Sequence[int], column: Sequence[Any], weights: "Weights") -> Any:
    """Return the values of some rows in the order of the weights; None where an area has no row."""
    return weights.ordered({str(table["area"][row]): column[row] for row in rows})


def _listed(areas: Sequence[str], path: Path) -> "Weights":
    from klammer.cli.plain import numbers
    from klammer.patterns.weights import pair_weights
    from klammer.warehouse.files import read_table

    listed = read_table(path)
    listed.require("area", "neighbour")
    weights = numbers(listed, "weight") if "weight" in listed.names else [1.0] * len(listed)
    known = set(areas)
    pairs = [
        (str(area), str(other), 1.0 if weight is None else weight)
        for area, other, weight in zip(listed["area"], listed["neighbour"], weights, strict=True)
    ]
    # A list of all neighbourhoods may be used with figures of some of them.
    return pair_weights(areas, [pair for pair in pairs if {pair[0], pair[1]} <= known])


def _nearest(table: "Table", count: int) -> "Weights":
    from klammer.cli.plain import numbers
    from klammer.patterns.refusals import refused
    from klammer.patterns.weights import nearest_weights

    table.require("x", "y")
    points: dict[str, tuple[float, float]] = {}
    for row, (area, x, y) in enumerate(
        zip(table["area"], numbers(table, "x"), numbers(table, "y"), strict=True), start=2
    ):
        if x is None or y is None:
            raise refused("an area has no place", code="no_place", where=f"row {row}, columns x, y")
        points[str(area)] = (x, y)
    return nearest_weights(points, count=count)


def _outlined(areas: Sequence[str], options: argparse.Namespace) -> "Weights":
    from klammer.cli.outlines import read_outlines
    from klammer.patterns.contiguity import contiguity_weights
    from klammer.patterns.refusals import refused

    shapes = read_outlines(options.outlines, key=options.key)
    lacking = [area for area in areas if area not in shapes]
    if lacking:
        raise refused(
            f"the area '{lacking[0]}' has no outline",
            code="no_outline",
            where=f"{options.outlines.name}, column {options.key}",
            why=f"{len(lacking)} of {len(areas)} areas are not in the file",
            remedy="name the column with the keys by --key, or use a file of the same day",
        )
    chosen = {area: shapes[area] for area in areas}
    return contiguity_weights(chosen, rule=options.rule, least=options.least)


def _packaged(areas: Sequence[str], level: str, boundary: str) -> "Weights":
    from klammer.patterns.refusals import refused
    from klammer.patterns.weights import neighbour_weights
    from klammer.territory.adjacency import neighbours

    found = neighbours(level, boundary)
    lacking = [area for area in areas if area not in found]
    if lacking:
        raise refused(
            f"the area '{lacking[0]}' has no packaged border",
            code="no_outline",
            where="--level, --boundary",
            why=f"{len(found)} areas of level {level} are packaged for {boundary}",
            remedy="use keys of that day, or hand in --neighbours or --outlines",
        )
    return neighbour_weights({area: found[area] for area in areas})
