# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Sentences say no more than the figures do."""

import pytest

from klammer.base.cells import Status
from klammer.presentation import movements, sentences
from klammer.presentation.sentences import Comparator, Wording

PER_CENT = Wording(1, "%")


def row(value, *, status="reported", period="2022", low=None, high=None):
    return {"value": value, "status": status, "period": period, "low": low, "high": high}


@pytest.mark.parametrize(
    ("status", "value", "sentence"),
    [
        ("reported", 4.68, "Im Wartburgkreis lag der Wert 2022 bei 4,7\u00a0%."),
        ("zero", 0.0, "Im Wartburgkreis war der Wert 2022 genau null."),
        (
            "unreliable",
            4.68,
            (
                "Im Wartburgkreis lag der Wert 2022 bei 4,7\u00a0%; er ist nur eingeschränkt "
                "aussagefähig."
            ),
        ),
        (
            "zero_or_hidden",
            0.0,
            (
                "Im Wartburgkreis steht 2022 in der Quelle eine 0. Das heißt: 0 oder zu klein, um "
                "veröffentlicht zu werden."
            ),
        ),
        (
            "suppressed",
            4.68,
            (
                "Im Wartburgkreis ist der Wert 2022 geheim: So wenige Fälle könnten etwas über "
                "einzelne Menschen verraten."
            ),
        ),
        ("missing", None, "Im Wartburgkreis liegt 2022 kein Wert vor."),
        ("not_yet_available", None, "Im Wartburgkreis liegt der Wert 2022 noch nicht vor."),
        (
            "not_applicable",
            None,
            "Im Wartburgkreis lässt sich der Wert 2022 nicht sinnvoll berechnen.",
        ),
    ],
)
def test_level_says_what_the_cell_says(status, value, sentence):
    found = sentences.level(row(value, status=status), place="im Wartburgkreis", wording=PER_CENT)

    assert found == sentence


@pytest.mark.parametrize("status", [one for one in Status if not one.has_value])
def test_level_never_lets_a_hidden_value_through(status):
    found = sentences.level(row(4711.0, status=status), place="in Erfurt", wording=PER_CENT)

    assert "4.711" not in found


def test_comparison_groups_comparators_by_direction():
    others = [Comparator("Thüringen", row(3.0)), Comparator("Deutschland", row(5.0))]

    assert sentences.comparison(row(4.0), others, wording=PER_CENT) == (
        "Das ist mehr als der Wert für Thüringen (3,0\u00a0%), aber weniger als der Wert für "
        "Deutschland (5,0\u00a0%)."
    )
    assert sentences.comparison(row(2.0), others, wording=PER_CENT, with_values=False) == (
        "Das ist weniger als der Wert für Thüringen und für Deutschland."
    )


def test_comparison_calls_alike_what_is_printed_alike():
    others = [Comparator("Thüringen", row(4.04))]

    assert sentences.comparison(row(4.01), others, wording=PER_CENT) == (
        "Das ist gerundet gleich viel wie der Wert für Thüringen (4,0\u00a0%)."
    )


@pytest.mark.parametrize(
    "other", [row(3.0, status="suppressed"), row(3.0, period="2021"), row(None, status="missing")]
)
def test_comparison_needs_numbers_of_the_same_year(other):
    others = [Comparator("Thüringen", other)]

    assert sentences.comparison(row(4.0), others, wording=PER_CENT) == ""


def test_change_names_both_ends():
    points = [row(5.9, period="2016"), row(5.0, period="2017"), row(4.7, period="2022")]

    assert movements.change(points, wording=PER_CENT) == (
        "Von 2017 bis 2022 ist der Wert von 5,0 auf 4,7\u00a0% gesunken."
    )


def test_change_compares_only_years_since_the_last_break():
    points = [row(9.0, period="2019"), row(5.0, period="2020"), row(4.0, period="2022")]

    assert movements.change(points, wording=PER_CENT, breaks={"2020": "neu", "2023": "neuer"}) == (
        "Von 2020 bis 2022 ist der Wert von 5,0 auf 4,0\u00a0% gesunken."
    )
    assert movements.change(points, wording=PER_CENT, breaks={"2022": "neu"}) == ""


