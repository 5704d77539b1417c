# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Standard populations by name, and rates standardised by age and sex."""

import math
from datetime import date

import pytest

from klammer.base.errors import InputRefusedError
from klammer.base.tables import Table
from klammer.indicators.indirect import indirect_rates
from klammer.indicators.standard_populations import NAMES, span_of, standard_population
from klammer.indicators.standardise import direct_rates
from klammer.parameters import registry

DAY = date(2026, 1, 1)


def weights(name, groups, **more):
    table = standard_population(name, age_groups=groups, on=DAY, **more)
    return dict(zip(table["age_group"], table["weight"], strict=True))


def test_european_standard_adds_up_to_a_hundred_thousand():
    found = weights("esp2013", ["Y0T14", "Y15T64", "Y_GE65"])

    # 1000 + 4000 + 2 · 5500; 10 groups; 5500 + 5000 + 4000 + 2500 + 1500 + 800 + 200
    assert found == {"Y0T14": 16000, "Y15T64": 64500, "Y_GE65": 19500}
    assert sum(found.values()) == 100_000


def test_germany_adds_up_to_its_population_of_both_sexes():
    groups = ["0-19", "20-64", "65+"]
    both = standard_population("germany_2015", age_groups=groups, sexes=["F", "M"], on=DAY)

    assert sum(weights("germany_2015", groups).values()) == 82_175_684
    assert sum(both["weight"]) == 82_175_684
    assert both.names == ("sex", "age_group", "weight")


@pytest.mark.parametrize("name", NAMES)
def test_every_standard_names_its_source(name):
    assert registry.value("standard_population", on=DAY, standard=name, sex="F").reference


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("Y0", (0, 0)), ("Y5T9", (5, 9)), ("Y_GE85", (85, math.inf)), ("5-9", (5, 9)),
        ("85+", (85, math.inf)), ("5–9", (5, 9)), ("Y_LT3", (0, 2)), ("7", (7, 7)),
    ],
)  # fmt: skip
def test_age_groups_are_read_in_several_spellings(text, span):
    assert span_of(text) == span


@pytest.mark.parametrize(
    ("name", "groups", "code"),
    [
        ("who", ["0-4"], "standard_unknown"),
        ("esp2013", ["young"], "age_group"),
        ("esp2013", ["9-5"], "age_group"),
        ("esp2013", ["0-17"], "age_group_cut"),
        ("esp2013", ["3-9"], "age_group_cut"),
        ("germany_2015", ["95+"], "age_group_cut"),
        ("esp2013", ["0-9", "5-14"], "age_groups_overlap"),
    ],
    ids=["name", "word", "backward", "end", "start", "too-old", "overlap"],
)
def test_what_no_standard_has_is_refused(name, groups, code):
    with pytest.raises(InputRefusedError) as error:
        weights(name, groups)

    assert error.value.code == code


def table(rows, names):
    columns = zip(*(row.split() for row in rows), strict=True)
    numeric = {"numerator", "denominator", "weight"}
    return Table(
        {
            name: [float(cell) if name in numeric else cell for cell in column]
            for name, column in zip(names, columns, strict=True)
        }
    )


BOTH = table(
    ["A 2022 F old 4 100", "A 2022 M old 9 100", "A 2022 F young 1 200", "A 2022 M young 3 300"],
    ("area", "period", "sex", "age_group", "numerator", "denominator"),
)
STANDARD = table(
    ["F old 30", "M old 20", "F young 25", "M young 25"], ("sex", "age_group", "weight")
)


def test_directly_by_age_and_sex_by_hand():
    found = next(direct_rates(BOTH, STANDARD, factor=100).rows())

    # (30 · 0.04 + 20 · 0.09 + 25 · 0.005 + 25 · 0.01) ÷ 100
    assert found["value"] == pytest.approx(3.375)
    assert found["low"] < 3.375 < found["high"]


def test_indirectly_by_age_and_sex_by_hand():
    reference = table(
        ["F old 20 1000", "M old 50 1000", "F young 5 1000", "M young 5 1000"],
        ("sex", "age_group", "numerator", "denominator"),
    )
    found = next(indirect_rates(BOTH, reference, factor=1000).rows())

    # expected 100 · 0.02 + 100 · 0.05 + 200 · 0.005 + 300 · 0.005 = 9.5; 17 observed
    assert (found["observed"], found["expected"]) == (17, 9.5)
    assert found["ratio"] == pytest.approx(17 / 9.5)
    # Byar on 17: 9.90 to 27.22
    assert (found["ratio_low"] * 9.5, found["ratio_high"] * 9.5) == (
        pytest.approx(9.8977, abs=1e-3), pytest.approx(27.2196, abs=1e-3),
    )  # fmt: skip
    assert found["value"] == pytest.approx(20 * 17 / 9.5)


def test_without_reference_all_areas_of_the_period_are_it():
    cases = table(
        ["A 2022 old 10 100", "A 2022 young 1 100", "B 2022 old 20 100", "B 2022 young 3 300"],
        ("area", "period", "age_group", "numerator", "denominator"),
    )
    first, second = indirect_rates(cases).rows()

    # old 30 of 200, young 4 of 400: A expects 15 + 1, B 15 + 3
    assert (first["expected"], second["expected"]) == (16, 18)
    assert first["observed"] + second["observed"] == first["expected"] + second["expected"]


def test_an_area_with_a_missing_count_has_no_ratio_and_is_no_reference():
    cases = Table(
        {
            "area": ["A", "B"], "period": ["2022", "2022"], "age_group": ["all", "all"],
            "numerator": [5, None], "denominator": [100, 100],
        }
    )  # fmt: skip
    first, second = indirect_rates(cases).rows()

    assert (first["ratio"], second["ratio"], second["observed"]) == (1, None, None)


def test_a_reference_without_rates_is_refused():
    cases = table(["A 2022 old 1 10"], ("area", "period", "age_group", "numerator", "denominator"))
    broken = table(["old 1 0"], ("age_group", "numerator", "denominator"))

    with pytest.raises(InputRefusedError) as error:
        indirect_rates(cases, broken)
    assert (error.value.code, error.value.where) == ("reference", "reference, row 2")
