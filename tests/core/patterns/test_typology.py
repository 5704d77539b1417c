# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Types of areas. Silhouettes by hand: 0, 1 | 10, 11 on a line.

0: own type 1, next (10 + 11) ÷ 2 = 10.5 → 9.5 ÷ 10.5 = 0.904762; 1: 1 and 9.5 → 0.894737; the other
two alike: mean 0.899749. Standardising moves and stretches all distances alike.
"""

import numpy as np
import pytest

from klammer.base.errors import InputRefusedError
from klammer.patterns.typology import Words, type_names, typology
from klammer.patterns.typology.stability import _jaccard

KEYS = [f"{number:02d}" for number in range(60)]


def three(seed=3, spread=0.4):
    """20 usual areas, 20 old ones, 20 that grow and earn."""
    random = np.random.default_rng(seed)
    centres = ([0, 0, 0], [3, 0, 0], [0, 3, 3])
    found = np.concatenate([random.normal(one, spread, size=(20, 3)) for one in centres])
    return {"old": found[:, 0], "growth": found[:, 1], "income": found[:, 2]}


@pytest.mark.parametrize("method", ["ward", "kmeans"])
def test_silhouettes_by_hand(method):
    found = typology("ABCD", {"x": [0, 1, 10, 11]}, method=method, count=2, draws=0)

    assert [one.areas for one in found.types] == [("A", "B"), ("C", "D")]
    assert found.silhouette == pytest.approx(0.899749, abs=1e-6)
    assert found.members["A"].silhouette == pytest.approx(0.904762, abs=1e-6)
    assert (found.members["A"].number, found.members["A"].next) == (1, 2)


@pytest.mark.parametrize("method", ["ward", "kmeans"])
def test_three_types_are_proposed_found_and_stable(method):
    found = typology(KEYS, three(), method=method)

    assert found.proposed == 3
    assert sorted(one.areas for one in found.types) == [
        tuple(KEYS[:20]), tuple(KEYS[20:40]), tuple(KEYS[40:]),
    ]  # fmt: skip
    assert all(one.is_stable for one in found.types)
    assert found.silhouettes[3] > max(found.silhouettes[2], found.silhouettes[4])


def test_types_of_noise_are_not_stable():
    noise = np.random.default_rng(1).normal(size=(60, 3))
    found = typology(KEYS, dict(zip("abc", noise.T, strict=True)), count=5)

    assert not all(one.is_stable for one in found.types)
    assert found.silhouette < 0.3


@pytest.mark.parametrize("method", ["ward", "kmeans"])
def test_result_does_not_depend_on_the_order_of_areas(method):
    inputs = three(spread=1.5)
    order = np.random.default_rng(2).permutation(60)
    moved = {name: values[order] for name, values in inputs.items()}

    one = typology(KEYS, inputs, method=method, count=4, draws=20)
    other = typology([KEYS[row] for row in order], moved, method=method, count=4, draws=20)

    assert one == other


def test_seed_decides_resamples_alone_for_ward():
    one, other = (typology(KEYS, three(), count=3, seed=seed, draws=20) for seed in (1, 2))

    assert [type_.areas for type_ in one.types] == [type_.areas for type_ in other.types]


def test_types_are_named_by_what_stands_out():
    found = typology(KEYS, three(), count=3, draws=0)
    names = type_names(
        found,
        {
            "old": Words("Altenquotient", "viele Ältere", "wenig Ältere"),
            "growth": Words("Wanderungssaldo"),
            "income": Words("Haushaltseinkommen"),
        },
    )
    number = {one.areas[0]: one.number for one in found.types}

    assert names[number["20"]].startswith("Viele Ältere, ")
    assert set(names[number["40"]].split(", ")[:2]) <= {
        "Haushaltseinkommen hoch", "haushaltseinkommen hoch", "Wanderungssaldo hoch", "wanderungssaldo hoch",
    }  # fmt: skip


def test_names_are_told_apart_and_no_feature_is_said():
    found = typology(KEYS, three(), count=3, outstanding=9, draws=0)

    assert type_names(found, {}) == {
        number: f"Ohne auffällige Merkmale (Typ {number})" for number in (1, 2, 3)
    }


def test_typical_area_is_the_nearest_to_the_mean_of_its_type():
    found = typology("ABCDEF", {"x": [0, 1, 2, 10, 11, 12]}, count=2, draws=0)

    assert [one.typical for one in found.types] == ["B", "E"]
    assert [one.means["x"] for one in found.types] == [1, 11]


def test_merges_say_which_types_join_first():
    found = typology("ABCDEF", {"x": [0, 1, 4, 5, 20, 21]}, count=3, draws=0)

    assert [(one.first, one.second) for one in found.merges] == [((1,), (2,)), ((1, 2), (3,))]
    assert found.merges[0].distance < found.merges[1].distance


def test_inputs_that_say_the_same_are_one_direction():
    x = np.arange(20.0)
    same = typology(KEYS[:20], {"a": x, "b": 2 * x + 1}, count=2, draws=0)
    other = typology(KEYS[:20], {"a": x, "b": np.tile([1.0, 2.0], 10)}, count=2, draws=0)

    assert same.first_component == pytest.approx(1)
    assert other.first_component < 0.6


def test_areas_that_miss_an_input_are_left_out_and_named():
    found = typology("ABCDE", {"x": [0, None, 1, 10, 11]}, count=2, draws=0)

    assert found.left_out == ("B",)
    assert set(found.members) == {"A", "C", "D", "E"}


def test_jaccard_by_hand():
    # {0, 1} and {0, 1, 2}: 2 of 3; {2, 3} and {3}: 1 of 2, or {0, 1, 2}: 1 of 4
    assert _jaccard(np.array([0, 0, 1, 1]), np.array([0, 0, 0, 1]), 2).tolist() == [2 / 3, 1 / 2]


@pytest.mark.parametrize(
    ("areas", "inputs", "more", "code"),
    [
        ("ABCD", {}, {}, "no_input"),
        ("AACD", {"x": [1, 2, 3, 4]}, {}, "key_repeats"),
        ("ABCD", {"x": [1, 2, 3]}, {}, "lengths"),
        ("ABCD", {"x": [5, 5, 5, 5]}, {}, "constant"),
        ("ABCD", {"x": [None] * 4}, {}, "constant"),
        ("ABCD", {"x": [1, 2, 3, float("inf")]}, {}, "not_a_number"),
        ("ABC", {"x": [1, 2, 3]}, {}, "few_areas"),
        ("ABCD", {"x": [1, 2, 3, 4]}, {"count": 3}, "few_areas"),
        ("ABCD", {"x": [1, 2, 3, 4]}, {"count": 1}, "count"),
        ("ABCDEF", {"x": [1, 1, 1, 2, 2, 2]}, {"count": 3}, "count"),
        ("ABCD", {"x": [1, 2, 3, 4]}, {"method": "dbscan"}, "method_unknown"),
        ("ABCD", {"x": [0, 2, 3, 4]}, {"logs": ["x"]}, "logarithm"),
        ("ABCD", {"x": [1, 2, 3, 4]}, {"logs": ["y"]}, "unknown_input"),
    ],
    ids=[
        "no-input", "twice", "lengths", "constant", "missing", "infinite", "few", "types-of-few",
        "one-type", "alike", "method", "log-of-nothing", "unknown-log",
    ],
)  # fmt: skip
def test_impossible_input_is_refused(areas, inputs, more, code):
    with pytest.raises(InputRefusedError) as error:
        typology(areas, inputs, draws=0, **more)

    assert error.value.code == code


def test_two_kinds_of_areas_give_two_types():
    found = typology("ABCDEF", {"x": [1, 1, 1, 2, 2, 2]})

    assert (found.proposed, found.silhouette) == (2, 1)
    assert [one.stability for one in found.types] == [1, 1]
