# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Small drawings share their axes; what is missing or breaks is no line."""

from xml.etree import ElementTree as ET

import pytest

from klammer.presentation.multiples import panel, shared_axes


def series(*values, first=2018):
    return [{"period": str(first + n), "value": value} for n, value in enumerate(values)]


def drawn(points, **more):
    return ET.fromstring(panel(points, **more))  # noqa: S314  # reason: our own output


def test_axes_hold_all_series_and_begin_at_zero_where_there_is_room():
    axes = shared_axes([series(2.0, 4.0), series(1.0, None, 9.0)])

    assert (axes.years, axes.bottom, axes.top) == ((2018.0, 2020.0), 0.0, 10.0)


def test_axes_of_values_far_from_zero_do_not_begin_there():
    assert shared_axes([series(98.0, 102.0)]).bottom == 98.0


@pytest.mark.parametrize("points", [[], series(None, None)], ids=["none", "all missing"])
def test_without_a_value_there_are_no_axes(points):
    assert shared_axes([points]) is None


def test_one_value_and_negative_values_have_axes():
    assert shared_axes([series(5.0)]).top > 5.0 or shared_axes([series(5.0)]).bottom == 0.0
    assert shared_axes([series(-3.0, 2.0)]).bottom <= -3.0


def test_gaps_and_breaks_cut_the_line_and_single_years_are_dots():
    points = series(1.0, 2.0, None, 4.0, 5.0, 6.0)
    axes = shared_axes([points], breaks={"2023": "neu"})

    tree = drawn(points, axes=axes, beside=series(1.0, 1.0, 1.0, 1.0, 1.0, 1.0))

    own = [one.get("d") for one in tree if one.get("class") == "line"]
    quiet = [one.get("d") for one in tree if one.get("class") == "line line--2"]
    assert [d.count("L") for d in own] == [1, 1]  # 2018–2019, 2021–2022
    assert [d.count("L") for d in quiet] == [4]  # 2018–2022; 2023 stands alone after the break
    assert len([one for one in tree if one.get("class") == "break"]) == 1
    assert [one.get("r") for one in tree.iter("circle")] == ["4"]  # the newest year
