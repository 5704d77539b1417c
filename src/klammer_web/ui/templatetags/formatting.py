# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Filters for German numbers, dates and periods: `{% load formatting %}`."""

from django import template

from klammer.presentation import formats

register = template.Library()


@register.filter
def number(value, decimals: int = 0) -> str:
    """Print a number: `{{ 12345.6|number:1 }}` is 12.345,6; None prints nothing."""
    return "" if value is None else formats.number(float(value), decimals=int(decimals))


@register.filter
def signed(value, decimals: int = 0) -> str:
    """Print a difference with its sign."""
    return "" if value is None else formats.signed(float(value), decimals=int(decimals))


@register.filter
def german_date(value) -> str:
    """Print a date or an ISO text as 31.12.2022."""
    return formats.german_date(value.isoformat() if hasattr(value, "isoformat") else str(value))


@register.filter
def period(value) -> str:
    """Print a canonical period in German."""
    return formats.period(str(value))


@register.filter
def sign_meaning(status: str) -> str:
    """Say what the sign of a status means."""
    return formats.explain(status)


@register.simple_tag
def figure_text(row, *, decimals: int = 1, unit: str = "") -> str:
    """Print a row with `value` and `status` as a cell."""
    return formats.cell(row["value"], status=row["status"], decimals=decimals, unit=unit)


@register.simple_tag
def interval_text(row, *, decimals: int = 1, unit: str = "") -> str:
    """Print the interval of a row with `low` and `high`; empty when there is none."""
    return formats.interval(row["low"], row["high"], decimals=decimals, unit=unit)
