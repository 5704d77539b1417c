# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Shipped specifications against what was published with them."""

import csv
from pathlib import Path

import numpy as np
import pytest

from klammer.patterns.indices import compute, read_specification, shipped
from klammer.patterns.indices.standardising import exponential


def specification(name):
    return read_specification(shipped()[name])


# The English Indices of Deprivation 2019, File 7 (MHCLG, Open Government Licence v3.0): ranks of the
# domains of E01000001, City of London 001A, among 32,844 areas, and its IMD score.
AREAS_OF_ENGLAND = 32_844
CITY = {
    "income_rank": 32_831, "employment_rank": 32_742, "education_rank": 32_842,
    "health_rank": 32_113, "crime_rank": 32_662, "barriers_rank": 7_319,
    "living_environment_rank": 7_789,
}  # fmt: skip


def all_of_england():
    """Give the first area its published ranks, and every other rank to one other area."""
    places = np.arange(AREAS_OF_ENGLAND)
    ranks = {name: (rank - 1 + places) % AREAS_OF_ENGLAND + 1 for name, rank in CITY.items()}
    return {"area": [str(place) for place in places], **ranks}


def test_english_imd_gives_the_published_score():
    found = compute(specification("english_imd"), all_of_england())

    assert round(found.index[0], 3) == 6.208
    assert sorted(found.deciles).count(1) == 3284  # the published first tenth


@pytest.mark.originals
def test_berlin_gives_every_published_class(originals):
    folder = originals / "berlin_mss_2019"
    start = "berlin-monitoring-social-urban-development-2019-00-"
    with (folder / f"{start}2-1-planning-areas.csv").open(encoding="utf-8") as file:
        head, *rows = list(csv.reader(file))
    names = ["area", "population", *(name.split("_")[0] for name in head[2:])]
    table = {
        name: [value or None for value in column]
        for name, column in zip(names, zip(*rows, strict=True), strict=True)
    }
    with (folder / f"{start}1-planning-areas.csv").open(encoding="utf-8") as file:
        published = {row["id"]: row for row in csv.DictReader(file)}
    with (folder / f"{start}3-districts.csv").open(encoding="utf-8") as file:
        # its header is shifted: z of s1, -, s3, s4, their sum, the index, its class
        indices = {row[0]: row for row in list(csv.reader(file))[1:] if row[2]}

    found = compute(specification("berlin_mss"), table)

    dynamics = found.dynamics
    classes = zip(found.areas, found.classes, dynamics.class_names, strict=True)
    assert {area: (one, other) for area, one, other in classes} == {
        area: (row["status_index"], row["dynamic_index"]) for area, row in published.items()
    }
    assert sum(one is None for one in found.reasons) == 436
    compared = [
        (found.status.score[place], found.index[place], *map(float, indices[area][6:8]))
        for place, area in enumerate(found.areas)
        if area in indices
    ]
    assert len(compared) > 400
    for score, index, published_score, published_index in compared:
        assert score == pytest.approx(published_score, abs=5e-5)
        assert index == pytest.approx(published_index, abs=5e-5)


def test_berlin_needs_the_deviation_of_the_population():
    # 436 areas: with that of a sample every z would be 0.1 % smaller, beyond the published rounding
    assert specification("berlin_mss").standardisation.deviation == "population"


def test_townsend_by_hand():
    table = {
        "area": ["A", "B", "C", "D", "E", "F"],
        "unemployed": [0, 1, 3, 7, 15, 31],
        "overcrowded": [31, 15, 7, 3, 1, 0],
        "no_car": [10, 20, 30, 40, 50, 60],
        "not_owner": [5, 5, 5, 5, 5, 35],
    }

    found = compute(specification("townsend"), table)

    # ln(x + 1) of the first two: 0, 1 … 5 times ln 2, in opposite order; they cancel out
    steps = np.arange(6) - 2.5
    cars = steps / np.sqrt(3.5)  # variance of 0 … 5 over n − 1
    owners = np.array([-5, -5, -5, -5, -5, 25]) / np.sqrt(750 / 5)
    assert found.index.tolist() == pytest.approx(cars + owners)


