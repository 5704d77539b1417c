# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which cells a rule hides and how uncertain they must stay; levels computed by hand."""

import pytest

from klammer.base.errors import InputRefusedError
from klammer.disclosure.tabular.building import Linked
from klammer.disclosure.tabular.problem import Reason
from klammer.disclosure.tabular.rules import thresholds_of
from tests.disclosed_tables import HEAD, ONE, judged, spec

VALUES = HEAD + (
    '[dimension.branch]\n[[table]]\nname = "cases"\ndimensions = ["branch"]\nvalue = "euro"\n'
    'contributors = "firms"\nlargest = ["first", "second"]\n[rules]\nminimum_count = 3\n'
)


def said(linked: Linked, *codes: str) -> tuple[str, float, float]:
    problem = linked.problem
    cell = next(at for key, at in problem.at.items() if key[1] == codes)
    reason = Reason(int(problem.reason[cell])).name
    return reason, float(problem.below[cell]), float(problem.above[cell])


def test_small_counts_must_be_able_to_reach_the_minimum_and_to_be_one_less() -> None:
    linked = judged(ONE, {"cases": "region age n\na x 3\na y 20\nb x 5\nb y 0"})

    assert said(linked, "a", "x") == ("SMALL_COUNT", 1, 2)
    assert said(linked, "b", "x") == ("NONE", 0, 0)
    assert said(linked, "b", "y") == ("NONE", 0, 0)


def test_zero_is_protected_when_the_rules_say_so() -> None:
    text = ONE + "[rules]\nzero = true\nminimum_count = 3\n"
    linked = judged(text, {"cases": "region age n\na x 9\na y 20\nb x 8\nb y 0"})

    assert said(linked, "b", "y") == ("ZERO", 0, 3)


def test_small_remainders_and_full_groups_are_seen_from_the_other_side() -> None:
    text = ONE.replace('count = "n"', 'count = "n"\ngroup = "all"')
    linked = judged(text, {"cases": "region age n all\na x 18 20\na y 30 30\nb x 5 60\nb y 9 90"})

    assert said(linked, "a", "x") == ("SMALL_REMAINDER", 3, 1)  # 5 − 2 others; one more counted
    assert said(linked, "a", "y") == ("FULL_GROUP", 5, 0)
    assert said(linked, "b", "x") == ("NONE", 0, 0)


def test_full_groups_may_be_shown_when_the_rules_say_so() -> None:
    text = ONE.replace('count = "n"', 'count = "n"\ngroup = "all"')
    text += "[rules]\nfull_group = false\n"
    linked = judged(text, {"cases": "region age n all\na x 30 30\nb x 31 60"})

    assert said(linked, "a", "x") == ("NONE", 0, 0)


def test_p_percent_rule() -> None:
    # X = 200, x1 = 150, x2 = 40: the rest of 10 is less than 10 % of 150; level 15 − 10 = 5
    linked = judged(
        VALUES + "p_percent = {p = 10, reference = 'SPEC'}\n",
        {
            "cases": "branch euro firms first second\nA 200 5 150 40\nB 300 9 100 90\nTotal 500 14 150 100"
        },
    )

    assert said(linked, "A") == ("P_PERCENT", 5, 5)
    assert said(linked, "B") == ("NONE", 0, 0)


def test_dominance_rule() -> None:
    # 1 firm holds 90 of 100: with k = 85 the level is 100/85 · 90 − 100
    linked = judged(
        VALUES + "dominance = [{n = 1, k = 85}]\n",
        {"cases": "branch euro firms first second\nA 100 7 90 5\nB 100 7 85 5\nTotal 200 14 90 85"},
    )

    reason, below, above = said(linked, "A")
    assert reason == "DOMINANCE"
    assert below == above == pytest.approx(100 / 85 * 90 - 100)
    assert said(linked, "B") == ("NONE", 0, 0)


def test_few_contributors_leave_a_tenth_uncertain() -> None:
    linked = judged(
        VALUES,
        {
            "cases": "branch euro firms first second\nA 500 2 300 200\nB 100 7 50 5\nTotal 600 9 300 200"
        },
    )

    assert said(linked, "A") == ("FEW_CONTRIBUTORS", 50, 50)


def test_amounts_without_contributors_are_refused() -> None:
    text = HEAD + (
        '[dimension.branch]\n[[table]]\nname = "cases"\ndimensions = ["branch"]\nvalue = "euro"\n'
    )
    with pytest.raises(InputRefusedError) as refused:
        judged(text, {"cases": "branch euro\nA 500\nB 100"})

    assert refused.value.code == "not_judgeable"


@pytest.mark.parametrize("number", ["1", "2", "-3", "true", "2.5"])
def test_minimum_that_cannot_protect_is_refused(number: str) -> None:
    with pytest.raises(InputRefusedError):
        thresholds_of(spec(ONE + f"[rules]\nminimum_count = {number}\n"))


def test_rules_are_dated_and_name_their_reference() -> None:
    entries = (
        "[[rules.minimum_count]]\nvalue = 10\nuntil = 2026-01-01\nreference = 'Dienstanweisung 1'\n"
        "[[rules.minimum_count]]\nvalue = 3\nfrom = 2026-01-01\nreference = 'Dienstanweisung 2'\n"
    )
    rules = thresholds_of(spec(ONE + entries))

    assert rules.minimum == 3
    assert "minimum_count: value=3: Dienstanweisung 2" in rules.texts


def test_a_rule_without_a_value_on_the_day_is_refused() -> None:
    entry = "[[rules.minimum_count]]\nvalue = 10\nuntil = 2020-01-01\n"
    with pytest.raises(InputRefusedError, match="no value on 2026-07-01"):
        thresholds_of(spec(ONE + entry))
