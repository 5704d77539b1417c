# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pictures of patterns: what is computed is drawn, and sentences say no more than tests show."""

import re
from itertools import pairwise
from xml.etree import ElementTree as ET

import numpy as np
import pytest

from klammer.base.quantities import Kind
from klammer.patterns.autocorrelation import hot_spots, local_moran, moran
from klammer.patterns.funnel import funnel
from klammer.patterns.inequality import lorenz
from klammer.patterns.typology import type_names, typology
from klammer.patterns.weights import neighbour_weights, pair_weights
from klammer.presentation.charts import funnel as funnels
from klammer.presentation.charts import lorenz as curves
from klammer.presentation.charts import moran as scatters
from klammer.presentation.charts import types
from klammer.presentation.charts.pattern_styles import STYLES
from klammer.presentation.scatter import Side

SVG = "{http://www.w3.org/2000/svg}"
LINE = neighbour_weights({"1": ["2"], "2": ["1", "3"], "3": ["2", "4"], "4": ["3"]})


def drawn(text):
    return ET.fromstring(text)  # noqa: S314  # reason: our own output


def shapes(tree, tag, style):
    wanted = set(style.split())
    return [
        one for one in tree.iter(f"{SVG}{tag}") if wanted <= set((one.get("class") or "").split())
    ]


def plotted(x, n, *, names=None, narrow=False):
    found = funnel(x, n, kind=Kind.PROPORTION, target=10, factor=100)
    dots = [
        funnels.FunnelDot(str(at), (names or {}).get(at, f"Ort {at}"), one.size, one.value, one.place, f"Ort {at}", "own" if at == 0 else "")
        for at, one in enumerate(found.points)
    ]  # fmt: skip
    return found, funnels.funnel_plot(
        dots, kind=Kind.PROPORTION, target=10, factor=100, label="Trichter", up=Side("Anteil", "%"), narrow=narrow
    )  # fmt: skip


@pytest.mark.parametrize("narrow", [False, True])
def test_funnel_has_a_dot_for_each_area_and_four_limits(narrow):
    _, text = plotted([10, 17, 60, 3], [100, 100, 200, 900], narrow=narrow)
    tree = drawn(text)

    assert len(shapes(tree, "circle", "dot")) == 4
    assert len(shapes(tree, "circle", "dot--far")) == 2
    assert [one.get("data-area") for one in shapes(tree, "circle", "dot--own")] == ["0"]
    assert (
        len(shapes(tree, "polyline", "limit")),
        len(shapes(tree, "polyline", "limit--outer")),
    ) == (4, 2)
    assert tree.get("aria-label") == "Trichter"


def test_funnel_names_the_own_area_and_those_far_out():
    _, text = plotted([10, 17, 60], [100, 100, 200], names={0: "Wartburgkreis", 2: "Suhl & Umland"})

    words = [one.text for one in drawn(text).iter(f"{SVG}text")]
    assert "Wartburgkreis" in words
    assert "Suhl & Umland" in words
    assert "Ort 1" not in words


def test_a_limit_that_leaves_the_drawing_is_cut_not_bent():
    _, text = plotted([0, 100], [20, 1000])
    (line,) = shapes(drawn(text), "polyline", "limit--outer")[1:]
    heights = [float(pair.split(",")[1]) for pair in line.get("points").split()]

    assert all(one < other for one, other in pairwise(heights))


def test_funnel_says_how_many_lie_outside_and_what_chance_does():
    found = funnel(
        [10, 17, 60, 8, 11, 9], [100, 100, 200, 100, 100, 100], kind=Kind.PROPORTION, target=0.1
    )
    said = funnels.said(found, plural="Gemeinden")

    assert said.startswith("Von 6 Gemeinden liegt 1 jenseits der äußeren Grenze")
    assert ("so stark wie durch Zufall" in said) == found.is_overdispersed


def test_no_dots_no_picture():
    assert funnels.funnel_plot([], kind=Kind.RATE, target=1, label="", up=Side("")) == ""
    assert curves.lorenz_curves([], label="", people="", whole="") == ""
    assert types.type_profiles([], {}, {}, label="") == ""


@pytest.mark.parametrize("narrow", [False, True])
def test_moran_scatter_draws_areas_clusters_and_the_slope(narrow):
    found = moran([1, 2, 3, 6], LINE.row_standardised())
    tree = drawn(
        scatters.moran_scatter(
            found, {"1": "Ort"}, label="M", clusters={"4": "HL"}, own="1", narrow=narrow
        )
    )

    assert len(shapes(tree, "circle", "dot")) == 4
    assert [one.get("data-area") for one in shapes(tree, "circle", "more-1")] == ["4"]
    assert shapes(tree, "circle", "dot--own")[0].find(f"{SVG}title").text == "Ort"
    x1, y1, x2, y2 = map(float, re.findall(r"[\d.]+", shapes(tree, "path", "tick")[0].get("d")))
    assert x2 > x1
    assert y2 < y1  # I is above 0


