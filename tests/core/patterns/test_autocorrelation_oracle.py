# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The same numbers as PySAL, which is slow to import and stays in this one module."""

import importlib
import warnings

import numpy as np
import pytest

from klammer.patterns.autocorrelation import general_g, hot_spots, local_moran, moran, rate_deviates
from klammer.patterns.weights import nearest_weights

pytestmark = pytest.mark.filterwarnings("ignore")
AREAS = 150
KEYS = [f"{number:03d}" for number in range(AREAS)]


@pytest.fixture(scope="module")
def pysal():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return importlib.import_module("esda"), importlib.import_module("libpysal")


@pytest.fixture(scope="module")
def ours():
    random = np.random.default_rng(11)
    points = random.uniform(size=(AREAS, 2))
    weights = nearest_weights(dict(zip(KEYS, map(tuple, points.tolist()), strict=True)), count=5)
    values = points[:, 0] * 3 + random.normal(size=AREAS)
    return weights, values - values.min() + 0.1, points


@pytest.fixture(scope="module")
def theirs(pysal, ours):
    weights, _, _ = ours
    return {
        row: [weights.areas.index(one) for one in weights.neighbours(key)]
        for row, key in enumerate(KEYS)
    }


def made(theirs, kind):
    weights = importlib.import_module("libpysal").weights.W(theirs, silence_warnings=True)
    weights.transform = kind
    return weights


def test_nearest_neighbours_are_those_of_pysal(pysal, ours):
    weights, _, points = ours
    found = pysal[1].weights.KNN(points, k=5, silence_warnings=True)

    assert {row: sorted(others) for row, others in found.neighbors.items()} == {
        row: sorted(KEYS.index(one) for one in weights.neighbours(key))
        for row, key in enumerate(KEYS)
    }


@pytest.mark.parametrize("kind", ["B", "R"])
def test_moran_is_that_of_esda(pysal, ours, theirs, kind):
    weights, values, _ = ours
    mine = moran(values, weights if kind == "B" else weights.row_standardised())
    found = pysal[0].Moran(values, made(theirs, kind), transformation=kind, permutations=999)

    assert mine.value == pytest.approx(found.I)
    assert mine.expected == pytest.approx(found.EI)
    assert mine.p == pytest.approx(found.p_sim, abs=0.01)


def test_local_moran_is_that_of_esda(pysal, ours, theirs):
    weights, values, _ = ours
    mine = local_moran(values, weights, permutations=9999).areas
    found = pysal[0].Moran_Local(
        values, made(theirs, "R"), permutations=9999, seed=1, n_jobs=1, keep_simulations=False
    )

    # esda divides by n − 1 where Anselin divides by n
    assert [one.value * (AREAS - 1) / AREAS for one in mine] == pytest.approx(found.Is.tolist())
    assert {"HH": 1, "LH": 2, "LL": 3, "HL": 4}[mine[0].quadrant] == found.q[0]
    apart = np.abs(np.array([one.p for one in mine]) - found.p_sim)
    assert (apart.mean(), apart.max()) < (0.003, 0.03)


def test_rates_are_standardised_as_esda_does(pysal):
    random = np.random.default_rng(12)
    people = random.integers(20, 5000, AREAS).astype(float)
    cases = random.poisson(people * 0.03).astype(float)
    found = pysal[0].moran.assuncao_rate(cases, people)

    assert rate_deviates(cases, people).tolist() == pytest.approx(np.asarray(found).tolist())


@pytest.mark.parametrize("star", [True, False])
def test_getis_ord_is_that_of_esda(pysal, ours, theirs, star):
    weights, values, _ = ours
    mine = hot_spots(values, weights, star=star, permutations=9999).areas
    found = pysal[0].G_Local(
        values, made(theirs, "B"), transform="B", star=star, permutations=9999, seed=1, n_jobs=1
    )

    assert [one.z for one in mine] == pytest.approx(np.asarray(found.Zs).tolist())
    apart = np.abs(np.array([one.p for one in mine]) - found.p_sim)
    assert (apart.mean(), apart.max()) < (0.003, 0.03)


def test_general_g_is_that_of_esda(pysal, ours, theirs):
    weights, values, _ = ours
    found = pysal[0].G(values, made(theirs, "B"), permutations=999)
    mine = general_g(values, weights)

    assert mine.value == pytest.approx(found.G)
    assert mine.expected == pytest.approx(found.EG)
    assert mine.p == pytest.approx(found.p_sim, abs=0.02)
