# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads: what a delivery counts, as a person would name it: a variable and a group of people."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from klammer.pipeline.records import Delivery
from klammer.sources.labels import slug
from klammer.warehouse.schema import BREAKDOWNS
from klammer.warehouse.tidy import groups_by_variable
from klammer_web.catalogue.instance import instance
from klammer_web.catalogue.phrases import words

MOST = 60  # of one delivery; a table with more is defined by hand


@dataclass(frozen=True)
class Quantity:
    """One thing that is counted.

    key         name of the line in the form, and the beginning of the indicator's short name
    where       breakdown column → code; empty for all people
    breakdowns  columns that the total is also counted by: the atlas can switch them
    """

    key: str
    label: str
    variable: str
    where: Mapping[str, str] = field(default_factory=dict)
    breakdowns: tuple[str, ...] = ()

    @property
    def term(self) -> dict[str, Any]:
        """The quantity as a term of a formula."""
        codes = {name: [code] for name, code in self.where.items()}
        return {"variable": self.variable, "label": self.label, **codes}


def quantities_of(delivery: Delivery) -> list[Quantity]:
    """Return what a delivery counts; at most `MOST`, totals and single groups first."""
    path = instance() / "deliveries" / delivery.id / "tidy.parquet"
    found = groups_by_variable(path, delivery.breakdowns)
    totals = {variable for variable, where in found if not where}
    by = {v: {n for w, where in found if w == v for n in where} for v in totals}
    made = []
    for variable, where in sorted(found, key=lambda one: len(one[1])):
        switched = set(where) <= set(BREAKDOWNS) - {"age"}
        if where and variable in totals and switched:
            continue  # the atlas offers men and women as a switch of the total
        made.append(_quantity(delivery, variable, where, tuple(sorted(by.get(variable, ())))))
    return made[:MOST]


def _quantity(
    delivery: Delivery, variable: str, where: Mapping[str, str], by: tuple[str, ...]
) -> Quantity:
    label = str(delivery.labels.get(variable, variable))
    groups = [_word(delivery, name, code) for name, code in where.items()]
    shown = tuple(name for name in by if name in BREAKDOWNS) if not where else ()
    key = "_".join([variable, *(slug(one) for one in groups)])[:60]
    return Quantity(key, ", ".join([label, *groups]), variable, dict(where), shown)


def _word(delivery: Delivery, name: str, code: str) -> str:
    known = {"sex": words.SEXES, "nationality": words.NATIONALITIES}.get(name, {})
    if name == "age":
        return words.age_group(code)
    return str(known.get(code) or delivery.codes.get(name, {}).get(code, code))
