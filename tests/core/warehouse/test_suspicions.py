# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What looks wrong in a delivery is found with its cell; what is only unusual is left alone."""

from collections.abc import Callable
from pathlib import Path

import pytest

from klammer.indicators.formulas import Term
from klammer.warehouse import suspicions
from klammer.warehouse.engine import engine
from klammer.warehouse.suspicions import MOST, Suspicion
from tests.factories import observation, tidy_file

Ask = Callable[..., list[Suspicion]]


@pytest.fixture
def ask(tmp_path: Path) -> Ask:
    """Ask one question about rows; `has` names the breakdowns of the file."""

    def asked(question: Callable, rows: list[dict], *args: object, has: tuple = (), **more: object):
        path = tidy_file(tmp_path / "tidy.parquet", rows, *has)
        with engine() as connection:
            return question(connection, path, *args, **more)

    return asked


def found(code: str, text: str, expected: str, *, row: int | None, column: int | None) -> Suspicion:
    file = "original.csv" if row else ""
    return Suspicion(code, file, "", row, column, found=text, expected=expected)


PERSONS_BY_SEX = {"has": ("sex",), "variables": {"persons"}, "breakdowns": ("sex",)}
UNEMPLOYED = Term("unemployed", label="Arbeitslose")
PERSONS = Term("persons", where={"age": ("Y15T64",)}, label="Personen von 15 bis 64")


def test_part_above_its_whole_is_found_at_the_part(ask: Ask) -> None:
    # The published error of Gerstengrund: 159 unemployed among 44 persons in 2007.
    rows = [
        observation("16063033", "unemployed", 159.0, period="2007", row=812, column=7),
        observation("16063033", "persons", 44.0, period="2007", age="Y15T64", row=90, column=4),
        observation("16063003", "unemployed", 44.0, period="2007", row=813),
        observation("16063003", "persons", 44.0, period="2007", age="Y15T64"),
    ]

    answer = ask(
        suspicions.part_above_whole, rows, UNEMPLOYED, PERSONS, has=("age",), breakdowns=("age",)
    )

    assert answer == [
        found(
            "impossible_value",
            "16063033 2007: 159 Arbeitslose",
            "at most 44 Personen von 15 bis 64",
            row=812,
            column=7,
        )
    ]


def test_part_is_compared_with_the_sum_of_all_codes_of_the_whole(ask: Ask) -> None:
    whole = Term("persons", where={"age": ("Y0T2", "Y3T5")})
    rows = [
        observation("1", "unemployed", 12.0),
        observation("1", "persons", 6.0, age="Y0T2"),
        observation("1", "persons", 7.0, age="Y3T5"),
        observation("1", "persons", 1.0, age="Y6T9"),
    ]

    enough = ask(
        suspicions.part_above_whole, rows, UNEMPLOYED, whole, has=("age",), breakdowns=("age",)
    )
    rows[2]["value"] = 5.0
    too_few = ask(
        suspicions.part_above_whole, rows, UNEMPLOYED, whole, has=("age",), breakdowns=("age",)
    )

    assert (enough, [one.expected for one in too_few]) == ([], ["at most 11 persons"])


@pytest.mark.parametrize("change", [{"period": "2021"}, {"boundary": "2023-12-31"}, {"area": "2"}])
def test_part_is_not_compared_with_another_place_or_year(ask: Ask, change: dict) -> None:
    rows = [observation("1", "unemployed", 9.0), observation("1", "persons", 1.0) | change]

    assert ask(suspicions.part_above_whole, rows, UNEMPLOYED, Term("persons"), breakdowns=()) == []


def test_term_on_a_breakdown_the_file_lacks_finds_nothing(ask: Ask) -> None:
    rows = [observation("1", "unemployed", 9.0), observation("1", "persons", 1.0)]

    assert ask(suspicions.part_above_whole, rows, UNEMPLOYED, PERSONS, breakdowns=()) == []


def test_negative_counts_are_found_the_lowest_first(ask: Ask) -> None:
    rows = [
        observation("1", "births", -1.0, row=4, column=3),
        observation("2", "births", -2.0, row=5, column=3),
        observation("3", "births", 0.0),
        observation("3", "balance", -7.0),  # no count: may be below zero
    ]

    answer = ask(suspicions.negative, rows, variables={"births"})

    assert answer == [
        found("negative_count", "2 2022: -2", "zero or more", row=5, column=3),
        found("negative_count", "1 2022: -1", "zero or more", row=4, column=3),
    ]


def by_sex(area: str, total: float, women: float | None, men: float, **more: object) -> list[dict]:
    return [
        observation(area, "persons", total, sex="_T", row=10, column=2, **more),
        observation(area, "persons", women, sex="F", row=10, column=3, **more),
        observation(area, "persons", men, sex="M", row=10, column=4, **more),
    ]


