# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""How large an index of differences would be without the part that chance makes of it.

Shares of small areas differ even where all areas are alike, so every index of differences comes out
too large. Figures are drawn again and again for places that lie on the line between "all alike"
(s = 0) and "as different as observed" (s = 1, or beyond); the s at which drawn figures give the
observed index on average tells how different the places are, those at which the observed index is
just unusual give the limits.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from klammer.base.quantities import Kind
from klammer.indicators.uncertainty import Array
from klammer.patterns.dispersion import Change
from klammer.patterns.refusals import refused

DRAWS = 500
LEVEL = 0.95
_GRID = np.linspace(0.0, 1.6, 17)
_FARTHEST = 13.0
_FEWEST_DRAWS, _MOST_DRAWN = 100, 2_000_000
_DIGITS = 12  # an index of equal shares is 0, not 1e-17

# draw × area → counts, area → people; returns draw → index
Index = Callable[[Array, Array], Array]


@dataclass(frozen=True, slots=True)
class BeyondChance:
    """An index with what chance makes of it. All None with a reason.

    observed     as the figures are
    expected     mean of the index if all areas were alike
    value        without the part that chance makes; `alike` when chance explains all of it
    low, high    limits of `value`; low is `alike` where chance could explain what is observed
    probability  of at least the observed index if all areas were alike: (k + 1) ÷ (draws + 1)
    areas        areas with counts
    alike        the index where all areas are alike: 0, for isolation the group's share
    reason       too_few (less than two areas), nobody (nobody or everybody everywhere)
    """

    areas: int
    observed: float | None = None
    expected: float | None = None
    value: float | None = None
    low: float | None = None
    high: float | None = None
    probability: float | None = None
    alike: float = 0.0
    reason: str = ""

    @property
    def is_distinct(self) -> bool:
        """Whether areas differ more than chance explains."""
        return self.low is not None and self.low > self.alike


def beyond_chance(
    index: Index,
    x: Array,
    n: Array,
    *,
    kind: Kind,
    level: float = LEVEL,
    draws: int = DRAWS,
    seed: int = 0,
) -> BeyondChance:
    """Take the part that chance makes off an index.

    index  draw × area → counts and area → people in; draw → index out, 0 where all are alike
    x, n   area → cases, people; missing ones are left out
    kind   proportion: binomial counts; rate: Poisson counts

    With thousands of areas fewer draws are made, at least 100: their indexes differ less.
    Limits by inverting the test along the line: low is the least difference at which the
    observed index is not unusually large, high the largest at which it is not unusually small.
    """
    if not 0 < level < 1 or draws < 100:
        raise refused("limits need a level below 1 and at least 100 draws", code="level")
    known = np.isfinite(x) & np.isfinite(n)
    x, n = x[known], n[known]
    draws = min(draws, max(_FEWEST_DRAWS, _MOST_DRAWN // max(len(x), 1)))
    if len(x) < 2:
        return BeyondChance(len(x), reason="too_few")
    whole = float(x.sum() / n.sum())
    if whole <= 0 or (kind is Kind.PROPORTION and whole >= 1):
        return BeyondChance(len(x), reason="nobody")
    observed = float(index(x[np.newaxis, :], n)[0])
    tail = (1 - level) / 2
    line = _line(index, x / n, n, kind=kind, draws=draws, seed=seed, enough=(observed, tail))
    at = {
        name: float(np.interp(observed, _rising(column), line["s"]))
        for name, column in (("value", line["mean"]), ("low", line["up"]), ("high", line["down"]))
    }
    truth = {name: float(np.interp(s, line["s"], line["truth"])) for name, s in at.items()}
    return BeyondChance(
        areas=len(x),
        observed=observed,
        expected=float(line["mean"][0]),
        value=truth["value"],
        low=min(truth["low"], truth["value"]),
        high=max(truth["high"], truth["value"]),
        probability=float(line["probability"][0]),
        alike=float(line["truth"][0]),
    )


def change(earlier: BeyondChance, later: BeyondChance) -> Change | None:
    """Return later − earlier with limits, by MOVER (Donner and Zou 2012); None without values.

    The two years are taken as independent, which is cautious where the same people are counted.
    """
    if earlier.value is None or earlier.low is None or earlier.high is None:
        return None
    if later.value is None or later.low is None or later.high is None:
        return None
    difference = later.value - earlier.value
    down = np.hypot(later.value - later.low, earlier.high - earlier.value)
    up = np.hypot(later.high - later.value, earlier.value - earlier.low)
    return Change(difference, float(difference - down), float(difference + up))


def _line(
    index: Index,
    p: Array,
    n: Array,
    *,
    kind: Kind,
    draws: int,
    seed: int,
    enough: tuple[float, float],
) -> Mapping[str, Array]:
    """Return s → truth, and mean and limits of drawn indexes, until the observed one is covered."""
    observed, tail = enough
    whole = float(p @ n / n.sum())
    rows: list[tuple[float, ...]] = []
    steps = list(_GRID)
    while steps:
        s = float(steps.pop(0))
        shares = np.maximum(whole + s * (p - whole), 0.0)
        shares = np.minimum(shares, 1.0) if kind is Kind.PROPORTION else shares
        drawn = index(_drawn(shares, n, kind=kind, draws=draws, seed=seed), n)
        down, up = np.quantile(drawn, [tail, 1 - tail])
        truth = round(float(index((shares * n)[np.newaxis, :], n)[0]), _DIGITS) + 0.0
        probability = (float((drawn >= observed).sum()) + 1) / (draws + 1)
        rows.append((s, truth, float(drawn.mean()), float(down), float(up), probability))
        if not steps and down < observed and s < _FARTHEST:
            steps = [s * 1.5]
    columns = np.array(rows).T
    return dict(zip(("s", "truth", "mean", "down", "up", "probability"), columns, strict=True))


def _drawn(shares: Array, n: Array, *, kind: Kind, draws: int, seed: int) -> Array:
    """Draw counts; with the same seed for every s, so that the line is smooth."""
    random = np.random.default_rng(seed)
    size = (draws, len(n))
    if kind is Kind.PROPORTION:
        return random.binomial(np.rint(n).astype(np.int64), shares, size=size).astype(float)
    return random.poisson(shares * n, size=size).astype(float)


def _rising(column: Array) -> Array:
    """Return a column that never falls, rising by at least a trifle, for reading it backwards."""
    rising: Array = np.maximum.accumulate(column)
    return rising + 1e-12 * np.arange(len(column))
