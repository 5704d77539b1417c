# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What may be said of a difference or a trend beyond the printed numbers: the tests, in words.

Only here do rows of a release meet `indicators.significance` and `indicators.trends`. Where no
test is possible the sentence says so or is empty; a word like "gestiegen" never claims a test.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from klammer.base.errors import InputRefusedError
from klammer.base.quantities import Kind
from klammer.indicators import trends
from klammer.indicators.intervals import Interval
from klammer.indicators.significance import (
    STRONG,
    Comparison,
    Verdict,
    compare,
    compare_with_whole,
    is_large_part,
)
from klammer.indicators.uncertainty import rate
from klammer.parameters import registry
from klammer.presentation import sentences
from klammer.presentation.movements import movement
from klammer.presentation.sentences import NO_TEST, Comparator, Standing, Wording, is_number

_TESTED = (Kind.PROPORTION, Kind.RATE)
_CERTAIN = frozenset({"full_count", "amount"})


def judge(
    row: Mapping[str, Any],
    whole: Mapping[str, Any],
    *,
    kind: Kind,
    factor: float = 1.0,
    direction: str = "neutral",
    relevant_difference: float | None = None,
) -> Comparison:
    """Compare an area with a larger one that contains it.

    By the area's intervals at 95 and 99.8 %; where the area is a large part of the whole
    (parameter `comparator_share`), against the rest of it. A comparator that does not contain it
    (`is_beside`: similar areas together; `members`: their keys) is tested as a second sample where
    its cases are known.
    """
    if not is_number(row) or not is_number(whole):
        return Comparison(Verdict.NOT_TESTABLE, 0.0, None, None, "incomplete")
    if kind in _TESTED and row["low"] is not None and _is_beside(row, whole):
        return _compare_beside(
            row,
            whole,
            kind=kind,
            factor=factor,
            direction=direction,
            relevant_difference=relevant_difference,
        )
    if kind in _TESTED and row["low"] is not None and _is_part(row, whole):
        return compare_with_whole(
            kind,
            numerator=row["numerator"],
            denominator=row["denominator"],
            whole_numerator=whole["numerator"],
            whole_denominator=whole["denominator"],
            factor=factor,
            direction=direction,
            relevant_difference=relevant_difference,
        )
    reason = "" if row["low"] is not None else str(row.get("note") or "incomplete")
    own = Interval(row["value"], row["low"], row["high"], str(row.get("method") or ""), reason)
    return compare(
        own,
        whole["value"],
        strong=_strong(row, factor=factor),
        direction=direction,
        relevant_difference=relevant_difference,
    )


