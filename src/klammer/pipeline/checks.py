# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Checks at loading: impossible values, jumps, gaps, totals. They flag; they never mend."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Literal

from klammer.base.errors import Place
from klammer.base.quantities import Kind
from klammer.indicators.definitions import Definition
from klammer.indicators.formulas import Term
from klammer.sources.contract import Flag, TidyFile
from klammer.warehouse import suspicions
from klammer.warehouse.engine import engine
from klammer.warehouse.suspicions import Suspicion
from klammer.warehouse.tidy import contents

_REMEDY = {
    "impossible_value": "ask the publisher; until then the figure is shown with this mark",
    "negative_count": "ask the publisher which sign was meant",
    "odd_decimals": "look whether a point for thousands was read as a decimal point",
    "total_differs": "compare the parts with the total in the original; one of them is wrong",
    "jump": "look for a changed definition, boundary or a typing error",
    "gap": "ask for the missing period, or say that it was never collected",
}


def check_tidy(path: Path, tidy: TidyFile, definitions: Mapping[str, Definition]) -> list[Flag]:
    """Look through one tidy file and return what looks wrong, the gravest first.

    impossible_value  a part above its whole, by the definitions whose variables are both here
    negative_count    a count below zero
    total_differs     female plus male is not the total (for exact counts)
    odd_decimals      a few cells with decimals among whole numbers
    jump              a count more than trebled or fell below a third against the year before
    gap               areas with figures before and after a year, but none in it
    """
    here = set(contents(path).variables)
    counts = _counted(definitions.values()) & here
    breakdowns = tidy.breakdowns
    found: list[Suspicion] = []
    with engine() as connection:
        for part, whole in _pairs(definitions.values(), here):
            found += suspicions.part_above_whole(
                connection, path, part, whole, breakdowns=breakdowns
            )
        found += suspicions.negative(connection, path, variables=counts)
        if "sex" in breakdowns:
            found += suspicions.sexes_differ_from_total(
                connection, path, variables=counts, breakdowns=breakdowns
            )
        found += suspicions.odd_decimals(connection, path)
        found += suspicions.jumps(connection, path, variables=counts, breakdowns=breakdowns)
        found += suspicions.gaps(connection, path, breakdowns=breakdowns)
    return [_flag(one) for one in found]


def _pairs(definitions: Iterable[Definition], here: set[str]) -> list[tuple[Term, Term]]:
    """Return (part, whole) of every proportion whose two terms are both here, once."""
    pairs = {}
    for one in definitions:
        formula = one.formula
        if one.kind is Kind.PROPORTION and len(formula.numerator) == len(formula.denominator) == 1:
            part, whole = formula.numerator[0], formula.denominator[0]
            if part.years_back == whole.years_back and {part.variable, whole.variable} <= here:
                pairs[str(part), str(whole)] = (part, whole)
    return list(pairs.values())


def _counted(definitions: Iterable[Definition]) -> set[str]:
    return {
        term.variable
        for one in definitions
        if one.kind in {Kind.PROPORTION, Kind.RATE, Kind.COUNT}
        for term in (*one.formula.numerator, *one.formula.denominator)
    }


def _flag(one: Suspicion) -> Flag:
    severity: Literal["note", "warning"] = "note" if one.code in {"gap", "jump"} else "warning"
    place = Place(one.file, one.sheet, one.row, one.column)
    return Flag(one.code, severity, place, one.found, one.expected, _REMEDY[one.code])
