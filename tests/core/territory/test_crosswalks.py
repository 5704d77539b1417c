# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
import pytest

from klammer.base.errors import InputRefusedError, NotConvertibleError
from klammer.territory import records
from klammer.territory.crosswalks import crosswalk, edges_table
from klammer.territory.steps import UNIT


def weights_of(old, *dates, level="county", weights="population"):
    parts = crosswalk(level, *dates, weights=weights).parts_of(old)
    return {new: round(weight / UNIT, 10) for new, weight in parts}


# Published by BBSR (ref-kreise-umrech-2020), rounded to ten digits.
PUBLISHED = [
    ("16063", "2018-12-31", "population", {"16063": 0.9731843121, "16066": 0.0268156879}),
    ("16063", "2018-12-31", "area", {"16063": 0.9690392058, "16066": 0.0309607942}),
    ("16063", "2018-12-31", "employment", {"16063": 0.9833157288, "16066": 0.0166842712}),
    ("16063", "1997-12-31", "population", {"16063": 0.9725669719, "16066": 0.0274330281}),
    ("16016", "1993-12-31", "population", {"16056": 0.4376695409, "16063": 0.5623304591}),
]


@pytest.mark.parametrize(("old", "date", "weights", "expected"), PUBLISHED)
def test_county_weights_are_the_published_ones(old, date, weights, expected):
    assert weights_of(old, date, "2020-12-31", weights=weights) == expected


def test_bad_salzungen_1993_goes_mostly_to_the_wartburgkreis():
    assert weights_of("16015", "1993-12-31", "2020-12-31")["16063"] == 0.9515278134
    assert weights_of("16026", "1993-12-31", "2020-12-31")["16063"] == 0.0814222548


CASES = [
    # Eisenach leaves the county (1998) and returns (2021)
    ("16063022", "1996-12-31", "2020-12-31", {"16056000": 1.0}),
    ("16056000", "2020-12-31", "2021-12-31", {"16063105": 1.0}),
    ("16056000", "2015-12-31", "2025-01-01", {"16063105": 1.0}),
    # Kaltennordheim goes to Schmalkalden-Meiningen (2019)
    ("16063102", "2018-12-31", "2020-12-31", {"16066095": 1.0}),
    # 2024: within the county, and across its border
    ("16063028", "2023-12-31", "2025-01-01", {"16063104": 1.0}),
    ("16063037", "2023-12-31", "2025-01-01", {"16064074": 1.0}),
    # 2024: Rodeberg is divided, 1,552 and 481 inhabitants
    ("16064055", "2023-12-31", "2024-12-31", {"16061118": 0.7634038367, "16064046": 0.2365961633}),
]


@pytest.mark.parametrize(("old", "start", "end", "expected"), CASES)
def test_official_case_is_followed(old, start, end, expected):
    assert weights_of(old, start, end, level="municipality") == expected


def test_eisenach_returns_to_the_county():
    assert weights_of("16056", "2020-12-31", "2021-12-31") == {"16063": 1.0}
    assert weights_of("16056", "2018-12-31", "2025-01-01") == {
        "16063": 0.9989133234,
        "16064": 0.0010866766,
    }


@pytest.mark.parametrize("level", ["county", "municipality"])
@pytest.mark.parametrize("weights", ["population", "area", "employment"])
def test_weights_of_every_old_unit_add_up_to_exactly_one(level, weights):
    end = "2022-12-31" if weights == "employment" else "2025-01-01"
    years = (1997, 2005, 2018, 2021) if weights == "employment" else (1990, 1993, 2007, 2018, 2022)

    for year in years:
        date = f"{year}-12-31"
        found = crosswalk(level, date, end, weights=weights)
        assert {sum(share for _, share in parts) for parts in found.parts.values()} == {UNIT}
        assert set(found.parts) == records.units(level, date)


@pytest.mark.parametrize("level", ["county", "municipality"])
def test_forward_crosswalk_ends_in_the_units_of_the_newest_version(level):
    found = crosswalk(level, "1990-12-31", "2025-01-01", weights="area")

    assert {new for parts in found.parts.values() for new, _ in parts} == records.units(
        level, "2025-01-01"
    )


def test_error_class_follows_the_largest_weight():
    found = crosswalk("county", "2018-12-31", "2020-12-31")

    assert [found.error_class(old) for old in ("16052", "16063")] == ["A", "B"]
    assert [found.result_class(new) for new in ("16052", "16063", "16066")] == ["A", "B", "B"]
    before = crosswalk("county", "1993-12-31", "2020-12-31")
    assert before.error_class("16016") == "C"
    assert before.result_class("16063") == "C"


