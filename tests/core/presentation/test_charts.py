# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Series as lines: gaps, breaks, intervals."""

from itertools import pairwise
from xml.etree import ElementTree as ET

from klammer.presentation.charts import (
    Series,
    axis_begins_above_zero,
    differences,
    dumbbell,
    scale_for,
    spark,
    time_series,
)

SVG = "{http://www.w3.org/2000/svg}"


def point(period, value, low=None, high=None):
    return {"period": period, "value": value, "low": low, "high": high, "text": str(value)}


def drawn(points, *, others=(), **more):
    chart = time_series([Series("Ort", points), *others], label="Verlauf", **more)
    return ET.fromstring(chart)  # noqa: S314  # reason: our own output


def lines(tree, name="line"):
    return [one.get("d") for one in tree.iter(f"{SVG}path") if one.get("class") == name]


def test_missing_year_is_a_gap_and_no_straight_line():
    years = [
        point(str(year), None if year == 2013 else year - 2000.0) for year in range(2010, 2017)
    ]

    tree = drawn(years)

    assert [d.count("L") for d in lines(tree)] == [2, 2]
    assert len(list(tree.iter(f"{SVG}circle"))) == 6


def test_year_left_out_of_the_table_is_a_gap_as_well():
    years = [point(str(year), 1.0 * year) for year in (2010, 2011, 2012, 2016, 2017)]

    assert [d.count("L") for d in lines(drawn(years))] == [2, 1]


def test_figures_of_every_second_year_are_one_line():
    years = [point(str(year), 1.0 * year) for year in (2009, 2011, 2013, 2015)]

    assert [d.count("L") for d in lines(drawn(years))] == [3]


def test_break_cuts_line_and_is_numbered():
    years = [point(str(year), 5.0) for year in range(2013, 2019)]

    tree = drawn(years, breaks={"2016": "neue Abgrenzung"})

    assert [d.count("L") for d in lines(tree)] == [2, 2]
    signs = [one.text for one in tree.iter(f"{SVG}text") if one.get("class") == "break-sign"]
    assert signs == ["1"]


def test_break_outside_the_years_shown_is_not_drawn():
    years = [point(str(year), 5.0) for year in range(2017, 2020)]

    assert lines(drawn(years, breaks={"2005": "alt", "2016": "auch alt"}), "break") == []


def test_interval_is_drawn_as_band_only_where_it_is_known():
    years = [point("2020", 4.0, 3.0, 5.0), point("2021", 4.5, 3.5, 5.5), point("2022", 4.4)]

    assert [d.count("L") for d in lines(drawn(years), "band")] == [3]


def test_labels_at_the_lines_do_not_touch():
    own = [point("2020", 5.0), point("2021", 5.0)]
    others = [Series("Land", own), Series("Bund", own)]

    tree = drawn(own, others=others)

    names = ("label", "label--2", "label--3")
    places = sorted(float(t.get("y")) for t in tree.iter(f"{SVG}text") if t.get("class") in names)
    assert [after - before for before, after in pairwise(places)] == [16, 16]


def test_nothing_known_draws_nothing():
    assert time_series([Series("Ort", [point("2020", None)])], label="x") == ""
    assert spark([point("2020", 1.0)]) == ""


def test_spark_is_cut_at_breaks_and_shows_single_years_as_dots():
    points = [point("2020", 1.0), point("2021", 2.0), point("2022", 9.0)]

    tree = ET.fromstring(spark(points, breaks={"2022": "neu"}))  # noqa: S314  # reason: our own output

    paths = [one.get("d").count("L") for one in tree if one.tag.endswith("path")]
    dots = [one.get("r") for one in tree if one.tag.endswith("circle")]
    assert (paths, dots) == ([1], ["2.6"])


def test_axis_says_when_it_does_not_begin_at_zero():
    high = Series("Ort", [point("2020", 100.0), point("2021", 104.0)])
    low = Series("Ort", [point("2020", 1.0), point("2021", 4.0)])

    assert axis_begins_above_zero([high]) == 100.0
    assert axis_begins_above_zero([low]) is None


def test_chart_escapes_names():
    chart = time_series([Series("A<b>&", [point("2020", 1.0)])], label='"quoted"')

    tree = ET.fromstring(chart)  # noqa: S314  # reason: our own output
    assert tree.get("aria-label") == '"quoted"'


def test_a_comparator_alone_between_breaks_is_a_dot():
    points = [
        {"period": str(year), "value": 1.0, "low": None, "high": None}
        for year in (2019, 2020, 2021)
    ]
    drawn = [Series("Kreis", points), Series("Land", points)]

    chart = time_series(drawn, label="x", breaks={"2021": "neu"})

    assert chart.count('class="dot--2"') == 1
    assert time_series(drawn, label="x").count('class="dot--2"') == 0


