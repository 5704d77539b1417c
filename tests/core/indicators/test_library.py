# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The shipped indicators: enough of them, every one with data or a way to it, sheets complete."""

from functools import cache
from pathlib import Path

import duckdb
import pytest

import klammer.datasets
import klammer.indicators
from klammer.indicators.definitions import load_definitions

LIBRARY = load_definitions(Path(klammer.indicators.__file__).parent / "library")
DATA = f"read_parquet('{Path(klammer.datasets.__file__).parent}/thueringen/*.parquet')"
WITH_DATA = {name: one for name, one in LIBRARY.items() if one.formula.variables}
HEADLINES = {name: one for name, one in LIBRARY.items() if one.headline}
DOMAINS = {
    "bevoelkerung",
    "familie",
    "arbeit",
    "soziale_sicherung",
    "einkommen",
    "bildung",
    "kita",
    "jugendhilfe",
    "pflege",
    "behinderung",
    "gesundheit",
    "wohnen",
    "beteiligung",
    "infrastruktur",
    "kommunalfinanzen",
    "sicherheit",
}
SHEET = (
    "interpretation",
    "limits",
    "misreading",
    "perverse_incentive",
    "population",
    "holder",
    "legal_basis",
    "source",
    "reference",
)


def _terms(definition):
    formula = definition.formula
    delivered = (formula.delivered,) if formula.delivered else ()
    return (*delivered, *formula.numerator, *formula.denominator)


@cache
def _data():
    """All tables in memory, read once: a thousand questions are asked of them."""
    connection = duckdb.connect()
    connection.execute(
        "CREATE TABLE data AS SELECT area, area_level, period, variable, sex, age, nationality, "
        f"value FROM {DATA} ORDER BY variable"
    )
    return connection


@cache
def _figures(variable, where, level):
    """Area × year → sum of what a term selects; only complete sums."""
    chosen = {"sex": ("_T",), "age": ("_T",), "nationality": ("_T",), **dict(where)}
    codes = len(chosen["sex"]) * len(chosen["age"]) * len(chosen["nationality"])
    conditions = " AND ".join(
        f"{name} IN ({', '.join(repr(code) for code in wanted)})" for name, wanted in chosen.items()
    )
    rows = (
        _data()
        .execute(
            f"SELECT area, left(period, 4), sum(value) FROM data WHERE variable = '{variable}' "
            f"AND area_level = '{level}' AND {conditions} GROUP BY ALL HAVING count(value) >= {codes}"
        )
        .fetchall()
    )
    return {(area, int(year)): value for area, year, value in rows}


def _of_term(term, level):
    found = _figures(term.variable, tuple(sorted(term.where.items())), level)
    return {(area, year + term.years_back): value for (area, year), value in found.items()}


def _first_terms(definition, level):
    """Area × year → value of the first term, where every term of the formula has one."""
    parts = [_of_term(term, level) for term in _terms(definition)]
    keys = set.intersection(*(set(part) for part in parts))
    return {key: parts[0][key] for key in keys}


def _varies(definition):
    """Whether at least 100 municipalities have a figure and at most 80 in 100 of them are zero."""
    found = _first_terms(definition, "municipality")
    latest = max((year for _, year in found), default=None)
    values = [value for (_, year), value in found.items() if year == latest]
    return len(values) >= 100 and sum(value == 0 for value in values) <= 0.8 * len(values)


def test_file_is_named_and_placed_after_its_indicator():
    folder = Path(klammer.indicators.__file__).parent / "library"
    places = {path.stem: path.parent.name for path in folder.rglob("*.toml")}

    assert places == {name: one.domain for name, one in LIBRARY.items()}


def test_every_domain_of_the_catalogue_is_there():
    assert {one.domain for one in LIBRARY.values()} == DOMAINS


def test_at_least_seventy_indicators_have_figures_for_nearly_all_counties():
    covered = [
        name
        for name, one in WITH_DATA.items()
        if len({area for area, _ in _first_terms(one, "county")}) >= 380
    ]

    assert len(covered) >= 70


def test_at_least_twenty_indicators_really_vary_between_municipalities():
    assert len([name for name, one in WITH_DATA.items() if _varies(one)]) >= 20


@pytest.mark.parametrize("name", sorted(WITH_DATA))
def test_formula_finds_figures_in_the_data_set(name):
    one = WITH_DATA[name]
    levels = [
        level for level in ("county", "municipality") if level in one.levels or not one.levels
    ]

    assert any(_first_terms(one, level) for level in levels)


@pytest.mark.parametrize("name", sorted(set(LIBRARY) - set(WITH_DATA)))
def test_indicator_without_data_says_how_to_get_them(name):
    assert len(LIBRARY[name].how_to_get.split()) >= 8


@pytest.mark.parametrize("name", sorted(LIBRARY))
def test_definition_says_what_it_is(name):
    one = LIBRARY[name]

    assert one.sentence.endswith(".")
    assert one.unit
    assert one.reviewed == ""
    assert "[K" not in str(one)


@pytest.mark.parametrize("name", sorted(WITH_DATA))
def test_figure_has_an_interval_or_the_reason_why_not(name):
    one = WITH_DATA[name]

    assert bool(one.interval) != bool(one.why_no_interval)
    assert one.source


@pytest.mark.parametrize("name", sorted(WITH_DATA))
def test_share_of_a_household_count_has_no_interval(name):
    one = WITH_DATA[name]
    household = any(
        variable.startswith(("sgb2_", "minimum_")) for variable in one.formula.variables
    )

    assert not (household and one.interval)


def test_breakdowns_offered_occur_in_the_data():
    missing = []
    for one in WITH_DATA.values():
        for breakdown in one.breakdowns:
            codes = (
                _data()
                .execute(
                    f"SELECT count(DISTINCT {breakdown}) FROM data "
                    f"WHERE variable = '{_terms(one)[0].variable}'"
                )
                .fetchall()[0][0]
            )
            missing += [(one.id, breakdown)] if codes < 2 else []

    assert missing == []


def test_twenty_six_sheets_are_written_in_full_depth():
    assert len(HEADLINES) == 26


@pytest.mark.parametrize("name", sorted(HEADLINES))
def test_sheet_is_complete_and_short_enough_to_read(name):
    one = HEADLINES[name]
    texts = {key: getattr(one, key) for key in SHEET}

    assert [key for key, text in texts.items() if not text] == []
    assert [key for key, text in texts.items() if len(text.split()) > 120] == []
    assert one.synonyms


@pytest.mark.parametrize("name", sorted(set(HEADLINES) - {"bevoelkerung"}))
def test_relevant_difference_is_given_and_reasoned(name):
    """A plain number of people has no relevant difference: it has no good or bad direction."""
    one = HEADLINES[name]

    assert one.relevant_difference
    assert "edeutsam nennen wir einen Abstand" in one.interpretation
