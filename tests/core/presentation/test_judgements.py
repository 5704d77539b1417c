# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Differences and trends are called more than chance only after a test."""

import pytest

from klammer.base.quantities import Kind
from klammer.indicators.significance import Verdict
from klammer.presentation import judgements
from klammer.presentation.sentences import Comparator, Wording


def row(numerator, denominator, *, low=None, high=None, period="2022", note=""):
    value = None if numerator is None else 100 * numerator / denominator
    return {
        "value": value, "status": "reported", "period": period, "low": low, "high": high,
        "numerator": numerator, "denominator": denominator, "note": note, "method": "wilson",
    }  # fmt: skip


def land(value):
    return Comparator("Thüringen", {**row(None, 1), "value": value})


def test_certainty_needs_the_interval_to_leave_out_the_comparator():
    # 12 of 150: 4,635 to 13,462 %
    own = row(12, 150, low=4.635, high=13.462)

    apart = judgements.certainty(own, land(4.6), kind=Kind.PROPORTION)
    within = judgements.certainty(own, land(4.7), kind=Kind.PROPORTION)

    assert apart == (
        "Der Abstand zum Wert für Thüringen ist größer, als der Zufall erwarten lässt "
        "(95 % Sicherheit)."
    )
    assert within == (
        "Vom Wert für Thüringen ist das nicht zu unterscheiden: Der Abstand liegt im Bereich des "
        "Zufalls."
    )


def test_certainty_says_why_a_delivered_rate_cannot_be_tested():
    own = {**row(None, 1, note="delivered_rate"), "value": 8.0}

    assert judgements.certainty(own, land(4.0), kind=Kind.RATIO) == (
        "Ob der Unterschied Zufall sein kann, lässt sich nicht prüfen. Die Quelle liefert nur den "
        "fertigen Wert, nicht die Fälle dahinter."
    )


def test_large_part_of_the_whole_is_tested_against_the_rest():
    # 55 of 100 within 90 of 200: the interval alone would compare the area half with itself.
    own = row(55, 100, low=45.2, high=64.4)
    whole = row(90, 200)

    found = judgements.judge(own, whole, kind=Kind.PROPORTION, factor=100)

    assert (found.verdict, found.level) == (Verdict.HIGHER, 0.95)
    assert found.difference == pytest.approx(10.0)


def test_relevant_difference_is_carried_along():
    found = judgements.judge(
        row(12, 150, low=4.6, high=13.5), land(3.0).row, kind=Kind.PROPORTION, relevant_difference=9
    )

    assert (found.level, found.relevant, found.coloured) == (0.95, False, False)


def series(cases, first=2018):
    return [
        row(x, 1000, period=str(first + i), low=x / 10 - 2, high=x / 10 + 2)
        for i, x in enumerate(cases)
    ]


def test_direction_is_tested_where_counts_are_known():
    wording = Wording(1)

    # χ² = 13,349 > 9,5495: the worked example of the method
    rising = judgements.direction(
        series([100, 110, 125, 130, 150]), kind=Kind.PROPORTION, wording=wording
    )
    level = judgements.direction(
        series([100, 104, 99, 103, 105]), kind=Kind.PROPORTION, wording=wording
    )
    untested = judgements.direction(series([100, 110, 125]), kind=Kind.PROPORTION, wording=wording)

    assert (rising, level, untested) == (
        "steigt",
        "keine klare Richtung",
        "keine klare Richtung",
    )


def test_trend_uses_only_years_since_the_break():
    points = series([100, 110, 125, 130, 150])

    assert judgements.trend(points, kind=Kind.PROPORTION).direction == 1
    assert judgements.trend(points, kind=Kind.PROPORTION, breaks={"2020": "neu"}) is None
    assert judgements.trend(points, kind=Kind.RATIO) is None


def test_figures_without_interval_are_never_tested():
    # Cases are known, but they share households or were estimated: no interval, so no test.
    points = series([100, 110, 125, 130, 150])
    points[3] = {**points[3], "low": None, "high": None, "note": "clustered"}
    own = {**row(55, 100), "note": "clustered"}

    assert judgements.trend(points, kind=Kind.PROPORTION) is None
    assert judgements.judge(own, row(90, 200), kind=Kind.PROPORTION).verdict is Verdict.NOT_TESTABLE


def test_trend_sentence_names_the_certainty():
    assert judgements.trend_sentence(series([150, 130, 125, 110, 100]), kind=Kind.PROPORTION) == (
        "Der Rückgang über die letzten fünf Jahre ist mehr als Zufall (99,8 % Sicherheit)."
    )


def told(value, **more):
    return {
        "value": value, "status": "reported", "period": "2022", "low": None, "high": None,
        "numerator": None, "denominator": None, "note": "delivered_rate", "method": "", **more,
    }  # fmt: skip


def test_a_small_area_without_test_is_not_judged():
    others = [("Thüringen", {"2022": told(20.0)})]

    small = judgements.against(
        [told(50.0)], others, kind=Kind.RATIO, wording=Wording(1, "%"), is_small=True
    )
    large = judgements.against([told(50.0)], others, kind=Kind.RATIO, wording=Wording(1, "%"))

    assert small == [
        "Zum Vergleich der Wert für Thüringen (20,0\u00a0%).",
        "Keine Zufallsprüfung möglich (als Quote geliefert).",
    ]
    assert large == ["Das ist mehr als der Wert für Thüringen (20,0\u00a0%)."]


def test_a_difference_inside_the_interval_is_not_called_more():
    own = told(5.0, low=3.0, high=7.0)
    others = [("Thüringen", {"2022": told(4.0)})]

    assert judgements.against([own], others, kind=Kind.MEAN, wording=Wording(1, "%")) == [
        "Das ist nicht sicher zu unterscheiden vom Wert für Thüringen (4,0\u00a0%)."
    ]


def test_the_last_possible_comparison_stands_in_for_a_missing_one():
    points = [told(5.7, period="2020"), told(5.5, period="2021")]
    others = [("Thüringen", {"2020": told(6.0, period="2020")})]

    assert judgements.against(points, others, kind=Kind.RATIO, wording=Wording(1, "%")) == [
        "Vergleich zuletzt möglich 2020: 5,7 gegen 6,0\u00a0% für Thüringen."
    ]


def test_a_full_count_of_a_small_area_needs_no_test():
    own = told(50.0, note="full_count")
    others = [("Thüringen", {"2022": told(20.0)})]

    assert judgements.against(
        [own], others, kind=Kind.RATIO, wording=Wording(1, "%"), is_small=True
    ) == ["Das ist mehr als der Wert für Thüringen (20,0\u00a0%)."]
    assert [judgements.may_jump(one, is_small=True) for one in (own, told(1.0))] == [False, True]