def test_edges_leave_identity_out_unless_asked():
    found = crosswalk("county", "2020-12-31", "2021-12-31")

    assert list(found.edges().rows()) == [
        {"old": "16056", "new": "16063", "weight": 1.0, "error_class": "A"}
    ]
    assert len(found.edges(identity=True)) == 401


def test_edges_table_can_be_restricted_to_areas():
    found = edges_table("county", "2020-12-31", "2021-12-31", areas=["16063", "16056"])

    assert list(found.rows()) == [
        {"old": "16056", "new": "16063", "weight": 1.0, "error_class": "A"},
        {"old": "16063", "new": "16063", "weight": 1.0, "error_class": "A"},
    ]


def test_same_version_changes_nothing():
    found = crosswalk("county", "2020-12-31", "2020-12-31", weights="employment")

    assert {parts for old, parts in found.parts.items() if parts != ((old, UNIT),)} == set()


def test_employment_weights_are_refused_before_1997():
    with pytest.raises(NotConvertibleError) as refusal:
        crosswalk("county", "1996-12-31", "2020-12-31", weights="employment")

    assert refusal.value.why == "the publisher's employment weights are empty before 1997"


def test_employment_weights_are_refused_where_a_split_has_none():
    with pytest.raises(NotConvertibleError) as refusal:
        crosswalk("municipality", "2020-12-31", "2023-12-31", weights="employment")

    assert refusal.value.code == "no_employment_weights"


def test_backward_moves_a_unit_that_lies_in_one_old_unit():
    found = crosswalk("municipality", "2025-01-01", "2023-12-31")

    assert found.parts_of("16063105") == (("16063105", UNIT),)
    assert found.error_class("16063105") == "A"


def test_backward_refuses_a_unit_made_of_several():
    found = crosswalk("municipality", "2025-01-01", "2023-12-31")

    with pytest.raises(NotConvertibleError) as refusal:
        found.parts_of("16063104")

    assert "(16063028, 16063104)" in refusal.value.why


def test_backward_refuses_the_county_that_took_eisenach_back():
    found = crosswalk("county", "2021-12-31", "2020-12-31")

    assert sorted(found.refused) == ["16063"]
    assert len(found.parts) == 399


def test_backward_edges_leave_out_what_would_be_partial():
    with pytest.raises(NotConvertibleError):
        edges_table("county", "2021-12-31", "2020-12-31")

    found = edges_table("county", "2021-12-31", "2020-12-31", drop_refused=True)

    assert set(found["new"]) == records.units("county", "2020-12-31") - {"16056", "16063"}
    assert set(found["error_class"]) == {"A"}


def test_sources_of_a_result_name_refused_units_too():
    found = crosswalk("county", "2021-12-31", "2018-12-31")

    assert found.refused["16063"] == {"16056", "16063"}
    assert found.refused["16066"] == {"16063", "16066"}
    assert found.sources_of("16063") == ("16063", "16066")
    assert found.sources_of("16056") == ("16063",)


def test_before_2020_units_with_unchanged_surroundings_stay():
    found = crosswalk("municipality", "2010-12-31", "2015-12-31")

    assert found.parts_of("16063003") == (("16063003", UNIT),)


def test_unknown_date_names_the_nearest_versions():
    with pytest.raises(InputRefusedError) as refusal:
        crosswalk("county", "2019-01-01", "2020-12-31")

    assert refusal.value.remedy == "take 2018-12-31 or 2019-12-31"


def test_unknown_unit_says_when_it_existed():
    found = crosswalk("county", "2021-12-31", "2023-12-31")

    with pytest.raises(InputRefusedError) as refusal:
        found.parts_of("16056")

    assert refusal.value.what == "the county 16056 does not exist on 2021-12-31"
    assert refusal.value.why == "the key is known 1997-12-31 to 2020-12-31"


@pytest.mark.parametrize("level", ["state", "association", "parish"])
def test_level_without_crosswalk_is_refused(level):
    with pytest.raises(InputRefusedError) as refusal:
        crosswalk(level, "2020-12-31", "2021-12-31")

    assert refusal.value.code == "level_without_crosswalk"


def test_unknown_weights_are_refused():
    with pytest.raises(InputRefusedError) as refusal:
        crosswalk("county", "2020-12-31", "2021-12-31", weights="households")

    assert refusal.value.why == "known: population, area, employment"