def test_sexes_that_do_not_add_up_are_found_at_the_total(ask: Ask) -> None:
    rows = [*by_sex("1", 100.0, 51.0, 49.0), *by_sex("2", 100.0, 51.0, 48.0)]

    answer = ask(suspicions.sexes_differ_from_total, rows, **PERSONS_BY_SEX)

    assert answer == [
        found("total_differs", "2 2022: persons 100", "female + male = 99", row=10, column=2)
    ]


@pytest.mark.parametrize(
    "rows",
    [
        by_sex("1", 100.0, None, 48.0),  # a sex is missing: nothing to compare
        by_sex("1", 100.0, 50.0, 45.0, secrecy="rounded_5"),  # rounding never adds up
        by_sex("1", 100.0, 50.5, 49.5),
        by_sex("1", 100.0, 51.0, 48.0)[1:],
    ],
)
def test_sexes_are_compared_only_where_all_are_exact_counts(ask: Ask, rows: list[dict]) -> None:
    answer = ask(suspicions.sexes_differ_from_total, rows, **PERSONS_BY_SEX)

    assert answer == []


def series(*values: float | None, first: int = 2020, area: str = "1") -> list[dict]:
    return [
        observation(area, "x", value, period=str(year), row=year - 2000, column=5)
        for year, value in enumerate(values, start=first)
    ]


@pytest.mark.parametrize(
    ("values", "text", "expected"),
    [
        ((100.0, 301.0), "1 2021: x 301", "near 100 of the year before"),
        ((301.0, 100.0), "1 2021: x 100", "near 301 of the year before"),
        ((100.0, 0.0), "1 2021: x 0", "near 100 of the year before"),
    ],
)
def test_jump_is_found_at_the_later_year(ask: Ask, values: tuple, text: str, expected: str) -> None:
    answer = ask(suspicions.jumps, series(*values), variables={"x"}, breakdowns=())

    assert answer == [found("jump", text, expected, row=21, column=5)]


@pytest.mark.parametrize(
    "rows",
    [
        series(100.0, 300.0),  # trebled exactly
        series(9.0, 99.0),  # small numbers jump by chance
        series(100.0, None, 900.0),  # not the year before
        [*series(100.0), *series(900.0, first=2021, area="2")],
    ],
)
def test_growth_small_numbers_and_gaps_are_no_jump(ask: Ask, rows: list[dict]) -> None:
    assert ask(suspicions.jumps, rows, variables={"x"}, breakdowns=()) == []


def test_jump_is_looked_for_within_one_breakdown(ask: Ask) -> None:
    rows = [
        observation("1", "x", 100.0, period="2020", sex="F"),
        observation("1", "x", 1_000.0, period="2021", sex="M"),
    ]

    assert ask(suspicions.jumps, rows, has=("sex",), variables={"x"}, breakdowns=("sex",)) == []


def test_gap_between_own_years_is_found_once_for_all_areas_of_a_year(ask: Ask) -> None:
    rows = series(1.0, 2.0, 3.0)
    rows += [one for area in ("2", "3") for one in series(1.0, 2.0, 3.0, area=area)[::2]]

    answer = ask(suspicions.gaps, rows, breakdowns=())

    # What is not there stands in no cell.
    assert answer == [
        found(
            "gap",
            "x 2021: 2 areas are not there, e.g. 2",
            "a figure, as in the years before and after",
            row=None,
            column=None,
        )
    ]


@pytest.mark.parametrize(
    "rows",
    [
        series(1.0, 2.0, 3.0)[::2],  # nobody has the year: it was not collected
        [*series(1.0, 2.0, 3.0), *series(1.0, 2.0, area="2")],  # ends earlier
        series(1.0, None, 3.0),  # the row is there and says that the value is missing
    ],
)
def test_year_nobody_has_and_missing_value_are_no_gap(ask: Ask, rows: list[dict]) -> None:
    assert ask(suspicions.gaps, rows, breakdowns=()) == []


def test_suspicions_of_one_kind_are_limited(ask: Ask) -> None:
    rows = [observation(f"{n:05}", "x", -1.0) for n in range(MOST + 10)]

    assert len(ask(suspicions.negative, rows, variables={"x"})) == MOST


def test_no_variables_to_look_at_finds_nothing(ask: Ask) -> None:
    assert ask(suspicions.negative, [observation("1", "x", -1.0)], variables=()) == []


def test_single_decimal_among_whole_numbers_is_found(ask: Ask) -> None:
    rows = [observation(str(n), "x", 100.0 + n, row=n) for n in range(1, 12)]
    rows.append(observation("99", "x", 1.72, row=99))

    [answer] = ask(suspicions.odd_decimals, rows)

    assert (answer.row, answer.found) == (99, "99 2022: x 1.72")


def test_rates_with_decimals_are_not_odd(ask: Ask) -> None:
    rows = [observation(str(n), "x", n + 0.5) for n in range(20)]

    assert ask(suspicions.odd_decimals, rows) == []
