# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Linked tables become one problem: shared cells are one cell, and every sum is written down."""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from klammer.base.errors import InputRefusedError
from klammer.base.tables import Table
from klammer.disclosure.dimensions import Axis, Dimension, axis_of
from klammer.disclosure.links import joint_sets
from klammer.disclosure.tabular.completion import complete
from klammer.disclosure.tabular.cubes import Delivered, deliver, rounding_slack
from klammer.disclosure.tabular.problem import Codes, Cube, Floats, Ints, Key, Problem, State
from klammer.disclosure.tabular.specification import KnownSpec, Specification, TableSpec

LARGEST_JOINT = 200_000  # cells of a cube that nobody sees but that ties other tables together


@dataclass
class Linked:
    """All tables of a SPEC: what was delivered, where its cells are, and the problem they make.

    numbers  for each table the number of the cell at each position of its cube
    """

    specification: Specification
    delivered: list[Delivered]
    numbers: list[NDArray[np.int64]]
    problem: Problem
    dimensions: dict[str, Dimension] = field(default_factory=dict)


def link(
    specification: Specification,
    tables: Mapping[str, Table],
    *,
    known: Mapping[str, Table] | None = None,
) -> Linked:
    """Read all tables and tie them together.

    tables  name of a table → its rows
    known   file of a [[known]] entry → its rows: dimension columns, `low`, `high` or `value`

    Raises `InputRefusedError` for bad input; the place names table, row and code.
    """
    dimensions = specification.dimensions
    delivered = [
        deliver(tables[one.name], one, [dimensions[name] for name in one.dimensions])
        for one in specification.tables
    ]
    names = tuple(dimensions)
    cubes = _cubes(delivered, dimensions)
    problem = _numbered(cubes, names=names, dimensions=dimensions)
    numbers = [_numbers(one, problem, names, dimensions) for one in delivered]
    _say_counts(problem, {one.spec.quantity for one in delivered if one.spec.is_count})
    for one, cells in zip(delivered, numbers, strict=True):
        _enter(problem, one, cells)
    for entry in specification.known:
        _enter_known(problem, (known or {})[entry.file], entry, dimensions)
    complete(problem)
    return Linked(specification, delivered, numbers, problem, dict(dimensions))


def _cubes(
    delivered: Sequence[Delivered], dimensions: Mapping[str, Dimension]
) -> list[tuple[str, tuple[Axis, ...]]]:
    codes: dict[tuple[str, frozenset[str]], dict[str, set[str]]] = {}
    for one in delivered:
        key = (one.spec.quantity, frozenset(one.spec.dimensions))
        found = codes.setdefault(key, defaultdict(set))
        for axis in one.axes:
            found[axis.name].update(axis.nodes)
    for quantity in {quantity for quantity, _ in codes}:
        sets = [names for one, names in codes if one == quantity]
        for joint in joint_sets(sets):
            found = codes.setdefault((quantity, joint), defaultdict(set))
            for (other, names), theirs in list(codes.items()):
                if other == quantity and names <= joint:
                    for name in names:
                        found[name].update(theirs[name])
            _check_size(joint, found)
    return [
        (quantity, tuple(axis_of(dimensions[n], found[n]) for n in dimensions if n in names))
        for (quantity, names), found in codes.items()
    ]


def _check_size(joint: frozenset[str], codes: Mapping[str, set[str]]) -> None:
    size = math.prod(len(codes[name]) for name in joint)
    if size > LARGEST_JOINT:
        raise InputRefusedError(
            "the tables are linked in a circle that is too large to be examined",
            where=f"dimensions {', '.join(sorted(joint))}",
            why=f"each two share margins, and only their {size} common cells show what follows",
            remedy="leave one of the tables out, or show it with coarser codes",
            code="cyclic_links",
        )


def _numbered(
    cubes: Sequence[tuple[str, tuple[Axis, ...]]],
    *,
    names: tuple[str, ...],
    dimensions: Mapping[str, Dimension],
) -> Problem:
    at: dict[Key, int] = {}
    made = []
    sums: dict[tuple[int, str, tuple[int, ...]], None] = {}
    totals: list[Ints] = []
    parts: list[Ints] = []
    widths: list[Ints] = []
    for quantity, axes in cubes:
        shape = tuple(len(axis.nodes) for axis in axes)
        keys = _keys(quantity, axes, names, dimensions)
        index = np.array([at.setdefault(key, len(at)) for key in keys]).reshape(shape)
        made.append(Cube(quantity, axes, index))
        for number, axis in enumerate(axes):
            for parent, found in axis.groups:
                above = np.take(index, parent, axis=number).ravel()
                below = np.take(index, found, axis=number)
                below = np.moveaxis(below, number, -1).reshape(-1, len(found))
                _add(sums, (above, below), totals, parts, widths)
    count = len(at)
    starts = np.concatenate([[0], np.cumsum(np.concatenate([*widths, np.zeros(0, dtype=int)]))])
    empty = np.zeros(0, dtype=np.int64)
    return Problem(
        names=names, keys=list(at), at=at, cubes=made,
        value=np.full(count, np.nan), base=np.full(count, np.nan),
        low=np.full(count, -np.inf), high=np.full(count, np.inf),
        state=np.full(count, State.UNSEEN, dtype=np.int8), reason=np.zeros(count, dtype=np.int8),
        below=np.zeros(count), above=np.zeros(count), cost=np.ones(count),
        whole=np.zeros(count, dtype=bool),
        totals=np.concatenate([empty, *totals]), members=np.concatenate([empty, *parts]),
        starts=starts.astype(np.int64),
    )  # fmt: skip


