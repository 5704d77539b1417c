# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Sums of shown cells over several areas: one figure for an area of a planner's own.

Only cells that are shown take part, and one that is not shown refuses the sum: what comes out is
arithmetic that everyone who may see the table can do with a pencil. `release.combine` certifies it.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from klammer.base.cells import Secrecy, Status
from klammer.base.quantities import Kind
from klammer.base.tables import Table
from klammer.indicators.definitions import Definition
from klammer.indicators.small_counts import EXACT_BELOW
from klammer.indicators.uncertainty import rate

NO_COUNTS = (Kind.INDEX,)
_GROUP = ("indicator", "definition", "boundary", "period", "sex", "age", "nationality")
_NUMBERS = ("numerator", "denominator", "value", "low", "high")
# From the count itself to one that says least about it; a sum is as doubtful as its worst part.
_SECRECY = tuple(
    str(one)
    for one in (
        Secrecy.EXACT,
        Secrecy.ROUNDED_5,
        Secrecy.ROUNDED_10,
        Secrecy.CELL_KEY,
        Secrecy.ESTIMATED,
    )
)
# Why a part hinders the sum, the gravest first: status of the part → code of the reason.
_HINDERS = (
    ({Status.SUPPRESSED}, "part_suppressed"),
    ({Status.ZERO_OR_HIDDEN}, "part_uncertain"),
    ({Status.NOT_APPLICABLE}, "part_not_applicable"),
)


def summed(table: Table, *, definition: Definition, areas: Sequence[str], name: str) -> Table:
    """Add up the counts of some areas, and compute the figure anew from the sums.

    table       area × period × sex × age × nationality → numerator, denominator, value, low,
                high, status, secrecy, method, note; columns of `warehouse.schema.VALUES`
    areas       the areas that are added; each must be there in a period
    name        key of the area they make
    returns     the same columns, one row for each period and breakdown: value, low, high [unit of
                the indicator], numerator, denominator [counts]

    Missing: where one part is not shown the row has no number; its note says why
    (part_suppressed, part_uncertain, part_missing, delivered_rate, index). The interval is the
    definition's, and only where every part has one.
    """
    groups: dict[tuple[Any, ...], dict[str, Mapping[str, Any]]] = defaultdict(dict)
    for row in table.rows():
        groups[tuple(row[column] for column in _GROUP)][row["area"]] = row
    rows = []
    for key in sorted(groups):
        parts = [groups[key].get(area) for area in areas]
        head = dict(zip(_GROUP, key, strict=True))
        rows.append({**head, "area": name, "area_level": "custom", **_sum(parts, definition)})
    return Table({column: [row[column] for row in rows] for column in table.names})


def _sum(parts: Sequence[Mapping[str, Any] | None], definition: Definition) -> dict[str, Any]:
    reason = _obstacle(parts, definition)
    if reason:
        status = Status.SUPPRESSED if reason == "part_suppressed" else Status.MISSING
        return _row(status, secrecy=str(Secrecy.EXACT), note=reason)
    shown = [one for one in parts if one is not None]
    numerator = sum(float(one["numerator"]) for one in shown)
    has_denominator = bool(definition.formula.denominator)
    denominator = sum(float(one["denominator"]) for one in shown) if has_denominator else None
    if denominator is not None and denominator <= 0:
        return _row(Status.NOT_APPLICABLE, secrecy=_secrecy(shown), note="denominator_zero")
    factor = definition.formula.factor
    value = factor * numerator / (1.0 if denominator is None else denominator)
    uncertain = any(one["status"] == Status.UNRELIABLE for one in shown)
    status = Status.UNRELIABLE if uncertain else (Status.REPORTED if value else Status.ZERO)
    return _row(
        status,
        secrecy=_secrecy(shown),
        error_class=max(str(one.get("error_class") or "") for one in shown),
        numerator=numerator,
        denominator=denominator,
        value=value,
        **_limits(shown, numerator, denominator, definition),
    )


def _obstacle(parts: Sequence[Mapping[str, Any] | None], definition: Definition) -> str:
    """Return why parts cannot be added; empty when they can."""
    if definition.kind in NO_COUNTS:
        return "index"
    if definition.formula.delivered:
        return "delivered_rate"
    shown = [one for one in parts if one is not None]
    for statuses, code in _HINDERS:
        if any(one["status"] in statuses for one in shown):
            return code
    needed = ["numerator", *(["denominator"] if definition.formula.denominator else [])]
    is_whole = len(shown) == len(parts) and all(
        one[column] is not None for one in shown for column in needed
    )
    return "" if is_whole else "part_missing"


def _limits(
    shown: Sequence[Mapping[str, Any]],
    numerator: float,
    denominator: float | None,
    definition: Definition,
) -> dict[str, Any]:
    """Return the interval of the sum, or the note of the first part that has none."""
    without = [str(one["note"] or "") for one in shown if one["low"] is None]
    if without or not definition.interval or denominator is None:
        return {"note": next(iter(filter(None, without)), definition.why_no_interval)}
    if definition.interval == "wilson" and numerator > denominator:
        return {"note": "numerator_above_denominator"}
    method = "wilson" if definition.interval == "wilson" else "phe"
    found = rate(numerator, denominator, method=method, factor=definition.formula.factor)
    named = "exact" if numerator < EXACT_BELOW else "byar"
    return {
        "low": float(found.low),
        "high": float(found.high),
        "method": method if method == "wilson" else named,
    }


def _secrecy(shown: Sequence[Mapping[str, Any]]) -> str:
    return max(
        (str(one["secrecy"] or Secrecy.EXACT) for one in shown),
        key=lambda one: _SECRECY.index(one) if one in _SECRECY else len(_SECRECY),
    )


def _row(status: Status, *, secrecy: str, **more: Any) -> dict[str, Any]:
    nothing: dict[str, Any] = dict.fromkeys(_NUMBERS)
    texts = {"status": str(status), "secrecy": secrecy, "method": "", "error_class": "", "note": ""}
    return {**nothing, **texts, **more}
