# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""How much of the inequality lies between larger areas, and how much within them (Theil)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from klammer.indicators.uncertainty import Numbers, as_array
from klammer.patterns.inequality import inequality
from klammer.patterns.refusals import refused, values_of


@dataclass(frozen=True, slots=True)
class GroupPart:
    """One larger area.

    areas         areas with a value
    weight, share  its part of the people, and of the sum of weight × value
    mean          weighted mean [unit]
    theil         inequality within it; 0 where it has one area
    contribution  share × theil: what it adds to the inequality within
    """

    areas: int
    weight: float
    share: float
    mean: float
    theil: float
    contribution: float


@dataclass(frozen=True, slots=True)
class Parts:
    """Theil's index as a sum: total = between + within. None with a reason.

    reason  too_few (less than two areas), not_positive (a value below 0, or a mean of 0)
    """

    total: float | None
    between: float | None
    within: float | None
    groups: Mapping[str, GroupPart]
    reason: str = ""

    @property
    def share_between(self) -> float | None:
        """The part between the groups, 0 to 1; None where nothing is unequal."""
        if self.total is None or self.between is None or self.total <= 0:
            return None
        return self.between / self.total


def theil_parts(values: Numbers, groups: Sequence[str], *, weights: Numbers | None = None) -> Parts:
    """Split Theil's index: T = Σ_g s_g ln(m_g ÷ m) + Σ_g s_g T_g (Theil 1967; Shorrocks 1980).

    values   area → value in any one unit, 0 or more; missing areas are left out
    groups   area → the larger area it belongs to, in the same order
    weights  area → people; None weights every area alike
    returns  s_g is the group's share of Σ weight × value, m_g its mean, T_g Theil within it

    Raises `InputRefusedError` for unequal lengths, infinite values and negative weights.
    """
    x = as_array(values)
    w = np.ones_like(x) if weights is None else values_of(weights, areas=len(x), name="weights")
    if len(groups) != len(x):
        raise refused("there is not one group per area", code="lengths", where="groups")
    whole = inequality(x, weights=w)
    if whole.reason or whole.theil is None:
        return Parts(None, None, None, {}, whole.reason or "not_positive")
    known = np.isfinite(x) & np.isfinite(w) & (w > 0)
    total, people = float((w * x)[known].sum()), float(w[known].sum())
    mean, found = total / people, {}
    named = np.array([str(group) for group in groups])
    for group in sorted(set(named[known].tolist())):
        inside = known & (named == group)
        weight, amount = float(w[inside].sum()), float((w * x)[inside].sum())
        theil = inequality(x[inside], weights=w[inside]).theil or 0.0
        share = amount / total
        found[group] = GroupPart(
            int(inside.sum()), weight / people, share, amount / weight, theil, share * theil
        )
    within = sum(one.contribution for one in found.values())
    between = sum(one.share * np.log(one.mean / mean) for one in found.values() if one.share > 0)
    return Parts(whole.theil, max(0.0, float(between)), within, found)
