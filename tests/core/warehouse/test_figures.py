# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Formulas in SQL against the slow, obvious reading of the same formula."""

import random
from dataclasses import asdict
from pathlib import Path

import pytest

from klammer.base.cells import TOTAL
from klammer.indicators.definitions import Definition
from klammer.indicators.uncertainty import phe, wilson
from klammer.warehouse.edges import load_edges
from klammer.warehouse.engine import engine
from klammer.warehouse.figures import Observations, figures_sql, make_shared
from klammer.warehouse.schema import VALUES
from klammer.warehouse.tidy import contents
from tests.factories import BOUNDARY, definition, edge, edges_file, observation, tidy_file


def figures(
    folder: Path, made: Definition, *files: tuple[list[dict], tuple[str, ...]], edges: Path
) -> list[dict]:
    observations = []
    for number, (rows, breakdowns) in enumerate(files, start=1):
        path = tidy_file(folder / f"{number}.parquet", rows, *breakdowns)
        about = asdict(contents(path)) | {
            "order": number,
            "breakdowns": breakdowns,
            "source_class": "official",
        }
        observations.append(Observations.described(path, about))
    with engine() as connection:
        ways = load_edges(connection, edges)
        rows = connection.execute(figures_sql(made, observations, ways=ways)).fetchall()
    return [dict(zip(VALUES, row, strict=True)) for row in rows]


@pytest.fixture
def same(tmp_path: Path) -> Path:
    return edges_file(tmp_path / "edges.parquet", ["16061", "16063", "16066"])


def test_figures_agree_with_plain_arithmetic(tmp_path: Path, same: Path) -> None:
    chance = random.Random(7)  # noqa: S311  # reason: test data, no secret
    counts = {
        (area, year): (n := chance.randint(1, 5_000), chance.randint(0, n))
        for area in ("16061", "16063", "16066")
        for year in range(2000, 2022)
    }
    rows = [
        observation(area, variable, float(value), period=str(year))
        for (area, year), (persons, cases) in counts.items()
        for variable, value in (("persons", persons), ("unemployed", cases))
    ]
    chance.shuffle(rows)

    found = figures(tmp_path, definition(), (rows, ()), edges=same)

    assert len(found) == len(counts)
    for row in found:
        persons, cases = counts[row["area"], int(row["period"])]
        low, high = wilson(cases, persons)
        assert row["numerator"] == cases
        assert row["denominator"] == persons
        assert row["value"] == pytest.approx(100 * cases / persons, rel=1e-12)
        assert row["low"] == pytest.approx(100 * float(low), rel=1e-9, abs=1e-9)
        assert row["high"] == pytest.approx(100 * float(high), rel=1e-9)


@pytest.mark.parametrize("cases", [0, 1, 9, 10, 12, 100])
def test_rate_limits_are_exact_below_ten_and_byar_from_ten(
    tmp_path: Path, same: Path, cases: int
) -> None:
    made = definition(kind="rate", interval="byar")
    rows = [observation("16063", "persons", 1_000.0), observation("16063", "unemployed", cases)]

    row = figures(tmp_path, made, (rows, ()), edges=same)[0]

    low, high = phe(cases)
    assert row["method"] == ("exact" if cases < 10 else "byar")
    assert row["low"] == pytest.approx(100 * float(low) / 1_000, rel=1e-9, abs=1e-12)
    assert row["high"] == pytest.approx(100 * float(high) / 1_000, rel=1e-9)


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("suppressed", "suppressed"),
        ("missing", "missing"),
        ("not_applicable", "not_applicable"),
        ("not_yet_available", "not_yet_available"),
    ],
)
def test_part_without_value_leaves_the_figure_without_one(
    tmp_path: Path, same: Path, status: str, expected: str
) -> None:
    rows = [
        observation("16063", "persons", 1_000.0),
        observation("16063", "unemployed", None, status=status),
    ]

    row = figures(tmp_path, definition(), (rows, ()), edges=same)[0]

    assert (row["value"], row["low"], row["status"]) == (None, None, expected)


