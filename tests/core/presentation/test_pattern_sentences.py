# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Sentences about patterns say what was tested, and that nothing was where nothing was."""

import numpy as np

from klammer.base.quantities import Kind
from klammer.patterns import chance
from klammer.patterns.decomposition import theil_parts
from klammer.patterns.inequality_of_counts import inequality_of_counts
from klammer.patterns.segregation import segregation
from klammer.patterns.slope import slope_index
from klammer.patterns.typology import type_names, typology
from klammer.presentation import pattern_sentences as say
from klammer.presentation.formats import NBSP

APART = segregation([400, 40] * 8, [2000] * 16)
ALIKE = segregation([220, 221] * 8, [2000] * 16)


def test_segregation_is_said_as_the_share_that_would_have_to_move():
    said = say.apart(APART, group="die Kinder in Armut", areas="Stadtteilen")

    assert said.startswith(
        "Damit die Kinder in Armut überall den gleichen Anteil hätten, müssten 4"
    )
    assert "Spannweite" in said
    assert "Zufalls ist abgezogen" in said


def test_segregation_by_chance_is_no_segregation():
    said = say.apart(ALIKE, group="die Kinder in Armut", areas="Stadtteilen")

    assert said.startswith("Dass die Kinder in Armut")
    assert "nicht belegt" in said
    assert (
        say.apart(segregation([1], [2]), group="x", areas="y")
        == "Weniger als zwei Gebiete haben Werte."
    )


def test_inequality_is_said_with_its_span_or_as_chance():
    far = inequality_of_counts([100, 400] * 6, [5000] * 12, kind=Kind.RATE)
    near = inequality_of_counts([250, 251] * 6, [5000] * 12, kind=Kind.RATE)

    assert say.unequal(far, index="gini").startswith("Gini-Koeffizient 0,")
    assert "auch durch Zufall" in say.unequal(near, index="theil")


def test_a_gap_closes_only_where_the_test_says_so():
    closing = chance.change(APART, ALIKE)
    opening = chance.change(ALIKE, APART)
    same = chance.change(ALIKE, ALIKE)

    assert say.moved(closing, first="2015", last="2022").startswith(
        "Der Abstand ist von 2015 bis 2022 kleiner"
    )
    assert "größer geworden" in say.moved(opening, first="2015", last="2022")
    assert "keine Veränderung belegt" in say.moved(same, first="2015", last="2022")
    assert "nicht prüfen" in say.moved(None, first="2015", last="2022")


def test_parts_of_inequality_add_up_to_a_hundred():
    found = theil_parts([10, 20, 30, 90], ["a", "a", "b", "b"])

    assert say.split(found, larger="Ländern").replace(NBSP, " ") == (
        "Von der Ungleichheit liegen 62 % zwischen den Ländern, 38 % innerhalb."
    )
    assert (
        say.split(theil_parts([3, 3], ["a", "b"]), larger="x")
        == "Alle Gebiete haben denselben Wert."
    )


def test_types_are_said_with_how_sure_they_are():
    random = np.random.default_rng(1)
    x = np.concatenate([random.normal(m, 0.3, 20) for m in (0, 5, 10)])
    keys = [f"{at:02d}" for at in range(60)]
    clear = typology(keys, {"x": x, "y": random.permutation(x)}, draws=20)
    sure = typology(keys, {"x": x}, draws=20)

    assert say.types_found(sure).startswith("3 Typen, klar getrennt")
    assert "kehren alle wieder" in say.types_found(sure)
    assert "Die Merkmale sagen fast dasselbe" in say.types_found(sure)
    assert "fast dasselbe" not in say.types_found(clear)
    assert "Besser getrennt wären 3 Typen" in say.types_found(
        typology(keys, {"x": x}, count=5, draws=0)
    )


def test_an_area_between_two_types_is_said_to_be():
    found = typology("ABCDEFG", {"x": [0, 1, 2, 5.4, 9, 10, 11]}, count=2, draws=0)
    names = type_names(found, {})

    assert say.belongs(found, names, area="A", name="Aue").startswith("Aue gehört zu Typ")
    assert "nahe an Typ" in say.belongs(found, names, area="D", name="Dorf")
    assert say.belongs(found, names, area="X", name="Xberg").endswith(
        "Mindestens ein Merkmal fehlt."
    )


def test_a_slope_is_said_only_where_there_is_one():
    steep = slope_index([50, 40, 30, 20, 10], [1000] * 5, kind=Kind.RATE, factor=1000)
    flat = slope_index([30, 31, 29, 30, 30], [1000] * 5, kind=Kind.RATE, factor=1000)

    assert say.slope_said(steep).startswith("Der Wert sinkt von")
    assert "nicht belegt" in say.slope_said(flat)


def test_no_sentence_says_how_large_a_difference_feels():
    import inspect

    source = inspect.getsource(say).lower()
    assert not [
        word for word in ("deutlich", "massiv", "erheblich", "dramatisch") if word in source
    ]
