# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Several years together: sums of cases and people, never means of rates."""

import pytest

from klammer.base.quantities import Kind
from klammer.indicators.pooling import pool


def year(period, numerator, denominator, status="reported"):
    return {
        "period": period, "numerator": numerator, "denominator": denominator, "status": status,
    }  # fmt: skip


YEARS = [year(str(2018 + n), x, 40.0) for n, x in enumerate((0.0, 1.0, 0.0, 2.0, 1.0))]


def test_five_years_are_added_up():
    # (0 + 1 + 0 + 2 + 1) ÷ (5 · 40) · 100 = 4 ÷ 200 · 100 = 2
    found = pool(YEARS, kind=Kind.PROPORTION, factor=100)

    assert (found.numerator, found.denominator, found.value) == (4.0, 200.0, 2.0)
    assert found.periods == ("2018", "2019", "2020", "2021", "2022")
    assert (found.low, found.high, found.reason) == (None, None, "")


def test_pooled_rate_is_not_the_mean_of_rates():
    rows = [year("2020", 1.0, 10.0), year("2021", 1.0, 90.0), year("2022", 1.0, 100.0)]

    assert pool(rows, kind=Kind.PROPORTION, factor=100).value == 1.5  # the mean of rates is 4.04


def test_events_get_the_limits_of_their_sum():
    # 12 events: Byar 6.194–20.963 (methods.md), here ÷ 1 000 people × 1 000
    rows = [year(str(2020 + n), 4.0, 1000 / 3) for n in range(3)]

    found = pool(rows, kind=Kind.RATE, factor=1000, method="byar")

    assert (round(found.low, 3), round(found.high, 3)) == (6.194, 20.963)


def test_only_the_last_five_years_count_and_none_before_a_break():
    rows = [year("2010", 50.0, 50.0), *YEARS]

    assert pool(rows, kind=Kind.PROPORTION).denominator == 200.0
    found = pool(rows, kind=Kind.PROPORTION, factor=100, since="2020")
    assert (found.periods, found.value) == (("2020", "2021", "2022"), 2.5)


@pytest.mark.parametrize(
    ("rows", "more", "reason"),
    [
        (YEARS, {"delivered": True}, "delivered_rate"),
        (YEARS, {"kind": Kind.MEAN}, "kind"),
        (YEARS, {"since": "2021"}, "few_years"),
        ([*YEARS[:4], year("2022", None, 40.0, "suppressed")], {}, "hidden_year"),
        ([*YEARS[:4], year("2022", 0.0, 40.0, "zero_or_hidden")], {}, "hidden_year"),
        ([year(str(2018 + n), 0.0, 0.0) for n in range(4)], {}, "denominator_zero"),
        ([], {}, "few_years"),
    ],
    ids=["delivered", "mean", "break", "secret", "maybe-zero", "nobody", "nothing"],
)
def test_what_cannot_be_added_is_refused_with_the_reason(rows, more, reason):
    found = pool(rows, **{"kind": Kind.PROPORTION, **more})

    assert (found.reason, found.value) == (reason, None)


def test_missing_years_are_left_out_and_named():
    rows = [*YEARS[:2], year("2020", None, None, "missing"), *YEARS[3:]]

    assert pool(rows, kind=Kind.PROPORTION).periods == ("2018", "2019", "2021", "2022")
