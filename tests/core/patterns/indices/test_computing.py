# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""An index of four areas by hand, and every rule on who takes part.

a = 1, 2, 3, 4 and b = 2, 2, 4, 4: z of a = ∓1.5, ∓0.5 ÷ √1.25; z of b = −1, −1, 1, 1.
"""

import math
import re

import numpy as np
import pytest

from klammer.base.errors import GrainError, InputRefusedError
from klammer.patterns.indices import compute, specification_of

NAN = float("nan")
AREAS = {"area": ["A", "B", "C", "D"], "a": [1, 2, 3, 4], "b": [2, 2, 4, 4]}
ROOT = math.sqrt(1.25)


def specified(**changes):
    plain = {
        "id": "x",
        "title": "X",
        "standardisation": "z",
        "inputs": [{"column": "a"}, {"column": "b"}],
    }
    return specification_of({**plain, **changes})


def reasons(found):
    return {area: str(one) for area, one in zip(found.areas, found.reasons, strict=True) if one}


def test_sum_of_z_by_hand():
    found = compute(specified(), AREAS)

    assert found.index.tolist() == pytest.approx(
        [-1.5 / ROOT - 1, -0.5 / ROOT - 1, 0.5 / ROOT + 1, 1.5 / ROOT + 1]
    )
    assert found.rank.tolist() == [4, 3, 2, 1]


def test_sum_is_standardised_again():
    found = compute(specified(index={"standardisation": "z"}), AREAS)
    raw = np.array([-1.5 / ROOT - 1, -0.5 / ROOT - 1, 0.5 / ROOT + 1, 1.5 / ROOT + 1])

    assert found.status.score.tolist() == pytest.approx(raw)
    assert found.index.tolist() == pytest.approx(raw / np.sqrt((raw**2).mean()))


def test_good_inputs_count_the_other_way_round():
    good = [{"column": "a", "direction": "high_is_good"}, {"column": "b"}]

    found = compute(specified(inputs=good), AREAS)

    assert found.index.tolist() == pytest.approx(
        [1.5 / ROOT - 1, 0.5 / ROOT - 1, -0.5 / ROOT + 1, -1.5 / ROOT + 1]
    )
    assert compute(specified(inputs=good, direction="high_is_good"), AREAS).index == pytest.approx(
        -found.index
    )


def test_domains_are_combined_before_the_index():
    found = compute(
        specified(
            standardisation="percentile",
            domains=[
                {"id": "d", "parts": ["a"], "standardisation": "percentile"},
                {"id": "e", "parts": ["b", "a2"], "standardisation": "percentile"},
            ],
            inputs=[{"column": "a"}, {"column": "b"}, {"column": "a2"}],
            index={"of": "score"},
        ),
        {**AREAS, "a2": [4, 3, 2, 1]},
    )

    # percentiles: a 0 ⅓ ⅔ 1; b 0 0 ⅔ ⅔; a2 1 ⅔ ⅓ 0 — scores of e: 1 ⅔ 1 ⅔
    assert found.domain_scores["e"].tolist() == pytest.approx([1, 2 / 3, 1, 2 / 3])
    assert found.domains["e"].tolist() == pytest.approx([2 / 3, 0, 2 / 3, 0])
    assert found.index.tolist() == pytest.approx([1, 1, 5 / 3, 5 / 3])


def test_transformed_inputs_by_hand():
    inputs = [
        {"column": "a", "transformation": {"method": "log", "add": 1}},
        {"column": "b", "transformation": {"method": "logit", "per": 100}},
    ]

    found = compute(specified(inputs=inputs, standardisation="none"), AREAS)

    assert found.index.tolist() == pytest.approx(
        [
            math.log(x + 1) + math.log(y / (100 - y))
            for x, y in zip([1, 2, 3, 4], [2, 2, 4, 4], strict=True)
        ]
    )


def test_counts_make_a_figure():
    table = {"area": ["A", "B"], "n": [1, 3], "d": [10, 12]}
    inputs = [{"column": "a", "numerator": "n", "denominator": "d", "per": 100}]

    assert compute(specified(inputs=inputs, standardisation="none"), table).index.tolist() == [
        10,
        25,
    ]


def test_base_year_fixes_mean_and_deviation():
    inputs = [{"column": "a", "standardisation": {"method": "z", "base": "a0"}}]

    found = compute(specified(inputs=inputs), {**AREAS, "a0": [0, 0, 4, 4]})

    assert found.index.tolist() == [-0.5, 0, 0.5, 1]


def test_areas_left_out_stay_with_their_reason_and_move_nobody():
    table = {"area": [*AREAS["area"], "E", "F", "G"], "a": [*AREAS["a"], 900, 900, 900],
             "b": [*AREAS["b"], 1, 1, 1], "people": [500, 500, 500, 500, 299, 500, None]}  # fmt: skip

    found = compute(
        specified(
            population="people",
            exclusion={"population_below": 300, "areas": [{"area": "F", "reason": "Baustelle"}]},
        ),
        table,
    )

    assert found.index[:4].tolist() == pytest.approx(compute(specified(), AREAS).index)
    assert np.isnan(found.index[4:]).all()
    assert reasons(found) == {
        "E": "population 299 below 300",
        "F": "Baustelle",
        "G": "population unknown",
    }


def test_listed_area_that_is_not_there_is_told():
    found = compute(specified(exclusion={"areas": [{"area": "Z", "reason": "?"}]}), AREAS)

    assert (found.remarks[0].code, found.remarks[0].details) == ("unknown_area", {"area": "Z"})


GAP = {"area": ["A", "B", "C", "D", "E"], "a": [1, 2, 3, 4, NAN], "b": [2, 2, 4, 4, 3],
       "c": [5, 1, 4, 2, 3]}  # fmt: skip
THREE = [{"column": "a"}, {"column": "b"}, {"column": "c"}]


def gap(missing, **changes):
    return compute(specified(inputs=THREE, missing=missing, **changes), GAP)


def test_missing_value_is_refused_unless_a_rule_is_chosen():
    with pytest.raises(InputRefusedError, match="'a' is missing") as caught:
        gap("refuse")

    assert caught.value.where == "area E, column a"


def test_area_with_a_missing_value_can_be_left_out():
    found = gap("leave_out")
    without = compute(specified(inputs=THREE), {k: v[:4] for k, v in GAP.items()})

    assert found.index[:4].tolist() == pytest.approx(without.index)
    assert reasons(found) == {"E": "a is missing"}


def test_area_without_domain_still_counts_in_what_it_has():
    found = gap("no_domain")

    # b is standardised over all five areas
    assert found.status.evaluation.constants["b"]["n"] == 5
    assert reasons(found) == {"E": "a is missing"}
    assert math.isnan(found.index[4])


def test_missing_value_can_be_the_mean_of_the_rest():
    found = gap("mean_of_domain")
    parts = found.status.evaluation.standardised

    assert found.index[4] == pytest.approx(1.5 * (parts["b"][4] + parts["c"][4]))
    assert reasons(found) == {}


def test_missing_value_can_be_that_of_an_average_area():
    found = gap("average")
    parts = found.status.evaluation.standardised

    assert parts["a"][4] == 0
    assert found.index[4] == pytest.approx(parts["b"][4] + parts["c"][4])


def test_missing_value_can_be_that_of_the_larger_area():
    larger = {"larger_area": "county", "missing": "larger_area", "population": "people"}
    table = {**GAP, "county": ["1", "1", "2", "2", "1"], "people": [100, 300, 1, 1, 50]}

    found = compute(specified(inputs=THREE, **larger), table)

    # weighted by people over A and B of the same county: (1·100 + 2·300)/400
    assert found.status.figures.filled["a"][4] == 1.75
    assert reasons(found) == {}


def test_larger_area_of_counts_is_that_of_its_sums():
    inputs = [{"column": "a", "numerator": "n", "denominator": "d", "per": 100}]
    table = {"area": ["A", "B", "C"], "n": [1, 8, None], "d": [10, 20, 30], "county": ["1"] * 3}

    found = compute(specified(inputs=inputs, larger_area="county", missing="larger_area"), table)

    assert found.status.figures.filled["a"].tolist() == pytest.approx([10, 40, 30])


def test_missing_codes_are_missing():
    table = {**AREAS, "a": [1, 2, 3, -999]}

    assert reasons(compute(specified(missing="leave_out", missing_codes=[-999]), table)) == {
        "D": "a is missing"
    }


def test_dynamics_are_made_like_the_status():
    inputs = [{"column": "a", "earlier": "a0"}, {"column": "b", "change": "db"}]
    classes = {"limits": [{"name": "fell", "below": 0}, {"name": "rose", "at_least": 0}]}
    table = {**AREAS, "a0": [1, 1, 1, 4], "db": [0, 1, 0, 1]}

    found = compute(
        specified(inputs=inputs, classes=classes, dynamics={"classes": classes}, groups={"name": "{status}/{dynamics}"}),
        table,
    )  # fmt: skip

    # changes of a: 0, 1, 2, 0 (mean ¾, variance 11/16); of b: 0, 1, 0, 1 (mean ½, deviation ½)
    spread = math.sqrt(11 / 16)
    assert found.dynamics.index.tolist() == pytest.approx(
        [-0.75 / spread - 1, 0.25 / spread + 1, 1.25 / spread - 1, -0.75 / spread + 1]
    )
    assert found.groups == ("fell/fell", "fell/rose", "rose/rose", "rose/rose")


def test_dynamics_in_percent_of_the_earlier_value():
    inputs = [{"column": "a", "earlier": "a0"}]
    table = {**AREAS, "a0": [2, 2, 2, 2]}

    found = compute(
        specified(inputs=inputs, standardisation="none", dynamics={"change": "percent"}), table
    )

    assert found.dynamics.index.tolist() == [-50, 0, 50, 100]


def test_area_without_earlier_value_keeps_its_status():
    inputs = [{"column": "a", "earlier": "a0"}]
    table = {**AREAS, "a0": [1, 1, 2, None]}

    found = compute(specified(inputs=inputs, missing="leave_out", dynamics={}), table)

    assert not math.isnan(found.index[3])
    assert math.isnan(found.dynamics.index[3])
    assert reasons(found) == {}


def test_table_without_earlier_columns_has_a_status_and_says_so():
    inputs = [{"column": "a", "earlier": "a0"}, {"column": "b", "change": "db"}]
    classes = {"limits": [{"name": "fell", "below": 0}, {"name": "rose", "at_least": 0}]}
    said = specified(inputs=inputs, classes=classes, dynamics={"classes": classes}, groups={})

    found = compute(said, AREAS)

    assert found.dynamics is None
    assert found.groups == ()
    assert found.index.tolist() == compute(specified(), AREAS).index.tolist()
    assert [one.details for one in found.remarks if one.code == "no_dynamics"] == [
        {"columns": "a0, db"}
    ]
    with pytest.raises(GrainError, match="column 'db' is missing"):
        compute(said, {**AREAS, "a0": [1, 1, 1, 4]})


def test_areas_and_population_may_be_called_just_that():
    said = specified(area="FIPS", population="E_TOTPOP", exclusion={"population_below": 5})

    found = compute(said, {**AREAS, "population": [9, 9, 9, 9]})

    assert found.areas == ("A", "B", "C", "D")
    with pytest.raises(GrainError, match="column 'population' is missing"):
        compute(said, AREAS)


def test_flags_count_inputs_in_the_highest_tenth():
    table = {"area": [str(n) for n in range(11)], "a": list(range(11)), "b": list(range(11, 0, -1))}

    found = compute(specified(flags={"at_least": 0.9}), table)

    # percentile ranks 0, 0.1 … 1: two areas reach 0.9 in each input
    assert found.flags == (1, 1, 0, 0, 0, 0, 0, 0, 0, 1, 1)


def test_tenths_begin_at_the_highest_index():
    table = {"area": [str(n) for n in range(20)], "a": list(range(20)), "b": list(range(20))}

    found = compute(specified(deciles={"first": "highest"}), table)

    assert found.deciles == tuple(number for number in range(10, 0, -1) for _ in "12")


def test_tenths_of_few_areas_are_left_out_and_told():
    found = compute(specified(deciles={}), AREAS)

    assert found.deciles == ()
    assert [(one.code, one.details) for one in found.remarks if one.code == "few_values"] == [
        ("few_values", {"values": 4, "classes": 10})
    ]


def test_inputs_that_say_the_same_are_told():
    found = compute(specified(), {**AREAS, "b": [10, 20, 30, 41]})

    assert [one.code for one in found.remarks] == ["one_dimension"]
    assert found.one_dimension > 0.99


@pytest.mark.parametrize(
    ("table", "said", "where"),
    [
        ({"area": ["A"], "a": [1]}, "column 'b' is missing", "header"),
        ({**AREAS, "area": ["A", "B", "A", "D"]}, "the area A stands twice", "row 4, column area"),
        ({**AREAS, "area": ["A", "", "C", "D"]}, "a row has no area", "row 3, column area"),
        ({**AREAS, "a": [1, "many", 3, 4]}, "'many' is not a number", "row 3, area B, column a"),
        ({**AREAS, "a": [1, math.inf, 3, 4]}, "'inf' is not a number", "row 3, area B, column a"),
        ({**AREAS, "a": [1, 1e31, 3, 4]}, "'1e+31' is not a number", "row 3, area B, column a"),
        ({**AREAS, "a": [1, 2, 3]}, "columns of different length", ""),
    ],
    ids=["column", "twice", "no area", "text", "infinite", "beyond", "length"],
)
def test_bad_tables_are_refused_with_their_place(table, said, where):
    with pytest.raises((GrainError, InputRefusedError), match=re.escape(said)) as caught:
        compute(specified(), table)

    assert caught.value.where == where
    assert caught.value.why


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ({**AREAS, "a": [7, 7, 7, 7]}, "'a' is the same in all areas"),
        ({**AREAS, "a": [None] * 4}, "'a' has no value at all"),
        ({k: v[:1] for k, v in AREAS.items()}, "1 areas are too few for 2 inputs"),
    ],
    ids=["constant", "all missing", "too few"],
)
def test_figures_that_make_no_index_are_refused(table, said):
    with pytest.raises(InputRefusedError, match=said):
        compute(specified(missing="leave_out"), table)


def test_all_missing_is_named():
    with pytest.raises(InputRefusedError, match="'a' has no value at all"):
        compute(specified(missing="no_domain"), {**AREAS, "a": [None] * 4})


@pytest.mark.parametrize(
    ("method", "values"),
    [({"method": "log"}, [0, 1, 2, 3]), ({"method": "logit"}, [0.5, 0.2, 1.0, 0.1])],
    ids=["log", "logit"],
)
def test_values_without_logarithm_are_refused_with_their_area(method, values):
    inputs = [{"column": "a", "transformation": method}]

    with pytest.raises(InputRefusedError, match="cannot be transformed") as caught:
        compute(specified(inputs=inputs), {**AREAS, "a": values})

    assert caught.value.where in {"area A, column a", "area C, column a"}
