# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The slope index as a picture: columns as wide as their people, a line from the first to the last."""

import re

import pytest

from klammer.base.quantities import Kind
from klammer.patterns.slope import slope_index
from klammer.presentation.charts.slope import Column, slope_plot
from klammer.presentation.scatter import Side

CASES, PEOPLE = [50, 40, 30, 20, 10], [1000, 1000, 2000, 1000, 1000]


def drawn(kind):
    """Draw five groups, the third twice as large."""
    found = slope_index(CASES, PEOPLE, kind=kind, factor=100, seed=1)
    columns = [
        Column(n / sum(PEOPLE), 100 * x / n, f"<{x}>") for x, n in zip(CASES, PEOPLE, strict=True)
    ]
    return slope_plot(
        columns, found, kind=kind, factor=100, label="Gefälle", up=Side("Anteil", "%"),
        ends=("oben", "unten"),
    )  # fmt: skip


@pytest.mark.parametrize("kind", [Kind.PROPORTION, Kind.RATE], ids=["proportion", "rate"])
def test_columns_are_as_wide_as_their_people_and_the_line_falls(kind):
    picture = drawn(kind)
    widths = [float(one) + 2 for one in re.findall(r'bar--open"[^>]* width="([\d.]+)"', picture)]
    line = re.search(r'class="curve" points="([^"]+)"', picture).group(1).split()
    heights = [float(point.split(",")[1]) for point in line]

    assert widths[2] == pytest.approx(2 * widths[0], abs=0.2)
    assert heights == sorted(heights)  # downwards on paper
    assert "&lt;50&gt;" in picture


def test_nothing_is_drawn_without_groups():
    found = slope_index(CASES, PEOPLE, kind=Kind.RATE, seed=1)

    assert not slope_plot([], found, kind=Kind.RATE, label="", up=Side(""), ends=("", ""))
