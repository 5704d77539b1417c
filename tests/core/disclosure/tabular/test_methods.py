# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Methods against what trying everything gives: the optimum, the quick method, rounding."""

from itertools import combinations

import numpy as np
import pytest
from scipy.optimize import linprog

from klammer.base.errors import DisclosureError
from klammer.disclosure.tabular.outcome import Protection
from klammer.disclosure.tabular.problem import Problem, State
from klammer.disclosure.tabular.protection import protect_problem
from klammer.disclosure.tabular.rounding import nearest
from tests.disclosed_tables import HEAD, ONE, figures, hidden_in, judged, protected

FLAT = ONE + '[rules]\nminimum_count = 3\n[cost]\nby = "value"\ntotals = 1\n'
CUBE = HEAD + (
    "[dimension.region]\nprefix = [1, 2]\n[dimension.age]\n[dimension.sex]\n[[table]]\n"
    'name = "cases"\ndimensions = ["region", "age", "sex"]\ncount = "n"\n'
    "[rules]\nminimum_count = 3\n"
)


def small(seed: int) -> str:
    random = np.random.default_rng(seed)
    counts = random.choice([0, 1, 2, 3, 4, 6, 9, 15], size=(4, 3))
    lines = [f"r{i} a{j} {counts[i, j]}" for i in range(4) for j in range(3)]
    return "region age n\n" + "\n".join(lines)


def cube(seed: int) -> str:
    random = np.random.default_rng(seed)
    counts = random.poisson(random.gamma(1.0, 12.0, size=(6, 4, 2)))
    lines = [
        f"{'AB'[i // 3]}{i} a{j} s{k} {counts[i, j, k]}"
        for i in range(6)
        for j in range(4)
        for k in range(2)
    ]
    return "region age sex n\n" + "\n".join(lines)


def meets(problem: Problem, hidden: set[int]) -> bool:
    """Whether every demand can be met by changes of hidden cells; with another solver."""
    matrix = problem.matrix().toarray()
    bounds = [
        (problem.low[c] - problem.base[c], None) if c in hidden else (0, 0)
        for c in range(len(problem))
    ]
    for cell in problem.needs:
        for sign, amount in ((1, problem.above[cell]), (-1, problem.below[cell])):
            goal = np.zeros(len(problem))
            goal[cell] = -sign
            ends = list(bounds)
            ends[cell] = (max(bounds[cell][0], -amount), amount)
            found = linprog(goal, A_eq=matrix, b_eq=np.zeros(len(matrix)), bounds=ends)
            if -found.fun < amount - 1e-6:
                return False
    return True


def cheapest(problem: Problem) -> float:
    """The least loss, by trying every set of up to four cells that could be hidden."""
    secret = {int(c) for c in np.flatnonzero(problem.state == State.PRIMARY)}
    open_ones = [int(c) for c in np.flatnonzero(problem.state == State.OPEN)]
    best = np.inf
    for count in range(5):
        for chosen in combinations(open_ones, count):
            loss = problem.cost[list(chosen)].sum()
            if loss < best and meets(problem, secret | set(chosen)):
                best = loss
    return float(best)


def is_safe(problem: Problem, made: Protection) -> bool:
    return meets(problem, {int(c) for c in np.flatnonzero(made.hidden)})


@pytest.mark.parametrize("seed", [5, 8])
def test_exact_method_finds_the_optimum(seed: int) -> None:
    # A corner of a table, so that trying everything ends
    text = small(seed).replace("r3 a0", "r2 b0").replace("r3 a1", "r1 b0").replace("r3 a2", "r0 b0")
    problem = judged(FLAT, {"cases": "\n".join(text.splitlines()[:10])}).problem

    made = protect_problem(problem, method="exact", seconds=20)

    assert made.method == "exact"
    assert made.loss == pytest.approx(cheapest(problem))


@pytest.mark.parametrize("seed", range(4))
def test_quick_method_stays_near_the_proved_optimum(seed: int) -> None:
    problem = judged(CUBE, {"cases": cube(seed)}).problem

    quick = protect_problem(problem, method="fast", seconds=10)
    best = protect_problem(problem, method="exact", seconds=10)

    assert is_safe(problem, quick)
    assert is_safe(problem, best)
    assert best.bound <= best.loss <= quick.loss
    assert quick.loss <= 1.5 * best.bound


def test_quick_method_is_the_same_each_time() -> None:
    problem = judged(CUBE, {"cases": cube(7)}).problem
    apply = protect_problem(problem, method="auto", seconds=10)

    assert protect_problem(problem, method="auto", seconds=10).loss == apply.loss


