# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""`klammer typology`: types of areas, from a plain table to plain tables."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from klammer.cli import pictures
from klammer.cli.options import positive, whole

if TYPE_CHECKING:
    from klammer.base.tables import Table

_EXAMPLE = """\
columns in:   area, and one column of numbers for each input
columns out:  area, type, name, silhouette (below 0: fits the next type better), next
--profile:    type, name, areas, typical, stability (mean Jaccard of resamples, from 0.75 on
              stable), silhouette, and for each input INPUT_z (mean in standard deviations) and
              INPUT_mean

Inputs are standardised over the areas that have them all; the others are left out and named.
Without --types the number of types is that with the highest mean silhouette. Names come from the
inputs that stand out, in the words of --words: a table with input, title, and perhaps high and low
("viele Ältere", "wenig Ältere"). The same table and seed give the same types in whatever order.
Tables: CSV, XLSX, ODS, Parquet.

example:
  klammer typology structure.csv --log population --words words.csv --profile types.csv -o areas.csv
"""

_NOTE = (
    "Balken: Mittel des Typs gegenüber allen Gebieten in Standardabweichungen; kräftig ab einer "
    "halben. Am Rand abgeschnittene Balken sind länger als zwei."
)


def run(arguments: list[str]) -> int:
    """Run the command: 0 done, 1 refused input, 2 usage."""
    options = _parser().parse_args(arguments)
    from klammer.warehouse.files import read_table, write_table

    areas, types = _typed(read_table(options.table), options)
    write_table(areas, options.out)
    if options.profile:
        write_table(types, options.profile)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="klammer typology",
        description="Find types of areas that are alike, and say how sure they are.",
        epilog=_EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("table", type=Path, help="the table with the inputs")
    parser.add_argument("--inputs", default="", metavar="A,B", help="default: all of numbers")
    parser.add_argument("--log", default="", metavar="A,B", help="inputs taken by their logarithm")
    parser.add_argument("--method", choices=("ward", "kmeans"), default="ward")
    parser.add_argument("--types", type=whole(2), metavar="K", help="number of types")
    parser.add_argument("--words", type=Path, metavar="FILE", help="input, title, high, low")
    parser.add_argument("--outstanding", type=positive, default=0.5, help="|mean z|, default 0.5")
    parser.add_argument("--draws", type=whole(0), default=100, help="resamples, default 100")
    parser.add_argument("--seed", type=whole(0), default=0, help="default 0")
    parser.add_argument("--profile", type=Path, metavar="OUT", help="write the types here")
    pictures.add_options(parser, drawn="what the types stand out by")
    parser.add_argument("-o", "--out", type=Path, required=True, metavar="OUT")
    return parser


def _typed(table: "Table", options: argparse.Namespace) -> "tuple[Table, Table]":
    from klammer.base.tables import table_of
    from klammer.cli.neighbours import NO_INPUT
    from klammer.cli.plain import input_columns, keyed, numbers, words
    from klammer.patterns.typology import type_names, typology

    named = input_columns(table, options.inputs, reserved=NO_INPUT)
    table.require("area", *named)
    keyed(table, "area")
    found = typology(
        [str(area) for area in table["area"]],
        {name: numbers(table, name) for name in named},
        method=options.method,
        count=options.types,
        logs=words(options.log),
        outstanding=options.outstanding,
        draws=options.draws,
        seed=options.seed,
    )
    _tell(found)
    told = _words(options.words)
    names = type_names(found, told)
    if options.picture:
        _draw(
            found,
            names,
            {name: told[name].title if name in told else name for name in named},
            options,
        )
    members = [
        {
            "area": one.area,
            "type": one.number,
            "name": names[one.number],
            "silhouette": one.silhouette,
            "next": one.next,
        }
        for one in found.members.values()
    ]
    return table_of(members), table_of([_profile(one, names) for one in found.types])


def _words(path: Path | None) -> dict[str, Any]:
    if path is None:
        return {}
    from klammer.patterns.typology import Words
    from klammer.warehouse.files import read_table

    table = read_table(path)
    table.require("input", "title")
    table.require_unique("input")
    return {
        str(row["input"]): Words(str(row["title"]), row.get("high") or "", row.get("low") or "")
        for row in table.rows()
    }


def _tell(found: Any) -> None:
    tried = ", ".join(f"{count}: {mean:.2f}" for count, mean in found.silhouettes.items())
    print(f"klammer: mean silhouettes by number of types: {tried}", file=sys.stderr)
    if found.first_component > 0.8:
        share = round(100 * found.first_component)
        print(
            f"klammer: {share} % of the inputs' variance is one direction: an order of areas would "
            "say as much as types",
            file=sys.stderr,
        )
    if found.left_out:
        listed = ", ".join(found.left_out[:5]) + (" …" if len(found.left_out) > 5 else "")
        print(f"klammer: {len(found.left_out)} areas miss an input: {listed}", file=sys.stderr)


def _profile(one: Any, names: dict[int, str]) -> dict[str, Any]:
    return {
        "type": one.number,
        "name": names[one.number],
        "areas": len(one.areas),
        "typical": one.typical,
        "stability": one.stability,
        "silhouette": one.silhouette,
        **{f"{name}_z": mean for name, mean in one.profile.items()},
        **{f"{name}_mean": mean for name, mean in one.means.items()},
    }


def _draw(
    found: Any, names: dict[int, str], titles: dict[str, str], options: argparse.Namespace
) -> None:
    from klammer.presentation.charts.types import type_profiles
    from klammer.presentation.pattern_sentences import types_found

    title = options.title or "Typen von Gebieten"
    pictures.write(
        options.picture,
        type_profiles(found.types, names, titles, label=title),
        title=title,
        sentence=types_found(found),
        notes=(*(f"Typ {number}: {name}" for number, name in names.items()), _NOTE),
    )
