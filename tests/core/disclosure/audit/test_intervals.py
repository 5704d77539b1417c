# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Intervals of hidden cells, computed by hand or by trying every table that fits."""

from itertools import product

import numpy as np
import pytest

from klammer.base.errors import DisclosureError
from klammer.disclosure.audit.intervals import Proposal, intervals
from klammer.disclosure.audit.knowledge import Shown, World, world_of
from klammer.disclosure.audit.propagation import tighten
from klammer.disclosure.audit.verdict import Outcome, Secret, judge
from klammer.disclosure.dimensions import Dimension

DIMENSIONS = {"row": Dimension("row", "T"), "column": Dimension("column", "T")}
ANY = (float("-inf"), float("inf"))


def shown(counts: np.ndarray, hidden: set[tuple[int, int]], name: str = "t") -> Shown:
    """A table with its totals; the last row and column are the totals."""
    full = np.vstack([np.hstack([counts, counts.sum(1, keepdims=True)]),
                      [*counts.sum(0), counts.sum()]])  # fmt: skip
    says, secret = {}, set()
    for i, j in np.ndindex(full.shape):
        codes = (f"r{i}" if i < len(counts) else "T", f"c{j}" if j < counts.shape[1] else "T")
        value = float(full[i, j])
        says[codes] = ANY if (i, j) in hidden else (value, value)
        if (i, j) in hidden:
            secret.add(codes)
    return Shown(name, "n", ("row", "column"), True, says, secret)


def world(counts: np.ndarray, hidden: set[tuple[int, int]]) -> World:
    return world_of([shown(counts, hidden)], DIMENSIONS)


@pytest.mark.parametrize("seed", range(5))
def test_intervals_are_those_of_all_tables_that_fit(seed: int) -> None:
    random = np.random.default_rng(seed)
    counts = random.integers(0, 5, size=(3, 3))
    hidden = {(i, j) for i in range(3) for j in range(3) if random.random() < 0.6}
    told = world(counts, hidden)

    found = intervals(told, cells=told.hidden.tolist())

    places = sorted(hidden)
    fits = []
    for values in product(range(13), repeat=len(places)) if len(places) <= 4 else ():
        other = counts.copy()
        for place, value in zip(places, values, strict=True):
            other[place] = value
        same_sums = (other.sum(0) == counts.sum(0)).all() and (other.sum(1) == counts.sum(1)).all()
        fits += [values] if same_sums else []
    for number, (i, j) in enumerate(places):
        cell = told.at["n", (f"r{i}", f"c{j}")]
        assert found.is_exact(cell)
        if fits:
            assert found.low[cell] == min(one[number] for one in fits)
            assert found.high[cell] == max(one[number] for one in fits)


def test_limits_of_single_sums_by_hand() -> None:
    told = world(np.array([[3, 4], [5, 6]]), {(0, 0), (0, 1), (1, 0), (1, 1)})
    low, high = told.low.copy(), told.high.copy()

    assert tighten(told, low, high)

    cell = told.at["n", ("r0", "c0")]
    assert (low[cell], high[cell]) == (0, 7)  # the row has 7, the column 8


def test_contradicting_figures_are_refused() -> None:
    one, other = shown(np.array([[3, 4]]), set()), shown(np.array([[2, 4]]), set(), "u")

    with pytest.raises(DisclosureError) as refused:
        world_of([one, other], DIMENSIONS)

    assert refused.value.code == "shown_contradict"


def test_proposals_that_do_not_fit_count_for_nothing() -> None:
    from scipy.sparse import csc_matrix

    counts = np.array([[3, 4], [5, 6]])
    told = world(counts, {(0, 0), (0, 1)})  # a row of two hidden: columns give both back
    truth = np.array(
        [told.low[told.at[key]] if np.isfinite(told.high[told.at[key]]) else 0 for key in told.keys]
    )
    truth[told.at["n", ("r0", "c0")]] = 3
    truth[told.at["n", ("r0", "c1")]] = 4
    lie = np.zeros((len(told.keys), 1))
    lie[told.at["n", ("r0", "c0")]] = 2
    lie[told.at["n", ("r0", "c1")]] = -2
    need = {told.at["n", ("r0", "c0")]: (2.0, 5.0)}

    found = intervals(told, needs=need, proposal=Proposal(truth, csc_matrix(lie)))

    cell = told.at["n", ("r0", "c0")]
    assert (found.inner_low[cell], found.inner_high[cell]) == (3, 3)
    assert (found.low[cell], found.high[cell]) == (3, 3)


def test_remembered_blocks_are_not_asked_again() -> None:
    table = shown(
        np.array([[1, 9, 7], [8, 6, 5], [4, 4, 9]]), {(i, j) for i in range(3) for j in range(3)}
    )
    secrets = [Secret(("n", ("r0", "c0")), 0, 5)]
    memory: dict = {}

    first = judge(secrets, [table], DIMENSIONS, memory=memory)
    again = judge(secrets, [table], DIMENSIONS, memory=memory)

    assert (first.passed, first.asked > 0) == (True, True)
    assert (again.passed, again.asked, again.remembered) == (True, 0, 1)


def test_what_was_not_answered_in_time_does_not_pass() -> None:
    table = shown(
        np.array([[1, 9, 7], [8, 6, 5], [4, 4, 9]]), {(i, j) for i in range(3) for j in range(3)}
    )

    verdict = judge([Secret(("n", ("r0", "c0")), 0, 5)], [table], DIMENSIONS, seconds=-1.0)

    assert not verdict.passed
    assert verdict.outcomes == [Outcome.UNDECIDED]


def test_whole_numbers_leave_less_than_fractions() -> None:
    """In three dimensions a cell may take fractions only: then it is as good as shown."""
    dimensions = {n: Dimension(n, "T") for n in ("a", "b", "c")}
    says: dict = {}
    codes = ("0", "1", "T")
    # All eight inner cells hidden, every sum of two is 1: the cells are a or 1 − a, with a 0 or 1.
    for place in product(codes, repeat=3):
        totals = place.count("T")
        says[place] = ANY if totals == 0 else (float(2 ** (totals - 1)),) * 2
    table = Shown("t", "n", ("a", "b", "c"), True, says, {p for p in says if "T" not in p})
    told = world_of([table], dimensions)
    cell = told.at["n", ("0", "0", "0")]

    found = intervals(told, cells=[cell])

    assert (found.low[cell], found.high[cell]) == (0, 1)
    assert found.is_exact(cell)