def classes(tree, name):
    return [one for one in tree.iter() if name in (one.get("class") or "").split()]


def test_areas_of_the_same_weight_have_bands_and_dots_of_their_own():
    own = [point("2020", 4.0, 3.0, 5.0), point("2021", 4.5, 3.5, 5.5)]
    other = [point("2020", 6.0, 5.0, 7.0), point("2021", 6.5, 5.5, 7.5)]

    tree = drawn(own, others=[Series("Nachbar", other, "a"), Series("Land", other, "quiet")])

    assert len(classes(tree, "band--a")) == 1
    assert len(classes(tree, "dot--a")) == 2
    assert [one.text for one in classes(tree, "label--a")] == ["Nachbar"]
    assert len(classes(tree, "line--2")) == 1  # quiet: without band and dots
    assert classes(tree, "dot--2") == []


def test_years_without_a_number_carry_their_sign_once_for_a_run():
    years = [
        {**point("2010", None), "text": "x", "why": "nicht umrechenbar"},
        {**point("2011", None), "text": "x"},
        {**point("2012", None), "text": "x"},
        point("2013", 5.0),
        {**point("2014", None), "text": "•", "why": "geheim"},
        point("2015", 6.0),
    ]

    tree = drawn(years)

    signs = classes(tree, "gap-sign")
    assert [one.text for one in signs] == ["x", "•"]
    assert [one[0].text for one in signs] == ["2010 bis 2012: nicht umrechenbar", "2014: geheim"]
    assert len(classes(tree, "gap")) == 1  # only the long run has a line


def test_changes_of_boundaries_are_marked_and_do_not_cut_the_line():
    years = [point(str(year), 5.0) for year in range(2017, 2024)]

    tree = drawn(years, edges=["2019-01-01", "2021-07-01", "1998-01-01"])

    assert [d.count("L") for d in lines(tree)] == [6]
    assert [one.text for one in classes(tree, "edge-sign")] == ["a", "b"]


def test_names_never_leave_the_drawing_at_the_bottom():
    low = [point("2020", 0.1), point("2021", 0.1)]
    others = [Series(f"Land {n}", low) for n in range(5)]

    tree = drawn([point("2020", 9.0), point("2021", 0.1)], others=others)

    named = ("label", "label--2", "label--3")
    places = [float(t.get("y")) for t in tree.iter(f"{SVG}text") if t.get("class") in named]
    assert max(places) <= 360 - 34 + 4
    assert len(set(places)) == len(places)


def test_long_names_are_shortened_beside_and_whole_below():
    name = "Verwaltungsgemeinschaft Hainich-Werratal und Umgebung"
    years = [point("2020", 1.0), point("2021", 2.0)]

    wide = time_series([Series(name, years)], label="x")
    narrow = time_series([Series(name, years)], label="x", narrow=True)

    assert "Verwaltungsgemeinschaft Hai" in wide
    assert "…</text>" in wide
    assert f"{name}</text>" in narrow
    assert f"{name}</text>" not in wide


def test_differences_stand_out_only_where_the_interval_leaves_zero():
    years = [
        {**point("2020", 2.0, 1.0, 3.0)},
        {**point("2021", 0.5, -0.5, 1.5)},
        {**point("2022", 1.0)},
        {**point("2023", None), "text": "•"},
    ]

    chart = differences(years, label="Abstand", above="Frauen höher", below="Männer höher")
    tree = ET.fromstring(chart)  # noqa: S314  # reason: our own output

    dots = [one.get("class") for one in tree.iter(f"{SVG}circle")]
    assert dots == ["dot", "dot dot--hollow", "dot dot--hollow"]
    assert len(classes(tree, "whisker")) == 2
    assert [one.text for one in classes(tree, "side")] == ["Frauen höher", "Männer höher"]
    assert [one.text for one in classes(tree, "gap-sign")] == ["•"]
    assert len(classes(tree, "zero")) == 1


def test_differences_on_one_side_of_zero_name_only_that_side():
    chart = differences(
        [point("2020", 2.0, 1.0, 3.0)], label="x", above="Frauen höher", below="Männer höher"
    )

    assert "Frauen höher" in chart
    assert "Männer höher" not in chart
    assert differences([point("2020", None)], label="x", above="a", below="b") == ""


def test_dumbbells_share_a_scale_that_holds_all_values():
    scale = scale_for([9.6, 14.5, 10.1])

    assert (scale.low, scale.high) == (8.0, 16.0)
    row = ET.fromstring(dumbbell(9.6, 14.5, scale=scale))  # noqa: S314  # reason: our own output
    first, second = [float(one.get("cx")) for one in row if one.tag == "circle"]
    assert 8 <= first < second <= 232
    assert scale_for([]) is None
    assert scale_for([3.0]).high > scale_for([3.0]).low
