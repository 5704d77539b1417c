# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""German numbers, dates and the signs of official statistics. Signs stand here and nowhere else.

A cell is printed from value *and* status: suppressed, zero and missing never look the same.
"""

import math
import re
from datetime import date

from klammer.base.cells import Status

NBSP = "\u00a0"  # between a number and its unit: never at the end of a line
MINUS = "\u2212"

# Status → (sign, what it means, for the foot of a table and the hover text).
SIGNS: dict[Status, tuple[str, str]] = {
    Status.ZERO: ("–", "genau null"),
    Status.ZERO_OR_HIDDEN: ("0*", "0 oder zu klein, um veröffentlicht zu werden"),
    Status.SUPPRESSED: ("•", "aus Gründen der Geheimhaltung nicht veröffentlicht"),
    Status.UNRELIABLE: ("/", "nicht sicher genug, um gezeigt zu werden"),
    Status.NOT_APPLICABLE: ("x", "nicht sinnvoll zu berechnen"),
    Status.NOT_YET_AVAILABLE: ("…", "liegt noch nicht vor"),
    Status.MISSING: ("k.\u00a0A.", "keine Angabe: für dieses Gebiet oder Jahr nicht geliefert"),
}
PARENTHESES = "Wert in Klammern: nur eingeschränkt aussagefähig"

# Units that stand directly behind the number; all others follow after a space as words.
_MONTHS = [
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
]


def number(value: float, *, decimals: int = 0) -> str:
    """Print a number the German way: 12.345,6 and −3,0; a rounded nothing has no minus."""
    if not math.isfinite(value):
        raise ValueError(f"{value} cannot be printed as a figure")
    text = f"{abs(value):,.{decimals}f}".translate(str.maketrans(",.", ".,"))
    is_negative = value < 0 and any(digit in "123456789" for digit in text)
    return f"{MINUS}{text}" if is_negative else text


def with_unit(value: float, *, decimals: int = 0, unit: str = "") -> str:
    """Print a number with its unit: 9,8 %, 12.345 Personen."""
    text = number(value, decimals=decimals)
    return f"{text}{NBSP}{unit}" if unit else text


def signed(value: float, *, decimals: int = 0, unit: str = "") -> str:
    """Print a difference with its sign: +1,2 %, −0,4 %, ±0,0 %."""
    text = with_unit(value, decimals=decimals, unit=unit)
    if text.startswith(MINUS):
        return text
    return f"+{text}" if any(digit in "123456789" for digit in text) else f"±{text}"


def cell(value: float | None, *, status: str, decimals: int = 0, unit: str = "") -> str:
    """Print a cell from value and status: the number, or the sign that stands in its place.

    An exact zero is "–", a zero that may hide something "0*", an unreliable value stands in
    parentheses; a status without value never prints a number, even when one is handed in.
    """
    kind = Status(status)
    if kind is Status.REPORTED and value is not None:
        return with_unit(value, decimals=decimals, unit=unit)
    if kind is Status.UNRELIABLE and value is not None:
        return f"({with_unit(value, decimals=decimals, unit=unit)})"
    return SIGNS.get(kind, SIGNS[Status.MISSING])[0]


def explain(status: str, *, has_value: bool = True) -> str:
    """Say in words what the sign of a status means; empty for an ordinary figure."""
    kind = Status(status)
    if kind is Status.UNRELIABLE and has_value:
        return PARENTHESES
    if kind is Status.REPORTED and not has_value:
        return SIGNS[Status.MISSING][1]
    return SIGNS.get(kind, ("", ""))[1]


def interval(low: float | None, high: float | None, *, decimals: int = 0, unit: str = "") -> str:
    """Print an interval: 4,6 bis 13,5 %; empty when either limit is unknown."""
    if low is None or high is None:
        return ""
    return f"{number(low, decimals=decimals)} bis {with_unit(high, decimals=decimals, unit=unit)}"


def german_date(text: str) -> str:
    """Print an ISO date as 31.12.2022; what is no ISO date is returned as it is."""
    try:
        day = date.fromisoformat(text[:10])
    except ValueError:
        return text
    return f"{day.day:02d}.{day.month:02d}.{day.year}"


def period(text: str) -> str:
    """Print a canonical period: 2022, 31.12.2022, Mai 2022, 2. Quartal 2022, 2019 bis 2021."""
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        return german_date(text)
    if found := re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])", text):
        return f"{_MONTHS[int(found[2]) - 1]} {found[1]}"
    if found := re.fullmatch(r"(\d{4})-Q([1-4])", text):
        return f"{found[2]}. Quartal {found[1]}"
    if found := re.fullmatch(r"(\d{4})/(\d{4})", text):
        return f"{found[1]} bis {found[2]}"
    return text