def test_cells_the_user_wants_to_keep_are_spared() -> None:
    table = {
        "cases": "region age n\na x 3\na y 20\na z 30\nb x 12\nb y 9\nb z 40\nc x 25\nc y 14\nc z 8"
    }
    partner = next(codes for codes in hidden_in(protected(ONE, table)) if codes[0] != "a")

    spared = hidden_in(protected(ONE + f'[cost.keep]\nregion = ["{partner[0]}"]\n', table))

    assert not [codes for codes in spared if codes[0] == partner[0]]


def test_totals_are_dearer_than_parts() -> None:
    made = protected(ONE, {"cases": "region age n\na x 3\na y 20\nb x 12\nb y 9\nc x 25\nc y 14"})

    assert not [codes for codes in hidden_in(made) if "Total" in codes]


def test_rounding_to_the_nearest_multiple() -> None:
    assert nearest(np.array([0.0, 2.0, 3.0, 7.0, 8.0, 12.0]), 5).tolist() == [0, 0, 5, 5, 10, 10]
    text = ONE + '[method]\nsecondary = "rounding"\nbase = 5\n'
    made = protected(text, {"cases": "region age n\na x 3\na y 21\nb x 14\nb y 9"})
    shown = figures(made.tables["cases"], ("region", "age"), "n")

    assert shown["a", "x"] == 5
    assert shown["Total", "Total"] == 45  # 47: sums of rounded figures need not hold
    assert made.described[0].deviation == 2


@pytest.mark.parametrize("seed", range(3))
def test_controlled_rounding_keeps_every_sum(seed: int) -> None:
    text = CUBE + '[method]\nsecondary = "controlled_rounding"\nbase = 5\n'
    made = protected(text, {"cases": cube(seed)})
    true = figures(protected(CUBE.replace("= 3", "= 0"), {"cases": cube(seed)}).tables["cases"],
                   ("region", "age", "sex"), "n")  # fmt: skip
    shown = figures(made.tables["cases"], ("region", "age", "sex"), "n")

    assert all(value % 5 == 0 and abs(value - true[codes]) < 5 for codes, value in shown.items())
    assert (
        sum(v for c, v in shown.items() if c[1:] == ("Total", "Total") and len(c[0]) == 2)
        == (shown["Total", "Total", "Total"])
    )


def test_rounding_that_gives_counts_away_is_refused() -> None:
    # Four times 2 is shown as 0, their sum 8 as 10: only 2 + 2 + 2 + 2 reaches 8.
    text = HEAD + (
        '[dimension.region]\n[[table]]\nname = "cases"\ndimensions = ["region"]\ncount = "n"\n'
        '[method]\nsecondary = "rounding"\nbase = 5\n'
    )
    with pytest.raises(DisclosureError) as refused:
        protected(text, {"cases": "region n\na 2\nb 2\nc 2\nd 2"})

    assert refused.value.code == "not_protected"


def test_published_figures_stay_and_their_secrets_stay_too() -> None:
    text = ONE.replace('count = "n"', 'count = "n"\npublished = true')
    table = "region age n\na x .\na y .\na z 30\nb x .\nb y .\nb z 40\nTotal x 40\nTotal y 29\nTotal z 70\na Total 50\nb Total 89\nTotal Total 139"
    made = protected(text, {"cases": table})

    shown = figures(made.tables["cases"], ("region", "age"), "n")
    assert shown["b", "z"] == 40
    assert hidden_in(made) == [("a", "x"), ("a", "y"), ("b", "x"), ("b", "y")]


def test_our_table_does_not_free_what_a_publisher_hid() -> None:
    text = HEAD + (
        '[dimension.region]\n[dimension.age]\n[dimension.sex]\n[[table]]\nname = "theirs"\n'
        'dimensions = ["region", "age"]\ncount = "n"\npublished = true\n[[table]]\n'
        'name = "ours"\ndimensions = ["region", "sex"]\ncount = "n"\n'
    )
    theirs = "region age n\na x .\na y 20\nb x .\nb y 9\na Total .\nb Total .\nTotal x 40\nTotal y 29\nTotal Total 69"
    ours = "region sex n\na F 20\na M 30\nb F 9\nb M 10"

    made = protected(text, {"theirs": theirs, "ours": ours})

    assert {("a", "Total"), ("b", "Total")} <= set(hidden_in(made, "ours"))
