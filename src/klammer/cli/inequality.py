# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""`klammer inequality`: how far areas are apart, from a plain table to a plain table."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from klammer.cli import pictures
from klammer.cli.options import positive, whole

if TYPE_CHECKING:
    from klammer.base.tables import Table

_EXAMPLE = """\
columns in:   area, and value (with an optional column weight), or numerator and denominator with
              --kind; one result for each period where there is one
columns out:  period, areas, mean, lowest, highest, width, ratio, deviation, variation, gini, theil,
              hoover
  with --kind also beyond_chance, low, high (95 %), probability: the deviation without the part
              that chance makes; index, measured, measured_low, measured_high: the same of
              --index; from the second period on change, change_low, change_high, direction of
              it against the first (1 apart, -1 together, 0 not to be told from chance)
  with --groups COLUMN also theil_between, theil_within: Theil's index between and within the
              larger areas that the column names; --parts writes one row for each of these

Weights are the column weight, or the denominators. An empty value leaves its area out. Tables: CSV,
XLSX, ODS, Parquet.

example:
  klammer inequality incomes.csv -o apart.csv
  klammer inequality cases.csv --kind proportion --per 100 --groups state -o apart.csv
"""
_FIGURES = (
    "areas", "mean", "lowest", "highest", "width", "ratio", "deviation", "variation", "gini",
    "theil", "hoover",
)  # fmt: skip
_TESTED = {"beyond_chance": "value", "low": "low", "high": "high", "probability": "probability"}


def run(arguments: list[str]) -> int:
    """Run the command: 0 done, 1 refused input, 2 usage."""
    options = _parser().parse_args(arguments)
    from klammer.warehouse.files import read_table, write_table

    measured, parts = _measured(read_table(options.table), options)
    write_table(measured, options.out)
    if options.parts:
        write_table(parts, options.parts)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="klammer inequality",
        description="Measure how far areas are apart.",
        epilog=_EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("table", type=Path, help="the table with the values or counts")
    parser.add_argument(
        "--kind", choices=("proportion", "rate"), help="of numerator and denominator"
    )
    parser.add_argument("--per", type=positive, default=1.0, metavar="N", help="default 1")
    parser.add_argument("--index", choices=("gini", "theil", "hoover", "variation"), default="gini")
    parser.add_argument("--groups", metavar="COLUMN", help="larger areas, for Theil's index")
    parser.add_argument("--parts", type=Path, metavar="OUT", help="one row for each larger area")
    parser.add_argument("--draws", type=whole(100), default=1000, help="default 1000")
    parser.add_argument("--seed", type=whole(0), default=0, help="default 0")
    pictures.add_options(parser, drawn="Lorenz curves of the first and the last period")
    parser.add_argument("-o", "--out", type=Path, required=True, metavar="OUT")
    return parser


def _measured(table: "Table", options: argparse.Namespace) -> "tuple[Table, Table]":
    from klammer.base.tables import table_of
    from klammer.cli.plain import by_period, numbers, picked
    from klammer.cli.segregation import changed

    table.require("area", *(("numerator", "denominator") if options.kind else ("value",)))
    if options.groups:
        table.require(options.groups)
    wanted = ("numerator", "denominator") if options.kind else ("value", "weight")
    columns = {name: numbers(table, name) for name in wanted if name in table.names}
    rows: list[dict[str, Any]] = []
    parts: list[dict[str, Any]] = []
    curves: list[tuple[str, Any]] = []
    first: Any = None
    for period, inside in by_period(table):
        part = {name: picked(values, inside) for name, values in columns.items()}
        values, weights = _figures(part, options.per)
        row = {**period, **_plain(values, weights)}
        if options.kind:
            tested, found = _tested(part, options)
            first = first or found
            row |= tested | changed(first, found)
        if options.groups:
            groups = [str(table[options.groups][one]) for one in inside]
            split, more = _split(values, weights, groups)
            row |= split
            parts += [period | one for one in more]
        rows.append(row)
        curves.append((period.get("period", ""), (values, weights)))
    if options.picture:
        _draw(curves, options)
    return table_of(rows), table_of(parts, names=() if parts else ("group",))


def _figures(part: dict[str, Any], per: float) -> tuple[list[float | None], Any]:
    """Return values and weights of the areas."""
    if "value" in part:
        return part["value"], part.get("weight")
    x, n = part["numerator"], part["denominator"]
    return [per * a / b if a is not None and b else None for a, b in zip(x, n, strict=True)], n


def _plain(values: Any, weights: Any) -> dict[str, Any]:
    from klammer.patterns.inequality import inequality

    found = inequality(values, weights=weights)
    return {name: getattr(found, name) for name in _FIGURES}


def _tested(part: dict[str, Any], options: argparse.Namespace) -> tuple[dict[str, Any], Any]:
    """Return what is left without chance: of the deviation, and of the measure asked for."""
    from klammer.base.quantities import Kind
    from klammer.patterns.dispersion import dispersion
    from klammer.patterns.inequality_of_counts import inequality_of_counts

    x, n, kind = part["numerator"], part["denominator"], Kind(options.kind)
    deviation = dispersion(x, n, kind=kind, factor=options.per)
    found = inequality_of_counts(
        x, n, kind=kind, index=options.index, draws=options.draws, seed=options.seed
    )
    told = {name: getattr(deviation, field) for name, field in _TESTED.items()}
    measured = {
        "index": options.index,
        "measured": found.value,
        "measured_low": found.low,
        "measured_high": found.high,
    }
    return told | measured, found


def _split(
    values: Any, weights: Any, groups: list[str]
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    from klammer.patterns.decomposition import theil_parts

    found = theil_parts(values, groups, weights=weights)
    rows = [
        {
            "group": group,
            "areas": one.areas,
            "weight": one.weight,
            "share": one.share,
            "mean": one.mean,
            "theil": one.theil,
            "contribution": one.contribution,
        }
        for group, one in found.groups.items()
    ]
    return {"theil_between": found.between, "theil_within": found.within}, rows


def _draw(curves: list[tuple[str, Any]], options: argparse.Namespace) -> None:
    from klammer.patterns.inequality import lorenz
    from klammer.presentation.charts.lorenz import Curve, lorenz_curves

    chosen = [curves[-1], curves[0]] if len(curves) > 1 else curves
    shown = [
        Curve(period, *lorenz(values, weights=weights)) for period, (values, weights) in chosen
    ]
    title = options.title or "Lorenzkurve"
    people = "Anteil der Bevölkerung" if shown and chosen[0][1][1] else "Anteil der Gebiete"
    drawing = lorenz_curves(shown, label=title, people=people, whole="Anteil am Ganzen")
    pictures.write(
        options.picture,
        drawing,
        title=title,
        notes=("Je weiter die Kurve unter der Geraden liegt, desto ungleicher ist verteilt.",),
    )
