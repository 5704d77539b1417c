# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What would be shown with coarser codes: without the smallest of a dimension, or without it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from klammer.base.errors import KlammerError
from klammer.base.tables import Table
from klammer.disclosure.dimensions import Axis
from klammer.disclosure.tabular.building import Linked, link
from klammer.disclosure.tabular.protection import protect_problem
from klammer.disclosure.tabular.rules import apply_rules, price, thresholds_of
from klammer.disclosure.tabular.specification import Specification


@dataclass(frozen=True)
class Gain:
    """One coarser way to show the tables.

    dimension  the dimension shown more coarsely
    dropped    codes that would no longer be shown
    cells      cells that would be there; shown: how many of them with a figure
    """

    dimension: str
    dropped: tuple[str, ...]
    cells: int
    shown: int


def gains(
    specification: Specification, tables: Mapping[str, Table], *, seconds: float = 5.0
) -> list[Gain]:
    """Try each dimension without its smallest codes and see how much would be hidden.

    tables  name → rows, as for `safeguard`; totals that are missing are computed

    Returns one entry for every dimension that has smaller codes to give up, most shown first; an
    attempt that cannot be made (what is left contradicts the SPEC) is left out. Quick method, so
    that the numbers are estimates from below.
    """
    full = tuple(replace(one, totals="all") for one in specification.tables)
    linked = link(replace(specification, known=(), tables=full), tables)
    found = []
    for name, dimension in specification.dimensions.items():
        axes = [axis for one in linked.delivered for axis in one.axes if axis.name == name]
        smallest = _smallest(axes)
        kept = {code for axis in axes for code in axis.nodes} - smallest
        if not smallest or not dimension.adds or not kept:
            continue
        try:
            found.append(_tried(specification, linked, name, smallest, seconds))
        except KlammerError:
            continue
    return sorted(found, key=lambda one: (-one.shown, one.dimension))


def _smallest(axes: list[Axis]) -> set[str]:
    return {axis.nodes[at] for axis in axes for at in axis.leaves if at or len(axis.nodes) == 1}


def _tried(
    specification: Specification, linked: Linked, name: str, smallest: set[str], seconds: float
) -> Gain:
    coarser = replace(specification, known=())
    tables = {}
    for one in linked.delivered:
        axes = {axis.name: axis for axis in one.axes}
        keep = np.isin(axes[name].nodes, sorted(smallest), invert=True) if name in axes else None
        columns: dict[str, list[object]] = {axis: [] for axis in [*axes, one.spec.column]}
        for place in np.ndindex(one.value.shape):
            codes = {axis.name: axis.nodes[at] for axis, at in zip(one.axes, place, strict=True)}
            at = dict(zip(axes, place, strict=True)).get(name, 0)
            if keep is not None and not keep[at]:
                continue
            for axis_name, code in codes.items():
                columns[axis_name].append(code)
            value = one.value[place]
            columns[one.spec.column].append("." if np.isnan(value) else float(value))
        tables[one.spec.name] = Table(columns)
    plain = tuple(replace(one, group="", ratios=()) for one in coarser.tables)
    again = link(replace(coarser, tables=plain), tables)
    apply_rules(again, thresholds_of(coarser))
    price(again.problem, coarser.cost)
    made = protect_problem(again.problem, method="fast", seconds=seconds)
    cells = len(again.problem)
    return Gain(name, tuple(sorted(smallest)), cells, cells - int(made.hidden.sum()))
