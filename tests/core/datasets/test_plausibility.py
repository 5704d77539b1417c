# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rates recomputed from numerator and denominator equal those the publishers print."""

from pathlib import Path

import duckdb
import pytest

import klammer.datasets

FOLDER = Path(klammer.datasets.__file__).parent / "thueringen"
REGIONAL = f"'{FOLDER}/regional_kreise.parquet'"
INKAR = f"'{FOLDER}/inkar_kreise.parquet'"
YOUNG = "'Y0T2', 'Y3T5', 'Y6T9', 'Y10T14', 'Y15T17', 'Y18T19'"
MIDDLE = "'Y20T24', 'Y25T29', 'Y30T34', 'Y35T39', 'Y40T44', 'Y45T49', 'Y50T54', 'Y55T59', 'Y60T64'"
OLD = "'Y65T74', 'Y_GE75'"


def _ask(text):
    with duckdb.connect() as connection:
        return connection.execute(text).fetchall()


@pytest.mark.parametrize(
    ("ages", "delivered"),
    [(OLD, "old_age_ratio_delivered"), (YOUNG, "youth_ratio_delivered")],
)
@pytest.mark.parametrize("sex", ["_T", "M", "F"])
def test_age_ratios_of_2015_equal_the_published_ones(ages, delivered, sex):
    """Table 12411-08-01-4 prints one decimal, rounded twice in a few lines: 0.07 apart at most."""
    rows = _ask(
        f"""WITH computed AS (
              SELECT area, area_level, 100 * sum(value) FILTER (age IN ({ages}))
                     / sum(value) FILTER (age IN ({MIDDLE})) AS value
              FROM {REGIONAL} WHERE variable = 'population' AND period = '2015-12-31'
                AND sex = '{sex}' AND nationality = '_T' GROUP BY ALL)
            SELECT area, abs(computed.value - published.value)
            FROM computed JOIN {REGIONAL} AS published USING (area, area_level)
            WHERE published.variable = '{delivered}' AND published.sex = '{sex}'"""
    )

    assert len(rows) == 402 + 16 + 1
    assert [area for area, apart in rows if apart > 0.07] == []


def test_age_groups_add_up_to_the_printed_total():
    """Two tables of 2015: 17 age groups (12411-02-03-4) and the total (12411-01-01-4)."""
    wrong = _ask(
        f"""SELECT area, sex FROM {REGIONAL}
            WHERE variable = 'population' AND period = '2015-12-31' AND nationality = '_T'
              AND age IN ('_T', {YOUNG}, {MIDDLE}, {OLD})
            GROUP BY ALL
            HAVING sum(value) FILTER (age = '_T') <> sum(value) FILTER (age <> '_T')"""
    )

    assert wrong == []


@pytest.mark.parametrize(
    ("numerator", "denominator", "factor", "inkar", "year"),
    [
        ("minimum_income", "population", 100, "inkar_a_smin", "2015"),
        ("school_leavers_without_certificate", "school_leavers", 100, "inkar_a_schul_oa", "2014"),
        ("school_leavers_university_entrance", "school_leavers", 100, "inkar_a_schul_abi", "2014"),
        ("care_recipients", "population", 100, "inkar_q_pfl", "2015"),
        ("care_recipients_outpatient", "care_recipients", 100, "inkar_a_pfl_amb", "2013"),
        ("care_recipients_cash", "care_recipients", 100, "inkar_a_pfl_geld", "2019"),
    ],
)
def test_rates_from_counts_equal_those_of_inkar(numerator, denominator, factor, inkar, year):
    """Counties whose boundaries did not change since: nine in ten within half of INKAR's last digit.

    INKAR carries old years to today's boundaries and corrects single counties later, so that a few
    differ; a wrong column or year would let nearly all of them differ.
    """
    rows = _ask(
        f"""WITH counts AS (
              SELECT area, variable, value FROM {REGIONAL} WHERE left(period, 4) = '{year}'
                AND area_level = 'county' AND sex = '_T' AND age = '_T' AND nationality = '_T')
            SELECT abs({factor} * n.value / d.value - published.value)
            FROM counts n JOIN counts d USING (area) JOIN {INKAR} published USING (area)
            WHERE n.variable = '{numerator}' AND d.variable = '{denominator}'
              AND published.variable = '{inkar}' AND published.sex = '_T'
              AND published.period = '{year}' AND published.value > 0"""
    )
    near = sum(apart[0] <= 0.0051 for apart in rows)

    assert len(rows) > 380
    assert near / len(rows) > 0.9


def test_population_of_2024_is_the_same_in_both_sources():
    """The flat file of the counties and the register of the municipalities."""
    register = _ask(
        f"SELECT left(area, 5) AS county, sum(value) FROM '{FOLDER}/gv.parquet' "
        "WHERE period = '2024-12-31' AND variable = 'population' AND sex = '_T' GROUP BY 1"
    )
    flat = _ask(
        f"SELECT area, value FROM '{FOLDER}/regional_flach.parquet' "
        "WHERE variable = 'population' AND sex = '_T' AND area LIKE '16%'"
    )

    assert dict(register) == dict(flat)
