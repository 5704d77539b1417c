# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What patterns refuse, said the same way everywhere: what, where, why, what now."""

import numpy as np

from klammer.base.errors import InputRefusedError
from klammer.base.quantities import Kind
from klammer.indicators.uncertainty import Array, Numbers, as_array

LARGEST = 1e100  # a square of it is still a number
MOST_COUNTED = 1e12
_REMEDY = "correct the value; leave it empty where it is unknown"


def refused(
    what: str, *, code: str, why: str = "", remedy: str = _REMEDY, where: str = ""
) -> InputRefusedError:
    """Return the error to raise."""
    return InputRefusedError(
        what, where=where, why=why or "the method is not defined for it", remedy=remedy, code=code
    )


def values_of(numbers: Numbers, *, areas: int, name: str = "values") -> Array:
    """Return one finite or missing number per area.

    Raises `InputRefusedError` for another length (`lengths`) infinite values (`not_a_number`) and
    values beyond 1e100 (`too_large`).
    """
    found = as_array(numbers)
    if found.shape != (areas,):
        why = f"found {found.size} for {areas} areas"
        raise refused(f"{name}: there is not one per area", code="lengths", why=why)
    if np.any(np.isinf(found)):
        raise refused(f"{name}: one is infinite", code="not_a_number")
    if np.any(np.abs(found) > LARGEST):
        raise refused(f"{name}: one is larger than any figure", code="too_large")
    return found


def counts_of(numerators: Numbers, denominators: Numbers, *, kind: Kind) -> tuple[Array, Array]:
    """Return counts in which an area without either, or without people, is missing in both.

    kind  proportion or rate; others have no chance that is known
    Raises `InputRefusedError`: the kind's name, `lengths`, `not_a_number`, `too_large`,
    `negative_count`, `numerator_above_denominator`.
    """
    if kind not in {Kind.PROPORTION, Kind.RATE}:
        raise refused(
            f"figures of kind {kind} have no known chance",
            code=str(kind),
            remedy="show the values without an interval",
        )
    x = as_array(numerators)
    if x.ndim != 1:
        raise refused("numerators are not one per area", code="lengths")
    x, n = x.copy(), values_of(denominators, areas=len(x), name="denominators").copy()
    if np.any(np.isinf(x)):
        raise refused("a count is infinite", code="not_a_number")
    if np.any(x > MOST_COUNTED) or np.any(n > MOST_COUNTED):
        raise refused("a count is larger than there are people", code="too_large")
    if np.any(x < 0) or np.any(n < 0):
        raise refused("a count is negative", code="negative_count", why="counts are 0 or more")
    known = np.isfinite(x) & np.isfinite(n) & (n > 0)
    if kind is Kind.PROPORTION and np.any(x[known] > n[known]):
        raise refused(
            "a numerator is larger than its denominator",
            code="numerator_above_denominator",
            why="the numerator of a proportion is part of its denominator",
            remedy="correct the counts, or take the figure as a rate",
        )
    x[~known], n[~known] = np.nan, np.nan
    return x, n


def keys_of(areas: object) -> tuple[str, ...]:
    """Return keys as texts; raise `InputRefusedError` (`key_repeats`) where one stands twice."""
    keys = tuple(str(one) for one in areas)  # type: ignore[attr-defined]  # reason: any iterable of keys
    seen: set[str] = set()
    for key in keys:
        if key in seen:
            raise refused(
                f"the area '{key}' stands twice",
                code="key_repeats",
                why="each area may stand once",
                remedy="delete one of them, or add them up before",
            )
        seen.add(key)
    return keys
