# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""An area joined with neighbours until there are enough cases."""

import pytest

from klammer.base.cells import Status
from klammer.base.quantities import Kind
from klammer.indicators.pooling_areas import join


def row(area, numerator, denominator=100, status=Status.REPORTED):
    return {"area": area, "numerator": numerator, "denominator": denominator, "status": status}


def test_neighbours_are_added_until_there_are_enough_cases():
    found = join(
        [row("A", 2), row("B", 5), row("C", 4), row("D", 9)], kind=Kind.PROPORTION, factor=100
    )

    assert found.areas == ("A", "B", "C")
    assert (found.numerator, found.denominator) == (11, 300)
    assert found.value == pytest.approx(11 / 3)
    assert found.low < found.value < found.high


def test_an_area_with_enough_cases_stays_alone():
    found = join([row("A", 12), row("B", 5)], kind=Kind.RATE)

    assert (found.areas, found.reason, found.value) == (("A",), "enough", 0.12)


def test_hidden_and_missing_neighbours_are_skipped_and_named():
    rows = [row("A", 2), row("B", None, status=Status.SUPPRESSED), row("C", None), row("D", 9)]
    found = join(rows, kind=Kind.RATE)

    assert (found.areas, found.skipped) == (("A", "D"), ("B", "C"))


@pytest.mark.parametrize(
    ("rows", "more", "reason"),
    [
        ([row("A", None, status=Status.SUPPRESSED), row("B", 20)], {}, "hidden_area"),
        ([row("A", None), row("B", 20)], {}, "missing"),
        ([row("A", 1), row("B", 2)], {}, "few_cases"),
        ([row("A", 1), *[row(str(n), 2) for n in range(9)]], {}, ""),
        ([row("A", 1), *[row(str(n), 2) for n in range(9)]], {"most": 4}, "few_cases"),
        ([row("A", 1)], {"kind": Kind.MEAN}, "kind"),
        ([row("A", 1)], {"delivered": True}, "delivered_rate"),
        ([row("A", 0, 0), row("B", 0, 0)], {}, "denominator_zero"),
    ],
    ids=["hidden", "missing", "few", "six", "most", "kind", "delivered", "nobody"],
)
def test_sums_that_say_nothing_are_refused_with_a_reason(rows, more, reason):
    found = join(rows, **({"kind": Kind.RATE} | more))

    assert found.reason == reason
    assert (found.value is None) == bool(reason)


def test_ratios_are_joined_without_limits():
    found = join([row("A", 2), row("B", 20)], kind=Kind.RATIO)

    assert (found.value, found.low) == (0.11, None)