def _is_beside(row: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether a comparator does not contain the area, and both have cases."""
    counts = [one[name] for one in (row, other) for name in ("numerator", "denominator")]
    return _stands_beside(row, other) and None not in counts and counts[1] > 0 and counts[3] > 0


def _stands_beside(row: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    return bool(other.get("is_beside")) and row.get("area") not in other.get("members", ())


def _compare_beside(
    row: Mapping[str, Any],
    other: Mapping[str, Any],
    *,
    kind: Kind,
    factor: float,
    direction: str,
    relevant_difference: float | None,
) -> Comparison:
    """Compare with areas that share nobody: the pooled test against the rest of both together."""
    found = compare_with_whole(
        kind,
        numerator=row["numerator"],
        denominator=row["denominator"],
        whole_numerator=row["numerator"] + other["numerator"],
        whole_denominator=row["denominator"] + other["denominator"],
        factor=factor,
        direction=direction,
    )
    difference = row["value"] - other["value"]
    relevant = None if relevant_difference is None else abs(difference) >= relevant_difference
    return replace(found, difference=difference, relevant=relevant)


def certainty(
    row: Mapping[str, Any], comparator: Comparator, *, kind: Kind, factor: float = 1.0
) -> str:
    """Say whether chance alone could make the difference, or why that cannot be tested."""
    if not is_number(row) or not is_number(comparator.row):
        return ""
    found = judge(row, comparator.row, kind=kind, factor=factor)
    if found.verdict is Verdict.NOT_TESTABLE:
        reason = NO_TEST.get(found.reason, "")
        return f"Ob der Unterschied Zufall sein kann, lässt sich nicht prüfen. {reason}".strip()
    if found.verdict is Verdict.NOT_DISTINGUISHABLE:
        return (
            f"Vom Wert für {comparator.name} ist das nicht zu unterscheiden: Der Abstand liegt "
            "im Bereich des Zufalls."
        )
    sure = "99,8" if found.level > 0.99 else "95"
    return (
        f"Der Abstand zum Wert für {comparator.name} ist größer, als der Zufall erwarten lässt "
        f"({sure} % Sicherheit)."
    )


def against(
    points: Sequence[Mapping[str, Any]],
    others: Sequence[tuple[str, Mapping[str, Mapping[str, Any]]]],
    *,
    kind: Kind,
    wording: Wording,
    factor: float = 1.0,
    with_values: bool = True,
    is_small: bool = False,
) -> list[str]:
    """Say how the newest figure stands to larger areas: every page says it in these words.

    points       one area's figures by period, ascending
    others       (name after "für", period → figure), the nearest first
    with_values  False where the comparators' figures stand right beside
    is_small     few people live there: without a test, values are named and nothing is judged
    """
    if not points or not is_number(points[-1]):
        return []
    last = points[-1]
    there = [
        (name, rows[last["period"]])
        for name, rows in others
        if last["period"] in rows and is_number(rows[last["period"]])
    ]
    if not there:
        return [
            said for said in (sentences.last_comparison(points, others, wording=wording),) if said
        ]
    found = [judge(last, row, kind=kind, factor=factor) for _, row in there]
    compared = [
        Comparator(name, row, _standing(one, is_small=is_small))
        for (name, row), one in zip(there, found, strict=True)
    ]
    said = [sentences.comparison(last, compared, wording=wording, with_values=with_values)]
    if compared[0].standing is Standing.UNTESTED:
        said.append(untested(found[0].reason))
    elif found[0].verdict not in {Verdict.NOT_TESTABLE, Verdict.NOT_DISTINGUISHABLE}:
        said.append(certainty(last, compared[0], kind=kind, factor=factor))
    return [one for one in said if one]


def untested(reason: str) -> str:
    """Say in one line that chance cannot be tested, and why."""
    if reason == "delivered_rate":
        return "Keine Zufallsprüfung möglich (als Quote geliefert)."
    return f"Keine Zufallsprüfung möglich. {NO_TEST.get(reason, '')}".strip()


def may_jump(row: Mapping[str, Any], *, is_small: bool) -> bool:
    """Whether chance may move a figure and no test can tell: few people, and no interval.

    A full count or an amount is what it is; it needs no test to be called more or less.
    """
    return is_small and row["low"] is None and str(row.get("note") or "") not in _CERTAIN


def _standing(found: Comparison, *, is_small: bool) -> Standing:
    if found.verdict is Verdict.NOT_TESTABLE:
        is_open = not is_small or found.reason in _CERTAIN
        return Standing.OPEN if is_open else Standing.UNTESTED
    is_unsure = found.verdict is Verdict.NOT_DISTINGUISHABLE
    return Standing.UNSURE if is_unsure else Standing.OPEN


def trend(
    points: Sequence[Mapping[str, Any]],
    *,
    kind: Kind,
    breaks: Mapping[str, str] | None = None,
) -> trends.Trend | None:
    """Test the last five points since the last break; None when the figures allow no test."""
    if kind not in _TESTED or not points:
        return None
    last = points[-1]["period"]
    begin = max([cut for cut in breaks or {} if cut <= last], default="")
    usable = [point for point in points if point["period"] >= begin]
    numbers = [(p["numerator"], p["denominator"], float(p["period"][:4])) for p in usable]
    # Without an interval a figure allows no test: clustered, perturbed or estimated cases.
    if any(point["low"] is None for point in usable[-trends.POINTS :]):
        return None
    numbers = [one for one in numbers if one[0] is not None and one[1]]
    if len(numbers) < trends.POINTS:
        return None
    columns = [[float(value) for value in column] for column in zip(*numbers, strict=True)]
    test = trends.trend_of_proportions if kind is Kind.PROPORTION else trends.trend_of_rates
    try:
        found = test(columns[0], columns[1], times=columns[2])
    except InputRefusedError:
        return None
    return None if found.reason else found


def direction(
    points: Sequence[Mapping[str, Any]],
    *,
    kind: Kind,
    wording: Wording,
    breaks: Mapping[str, str] | None = None,
) -> str:
    """Return the direction of the last years in a few words.

    "steigt" and "sinkt" are tested, "keine klare Richtung" as well; "gestiegen" and "gesunken"
    compare two years and are not said below the relevant difference or where intervals overlap.
    """
    tested = trend(points, kind=kind, breaks=breaks)
    found = movement(points, wording=wording, breaks=breaks)
    if tested is not None and (found is None or found.turn is None):
        return {1: "steigt", -1: "sinkt"}.get(tested.direction, "keine klare Richtung")
    return str(found.way) if found else ""


def trend_sentence(
    points: Sequence[Mapping[str, Any]],
    *,
    kind: Kind,
    breaks: Mapping[str, str] | None = None,
) -> str:
    """Say what the test of the trend found; empty when there was none."""
    found = trend(points, kind=kind, breaks=breaks)
    if found is None:
        return ""
    if found.direction == 0:
        return (
            "Über die letzten fünf Jahre ist keine Richtung zu erkennen, die mehr als Zufall ist."
        )
    word = "Anstieg" if found.direction > 0 else "Rückgang"
    return f"Der {word} über die letzten fünf Jahre ist mehr als Zufall (99,8 % Sicherheit)."


def _strong(row: Mapping[str, Any], *, factor: float) -> Interval | None:
    """Return the interval at 99.8 % by the method of the one at 95 %; None without its counts."""
    x, n, named = row["numerator"], row["denominator"], str(row.get("method") or "")
    method = {"wilson": "wilson", "byar": "phe", "exact": "phe"}.get(named)
    if row["low"] is None or method is None or x is None or not n:
        return None
    if abs(factor * x / n - row["value"]) > 1e-6 * max(1.0, abs(row["value"])):
        return None  # another factor: its limits would be those of another unit
    found = rate(x, n, method=method, level=STRONG, factor=factor)
    return Interval(row["value"], float(found.low), float(found.high), named, "")


def _is_part(row: Mapping[str, Any], whole: Mapping[str, Any]) -> bool:
    if _stands_beside(row, whole):
        return False
    counts = [one[name] for one in (row, whole) for name in ("numerator", "denominator")]
    if any(count is None for count in counts):
        return False
    x, n, whole_x, whole_n = counts
    share = float(registry.value("comparator_share", on=date(int(row["period"][:4]), 1, 1)).value)
    is_inside = 0 <= x <= whole_x and 0 < n < whole_n
    return is_inside and is_large_part(n, whole_n, from_share=share)
