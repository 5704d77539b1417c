# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""A reader with nothing but the steps recomputes the index."""

import math

import pytest

from klammer.patterns.indices import compute, specification_of

TABLE = {"area": ["A", "B", "C", "D"], "a": [1, 2, 3, 4], "b": [8, 2, 4, 4], "people": [9, 9, 9, 1]}


@pytest.fixture
def found():
    return compute(
        specification_of(
            {
                "id": "x",
                "title": "X",
                "population": "people",
                "exclusion": {"population_below": 5},
                "standardisation": "z",
                "inputs": [
                    {"column": "a", "transformation": {"method": "log"}},
                    {"column": "b", "direction": "high_is_good"},
                ],
                "index": {"weights": {"a": 0.25, "b": 0.75}, "standardisation": "z"},
                "classes": {"method": "quantiles", "count": 3, "names": ["low", "middle", "high"]},
            }
        ),
        TABLE,
    )


def test_index_is_recomputed_from_the_steps(found):
    steps = {(row["area"], row["part"], row["step"]): row["number"] for row in found.steps().rows()}

    for area, a, b in zip("ABC", TABLE["a"], TABLE["b"], strict=False):
        assert steps[area, "a", "delivered"] == a
        assert steps[area, "a", "transformed"] == math.log(a)
        z = {
            "a": (math.log(a) - steps[None, "a", "mean"]) / steps[None, "a", "deviation"],
            "b": -(b - steps[None, "b", "mean"]) / steps[None, "b", "deviation"],
        }
        assert steps[area, "a", "standardised"] == pytest.approx(z["a"])
        assert steps[area, "b", "standardised"] == pytest.approx(z["b"])
        score = sum(steps[None, part, "weight in index"] * z[part] for part in z)
        assert steps[area, "index", "score"] == pytest.approx(score)
        index = (score - steps[None, "index", "mean"]) / steps[None, "index", "deviation"]
        assert steps[area, "index", "standardised"] == pytest.approx(index)
        assert found.index[found.areas.index(area)] == pytest.approx(index)


def test_steps_say_rank_class_and_why_there_is_none(found):
    said = {
        (row["area"], row["step"]): row["number"] or row["text"] for row in found.steps().rows()
    }

    assert sorted(said[area, "rank"] for area in "ABC") == [1, 2, 3]
    assert {said[area, "class"] for area in "ABC"} == {"low", "middle", "high"}
    assert said["D", "reason"] == "population 1 below 5"
    assert ("D", "rank") not in said


def test_steps_say_what_was_flagged_and_in_which_tenth():
    numbers = list(range(11))
    said = {"id": "x", "title": "X", "inputs": [{"column": "a"}], "flags": {}, "deciles": {}}

    found = compute(specification_of(said), {"area": [str(n) for n in numbers], "a": numbers})

    steps = [(r["area"], r["step"], r["number"]) for r in found.steps(["0", "10"]).rows()]
    assert [one for one in steps if one[1] in {"flagged", "decile"}] == [
        ("10", "flagged", 1), ("0", "decile", 1), ("10", "decile", 10),
    ]  # fmt: skip


def test_steps_of_chosen_areas_only(found):
    assert {row["area"] for row in found.steps(["B"]).rows()} == {None, "B"}


def test_table_has_a_row_for_every_area(found):
    rows = list(found.table().rows())

    assert [row["area"] for row in rows] == ["A", "B", "C", "D"]
    assert rows[3] == {"area": "D", "score": None, "index": None, "rank": None, "class": None,
                       "reason": "population 1 below 5"}  # fmt: skip
