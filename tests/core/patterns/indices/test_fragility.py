# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Robustness: certain where areas are far apart, open where a choice decides."""

import numpy as np
import pytest

from klammer.base.errors import InputRefusedError
from klammer.patterns.indices import compute, robustness, specification_of
from klammer.patterns.indices.redrawing import Gamma
from klammer.patterns.indices.variants import without

FIFTHS = {"method": "quantiles", "count": 5}
LIMITS = {"limits": [{"name": "low", "below": 0}, {"name": "high", "at_least": 0}]}


def specified(columns="abc", **changes):
    plain = {
        "id": "x",
        "title": "X",
        "standardisation": "z",
        "inputs": [{"column": one} for one in columns],
        "index": {"standardisation": "z"},
        "classes": LIMITS,
    }
    return specification_of({**plain, **changes})


def agreeing(areas=40, *, noise=0.0, seed=0):
    """Areas with a common rank, and as much of their own in each input as is said."""
    random = np.random.default_rng(seed)
    common = np.concatenate([np.linspace(-2, -1, areas // 2), np.linspace(1, 2, areas // 2)])
    table = {one: common + noise * random.normal(size=areas) for one in "abc"}
    return {"area": [f"A{n:02d}" for n in range(areas)], **table}


def test_inputs_that_agree_make_every_class_certain():
    found = robustness(specified(), agreeing(), variants=60)

    assert found.share_of_variants_in_class.tolist() == [1] * 40
    assert found.rank_low.tolist() == found.result.rank.tolist()
    assert [one.code for one in found.remarks] == ["one_dimension"]


def test_area_between_contradicting_inputs_is_open():
    table = {"area": [str(n) for n in range(41)], **{one: np.linspace(-2, 2, 41) for one in "abc"}}
    table["a"], table["b"] = table["a"].copy(), table["b"].copy()
    table["a"][20], table["b"][20] = -6, 6.1

    found = robustness(specified(), table, variants=200)

    assert found.share_of_variants_in_class[20] < 0.9
    assert found.rank_high[20] - found.rank_low[20] > 3
    assert found.share_of_variants_in_class[0] == 1


def test_families_and_names_of_variants():
    table = {**agreeing(noise=0.5), "people": np.arange(40.0) + 1}

    found = robustness(specified(population="people"), table, variants=50)

    assert len(found.variant_names) == len(set(found.variant_names)) == 50
    assert found.variant_names[:3] == ("without a", "without b", "without c")
    assert {name: found.variant_families.count(name) for name in found.share_by_family} == {
        "leave_out": 3,
        "standardisation": 2,
        "population": 1,
        "weights": 44,
    }
    by_hand = sum(
        found.variant_families.count(name) * share for name, share in found.share_by_family.items()
    )
    assert found.share_of_variants_in_class == pytest.approx(by_hand / 50)


def test_leaving_an_input_out_is_the_index_without_it():
    table = agreeing(noise=1.0)

    found = robustness(specified(), table, variants=20)

    other = compute(specified("bc"), table)
    own = compute(specified(), table)
    same = [one == two for one, two in zip(other.classes, own.classes, strict=True)]
    assert found.same_class[found.variant_names.index("without a")].tolist() == same


def test_domain_without_its_only_input_leaves_and_weights_grow():
    said = specified(
        domains=[{"id": "d", "parts": ["a"]}, {"id": "e", "parts": ["b", "c"]}],
        index={"weights": {"d": 0.4, "e": 0.6}},
    )

    found = without(said, "a")

    assert [one.id for one in found.domains] == ["e"]
    assert found.index.weights == {"e": 1.0}


def test_same_seed_gives_the_same_and_another_another():
    table = agreeing(noise=1.0)

    one, two, three = (
        robustness(specified(classes=FIFTHS), table, variants=100, seed=seed) for seed in (1, 1, 2)
    )

    assert np.array_equal(one.same_class, two.same_class)
    assert not np.array_equal(one.same_class, three.same_class)


def test_counts_are_drawn_again_where_there_are_numerators():
    counted = [{"column": "a", "numerator": "n", "denominator": "d"}, {"column": "b"}]
    few = {"n": np.repeat([3.0, 5.0], 20), "d": np.full(40, 10.0)}
    many = {name: 1000 * values for name, values in few.items()}
    said = specified(inputs=counted)

    shares = [
        robustness(said, {**agreeing(), **counts}, variants=100).share_by_family["counts"].mean()
        for counts in (few, many)
    ]

    assert shares[0] < shares[1] == 1


def test_rates_above_one_are_drawn_too():
    counted = [{"column": "a", "numerator": "n", "denominator": "d"}, {"column": "b"}]
    table = {**agreeing(), "n": np.arange(40.0), "d": np.full(40, 10.0)}

    assert "counts" in robustness(specified(inputs=counted), table, variants=40).share_by_family


def test_areas_without_index_have_no_robustness():
    table = agreeing()
    table["a"][3] = np.nan

    found = robustness(specified(missing="leave_out"), table, variants=30)

    assert np.isnan([found.share_of_variants_in_class[3], found.rank_low[3]]).all()
    assert found.table().columns["robustness"][3] is None


def test_sum_that_is_not_standardised_is_laid_on_the_own_scale():
    # min-max gives sums from 0 to 3: without the same mean and deviation all would be "high"
    said = specified(index={}, classes=LIMITS)

    found = robustness(said, agreeing(noise=0.1), variants=30)

    assert found.same_class[found.variant_names.index("inputs by min_max")].all()


def test_without_classes_quintiles_count():
    said = specified(classes=FIFTHS)
    plain = {"id": "x", "title": "X", "standardisation": "z", "index": {"standardisation": "z"},
             "inputs": [{"column": one} for one in "abc"]}  # fmt: skip
    table = agreeing(noise=1.0)

    one, two = (robustness(what, table, variants=40) for what in (said, specification_of(plain)))

    assert np.array_equal(one.same_class, two.same_class)


def test_few_areas_have_fewer_parts():
    plain = {
        "id": "x",
        "title": "X",
        "standardisation": "z",
        "inputs": [{"column": "a"}, {"column": "b"}],
    }

    found = robustness(
        specification_of(plain), {"area": list("ABC"), "a": [1, 2, 3], "b": [1, 3, 2]}, variants=20
    )

    assert found.not_computed == {}
    assert found.share_of_variants_in_class[0] == 1


def test_estimated_weights_stay_in_variants():
    said = specified(index={"combination": "component", "standardisation": "z"})

    found = robustness(said, agreeing(noise=0.3), variants=40)

    assert found.not_computed == {}
    assert np.nanmin(found.share_of_variants_in_class) > 0


def test_variants_the_figures_do_not_allow_are_named():
    table = {"area": list("ABCDEF"), "a": [1, 2, 3, 4, 5, 6], "b": [1, 1, 1, 1, 1, 2]}
    said = specified("ab", classes={"method": "quantiles", "count": 3})

    found = robustness(said, table, variants=20)

    assert found.not_computed == {"without a": "2 different values do not fill 3 classes"}


def test_few_variants_are_refused():
    with pytest.raises(InputRefusedError, match="19 variants"):
        robustness(specified(), agreeing(), variants=19)


@pytest.mark.parametrize("shape", [0.5, 5.0, 40.0, 1000.0])
def test_drawn_gammas_have_mean_and_variance_of_their_shape(shape):
    gamma = Gamma(np.full(200_000, shape))

    drawn = gamma.draw(np.random.default_rng(0))

    assert drawn.mean() == pytest.approx(shape, rel=0.01)
    assert drawn.var() == pytest.approx(shape, rel=0.02)
    assert drawn.min() > 0
