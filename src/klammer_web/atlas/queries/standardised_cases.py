# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Cases and people of areas by age, joined to the groups of a standard population."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from klammer.base.cells import TOTAL, Status
from klammer.warehouse.open import Release
from klammer_web.atlas.compare_state import CompareView
from klammer_web.atlas.queries.compared import Row, keys_of

# Counts of unreliable figures are counts all the same; a 0 that may hide a few is none.
_KNOWN = (Status.REPORTED, Status.ZERO, Status.UNRELIABLE)
_APART = 0.01  # share by which groups may miss the total: rounding by the source


@dataclass(frozen=True)
class Counted:
    """Cases of one area by joined age group, as `direct_rates` reads them, or why there are none.

    has_chance  whether every part is counted, none estimated: only then is chance known
    """

    rows: Sequence[dict[str, Any]] = ()
    has_chance: bool = True
    reason: str = ""


def rows_by_age(
    view: CompareView, release: Release, *, groups: Mapping[str, str], sexes: Sequence[str]
) -> dict[str, list[Row]]:
    """Return area → its released rows by age [× sex] in the view's year.

    The figures of single age groups are not shown: they are added up as cases, so the display rule
    for small figures applies to the sum, not to them.
    """
    chosen = dict(view.breakdown)
    table = release.values(
        view.indicator,
        area_level=view.level,
        boundary=view.boundary,
        period=view.period,
        areas=keys_of(view),
        age=None,
        sex=None if len(sexes) > 1 else chosen.get("sex", TOTAL),
        nationality=chosen.get("nationality", TOTAL),
    )
    wanted = set(sexes) if len(sexes) > 1 else {chosen.get("sex", TOTAL)}
    found: dict[str, list[Row]] = {}
    for row in table.rows():
        if row["age"] in groups and row["sex"] in wanted:
            found.setdefault(row["area"], []).append(row)
    return found


def counted(
    totals: Sequence[Row],
    parts: Mapping[str, Sequence[Row]],
    *,
    groups: Mapping[str, str],
    strata: int,
) -> dict[str, Counted]:
    """Return area → its cases by joined age group.

    totals  one row per area, of all ages together
    parts   area → rows by age [× sex]
    groups  age group → joined group
    strata  how many rows an area has when none is missing
    """
    return {
        str(row["area"]): _one(row, parts.get(row["area"], ()), groups, strata) for row in totals
    }


def _one(total: Row, parts: Sequence[Row], groups: Mapping[str, str], strata: int) -> Counted:
    known = [one for one in parts if _is_known(one)]
    if len(known) < strata:
        return Counted(reason="Fälle nach Alter fehlen oder sind geheim")
    for name in ("numerator", "denominator"):
        whole, added = total[name], sum(one[name] for one in known)
        if whole is not None and abs(added - whole) > max(_APART * whole, 1):
            return Counted(reason="Die Altersgruppen ergeben zusammen nicht alle Fälle")
    sums: dict[tuple[str, str], list[float]] = {}
    for one in known:
        pair = sums.setdefault((str(one["sex"]), groups[one["age"]]), [0.0, 0.0])
        pair[0] += one["numerator"]
        pair[1] += one["denominator"]
    rows = [
        {"area": total["area"], "period": total["period"], "sex": sex, "age_group": age,
         "numerator": x, "denominator": n}
        for (sex, age), (x, n) in sums.items()
    ]  # fmt: skip
    if any(row["denominator"] <= 0 for row in rows):
        return Counted(reason="In einer Altersgruppe lebt niemand")
    return Counted(rows, has_chance=all(one["low"] is not None for one in known))


def _is_known(row: Row) -> bool:
    counts = (row["numerator"], row["denominator"])
    return row["status"] in _KNOWN and all(one is not None for one in counts)
