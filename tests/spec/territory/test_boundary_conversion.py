# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Carrying counts to another boundary.

A county or municipality of one date is divided among those of another by published weights. The
weights of an old unit add up to 1, so nobody is lost and nobody counted twice. Only counts move:
a rate is computed again from its converted numerator and denominator.
"""

from decimal import Decimal

import pytest

from klammer.base.errors import NotConvertibleError
from klammer.base.quantities import Kind
from klammer.base.tables import table_of
from klammer.territory.crosswalks import crosswalk
from klammer.territory.reapportion import convert_counts


def table(text):
    header, *rows = [
        [cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()
    ]
    return table_of([dict(zip(header, row, strict=True)) for row in rows], names=header)


def converted(text, level, start, end, **options):
    found = convert_counts(table(text), crosswalk=crosswalk(level, start, end), **options)
    return [(row["area"], row["value"], row["error_class"]) for row in found.rows()]


def test_whole_units_are_added():
    """Error class A: Frankenroda joins Amt Creuzburg on 1 January 2024."""
    before = """
        area     | period | variable | value
        16063028 | 2023   | people   | 317
        16063104 | 2023   | people   | 4500
    """

    after = converted(before, "municipality", "2023-12-31", "2024-12-31")

    assert after == [("16063104", 317 + 4500, "A")]


def test_a_municipality_may_cross_the_county_border():
    """Hallungen leaves the Wartburgkreis for Südeichsfeld in the Unstrut-Hainich-Kreis."""
    before = """
        area     | period | variable | value
        16063037 | 2023   | people   | 184
        16064074 | 2023   | people   | 6500
    """

    after = converted(before, "municipality", "2023-12-31", "2024-12-31")

    assert after == [("16064074", 184 + 6500, "A")]


def test_nearly_whole_units_are_divided_by_weight():
    """Error class B: Kaltennordheim leaves the Wartburgkreis on 1 January 2019.

    Of the county's people 0.973184312132 stay, 0.026815687868 go to Schmalkalden-Meiningen.
    """
    before = """
        area  | period | variable | value
        16063 | 2018   | people   | 1000000
        16066 | 2018   | people   | 500000
    """

    after = converted(before, "county", "2018-12-31", "2020-12-31")

    stay, go = Decimal("973184.312132"), Decimal("26815.687868")
    assert stay + go == 1_000_000
    assert after == [("16063", float(stay), "B"), ("16066", float(500_000 + go), "B")]


def test_divided_units_are_estimates():
    """Error class C: Rodeberg was divided in 2024, 1,552 of 2,033 people to Dingelstädt."""
    before = """
        area     | period | variable | value
        16064055 | 2023   | people   | 2033
        16061118 | 2023   | people   | 0
        16061118 | 2023   | cars     | 0
        16064046 | 2023   | people   | 0
        16064055 | 2023   | cars     | 100
        16064046 | 2023   | cars     | 0
    """

    after = converted(before, "municipality", "2023-12-31", "2024-12-31")

    assert after == [
        ("16061118", 1552, "C"),
        ("16064046", 481, "C"),
        ("16061118", pytest.approx(100 * 1552 / 2033, abs=1e-6), "C"),
        ("16064046", pytest.approx(100 * 481 / 2033, abs=1e-6), "C"),
    ]


def test_suppressed_parts_hide_the_whole():
    """A sum without one of its parts would be wrong, or would give the part away."""
    before = """
        area     | period | variable | value | status
        16063028 | 2023   | cases    |       | suppressed
        16063104 | 2023   | cases    | 12    | reported
    """
    moved = crosswalk("municipality", "2023-12-31", "2024-12-31")

    (after,) = convert_counts(table(before), crosswalk=moved).rows()

    assert (after["value"], after["status"], after["note"]) == (
        None,
        "suppressed",
        "suppressed:16063028",
    )


def test_a_rate_is_computed_again_not_converted():
    """5 % of 317 and 10 % of 4,500 are not 7.5 % of 4,817, but (16 + 450) ÷ 4,817 = 9.7 %."""
    moved = crosswalk("municipality", "2023-12-31", "2024-12-31")
    before = """
        area     | period | variable | value
        16063028 | 2023   | people   | 317
        16063104 | 2023   | people   | 4500
        16063028 | 2023   | cases    | 16
        16063104 | 2023   | cases    | 450
    """

    with pytest.raises(NotConvertibleError):
        convert_counts(table(before), crosswalk=moved, kind=Kind.RATE)

    people, cases = convert_counts(table(before), crosswalk=moved)["value"]
    assert (cases, people) == (16 + 450, 317 + 4500)
    assert round(100 * cases / people, 1) == 9.7


def test_employment_weights_differ_from_those_of_people():
    """Jobs are not where people live: of the county's jobs 0.983315728827 stay in 2018."""
    before = """
        area  | period | variable | value
        16063 | 2018   | jobs     | 1000000
        16066 | 2018   | jobs     | 0
    """
    moved = crosswalk("county", "2018-12-31", "2020-12-31", weights="employment")

    after = convert_counts(table(before), crosswalk=moved)

    assert list(after["value"]) == [983_315.728827, 16_684.271173]
