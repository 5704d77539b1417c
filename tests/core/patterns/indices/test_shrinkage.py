# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Shrinkage by hand: two areas of one larger area, 10 of 100 and 30 of 100."""

import math

import numpy as np
import pytest

from klammer.patterns.indices.shrinkage import shrunken

R, N = np.array([10.0, 30.0]), np.array([100.0, 100.0])


def by_hand() -> list[float]:
    middle = math.log(40.5 / 160.5)
    own = [math.log((r + 0.5) / (100 - r + 0.5)) for r in (10, 30)]
    between = sum((m - middle) ** 2 for m in own) / (2 - 1)
    shares = []
    for r, m in zip((10, 30), own, strict=True):
        error = 101 * 102 / (100 * (r + 1) * (100 - r + 1))
        weight = (1 / error) / (1 / error + 1 / between)
        z = weight * m + (1 - weight) * middle
        shares.append(math.exp(z) / (1 + math.exp(z)))
    return shares


def test_two_areas_move_toward_their_larger_area():
    share, weight = shrunken(R, N, ["L", "L"])

    assert share.tolist() == pytest.approx(by_hand())
    assert 0.10 < share[0] < 0.2 < share[1] < 0.30
    assert np.all((weight > 0.8) & (weight < 1))


def test_small_areas_move_further():
    few = shrunken(np.array([1.0, 300.0]), np.array([10.0, 1000.0]), ["L", "L"])[1]

    assert few[0] < few[1]


def test_area_alone_or_without_larger_area_keeps_its_own():
    share, weight = shrunken(R, N, ["L", None])

    assert weight.tolist() == [1, 1]
    assert share.tolist() == pytest.approx([10.5 / 101, 30.5 / 101])


def test_missing_counts_stay_missing_and_move_nobody():
    found = shrunken(np.array([10.0, 30.0, np.nan]), np.array([100.0, 100.0, 50.0]), ["L"] * 3)[0]

    assert found[:2].tolist() == pytest.approx(by_hand())
    assert math.isnan(found[2])