def test_figure_that_stands_alone_after_a_break_says_so():
    points = [row(9.0, period="2021"), row(5.0, period="2022")]

    assert sentences.cut_off(points, {"2022": "Zensus 2022."}) == (
        "Mit den Jahren vor 2022 nicht vergleichbar: Zensus 2022."
    )
    assert sentences.cut_off(points, {"2021": "alt"}) == ""
    assert sentences.cut_off(points[1:], {"2022": "Zensus 2022."}) == ""


def test_level_without_value_adds_the_reason_that_is_known():
    cell = {**row(None, status="not_applicable"), "note": "rate_not_convertible"}

    assert sentences.level(cell, place="in Erfurt", wording=PER_CENT) == (
        "In Erfurt lässt sich der Wert 2022 nicht sinnvoll berechnen. Eine fertig gelieferte Quote "
        "lässt sich nicht auf einen anderen Gebietsstand umrechnen."
    )


def test_last_known_number_is_named_when_the_newest_year_has_none():
    points = [row(4.0, period="2020"), row(None, period="2022", status="missing")]

    assert sentences.last_known(points, wording=PER_CENT) == "Zuletzt, 2020: 4,0\u00a0%."
    assert sentences.last_known(points[:1], wording=PER_CENT) == ""


def test_change_says_when_intervals_overlap():
    points = [
        row(4.0, period="2021", low=3.0, high=5.0),
        row(4.5, period="2022", low=3.5, high=5.5),
    ]

    assert movements.change(points, wording=PER_CENT) == (
        "Der Wert lag 2021 bei 4,0 und 2022 bei 4,5\u00a0%; das ist nicht sicher zu unterscheiden."
    )


def test_change_of_equal_prints_is_none():
    points = [row(4.01, period="2021"), row(4.04, period="2022")]

    assert movements.change(points, wording=PER_CENT) == (
        "2021 und 2022 war der Wert gerundet gleich (4,0\u00a0%)."
    )


def test_spread_names_ends_and_middle_of_what_is_known():
    rows = [
        ("A", row(1.0)),
        ("B", row(2.0)),
        ("C", row(9.0)),
        ("D", row(0.0, status="zero_or_hidden")),
    ]

    assert sentences.spread(rows, areas="Gemeinden", wording=PER_CENT) == (
        "Von 1,0\u00a0% (A) bis 9,0\u00a0% (C); die Hälfte der 3 Gemeinden mit Wert liegt bei "
        "höchstens 2,0\u00a0%."
    )
    assert sentences.gaps([one for _, one in rows]) == (
        "Nicht als Zahl: 1 mit 0 oder zu klein, um veröffentlicht zu werden."
    )


def test_figures_carried_to_other_boundaries_are_counted_by_their_error():
    rows = [{**row(1.0), "error_class": letter} for letter in ("", "A", "B", "C", "C")]

    assert sentences.converted(rows) == (
        "Auf diesen Gebietsstand umgerechnet: 2 geschätzt, 1 sehr genau (mindestens 97 %)."
    )
    assert sentences.converted(rows[:2]) == ""


def test_spread_names_two_areas_that_share_an_end_and_counts_more():
    two = [("A", row(1.0)), ("B", row(1.0)), ("C", row(9.0))]
    three = [*two, ("D", row(1.0))]

    found = [sentences.spread(rows, areas="Gemeinden", wording=PER_CENT) for rows in (two, three)]

    assert [one.partition(" bis ")[0] for one in found] == [
        "Von 1,0\u00a0% (A und B)",
        "Von 1,0\u00a0% (3 Gebiete)",
    ]


def test_gaps_say_why_a_figure_makes_no_sense():
    cell = {**row(None, status="not_applicable"), "note": "rate_not_convertible"}

    assert sentences.gaps([cell]) == (
        "Nicht als Zahl: 1 nicht sinnvoll zu berechnen. Eine fertig gelieferte Quote lässt sich "
        "nicht auf einen anderen Gebietsstand umrechnen."
    )


