# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""One table that fits everything that was delivered, where not every cell was."""

import numpy as np

from klammer.base.errors import DisclosureError, InputRefusedError
from klammer.disclosure.tabular.problem import Problem, State


def complete(problem: Problem) -> None:
    """Fill `base`: the value where it is known, something that fits all sums elsewhere.

    Cells that no table shows but that sums settle get their value: a difference of two shown
    cells is as good as shown. Raises `InputRefusedError` when nothing fits.
    """
    _settle(problem)
    problem.base[:] = problem.value
    if not np.isnan(problem.base).any():
        return
    problem.base[:] = _solution(problem)


def _settle(problem: Problem) -> None:
    """Sums with one unknown member tell it; again until no more follow."""
    exact = ~np.isnan(problem.value)
    matrix = problem.matrix()
    while True:
        unknown = matrix.copy()
        unknown.data = (~exact)[unknown.indices].astype(float)
        lonely = np.flatnonzero(np.asarray(unknown.sum(axis=1)).ravel() == 1)
        if not len(lonely):
            return
        rest = matrix[lonely] @ np.where(exact, problem.value, 0.0)
        for row, left in zip(lonely, rest, strict=True):
            span = slice(matrix.indptr[row], matrix.indptr[row + 1])
            members, signs = matrix.indices[span], matrix.data[span]
            open_ones = [at for at, cell in enumerate(members) if not exact[cell]]
            if len(open_ones) == 1:
                cell = members[open_ones[0]]
                problem.value[cell] = -left / signs[open_ones[0]] + 0.0
                _check_sign(problem, int(cell))
                exact[cell] = True


def _check_sign(problem: Problem, cell: int) -> None:
    if problem.value[cell] < problem.low[cell] - 1e-6:
        raise _nothing_fits(f"{problem.keys[cell][0]} of {', '.join(problem.keys[cell][1])}")
    if problem.whole[cell]:
        problem.value[cell] = round(problem.value[cell])


def _solution(problem: Problem) -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
    from scipy.optimize import Bounds, LinearConstraint, milp

    exact = ~np.isnan(problem.value)
    free = np.flatnonzero(~exact)
    matrix = problem.matrix()
    touched = np.flatnonzero(np.asarray(abs(matrix[:, free]).sum(axis=1)).ravel())
    right = -(matrix[touched] @ np.where(exact, problem.value, 0.0))
    low = np.where(np.isfinite(problem.low[free]), problem.low[free], -1e9)
    high = np.where(np.isfinite(problem.high[free]), problem.high[free], 1e12)
    found = milp(
        np.ones(len(free)),
        constraints=[LinearConstraint(matrix[touched][:, free], right, right)]
        if len(touched)
        else [],
        bounds=Bounds(low, high),
        integrality=problem.whole[free].astype(int),
        options={"time_limit": 30.0},
    )
    if found.status == 2:
        raise _nothing_fits("cells whose value nobody told")
    if found.x is None:
        raise DisclosureError(
            "no table was found that fits everything delivered",
            where="completion",
            why=str(found.message),
            remedy="nothing may be shown; deliver the missing cells",
            code="solver",
        )
    base = problem.value.copy()
    base[free] = np.where(problem.whole[free], np.round(found.x), found.x)
    return base


def _nothing_fits(where: str) -> InputRefusedError:
    return InputRefusedError(
        "no table fits what was delivered",
        where=where,
        why="sums, signs and limits contradict each other",
        remedy="compare the linked tables and what is said to be known",
        code="nothing_fits",
    )


def is_hidden(problem: Problem) -> "np.ndarray[tuple[int], np.dtype[np.bool_]]":
    """Which cells nobody sees before anything is done."""
    return np.isin(problem.state, [State.PRIMARY, State.WITHHELD, State.UNSEEN])