def test_sum_over_codes_with_one_code_missing_has_no_value(tmp_path: Path, same: Path) -> None:
    made = definition(
        formula={
            "numerator": [{"variable": "persons", "age": ["Y0T2", "Y3T5"]}],
            "denominator": [{"variable": "persons"}],
            "factor": 100,
        }
    )
    rows = [
        observation("16061", "persons", 4.0, age="Y0T2"),
        observation("16061", "persons", 6.0, age="Y3T5"),
        observation("16061", "persons", 100.0),
        observation("16063", "persons", 4.0, age="Y0T2"),
        observation("16063", "persons", 100.0),
    ]

    found = figures(tmp_path, made, (rows, ("age",)), edges=same)

    assert [(r["area"], r["value"], r["status"]) for r in found] == [
        ("16061", 10.0, "reported"),
        ("16063", None, "missing"),
    ]


def test_breakdown_gives_one_figure_per_code_and_the_total(tmp_path: Path, same: Path) -> None:
    rows = [
        observation("16063", variable, value, sex=sex)
        for variable, values in (("persons", (100, 60, 40)), ("unemployed", (10, 3, 7)))
        for sex, value in zip((TOTAL, "F", "M"), map(float, values), strict=True)
    ]

    found = figures(tmp_path, definition(breakdowns=["sex"]), (rows, ("sex",)), edges=same)

    assert [(r["sex"], r["value"]) for r in found] == [("F", 5.0), ("M", 17.5), ("_T", 10.0)]


def test_other_breakdowns_do_not_leak_into_the_total(tmp_path: Path, same: Path) -> None:
    rows = [
        observation("16063", "persons", 100.0),
        observation("16063", "unemployed", 10.0),
        observation("16063", "unemployed", 4.0, group="disabled"),
    ]

    found = figures(tmp_path, definition(), (rows, ("group",)), edges=same)

    assert [r["numerator"] for r in found] == [10.0]


def test_newer_delivery_replaces_the_older_cell_by_cell(tmp_path: Path, same: Path) -> None:
    old = [
        observation("16061", "persons", 100.0),
        observation("16063", "persons", 100.0),
        observation("16061", "unemployed", 10.0),
        observation("16063", "unemployed", 10.0),
    ]
    new = [observation("16063", "unemployed", 20.0)]

    found = figures(tmp_path, definition(), (old, ()), (new, ()), edges=same)

    assert [(r["area"], r["value"]) for r in found] == [("16061", 10.0), ("16063", 20.0)]


def test_newer_secret_hides_the_older_number(tmp_path: Path, same: Path) -> None:
    old = [observation("16063", "persons", 100.0), observation("16063", "unemployed", 2.0)]
    new = [observation("16063", "unemployed", None, status="suppressed")]

    found = figures(tmp_path, definition(), (old, ()), (new, ()), edges=same)

    assert [(r["value"], r["numerator"], r["status"]) for r in found] == [
        (None, None, "suppressed")
    ]


def test_counts_of_merged_units_add_up_and_rates_are_refused(tmp_path: Path) -> None:
    merged = edges_file(
        tmp_path / "edges.parquet", ["16061"],
        edge("16056", "16063", parts=2, error_class="A"),
        edge("16063", "16063", parts=2, error_class="A"),
    )  # fmt: skip
    rows = [
        observation(area, variable, value)
        for area, variable, value in (
            ("16061", "persons", 100.0), ("16061", "unemployed", 5.0), ("16061", "rate", 5.0),
            ("16056", "persons", 40.0), ("16056", "unemployed", 4.0), ("16056", "rate", 10.0),
            ("16063", "persons", 160.0), ("16063", "unemployed", 8.0), ("16063", "rate", 5.0),
        )
    ]  # fmt: skip
    rate = definition(
        kind="rate", interval="", why_no_interval="delivered_rate",
        formula={"delivered": {"variable": "rate"}},
    )  # fmt: skip

    counted = figures(tmp_path, definition(), (rows, ()), edges=merged)
    delivered = figures(tmp_path, rate, (rows, ()), edges=merged)

    assert [(r["area"], r["value"], r["error_class"]) for r in counted] == [
        ("16061", 5.0, ""),
        ("16063", 6.0, "A"),
    ]
    assert [(r["area"], r["value"], r["status"], r["note"]) for r in delivered] == [
        ("16061", 5.0, "reported", "delivered_rate"),
        ("16063", None, "not_applicable", "rate_not_convertible"),
    ]