def test_scottish_ranks_that_are_shared_are_the_mean_of_theirs():
    ranks = {one.column: [1, 2.5, 2.5, 4, 5, 6, 7] for one in specification("scottish_imd").inputs}

    found = compute(specification("scottish_imd"), {"area": list("ABCDEFG"), **ranks})

    # R = (7 − 1 + 1)/7, then the mean of 5/7 and 6/7 twice; weights sum to 1
    expected = exponential(np.array([7, 5.5, 5.5, 4, 3, 2, 1]) / 7)
    assert found.index.tolist() == pytest.approx(expected)
    assert found.rank.tolist() == [1, 2, 2, 4, 5, 6, 7]


def test_welsh_weights_in_percent_give_the_scale_of_shares():
    ranks = {one.column: list(range(1, 11)) for one in specification("welsh_imd").inputs}

    found = compute(specification("welsh_imd"), {"area": list("ABCDEFGHIJ"), **ranks})

    assert found.index[0] == pytest.approx(100)
    assert found.deciles == tuple(range(1, 11))


def test_gisd_goes_from_0_to_1_and_follows_its_loadings():
    random = np.random.default_rng(5)
    said = specification("gisd")
    table = {"area": [str(n) for n in range(50)]}
    table |= {one.column: random.uniform(1, 9, 50) for one in said.inputs}

    found = compute(said, table)

    assert (found.index.min(), found.index.max()) == (0, 1)
    z = found.status.evaluation.standardised
    education = 0.732 * z["academic"] + 0.771 * z["unqualified"] + 0.663 * z["school_leavers"]
    shares = (education - education.min()) / (education.max() - education.min())
    assert found.domains["education"] == pytest.approx(shares)
    assert {name: found.classes.count(name) for name in "12345"} == dict.fromkeys("12345", 10)


def test_hamburg_has_four_by_three_groups():
    random = np.random.default_rng(3)
    said = specification("hamburg_sozialmonitoring")
    table = {"area": [str(n) for n in range(60)], "population": [299] + [500] * 59}
    for one in said.inputs:
        table[one.earlier] = random.uniform(5, 40, 60)
        table[one.column] = table[one.earlier] + random.uniform(-3, 3, 60)

    found = compute(said, table)

    assert str(found.reasons[0]) == "population 299 below 300"
    status, dynamics = found.classes[1], found.dynamics.class_names[1]
    assert found.groups[:2] == ("", f"{status}, {dynamics}")


def test_scottish_education_weighs_by_one_factor():
    random = np.random.default_rng(7)
    common = random.normal(size=80)
    said = specification("scottish_imd_education")
    table = {"area": [str(n) for n in range(80)]}
    for one in said.inputs:
        sign = 1 if one.direction == "high_is_burden" else -1
        table[one.column] = sign * common + random.normal(size=80)
    table["attendance"][0] = np.nan

    found = compute(said, table)

    weights = found.status.evaluation.weights["index"]
    assert sum(weights.values()) == pytest.approx(1)
    assert all(weight > 0 for weight in weights.values())
    # the gap counts as a normal score of 0
    assert found.status.evaluation.standardised["attendance"][0] == 0
    assert found.reasons[0] is None


def test_svi_of_67_counties_gives_every_published_value():
    """CDC/ATSDR SVI 2018, counties of Pennsylvania ranked within the state; public domain.

    One figure does not fit its own published rank: unemployment in Chester (42029) is printed as
    4.5, but ranked like 4.4, and the other three counties with 4.5 accordingly.
    """
    path = Path(__file__).parent / "svi_pennsylvania_2018.csv"
    with path.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(line for line in file if not line.startswith("#")))
    published = {name: [float(row[name]) for row in rows] for name in rows[0]}

    areas = [row["FIPS"] for row in rows]
    assert published["EP_UNEMP"][areas.index("42029")] == 4.5
    published["EP_UNEMP"][areas.index("42029")] = 4.4

    found = compute(specification("cdc_svi_2018"), {**published, "FIPS": areas})

    assert len(rows) == 67
    for number in range(1, 5):
        assert found.domains[f"theme{number}"].tolist() == published[f"RPL_THEME{number}"]
    assert found.status.score.tolist() == published["SPL_THEMES"]
    assert found.index.tolist() == published["RPL_THEMES"]
    assert list(found.flags) == published["F_TOTAL"]