def test_spread_of_one_value_says_that_there_is_too_little():
    rows = [("A", row(1.0)), ("B", row(None, status="missing"))]

    assert sentences.spread(rows, areas="Gemeinden", wording=PER_CENT) == (
        "Für weniger als zwei von 2 Gebieten liegt ein Wert vor."
    )


def test_no_sentence_uses_words_that_claim_a_test():
    import inspect

    source = inspect.getsource(sentences).split('"""', 2)[2]

    assert [word for word in ("deutlich", "signifikant", "dramatisch") if word in source] == []


RELEVANT = Wording(1, "%", relevant=0.5)


def test_comparison_below_the_relevant_difference_judges_nothing():
    others = [Comparator("Thüringen", row(3.6)), Comparator("Deutschland", row(5.0))]

    assert sentences.comparison(row(4.0), others, wording=RELEVANT) == (
        "Das ist etwa gleich viel wie der Wert für Thüringen (3,6\u00a0%; Unterschied kleiner als "
        "0,5\u00a0Prozentpunkte), aber weniger als der Wert für Deutschland (5,0\u00a0%)."
    )
    assert sentences.comparison(row(4.0), [Comparator("T", row(3.5))], wording=RELEVANT) == (
        "Das ist mehr als der Wert für T (3,5\u00a0%)."
    )


def test_comparison_that_chance_could_make_is_not_called_more():
    others = [Comparator("Thüringen", row(3.0), sentences.Standing.UNSURE)]

    assert sentences.comparison(row(4.0), others, wording=PER_CENT) == (
        "Das ist nicht sicher zu unterscheiden vom Wert für Thüringen (3,0\u00a0%)."
    )


def test_comparison_without_test_names_the_value_alone():
    others = [Comparator("Thüringen", row(3.0), sentences.Standing.UNTESTED)]

    assert sentences.comparison(row(50.0), others, wording=PER_CENT) == (
        "Zum Vergleich der Wert für Thüringen (3,0\u00a0%)."
    )
    assert sentences.comparison(row(50.0), others, wording=PER_CENT, with_values=False) == ""


def test_comparison_of_an_earlier_year_is_named_when_the_newest_has_none():
    points = [row(5.7, period="2020"), row(5.5, period="2021")]
    others = [("Thüringen", {"2020": row(6.0, period="2020")}), ("Deutschland", {})]

    assert sentences.last_comparison(points, others, wording=PER_CENT) == (
        "Vergleich zuletzt möglich 2020: 5,7 gegen 6,0\u00a0% für Thüringen."
    )
    assert sentences.last_comparison(points[1:], others, wording=PER_CENT) == ""


def test_change_below_the_relevant_difference_is_about_alike():
    points = [row(4.0, period="2020"), row(4.4, period="2022")]

    assert movements.change(points, wording=RELEVANT) == (
        "Der Wert lag 2020 bei 4,0 und 2022 bei 4,4\u00a0%; das ist etwa gleich (Unterschied kleiner "
        "als 0,5\u00a0Prozentpunkte)."
    )


def test_change_does_not_hide_a_turn_in_between():
    points = [row(4.0, period="2018"), row(9.0, period="2020"), row(5.0, period="2022")]

    assert movements.change(points, wording=RELEVANT) == (
        "Der Wert ist erst von 4,0 (2018) auf 9,0 (2020) gestiegen, dann bis 2022 auf 5,0\u00a0% "
        "gesunken."
    )
    found = movements.movement(points, wording=RELEVANT)
    assert found is not None
    assert found.way == "erst gestiegen, dann gesunken"


def test_a_small_bump_on_the_way_is_no_turn():
    points = [row(4.0, period="2018"), row(9.1, period="2020"), row(9.0, period="2022")]

    assert movements.change(points, wording=PER_CENT) == (
        "Von 2018 bis 2022 ist der Wert von 4,0 auf 9,0\u00a0% gestiegen."
    )


def test_change_without_judgement_names_the_years_alone():
    points = [row(10.0, period="2018"), row(50.0, period="2022")]

    assert movements.change(points, wording=PER_CENT, neutral=True) == (
        "Der Wert lag 2018 bei 10,0 und 2022 bei 50,0\u00a0%."
    )