def test_merged_unit_with_one_part_missing_has_no_value(tmp_path: Path) -> None:
    merged = edges_file(
        tmp_path / "edges.parquet", [],
        edge("16056", "16063", parts=2, error_class="A"),
        edge("16063", "16063", parts=2, error_class="A"),
    )  # fmt: skip
    rows = [
        observation("16056", "persons", 40.0),
        observation("16063", "persons", 160.0),
        observation("16063", "unemployed", 8.0),
    ]

    row = figures(tmp_path, definition(), (rows, ()), edges=merged)[0]

    assert (row["numerator"], row["value"], row["status"]) == (None, None, "missing")


def test_growth_looks_years_back(tmp_path: Path, same: Path) -> None:
    made = definition(
        kind="ratio", interval="", why_no_interval="ratio",
        formula={
            "numerator": [
                {"variable": "persons"},
                {"variable": "persons", "years_back": 5, "sign": -1},
            ],
            "denominator": [{"variable": "persons", "years_back": 5}],
            "factor": 100,
        },
    )  # fmt: skip
    rows = [
        observation("16063", "persons", 200.0, period="2017-12-31"),
        observation("16063", "persons", 190.0, period="2022-12-31"),
    ]

    found = figures(tmp_path, made, (rows, ()), edges=same)

    with_value = [(r["period"], r["value"]) for r in found if r["value"] is not None]
    assert with_value == [("2022", -5.0)]


@pytest.mark.parametrize(
    ("more", "note"),
    [
        ({"secrecy": "cell_key"}, "perturbed"),
        ({"value": 2_000.0}, "numerator_above_denominator"),
    ],
)
def test_interval_is_not_invented(tmp_path: Path, same: Path, more: dict, note: str) -> None:
    rows = [
        observation("16063", "persons", 1_000.0),
        {**observation("16063", "unemployed", 10.0), **more},
    ]

    row = figures(tmp_path, definition(), (rows, ()), edges=same)[0]

    assert (row["low"], row["high"], row["method"], row["note"]) == (None, None, "", note)


def test_source_zero_that_may_hide_stays_marked(tmp_path: Path, same: Path) -> None:
    made = definition(
        kind="rate", interval="", why_no_interval="delivered_rate",
        formula={"delivered": {"variable": "rate"}},
    )  # fmt: skip
    rows = [observation("16063", "rate", 0.0, status="zero_or_hidden")]

    row = figures(tmp_path, made, (rows, ()), edges=same)[0]

    assert (row["value"], row["status"]) == (0.0, "zero_or_hidden")


def test_boundary_of_the_figure_is_the_shown_one(tmp_path: Path, same: Path) -> None:
    rows = [observation("16063", "persons", 10.0), observation("16063", "unemployed", 1.0)]

    row = figures(tmp_path, definition(), (rows, ()), edges=same)[0]

    assert (row["boundary"], row["period"], row["area_level"]) == (BOUNDARY, "2022", "county")


def test_figures_stay_at_the_levels_of_their_definition(tmp_path: Path, same: Path) -> None:
    rows = [observation("16063", "persons", 10.0), observation("16063", "unemployed", 1.0)]

    at_county = figures(tmp_path, definition(levels=["county"]), (rows, ()), edges=same)
    elsewhere = figures(tmp_path, definition(levels=["municipality"]), (rows, ()), edges=same)

    assert [row["area"] for row in at_county] == ["16063"]
    assert elsewhere == []


