# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Series as lines: gaps, breaks, intervals."""

from itertools import pairwise
from xml.etree import ElementTree as ET

from klammer.presentation.charts import Series, axis_begins_above_zero, spark, time_series

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
