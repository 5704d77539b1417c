# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pictures and sentences of comparisons: what is drawn is there, what is said was tested."""

import re
from xml.etree import ElementTree as ET

import pytest

from klammer.patterns.correlation import correlation
from klammer.patterns.dispersion import Change, dispersion
from klammer.patterns.inequality import inequality
from klammer.patterns.ranks import RankInterval
from klammer.presentation import axes, distribution, gaps, ranking, scatter, spine
from klammer.presentation.sentences import Wording

SVG = "{http://www.w3.org/2000/svg}"
SHARE = Wording(1, "%")


def drawn(text):
    return ET.fromstring(text)  # noqa: S314  # reason: our own output


def classes(tree, tag):
    return [one.get("class") for one in tree.iter(f"{SVG}{tag}")]


def bar(key, low, high, upper=0.0, lower=0.0, **more):
    return ranking.RankBar(
        key, f"Kreis {key}", RankInterval(low, high, upper, lower), "5,0 %", **more
    )


def test_axis_has_round_ticks_around_all_values():
    found = axes.axis([2.1, 9.7], start=0, end=100)

    assert found.ticks == (2, 4, 6, 8, 10)
    assert (found.at(2), found.at(6), found.at(10)) == (0, 50, 100)
    assert found.words(0) == ["2", "4", "6", "8", "10"]


@pytest.mark.parametrize("value", [0.0, 5.0, -3.0, 1e9])
def test_axis_of_one_value_has_room_on_both_sides(value):
    found = axes.axis([value], start=0, end=100)

    assert found.ticks[0] < value < found.ticks[-1]


def test_axis_puts_what_lies_outside_on_its_end():
    found = axes.axis([0.0, 10.0], start=0, end=100)

    assert (found.at(-5), found.at(50)) == (0, 100)


def test_rank_bars_reach_from_the_first_to_the_last_rank():
    tree = drawn(ranking.rank_bars([bar("1", 1, 1), bar("2", 2, 3), bar("3", 2, 3)], label="R"))

    bars = [one for one in tree.iter(f"{SVG}rect") if "bar" in (one.get("class") or "")]
    widths = [round(float(one.get("width"))) for one in bars]
    assert widths[1] == widths[2] == pytest.approx(2 * widths[0], abs=1)
    assert [one.get("data-area") for one in bars] == ["1", "2", "3"]


def test_rank_bars_tell_certain_ones_and_the_own():
    found = ranking.rank_bars([bar("1", 1, 2, upper=0.99), bar("2", 1, 2, is_own=True)], label="R")

    assert "bar bar--sure" in found
    assert "bar bar--open is-own" in found


def test_many_rank_bars_are_thin_and_only_the_own_is_named():
    bars = [bar(str(n), n, n, is_own=n == 50) for n in range(1, 606)]
    tree = drawn(ranking.rank_bars(bars, label="R"))

    names = [one.text for one in tree.iter(f"{SVG}text") if "Kreis" in (one.text or "")]
    assert names == ["Kreis 50"]
    assert float(tree.get("viewBox").split()[3]) < 1000


def test_names_and_words_are_escaped():
    odd = ranking.RankBar("1", '<b>"A" & B', RankInterval(1, 1, 0, 0), "5", address="/a?b=1&c=2")
    tree = drawn(ranking.rank_bars([odd], label='"<'))

    assert next(tree.iter(f"{SVG}title")).text == '<b>"A" & B: 5, Rang 1'


def test_standing_names_a_third_only_when_it_is_certain():
    sure = ranking.standing("im Ort", RankInterval(1, 5, 0.97, 0), count=22, plural="Kreisen")
    open_ = ranking.standing("im Ort", RankInterval(5, 12, 0.6, 0), count=22, plural="Kreisen")
    exact = ranking.standing("im Ort", RankInterval(11, 11, 0, 0), count=22, plural="Kreisen")

    assert sure == (
        "Im Ort liegt der Wert unter den 22 Kreisen mit hoher Sicherheit im oberen Drittel "
        "(Rang 1 bis 5)."
    )
    assert open_ == (
        "Im Ort lässt sich der Wert unter den 22 Kreisen keinem Drittel sicher zuordnen: Möglich "
        "sind die Ränge 5 bis 12."
    )
    assert exact.endswith("mit hoher Sicherheit auf Rang 11.")


def dot(key, value, style=""):
    return distribution.Dot(key, key, value, f"{key}: {value}", style)


def test_strip_draws_every_dot_and_none_covers_another():
    dots = [dot(str(n), 5.0) for n in range(5)]
    tree = drawn(distribution.strips([distribution.Strip("2022", dots)], label="V"))

    places = {(c.get("cx"), c.get("cy")) for c in tree.iter(f"{SVG}circle")}
    assert len(places) == 5


def test_strip_of_many_becomes_a_histogram_that_counts_all():
    dots = [dot(str(n), n % 10, "own" if n == 3 else "") for n in range(200)]
    tree = drawn(distribution.strips([distribution.Strip("2022", dots)], label="V"))

    bins = [one for one in tree.iter(f"{SVG}rect") if one.get("class") == "bin"]
    counts = [
        int(re.search(r"(\d+) Gebiete", next(one.iter(f"{SVG}title")).text)[1]) for one in bins
    ]
    assert sum(counts) == 200
    assert classes(tree, "circle") == ["dot dot--own"]


@pytest.mark.parametrize("rows", [[], [distribution.Strip("2022", [])]], ids=["none", "empty"])
def test_strips_without_any_dot_are_no_picture(rows):
    assert distribution.strips(rows, label="V") == ""


