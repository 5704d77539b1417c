# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""`klammer standardise`: rates as if ages (and sexes) were alike, from plain tables."""

import argparse
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from klammer.cli.options import finite, positive, share

if TYPE_CHECKING:
    from klammer.base.tables import Table

_EXAMPLE = """\
columns in:   area, period, age_group, numerator (events), denominator (people); with a column sex
              by age and sex, where the standard or reference has it too
columns out:  direct: area, period, numerator, denominator, value, low, high
              indirect: area, period, observed, expected, ratio, ratio_low, ratio_high, value, low,
              high

direct    the rate with the ages of a standard population, limits by Dobson; --standard is esp2013,
          germany_2015 (by sex too) or a file with age_group, weight and perhaps sex. Below 10
          events there is no rate
indirect  observed over expected events (SMR) at the rates of --reference, a file with age_group,
          numerator, denominator and perhaps sex; without it those of all areas of the period

Age groups of a named standard are codes like Y0T4, Y_GE85, or 0-4, 85+. Tables: CSV, XLSX, ODS,
Parquet.

example:
  klammer standardise deaths.csv --standard esp2013 --per 100000 -o rates.csv
  klammer standardise deaths.csv --method indirect --per 100000 -o ratios.csv
"""


def run(arguments: list[str]) -> int:
    """Run the command: 0 done, 1 refused input, 2 usage."""
    parser = _parser()
    options = parser.parse_args(arguments)
    if (options.method == "direct") != bool(options.standard):
        parser.error("--standard belongs to --method direct, and direct needs it")
    if options.method == "direct" and options.reference:
        parser.error("--reference belongs to --method indirect")
    from klammer.warehouse.files import read_table, write_table

    table = _counted(read_table(options.table))
    made = _direct(table, options) if options.method == "direct" else _indirect(table, options)
    write_table(made, options.out)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="klammer standardise",
        description="Standardise rates by age, or by age and sex.",
        epilog=_EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("table", type=Path, help="the table with events and people by age")
    parser.add_argument("--method", choices=("direct", "indirect"), default="direct")
    parser.add_argument("--standard", metavar="NAME|FILE")
    parser.add_argument("--reference", type=Path, metavar="FILE")
    parser.add_argument("--per", type=positive, default=1.0, metavar="N", help="default 1")
    parser.add_argument("--level", type=share, default=0.95, help="default 0.95")
    parser.add_argument("--min-events", type=finite, metavar="N", help="direct: default 10")
    parser.add_argument("-o", "--out", type=Path, required=True, metavar="OUT")
    return parser


def _counted(table: "Table") -> "Table":
    from klammer.cli.plain import keyed, numbers

    table.require("area", "period", "age_group", "numerator", "denominator")
    keyed(table, "area", "period", "age_group", *(["sex"] if "sex" in table.names else []))
    return table.with_columns(
        **{name: numbers(table, name) for name in ("numerator", "denominator")}
    )


def _direct(table: "Table", options: argparse.Namespace) -> "Table":
    from klammer.indicators.standardise import direct_rates
    from klammer.parameters import registry

    today = date.today()  # noqa: DTZ011  # reason: the day of the person at the keyboard
    least = options.min_events
    if least is None:
        least = float(registry.value("standardised_minimum_events", on=today).value)
    standard = _standard(table, options.standard, today)
    found = direct_rates(
        table, standard, factor=options.per, level=options.level, minimum_events=least
    )
    few = sum(
        value is None and events is not None and events < least
        for value, events in zip(found["value"], found["numerator"], strict=True)
    )
    if few:
        print(f"klammer: no rate below {least:g} events: {few} rows", file=sys.stderr)
    return found


def _standard(table: "Table", named: str, today: date) -> "Table":
    from klammer.indicators.standard_populations import NAMES, standard_population
    from klammer.warehouse.files import read_table

    if named not in NAMES and Path(named).suffix:
        return read_table(Path(named))
    sexes = list(dict.fromkeys(map(str, table["sex"]))) if "sex" in table.names else []
    groups = list(dict.fromkeys(map(str, table["age_group"])))
    return standard_population(named, age_groups=groups, sexes=sexes, on=today)


def _indirect(table: "Table", options: argparse.Namespace) -> "Table":
    from klammer.indicators.indirect import indirect_rates
    from klammer.warehouse.files import read_table

    reference = _numeric(read_table(options.reference)) if options.reference else None
    return indirect_rates(table, reference, factor=options.per, level=options.level)


def _numeric(reference: "Table") -> "Table":
    from klammer.cli.plain import numbers

    reference.require("age_group", "numerator", "denominator")
    return reference.with_columns(
        **{name: numbers(reference, name) for name in ("numerator", "denominator")}
    )
