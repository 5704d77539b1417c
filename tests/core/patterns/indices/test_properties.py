# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What holds of any index: order of rows, units and direction do not matter where they must not."""

from dataclasses import fields

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from klammer.base.errors import InputRefusedError
from klammer.patterns.indices import Specification, compute, specification_of, to_data

VALUES = st.integers(-1000, 1000)
COLUMNS = st.integers(3, 12).flatmap(
    lambda n: st.tuples(*(st.lists(VALUES, min_size=n, max_size=n, unique=True) for _ in range(3)))
)
METHODS = st.sampled_from(["z", "min_max", "percentile", "normal_scores", "exponential"])
SOME = settings(max_examples=40, deadline=None)


def index(columns, method, *, directions=("high_is_burden",) * 3, order=None):
    n = len(columns[0])
    order = range(n) if order is None else order
    said = specification_of(
        {
            "id": "x",
            "title": "X",
            "standardisation": method,
            "inputs": [
                {"column": name, "direction": direction}
                for name, direction in zip("abc", directions, strict=True)
            ],
        }
    )
    table = {"area": [str(place) for place in order]}
    table |= {
        name: [column[place] for place in order]
        for name, column in zip("abc", columns, strict=True)
    }
    found = compute(said, table)
    return dict(zip(found.areas, found.index.tolist(), strict=True)), found


@SOME
@given(COLUMNS, METHODS, st.randoms(use_true_random=False))
def test_order_of_rows_does_not_matter(columns, method, random):
    order = list(range(len(columns[0])))
    random.shuffle(order)

    assert index(columns, method)[0] == pytest.approx(index(columns, method, order=order)[0])


@SOME
@given(COLUMNS, METHODS, st.integers(1, 50), st.integers(-500, 500))
def test_unit_of_an_input_does_not_matter(columns, method, factor, shift):
    moved = ([factor * value + shift for value in columns[0]], *columns[1:])

    assert index(columns, method)[0] == pytest.approx(index(moved, method)[0], abs=1e-9)


@SOME
@given(COLUMNS, METHODS)
def test_turned_direction_is_the_negative_input(columns, method):
    turned = ([-value for value in columns[0]], *columns[1:])
    directions = ("high_is_good", "high_is_burden", "high_is_burden")

    assert index(columns, method, directions=directions)[0] == pytest.approx(
        index(turned, method)[0], abs=1e-9
    )


@SOME
@given(COLUMNS, METHODS)
def test_more_of_a_burden_never_lowers_the_own_rank(columns, method):
    _, before = index(columns, method)
    worse = ([max(columns[0]) + 1 if place == 0 else value for place, value in enumerate(columns[0])], *columns[1:])  # fmt: skip

    _, after = index(worse, method)

    if method in {"percentile", "normal_scores", "exponential"}:
        assert after.rank[0] <= before.rank[0]


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 500) | st.floats() | st.sampled_from(
        ["", "a", "b", "z", "sum", "x", "component", "factor", "limits", "leave_out", "population"]
    ),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from(
            ["method", "column", "id", "parts", "weights", "combination", "count", "limits", "name",
             "above", "below", "standardisation", "classes", "areas", "change", "of", "a", "b"]
        ),
        inner, max_size=4,
    ),
    max_leaves=12,
)  # fmt: skip
KEYS = st.sampled_from(sorted(one.name for one in fields(Specification)))


@SOME
@given(st.dictionaries(KEYS, ANYTHING, max_size=3))
def test_any_specification_is_read_or_refused_with_a_reason(changes):
    plain = {"id": "x", "title": "X", "inputs": [{"column": "a"}, {"column": "b"}]}

    found, refusal = read(plain | changes)

    if refusal is None:
        assert specification_of(to_data(found)) == found
    else:
        assert str(refusal.where).startswith("file")
        assert refusal.remedy


def read(data):
    """Return a specification or the refusal; anything else is a fault of the reader."""
    try:
        return specification_of(data, where="file"), None
    except InputRefusedError as error:
        return None, error


@SOME
@given(COLUMNS)
def test_sums_of_z_have_the_mean_0(columns):
    assert np.mean(list(index(columns, "z")[0].values())) == pytest.approx(0, abs=1e-9)