def test_strip_without_values_says_so_beside_others():
    rows = [
        distribution.Strip("2022", [dot("a", 1), dot("b", 2)]),
        distribution.Strip("2021", [], note="kein Wert"),
    ]

    assert "kein Wert" in distribution.strips(rows, label="V")


def test_quartiles_are_those_of_a_spreadsheet():
    assert distribution.quartiles([1, 2, 3, 4]) == (1.75, 2.5, 3.25)
    assert distribution.quartiles([7]) == (7, 7, 7)


def point(key, x, y, style=""):
    return scatter.Point(key, f"Ort {key}", x, y, key, style)


def test_scatter_names_the_own_area_first_and_fits_no_line():
    points = [point(str(n), n, n * n, "own" if n == 3 else "") for n in range(10)]
    found = scatter.scatter(
        points, across=scatter.Side("Breite"), up=scatter.Side("Höhe"), label="S"
    )
    tree = drawn(found)

    assert len(list(tree.iter(f"{SVG}circle"))) == 10
    assert "Ort 3" in [one.text for one in tree.iter(f"{SVG}text")]
    assert {one.get("class") for one in tree.iter(f"{SVG}path")} == {"grid"}


def test_own_area_is_named_in_any_crowd():
    crowd = [
        point(str(n), 50 + n % 20, 50 + n // 20, "own" if n == 210 else "") for n in range(400)
    ]
    found = scatter.scatter(
        crowd, across=scatter.Side("Breite"), up=scatter.Side("Höhe"), label="S"
    )

    assert "Ort 210" in [one.text for one in drawn(found).iter(f"{SVG}text")]


def test_scatter_of_nothing_is_no_picture():
    assert scatter.scatter([], across=scatter.Side("a"), up=scatter.Side("b"), label="S") == ""


@pytest.mark.parametrize(
    ("x", "y", "said"),
    [
        ([1, 2, 3, 4, 5] * 4, [2, 1, 4, 3, 5] * 4, "ist auch „B“ im Schnitt höher"),
        ([1, 2, 3, 4, 5] * 4, [5, 3, 4, 1, 2] * 4, "ist „B“ im Schnitt niedriger"),
        ([1, 2, 3, 4, 5], [2, 1, 4, 3, 5], "kein Zusammenhang belegt"),
        ([1, 2], [1, 2], "Für eine Aussage braucht es mindestens 5."),
        ([1] * 6, [1, 2, 3, 4, 5, 6], "überall gleich"),
    ],
    ids=["up", "down", "open", "few", "constant"],
)
def test_connection_is_said_only_where_the_interval_excludes_none(x, y, said):
    assert said in scatter.said(correlation(x, y), across="A", up="B", plural="Kreisen")


@pytest.mark.parametrize(
    ("direction", "side"), [("high_is_burden", -1), ("high_is_good", 1), ("neutral", 1)]
)
def test_spine_puts_the_worse_side_left(direction, side):
    one = spine.Spine(12, 10, [6, 8, 10, 12, 14], direction, "worse-2", "w")
    tree = drawn(spine.spine_row(one).replace("<svg", f'<svg xmlns="{SVG[1:-1]}"'))

    mark = next(tree.iter(f"{SVG}circle"))
    assert (float(mark.get("cx")) - spine.WIDTH / 2) * side > 0
    assert mark.get("class") == "mark worse-2"


def test_spine_of_equal_values_stands_on_the_line():
    one = spine.Spine(5, 5, [5, 5, 5], "neutral", "", "w")

    assert f'cx="{spine.WIDTH / 2:.1f}"' in spine.spine_row(one)


def test_gap_is_judged_only_by_a_test():
    before, after = ("2018", inequality([1, 9])), ("2022", inequality([3, 7]))

    def said(change):
        return gaps.movement(before, after, change=change, wording=SHARE)

    assert said(None).endswith("lässt sich nicht prüfen.")
    assert said(Change(-2, -3, -1)).endswith(
        "Der Abstand ist kleiner geworden; das ist mehr als Zufall (95\u00a0% Sicherheit)."
    )
    assert "größer geworden" in said(Change(2, 1, 3))
    assert said(Change(-2, -5, 1)).endswith("ist nicht belegt.")
    assert "4,0 und 2022 2,0\u00a0Prozentpunkte" in said(None)


def test_level_of_a_gap_counts_areas_and_never_divides_by_nothing():
    def said(values):
        return gaps.level(inequality(values), period="2022", plural="Kreise", wording=SHARE)

    assert said([2, 6]) == (
        "2022 lagen zwischen dem niedrigsten und dem höchsten von 2 Werten (Kreise) "
        "4,0\u00a0Prozentpunkte; der höchste ist das 3,0-Fache des niedrigsten."
    )
    assert "Fache" not in said([0, 6])
    assert said([3, 3]).endswith("derselbe gedruckte Wert: 3,0\u00a0%.")
    assert said([3]) == "2022 haben weniger als zwei Gebiete einen Wert."


def test_chance_is_named_where_it_explains_everything():
    alike = dispersion([50, 52, 49], [1000] * 3, kind="proportion")
    apart = dispersion([50, 150, 250], [1000] * 3, kind="proportion", factor=100)

    assert "auch durch Zufall" in gaps.beyond_chance(alike, wording=SHARE)
    assert "Das ist mehr als Zufall" in gaps.beyond_chance(apart, wording=SHARE)
