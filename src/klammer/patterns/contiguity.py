# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Neighbours by outlines: who shares a border (rook) or at least a corner (queen)."""

from collections.abc import Mapping
from typing import Any, Literal

import numpy as np

from klammer.patterns.refusals import keys_of, refused
from klammer.patterns.weights import Weights, pair_weights

Rule = Literal["queen", "rook"]


def contiguity_weights(
    outlines: Mapping[str, Any], *, rule: Rule = "rook", least: float = 0.0, gap: float = 0.0
) -> Weights:
    """Make weights of 1 for areas whose outlines touch.

    outlines  area → polygon (shapely), all in one plane system
    rule      rook: a border in common; queen: a point is enough
    least     rook: length that must be shared [unit of the outlines]; simplified outlines share
              short pieces at corners, there take some 50 m
    gap       outlines that far apart touch all the same: for sloppy drawings, not with `rook`

    Raises `InputRefusedError`: `key_repeats`, `no_outline`, `rule_unknown`.
    """
    import shapely

    if rule not in {"queen", "rook"}:
        why = "known are queen and rook"
        raise refused(f"there is no rule '{rule}'", code="rule_unknown", why=why, where="rule")
    keys = sorted(keys_of(outlines))
    shapes = np.array([outlines[key] for key in keys], dtype=object)
    if not len(shapes) or np.any(shapely.is_missing(shapes) | shapely.is_empty(shapes)):
        raise refused(
            "an area has no outline",
            code="no_outline",
            where="outlines",
            why="neighbours are found by their borders",
            remedy="leave the area out, or make neighbours from points",
        )
    tree = shapely.STRtree(shapes)
    if rule == "queen" and gap > 0:
        firsts, seconds = tree.query(shapes, predicate="dwithin", distance=gap)
    else:
        firsts, seconds = tree.query(shapes, predicate="intersects")
    upper = firsts < seconds
    firsts, seconds = firsts[upper], seconds[upper]
    if rule == "rook":
        borders = shapely.boundary(shapes)
        shared = shapely.length(shapely.intersection(borders[firsts], borders[seconds]))
        enough = (shared >= least) & (shared > 0)
        firsts, seconds = firsts[enough], seconds[enough]
    pairs = [
        (keys[one], keys[other])
        for first, second in zip(firsts, seconds, strict=True)
        for one, other in ((first, second), (second, first))
    ]
    return pair_weights(keys, pairs)