# Human Development Report 2021/2022, table 1 (UNDP, CC BY 3.0 IGO): life expectancy, expected and
# mean years of schooling, income, and the published index; figures of the table are rounded.
COUNTRIES = {
    "DEU": (80.6, 17.0, 14.1, 54_534, 0.942),
    "NER": (61.6, 7.0, 2.1, 1_240, 0.400),
}


def test_hdi_gives_published_values_within_their_rounding():
    said = specification("undp_hdi")
    columns = list(zip(*COUNTRIES.values(), strict=True))
    table = {one.column: values for one, values in zip(said.inputs, columns, strict=False)}

    # two countries are fewer than four inputs: the others repeat with an income of their own
    found = compute(said, _four(table))

    assert found.index[:2].tolist() == pytest.approx(columns[4], abs=1e-3)
    assert found.classes[:2] == ("sehr hoch", "niedrig")


def _four(table):
    more = {name: [*values, *values] for name, values in table.items()}
    return {
        "area": ["DEU", "NER", "three", "four"],
        **more,
        "income": [*table["income"], 900, 95_000],
    }


def test_hdi_counts_nothing_beyond_its_limits():
    said = specification("undp_hdi")
    table = _four({one.column: (50.0, 60.0) for one in said.inputs})

    found = compute(said, {**table, "expected_schooling": [0, 18, 21, 9]})

    parts = found.status.evaluation.standardised
    assert parts["expected_schooling"].tolist() == [0, 1, 1, 0.5]
    assert parts["income"][3] == 1


def test_example_of_counts_is_recomputed_by_hand():
    people = [500.0, 800.0, 300.0, 900.0, 600.0, 700.0]
    table = {
        "area": list("ABCDEF"), "population": people, "county": ["1"] * 3 + ["2"] * 3,
        "claims": [20, 90, 12, 180, 40, 77], "people_under_65": [400, 600, 200, 700, 500, 500],
        "without_certificate": [1, 3, None, 6, 2, 4], "school_leavers": [20, 30, 9, 40, 25, 30],
    }  # fmt: skip

    found = compute(specification("example_counts"), table)

    figures, parts = found.status.figures, found.status.evaluation.standardised
    assert figures.counted["claimants"].tolist() == pytest.approx([5, 15, 6, 180 / 7, 8, 15.4])
    assert 5 < figures.values["claimants"][0] < 10  # toward 122 of 1,200 in the county
    assert figures.filled["leavers"][2] == pytest.approx(100 * 4 / 50)
    logits = np.log(figures.filled["leavers"] / (100 - figures.filled["leavers"]))
    mean = np.average(logits, weights=people)
    deviation = np.sqrt(np.average((logits - mean) ** 2, weights=people))
    assert parts["leavers"] == pytest.approx((logits - mean) / deviation)
    assert found.index == pytest.approx((parts["claimants"] + parts["leavers"]) / 2)
    assert set(found.classes) == {"gering", "mäßig", "erhöht", "hoch"}


def test_example_of_a_base_year_shows_that_all_became_worse():
    said = specification("example_base_year")
    base = [4.0, 6.0, 8.0, 10.0, 12.0]
    table = {
        "area": list("ABCDE"), "unemployed_base": base, "unemployed": [one + 3 for one in base],
        "child_poverty": [8.0, 11.0, 14.0, 17.0, None], "purchasing_power": [26_000, 24_000, 23_000, 22_000, 20_000],
    }  # fmt: skip

    found = compute(said, table)

    z = 3 / np.sqrt(8)  # of C: 11 against mean 8 and deviation √8 of the base year
    assert found.index[2] == round(1000 + 100 * 0.4 * z, 1)
    # E without child poverty: the weighted mean of the two others takes its place
    one, other = (15 - 8) / np.sqrt(8), (23_000 - 20_000) / 2500
    assert found.index[4] == round(1000 + 100 * (40 * one + 20 * other) / 60, 1)
