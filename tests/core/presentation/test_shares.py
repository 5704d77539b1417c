# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Parts of a whole as bars."""

import re

import pytest

from klammer.presentation.shares import WIDTH, Bar, share_bars

LABELS = ("jung", "mittel", "alt")


def test_parts_fill_the_bar_in_their_order():
    drawn = share_bars([Bar("Erfurt", [20.0, 50.0, 30.0])], labels=LABELS, label="Alter")

    found = re.findall(r'class="share share-(\d)" x="([\d.]+)" y="15" width="([\d.]+)"', drawn)
    assert [(n, float(x), float(w)) for n, x, w in found] == [
        ("1", 0.0, 0.2 * WIDTH), ("2", 0.2 * WIDTH, 0.5 * WIDTH), ("3", 0.7 * WIDTH, 0.3 * WIDTH),
    ]  # fmt: skip
    assert re.findall(r"share-number[^>]*>(\d+)<", drawn) == ["20", "50", "30"]
    assert "<title>jung: 20,0\u00a0%</title>" in drawn


def test_a_narrow_part_carries_no_number_but_says_it():
    drawn = share_bars([Bar("Erfurt", [1.0, 69.0, 30.0])], labels=LABELS, label="Alter")

    assert re.findall(r"share-number[^>]*>(\d+)<", drawn) == ["69", "30"]
    assert "<title>jung: 1,0\u00a0%</title>" in drawn


def test_names_are_escaped():
    drawn = share_bars([Bar("<b>", [1.0])], labels=["<i>"], label='"')

    assert "<b>" not in drawn
    assert "<i>" not in drawn


def test_a_bar_with_other_parts_than_labels_is_refused():
    with pytest.raises(ValueError, match="2 parts, 3 labels"):
        share_bars([Bar("Erfurt", [1.0, 2.0])], labels=LABELS, label="Alter")
