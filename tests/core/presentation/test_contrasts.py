# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Colour needs a difference beyond chance and beyond the relevant one; words say the same."""

import pytest

from klammer.indicators.uncertainty import wilson
from klammer.presentation import contrasts
from klammer.presentation.contrasts import Contrast, Key
from klammer.presentation.sentences import Wording
from tests.factories import definition

WHOLE = {"area": "16", "numerator": 100_000, "denominator": 1_000_000, "value": 10.0,
         "low": 9.94, "high": 10.06, "status": "reported", "period": "2022", "method": "wilson",
         "note": ""}  # fmt: skip


def row(area, numerator, denominator=1000, **more):
    limits = wilson(numerator, denominator)
    return {
        "area": area, "numerator": numerator, "denominator": denominator,
        "value": 100 * numerator / denominator, "low": 100 * float(limits.low),
        "high": 100 * float(limits.high), "status": "reported", "period": "2022",
        "method": "wilson", "note": "", **more,
    }  # fmt: skip


def untested(area, value):
    return {**row(area, 1), "value": value, "low": None, "high": None, "note": "delivered_rate",
            "numerator": None, "denominator": None}  # fmt: skip


def of(*rows, relevant=1.0, **more):
    return contrasts.contrasts(rows, WHOLE, definition=definition(**more), relevant=relevant)


# Wilson limits of x in 1,000 against 10 %: 122 → 95 % from 10.3, 99.8 % from 9.4.
@pytest.mark.parametrize(
    ("numerator", "style", "words"),
    [
        (140, "worse-2", "höher, ungünstiger (99,8 % sicher)"),
        (122, "worse-1", "höher, ungünstiger (95 % sicher)"),
        (110, "even", "nicht zu unterscheiden; der Abstand kann Zufall sein"),
        (80, "better-1", "niedriger, günstiger (95 % sicher)"),
        (60, "better-2", "niedriger, günstiger (99,8 % sicher)"),
    ],
)
def test_colour_follows_the_test_and_the_direction(numerator, style, words):
    found = of(row("A", numerator))["A"]

    assert found == Contrast(style, words.replace(" %", "\u00a0%"))


@pytest.mark.parametrize(
    ("direction", "high", "low"),
    [
        ("high_is_burden", "worse-2", "better-2"),
        ("high_is_good", "better-2", "worse-2"),
        ("neutral", "more-2", "less-2"),
    ],
)
def test_direction_of_the_definition_decides_what_is_worse(direction, high, low):
    found = of(row("A", 150), row("B", 60), direction=direction)

    assert (found["A"].style, found["B"].style) == (high, low)


def test_neutral_difference_is_not_judged_in_words():
    assert of(row("A", 150), direction="neutral")["A"].words == "höher (99,8\u00a0% sicher)"


def test_significant_difference_below_the_relevant_one_has_no_colour():
    found = of(row("A", 150), relevant=5.5)["A"]

    assert found == Contrast("even", "höher, mehr als Zufall; Unterschied zu klein für eine Farbe")


def test_without_a_stated_relevant_difference_nothing_is_coloured():
    found = of(row("A", 150), relevant=None)["A"]

    assert found.style == "even"
    assert "ist nicht festgelegt" in found.words


def test_what_cannot_be_tested_shows_its_place_in_grey_and_says_so():
    found = of(*(untested(key, value) for key, value in zip("ABCDEFGH", range(8), strict=True)))

    assert {key: one.style for key, one in found.items()} == {
        "H": "rank-1", "G": "rank-1", "F": "rank-2", "E": "rank-2",
        "D": "rank-3", "C": "rank-3", "B": "rank-4", "A": "rank-4",
    }  # fmt: skip
    assert found["H"].words == (
        "Platz 1 bis 2 von 8; keine Zufallsprüfung möglich. Die Quelle liefert nur den fertigen "
        "Wert, nicht die Fälle dahinter."
    )


def test_equal_values_share_their_place():
    found = of(*(untested(key, 5.0) for key in "ABC"), untested("D", 1.0))

    assert {found[key].words.split(";")[0] for key in "ABC"} == {"Platz 1 bis 3 von 4"}


def test_figures_without_a_number_take_no_part():
    missing = {**row("B", 5), "value": None, "status": "suppressed"}

    assert list(of(row("A", 140), missing)) == ["A"]


def test_legend_names_every_step_even_when_it_is_empty():
    found = of(row("A", 140), row("B", 110))

    keys = contrasts.legend(found, definition=definition())
    assert keys[0] == Key("worse-2", "höher, ungünstiger: 99,8\u00a0% sicher", 1)
    assert [(key.style, key.count) for key in keys[1:]] == [
        ("worse-1", 0), ("even", 1), ("better-1", 0), ("better-2", 0),
    ]  # fmt: skip


def test_legend_of_untested_figures_has_positions_alone():
    found = of(*(untested(key, value) for key, value in zip("ABCD", range(4), strict=True)))

    keys = contrasts.legend(found, definition=definition())
    assert [(key.style, key.count) for key in keys] == [(f"rank-{n}", 1) for n in (1, 2, 3, 4)]
    assert keys[0].words.startswith("Platz 1 von 4")


def test_stated_difference_names_its_unit():
    assert contrasts.stated(1.5, wording=Wording(1, "%")) == "1,5\u00a0Prozentpunkte"
    assert contrasts.stated(0.15, wording=Wording(1, "je 1.000")) == "0,15\u00a0je 1.000"
    assert contrasts.stated(None, wording=Wording()) == ""
