# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Intervals as SQL: Wilson for proportions, Byar with exact limits below ten for rates.

The same formulas as `klammer.indicators.uncertainty`; a test compares them figure by figure.
"""

from statistics import NormalDist

from klammer.indicators.small_counts import exact_small_limits
from klammer.warehouse.codes import grade, method

LEVEL = 0.95
_Z = repr(NormalDist().inv_cdf(1 - (1 - LEVEL) / 2))
_X, _N = "numerator", "denominator"
_SMALL = "(0, 1, 2, 3, 4, 5, 6, 7, 8, 9)"  # counts whose limits are exact


def limits_sql(interval: str, *, factor: float) -> str:
    """Return a query over `valued` that adds low, high, method and limit_note.

    interval  "wilson", "byar" or "" (no interval)
    factor    the formula's, e.g. 100

    No interval is given where it would be invented: perturbed or estimated counts, a numerator
    above its denominator, counts estimated by splitting units.
    """
    if not interval:
        return (
            f"SELECT *, NULL::DOUBLE AS low, NULL::DOUBLE AS high, {method('')} AS method, "
            f"'' AS limit_note FROM valued"
        )
    low, high = _wilson() if interval == "wilson" else _byar()
    sound = f"value IS NOT NULL AND secrecy_rank = 0 AND error_class <= {grade('A')} AND {_X} >= 0"
    above = f"{_X} > {_N}"
    allowed = f"({sound} AND NOT {above})" if interval == "wilson" else f"({sound})"
    scale = repr(float(factor))
    return (
        f"SELECT *, CASE WHEN {allowed} THEN {scale} * {low} END AS low, "
        f"CASE WHEN {allowed} THEN {scale} * {high} END AS high, "
        f"CASE WHEN {allowed} THEN {_method(interval)} ELSE {method('')} END AS method, "
        f"CASE WHEN value IS NULL OR {allowed} THEN '' "
        f"{_above_note(interval, above)}"
        f"WHEN error_class > {grade('A')} THEN 'estimated_conversion' ELSE 'perturbed' END "
        f"AS limit_note "
        f"FROM valued"
    )


def _method(interval: str) -> str:
    return (
        method("wilson")
        if interval == "wilson"
        else f"CASE WHEN {_X} IN {_SMALL} THEN {method('exact')} ELSE {method('byar')} END"
    )


def _above_note(interval: str, above: str) -> str:
    return f"WHEN {above} THEN 'numerator_above_denominator' " if interval == "wilson" else ""


def _wilson() -> tuple[str, str]:
    root = f"{_Z} * sqrt({_Z} * {_Z} + 4 * {_X} * (1 - {_X} / {_N}))"
    below = f"(2 * ({_N} + {_Z} * {_Z}))"
    middle = f"2 * {_X} + {_Z} * {_Z}"
    return f"greatest(0, ({middle} - {root}) / {below})", f"least(1, ({middle} + {root}) / {below})"


def _byar() -> tuple[str, str]:
    low = f"{_X} * pow(1 - 1 / (9 * {_X}) - {_Z} / (3 * sqrt({_X})), 3)"
    more = f"({_X} + 1)"
    high = f"{more} * pow(1 - 1 / (9 * {more}) + {_Z} / (3 * sqrt({more})), 3)"
    small = exact_small_limits(LEVEL)
    lows = " ".join(f"WHEN {count} THEN {low_!r}" for count, low_, _ in small)
    highs = " ".join(f"WHEN {count} THEN {high_!r}" for count, _, high_ in small)
    return (
        f"(CASE {_X} {lows} ELSE {low} END / {_N})",
        f"(CASE {_X} {highs} ELSE {high} END / {_N})",
    )
