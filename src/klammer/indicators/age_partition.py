# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Age groups of a source, chained without gap and joined until they fit a standard population."""

import math
from collections.abc import Collection, Mapping
from datetime import date

from klammer.base.errors import InputRefusedError
from klammer.indicators.standard_populations import span_of
from klammer.parameters import registry

Span = tuple[int, float]


def chained(age_groups: Collection[str]) -> tuple[str, ...]:
    """Return groups that follow each other from age 0 to the oldest, as fine as they come.

    age_groups  codes like Y0T2, Y_GE85; they may overlap (Y65T74 beside Y65T69 and Y70T74)
    returns     the finest chain, youngest first; empty where an age is in no group. A code that
                is no age is passed over
    """
    spans = {group: span for group in age_groups if (span := _span(group))}
    starts: dict[int, list[tuple[float, str]]] = {}
    for group, (first, last) in spans.items():
        starts.setdefault(first, []).append((last, group))
    best: dict[float, tuple[str, ...]] = {math.inf: ()}
    for first in sorted(starts, reverse=True):
        chains = [
            (group, *best[_after(last)])
            for last, group in sorted(starts[first])
            if _after(last) in best
        ]
        if chains:
            best[first] = max(chains, key=len)
    return best.get(0, ())


def joined(age_groups: Collection[str], *, standard: str, on: date) -> Mapping[str, str]:
    """Return group → group of a standard population's own ages that holds it.

    age_groups  any groups; only the chain of `chained` is joined
    standard    name of the standard population, as in `standard_population`
    returns     Y0T2 → Y0T9 where the standard has no border at 3; the code itself where it fits.
                Empty where no chain covers all ages or the oldest groups do not end together
    """
    found = registry.value("standard_population", on=on, standard=standard, sex="_T")
    borders = {span_of(group)[0] for group in found.value} | {math.inf}
    answer: dict[str, str] = {}
    waiting: list[str] = []
    for group in chained(age_groups):
        waiting.append(group)
        if _after(span_of(group)[1]) in borders:
            answer |= dict.fromkeys(waiting, _code(span_of(waiting[0])[0], span_of(group)[1]))
            waiting = []
    return {} if waiting else answer


def _span(group: str) -> Span | None:
    try:
        return span_of(group)
    except InputRefusedError:
        return None


def _after(last: float) -> float:
    return last + 1


def _code(first: int, last: float) -> str:
    if last == math.inf:
        return f"Y_GE{first}"
    return f"Y{first}" if first == last else f"Y{first}T{int(last)}"
