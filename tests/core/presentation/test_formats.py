# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Numbers and signs as German official statistics print them."""

import pytest

from klammer.base.cells import Status
from klammer.presentation import formats


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (12345.6, 1, "12.345,6"),
        (1234567, 0, "1.234.567"),
        (0.05, 1, "0,1"),
        (-3.04, 1, "−3,0"),
        (-0.04, 1, "0,0"),  # a rounded nothing has no sign
        (0, 2, "0,00"),
    ],
)
def test_number_is_printed_the_german_way(value, decimals, text):
    assert formats.number(value, decimals=decimals) == text


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_number_refuses_what_is_no_figure(value):
    with pytest.raises(ValueError, match="cannot be printed"):
        formats.number(value)


def test_unit_never_begins_a_line():
    assert formats.with_unit(9.8, decimals=1, unit="%") == "9,8\u00a0%"


@pytest.mark.parametrize(
    ("value", "text"),
    [(1.2, "+1,2\u00a0%"), (-0.4, "−0,4\u00a0%"), (0.01, "±0,0\u00a0%"), (-0.01, "±0,0\u00a0%")],
)
def test_signed_shows_the_direction_only_of_what_is_printed(value, text):
    assert formats.signed(value, decimals=1, unit="%") == text


@pytest.mark.parametrize(
    ("status", "text"),
    [
        ("reported", "9,8\u00a0%"),
        ("zero", "–"),
        ("zero_or_hidden", "0*"),
        ("suppressed", "•"),
        ("unreliable", "(9,8\u00a0%)"),
        ("not_applicable", "x"),
        ("not_yet_available", "…"),
        ("missing", "k.\u00a0A."),
    ],
)
def test_cell_prints_value_and_status_together(status, text):
    # The number is handed in each time: a status without value must not let it through.
    assert formats.cell(9.84, status=status, decimals=1, unit="%") == text


def test_cell_without_value_says_no_figure_is_there():
    assert formats.cell(None, status="reported") == "k.\u00a0A."
    assert formats.cell(None, status="unreliable") == "/"


def test_signs_are_all_different_and_explained():
    signs = [sign for sign, _ in formats.SIGNS.values()]

    assert len(set(signs)) == len(signs)
    assert set(formats.SIGNS) == set(Status) - {Status.REPORTED}
    assert all(formats.explain(status) for status in formats.SIGNS)
    assert formats.explain("reported") == ""


def test_interval_needs_both_limits():
    assert formats.interval(4.635, 13.462, decimals=1, unit="%") == "4,6 bis 13,5\u00a0%"
    assert formats.interval(None, 13.462) == ""


@pytest.mark.parametrize(
    ("canonical", "text"),
    [
        ("2022", "2022"),
        ("2022-12-31", "31.12.2022"),
        ("2022-05", "Mai 2022"),
        ("2022-Q2", "2. Quartal 2022"),
        ("2021/22", "2021/22"),
        ("2019/2021", "2019 bis 2021"),
    ],
)
def test_period_is_printed_in_german(canonical, text):
    assert formats.period(canonical) == text
