# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rounding instead of hiding: each figure to the nearest multiple, or so that sums still hold.

Deterministic rounding takes the nearest multiple of the base; sums of rounded figures then
contradict rounded totals, and the certificate carries each figure as the interval it stands for.
Controlled rounding chooses for each figure the multiple below or above so that all sums of all
linked tables hold and the figures move as little as possible (Cox 1987; Salazar-González 2006);
multiples themselves stay. An attacker knows the base: the audit reads the intervals and the sums.
"""

import math

import numpy as np

from klammer.base.errors import DisclosureError
from klammer.base.tables import Table
from klammer.disclosure.tabular.building import Linked
from klammer.disclosure.tabular.cover import demands_of
from klammer.disclosure.tabular.outcome import Protection
from klammer.disclosure.tabular.problem import Floats, Problem, State
from klammer.disclosure.tabular.released import released_table
from klammer.disclosure.tabular.specification import Specification


def rounded(linked: Linked, specification: Specification) -> tuple[Protection, dict[str, Table]]:
    """Round all own figures of a SPEC; nothing is hidden but what its publisher hid.

    returns  the protection without witnesses, and name → table with rounded figures [counts]

    Missing figures stay missing. Raises `DisclosureError` (rounding_impossible) when no rounding
    keeps all sums, or the solver does not find one in time.
    """
    problem, base = linked.problem, specification.base
    if specification.method == "controlled_rounding":
        figures = controlled(problem, base=base, seconds=specification.seconds)
    else:
        figures = nearest(problem.base, base)
    _demand(problem, figures)
    hidden = np.isin(problem.state, [State.WITHHELD, State.UNSEEN])
    demands = demands_of(problem)
    made = Protection(
        hidden, [], demands, [None] * len(demands), [], method=specification.method,
        loss=float(np.abs(figures - problem.base)[~hidden].sum()),
    )  # fmt: skip
    tables = {}
    for number, one in enumerate(linked.delivered):
        if one.spec.is_known:
            tables[one.spec.name] = released_table(linked, number, made)
            continue
        kept = one.value.copy()
        cells = linked.numbers[number]
        one.value = np.where(np.isnan(kept), np.nan, figures[cells])
        tables[one.spec.name] = _without_ratios(
            released_table(linked, number, made), linked, number
        )
        one.value = kept
    return made, tables


def _demand(problem: Problem, figures: Floats) -> None:
    """A rounded secret: a count nearer to the shown figure must stay possible, else one less."""
    primary = problem.state == State.PRIMARY
    problem.above[primary] = (figures > problem.base)[primary]
    problem.below[primary] = (figures <= problem.base)[primary]
    problem.below[primary] = np.minimum(problem.below, problem.base - problem.low)[primary]


def nearest(values: Floats, base: int) -> Floats:
    """The nearest multiple of the base; halves go up. The deviation is at most base // 2."""
    return np.floor(values / base + 0.5) * base


def controlled(problem: Problem, *, base: int, seconds: float) -> Floats:
    """Multiples of the base next to each figure that keep every sum, moving figures least.

    Returns one figure per cell. Cells known from others keep their value where it is a multiple,
    else they may move as well. Raises `DisclosureError` when there is none.
    """
    from scipy.optimize import Bounds, LinearConstraint, milp

    below = np.floor(problem.base / base) * base
    rest = problem.base - below
    movable = np.flatnonzero(rest > 0)
    matrix = problem.matrix()
    if not len(movable):
        return below
    part = matrix[:, movable] * float(base)
    used = np.flatnonzero(np.diff(part.indptr))
    right = -(matrix[used] @ below)
    still = np.flatnonzero(np.diff(part.indptr) == 0)
    if len(still) and np.abs(matrix[still] @ below).max() > 1e-6:
        raise _impossible("a sum of multiples does not hold")
    found = milp(
        base - 2 * rest[movable],
        constraints=[LinearConstraint(part[used], right, right)],
        bounds=Bounds(0, 1),
        integrality=np.ones(len(movable)),
        options={"time_limit": seconds},
    )
    if found.x is None:
        raise _impossible(str(found.message))
    below[movable] += base * np.round(found.x)
    return below


def _without_ratios(table: Table, linked: Linked, number: int) -> Table:
    """Ratios of the true figures would give them away: they are computed anew by readers.

    returns  the table without ratio columns, the rest as it was
    """
    spec = linked.delivered[number].spec
    gone = {ratio.column for ratio in spec.ratios}
    columns = {name: values for name, values in table.columns.items() if name not in gone}
    return Table(columns)


def _impossible(why: str) -> DisclosureError:
    return DisclosureError(
        "no rounding keeps all sums",
        where="controlled rounding",
        why=why,
        remedy='take method.secondary = "rounding", another base, or hide cells instead',
        code="rounding_impossible",
    )


def largest_deviation(method: str, base: int) -> float:
    """How far a figure may be from the true one [counts]; infinite for an unknown method."""
    known = {"rounding": base // 2, "controlled_rounding": base - 1}
    return float(known.get(method, math.inf))
