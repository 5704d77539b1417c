# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Many differences counted and named, none of them lost."""

from klammer.presentation.contrasts import Contrast
from klammer.presentation.tallies import Tally, in_words, named, tally

WORSE = Contrast("worse-2", "höher, ungünstiger (99,8 % sicher)")
BETTER = Contrast("better-1", "niedriger, günstiger (95 % sicher)")
MORE = Contrast("more-1", "höher (95 % sicher)")
LESS = Contrast("less-2", "niedriger (99,8 % sicher)")
EVEN = Contrast("even", "nicht zu unterscheiden; der Abstand kann Zufall sein")
RANK = Contrast("rank-1", "Platz 1 bis 6 von 22; keine Zufallsprüfung möglich")


def test_every_figure_is_counted_once():
    found = [WORSE, BETTER, MORE, LESS, EVEN, EVEN, RANK, None, Contrast("", "")]

    counted = tally(found)

    assert counted == Tally(1, 1, 1, 1, 2, 1, 2)
    assert counted.tested == 6


def test_words_say_what_was_counted():
    assert in_words(tally([WORSE, WORSE, LESS, EVEN, RANK, None]), against="Thüringen") == (
        "Gegenüber Thüringen belegt: 2 ungünstiger und 1 niedriger. Bei 1 kein belegter "
        "Unterschied, der groß genug ist. 1 lässt sich nicht auf Zufall prüfen. 1 ohne Wert oder "
        "Vergleich."
    )
    assert in_words(tally([EVEN, EVEN]), against="dem Wartburgkreis") == (
        "Gegenüber dem Wartburgkreis kein belegter Unterschied, der groß genug ist."
    )
    assert in_words(tally([]), against="Thüringen") == ""


def test_figures_are_named_up_to_six():
    few = [("Kinderarmut", WORSE), ("Geburten", LESS), ("Alter", RANK)]
    many = [(str(number), BETTER) for number in range(9)]

    assert named(few, against="Thüringen") == (
        "Gegenüber Thüringen belegt ungünstiger: Kinderarmut; niedriger: Geburten. 1 lässt sich "
        "nicht auf Zufall prüfen."
    )
    assert named(many, against="Thüringen") == (
        "Gegenüber Thüringen belegt günstiger: 0, 1, 2, 3, 4 und 4 weitere."
    )
    assert named([("Alter", RANK)], against="Thüringen") == (
        "1 lässt sich nicht auf Zufall prüfen."
    )