def _add(
    sums: dict[tuple[int, str, tuple[int, ...]], None],
    found: tuple[Ints, Ints],
    totals: list[Ints],
    parts: list[Ints],
    widths: list[Ints],
) -> None:
    """Write sums down, each once: two cubes may tell the same."""
    above, below = found
    fresh = []
    for row, (total, members) in enumerate(zip(above.tolist(), below.tolist(), strict=True)):
        key = (total, "", tuple(members))
        if key not in sums:
            sums[key] = None
            fresh.append(row)
    totals.append(above[fresh])
    parts.append(below[fresh].ravel())
    widths.append(np.full(len(fresh), below.shape[1]))


def _keys(
    quantity: str, axes: Sequence[Axis], names: Sequence[str], dimensions: Mapping[str, Dimension]
) -> list[Key]:
    combinations: list[Codes] = [()]
    by_name = {axis.name: axis for axis in axes}
    for name in names:
        nodes = by_name[name].nodes if name in by_name else (dimensions[name].total,)
        combinations = [(*one, code) for one in combinations for code in nodes]
    order = [axis.name for axis in axes]
    assert order == [name for name in names if name in by_name]  # noqa: S101  # reason: an invariant of this module
    return [(quantity, one) for one in combinations]


def _numbers(
    one: Delivered, problem: Problem, names: Sequence[str], dimensions: Mapping[str, Dimension]
) -> NDArray[np.int64]:
    order = sorted(range(len(one.axes)), key=lambda at: names.index(one.axes[at].name))
    keys = _keys(one.spec.quantity, [one.axes[at] for at in order], names, dimensions)
    shape = tuple(len(one.axes[at].nodes) for at in order)
    found = np.array([problem.at[key] for key in keys]).reshape(shape)
    return found.transpose(np.argsort(order))


def _say_counts(problem: Problem, counted: set[str]) -> None:
    """Everybody knows that counts are whole and not negative, seen or not."""
    is_count = np.array([quantity in counted for quantity, _ in problem.keys], dtype=bool)
    problem.whole[is_count] = True
    problem.low[is_count] = 0.0


def _enter(problem: Problem, one: Delivered, cells: NDArray[np.int64]) -> None:
    spec = one.spec
    flat, values = cells.ravel(), one.value.ravel()
    slack = rounding_slack(spec)
    known = ~np.isnan(values)
    _agree(problem, flat, values, spec=spec, slack=slack)
    groups = one.group.ravel()
    problem.high[flat] = np.fmin(problem.high[flat], groups)
    shown = flat[known]
    if slack == 0:
        problem.value[shown] = values[known]
        problem.state[shown] = np.where(
            (problem.state[shown] == State.KNOWN) | spec.is_known, State.KNOWN, State.OPEN
        )
    else:
        problem.state[shown] = State.KNOWN
        width = np.inf if math.isnan(slack) else slack
        problem.low[shown] = np.maximum(problem.low[shown], values[known] - width)
        problem.high[shown] = np.minimum(problem.high[shown], values[known] + width)
    hidden = flat[one.withheld.ravel()]
    fresh = hidden[problem.state[hidden] == State.UNSEEN]
    problem.state[fresh] = State.WITHHELD


def _agree(problem: Problem, flat: Ints, values: Floats, *, spec: TableSpec, slack: float) -> None:
    both = ~np.isnan(problem.value[flat]) & ~np.isnan(values)
    room = (np.inf if math.isnan(slack) else slack) + 1e-6 * (1 + np.abs(np.nan_to_num(values)))
    wrong = np.flatnonzero(both & (np.abs(problem.value[flat] - values) > room))
    if len(wrong):
        quantity, codes = problem.keys[int(flat[wrong[0]])]
        raise InputRefusedError(
            "two tables say different things of one cell",
            where=f"table {spec.name}, {quantity} of {', '.join(codes)}",
            why="linked tables share this cell",
            remedy="correct one of them, or give the tables different quantities",
            code="tables_disagree",
        )


def _enter_known(
    problem: Problem, table: Table, entry: KnownSpec, dimensions: Mapping[str, Dimension]
) -> None:
    named = [name for name in dimensions if name in table.names]
    for number, row in enumerate(table.rows(), start=2):
        codes = tuple(
            str(row[name]) if name in named and row[name] is not None else one.total
            for name, one in dimensions.items()
        )
        cell = problem.at.get((entry.quantity, codes))
        if cell is None:
            continue  # it says nothing of these tables
        low, high = _limits(row)
        true = problem.value[cell]
        if not math.isnan(true) and not low - 1e-6 <= true <= high + 1e-6:
            raise InputRefusedError(
                "what is said to be known contradicts the table",
                where=f"{entry.file}, row {number}",
                remedy="correct the row, or leave it out where the figure was revised since",
                code="knowledge_contradicts",
            )
        problem.low[cell] = max(problem.low[cell], low)
        problem.high[cell] = min(problem.high[cell], high)
        if low == high:
            problem.value[cell] = low
            problem.state[cell] = State.KNOWN


def _limits(row: Mapping[str, object]) -> tuple[float, float]:
    value = row.get("value")
    if value is not None:
        return float(str(value)), float(str(value))
    low, high = row.get("low"), row.get("high")
    return (
        -math.inf if low is None else float(str(low)),
        math.inf if high is None else float(str(high)),
    )