def test_moran_is_said_as_far_as_it_is_tested():
    few = moran([1, 2, 3, 6], LINE.row_standardised())
    keys = [f"{number:02d}" for number in range(40)]
    pairs = list(pairwise(keys))
    line = pair_weights(keys, [*pairs, *((b, a) for a, b in pairs)])
    rising = moran(list(range(40)), line)
    zigzag = moran([number % 2 for number in range(40)], line)

    assert "kein räumliches Muster belegt" in scatters.said(few, title="x")
    assert "Bei nur 4 Gebieten" in scatters.said(few, title="x")
    assert "ähnlichere Werte" in scatters.said(rising, title="x")
    assert "unähnlichere Werte" in scatters.said(zigzag, title="x")


def test_clusters_and_spots_have_classes_words_and_counts():
    weights = pair_weights("ABCDE", [("A", "B"), ("B", "A"), ("B", "C"), ("C", "B")])
    values = [1, 2, 3, None, 5]
    clusters = scatters.cluster_classes(local_moran(values, weights, permutations=99))
    spots = scatters.spot_classes(hot_spots(values, weights, permutations=99))

    assert clusters["D"] == ("missing", "kein Wert")
    assert clusters["E"] == ("missing", "ohne Nachbargebiet")
    assert [(one.words, one.count) for one in scatters.cluster_keys(clusters)] == [
        ("kein Muster belegt", 3), ("ohne Nachbargebiet", 1), ("kein Wert", 1),
    ]  # fmt: skip
    assert sum(one.count for one in scatters.cluster_keys(spots)) == 5


@pytest.mark.parametrize("narrow", [False, True])
def test_lorenz_curves_begin_and_end_in_the_corners(narrow):
    one = curves.Curve("2022", *lorenz([10, 20, 30, 90]))
    other = curves.Curve("2012", *lorenz([30, 30, 30, 60]))
    tree = drawn(
        curves.lorenz_curves([one, other], label="L", people="Kinder", whole="Fälle", narrow=narrow)
    )
    lines = shapes(tree, "polyline", "curve")

    assert len(lines) == 2
    equal = [float(one) for one in re.findall(r"[\d.]+", shapes(tree, "path", "equal")[0].get("d"))]
    points = [float(one) for one in re.split("[ ,]", lines[0].get("points"))]
    assert [*points[:2], *points[-2:]] == pytest.approx(equal)
    assert curves.half_of_people(one) == pytest.approx(30 / 150)


INPUTS = {"old": [1, 2, 1, 11, 12, 11], "growth": [9, 8, 9, 1, 2, 1.5]}


@pytest.mark.parametrize("narrow", [False, True])
def test_types_have_a_bar_for_each_input(narrow):
    found = typology("ABCDEF", INPUTS, count=2, draws=0)
    titles = {"old": "Altenquotient", "growth": "Zuzug"}
    tree = drawn(
        types.type_profiles(found.types, type_names(found, {}), titles, label="T", narrow=narrow)
    )

    assert len(shapes(tree, "rect", "bar")) == 4
    assert len(shapes(tree, "rect", "bar--sure")) == 4
    assert len(shapes(tree, "rect", "type-1")) == 1
    said = [one.find(f"{SVG}title").text for one in shapes(tree, "rect", "bar")]
    assert said[0].startswith("Altenquotient: −1,0 Standardabweichungen")


def test_dendrogram_joins_the_types_without_crossing():
    found = typology("ABCDEF", {"x": [0, 1, 20, 21, 4, 5]}, count=3, draws=0)
    tree = drawn(types.dendrogram(found, type_names(found, {}), label="D"))

    assert len(shapes(tree, "path", "branch")) == 2
    names = [one.text for one in tree.iter(f"{SVG}text") if (one.text or "").startswith("Typ")]
    assert [name[:5] for name in names] == ["Typ 1", "Typ 3", "Typ 2"]
    assert (
        types.dendrogram(
            typology("ABCDEF", INPUTS, method="kmeans", count=2, draws=0), {}, label=""
        )
        == ""
    )


def test_every_class_that_is_drawn_has_a_rule_for_files():
    found = typology("ABCDEF", INPUTS, count=2, draws=0)
    pictures = [
        plotted([10, 17, 60, 3], [100, 100, 200, 900])[1],
        scatters.moran_scatter(moran([1, 2, 3, 6], LINE), {}, label="", clusters={"4": "HL"}),
        curves.lorenz_curves([curves.Curve("a", np.array([0, 1.0]), np.array([0, 1.0]))], label="", people="", whole=""),
        types.type_profiles(found.types, type_names(found, {}), {"old": "x"}, label=""),
        types.dendrogram(found, type_names(found, {}), label=""),
    ]  # fmt: skip
    used = {
        one
        for text in pictures
        for found_ in re.findall(r'class="([^"]+)"', text)
        for one in found_.split()
    }

    without = {one for one in used if f".{one}" not in STYLES}
    assert without == {"curve--1"}  # the strong one is the rule of .curve