def test_rows_of_two_levels_in_one_delivery_are_not_added_together(tmp_path: Path) -> None:
    edges = edges_file(
        tmp_path / "edges.parquet", [],
        edge("16056", "16063", parts=2, error_class="A"),
        edge("16063", "16063", parts=2, error_class="A"),
        edge("16063003", "16063", from_level="municipality", parts=1, error_class="A"),
    )  # fmt: skip
    rows = [
        observation(area, variable, value)
        for area, variable, value in (
            ("16056", "persons", 40.0), ("16056", "unemployed", 4.0),
            ("16063", "persons", 160.0), ("16063", "unemployed", 8.0),
        )
    ] + [
        observation("16063003", "persons", 200.0, area_level="municipality"),
        observation("16063003", "unemployed", 12.0, area_level="municipality"),
    ]  # fmt: skip

    [row] = figures(tmp_path, definition(), (rows, ()), edges=edges)

    assert (row["numerator"], row["denominator"], row["value"]) == (12.0, 200.0, 6.0)


def test_part_above_its_whole_is_shown_as_doubtful(tmp_path: Path, same: Path) -> None:
    rows = [observation("16063", "persons", 44.0), observation("16063", "unemployed", 159.0)]

    [row] = figures(tmp_path, definition(), (rows, ()), edges=same)

    assert (row["status"], row["note"]) == ("unreliable", "numerator_above_denominator")


def test_growth_across_a_break_says_so(tmp_path: Path, same: Path) -> None:
    made = definition(
        kind="ratio", interval="", why_no_interval="ratio",
        breaks=[{"period": "2022", "reason": "Zensus 2022"}],
        formula={
            "numerator": [{"variable": "persons"}],
            "denominator": [{"variable": "persons", "years_back": 2}],
            "factor": 100,
        },
    )  # fmt: skip
    rows = [observation("16063", "persons", 100.0, period=str(y)) for y in range(2019, 2025)]

    found = figures(tmp_path, made, (rows, ()), edges=same)

    notes = {row["period"]: row["note"] for row in found if row["value"] is not None}
    assert notes == {
        "2021": "ratio", "2022": "across_break", "2023": "across_break", "2024": "ratio",
    }  # fmt: skip


def test_term_of_several_definitions_is_computed_once_and_gives_the_same_figures(
    tmp_path: Path, same: Path
) -> None:
    rows = [
        observation(area, variable, 100.0 * number + place, sex=sex, period=period)
        for number, variable in enumerate(("persons", "unemployed"), start=1)
        for place, area in enumerate(("16061", "16063", "16066"))
        for sex in ("_T", "F", "M")
        for period in ("2021", "2022")
    ]
    path = tidy_file(tmp_path / "1.parquet", rows, "sex")
    about = {"order": 1, "breakdowns": ("sex",), "source_class": "official"}
    read = [Observations.described(path, asdict(contents(path)) | about)]
    formula = {
        "numerator": [{"variable": "unemployed", "sign": -1, "years_back": 1}],
        "denominator": [{"variable": "persons"}],
        "factor": 100,
    }
    made = [
        definition(breakdowns=["sex"]),
        definition(id="other", breakdowns=["sex"]),
        definition(id="changed", kind="ratio", interval="", why_no_interval="ratio",
                   formula=formula),
        definition(id="plain"),
    ]  # fmt: skip

    with engine() as connection:
        ways = load_edges(connection, same)
        shared = make_shared(connection, made, read, ways=ways)
        several = [
            [
                connection.execute(figures_sql(one, read, ways=ways, shared=given)).fetchall()
                for one in made
            ]
            for given in (shared, {})
        ]

    assert len(shared) == 4  # persons and unemployed, with and without breakdowns
    assert several[0] == several[1]
    assert [len(found) for found in several[0]] == [18, 18, 6, 6]
