# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Limits of classes: each value belongs to exactly one, or the scheme is refused."""

import itertools
import math
from collections.abc import Sequence

from klammer.patterns.indices.specification import Limit
from klammer.patterns.indices.words import refused

# A limit of a class as (value, side): side 0 stands just below the value, 1 just above it.
Edge = tuple[float, int]


def check_limits(limits: Sequence[Limit], *, where: str) -> None:
    """Raise `InputRefusedError` when classes overlap or leave a gap between them.

    The outermost classes may be closed (an index from 0 to 1); whether every area has a class is
    seen when the index is computed.
    """
    if len(limits) < 2 or len({one.name for one in limits}) < len(limits):
        raise refused(
            "classes by limits need two names of their own at least",
            where=where,
            remedy="add [[classes.limits]] with name and limit",
        )
    ordered = sorted(limits, key=lower_edge)
    for one in ordered:
        if not lower_edge(one) < upper_edge(one):
            raise refused(f"the class '{one.name}' holds no value", where=where)
    for one, other in itertools.pairwise(ordered):
        if upper_edge(one) != lower_edge(other):
            what = "leave a gap" if upper_edge(one) < lower_edge(other) else "overlap"
            raise refused(
                f"the classes '{one.name}' and '{other.name}' {what}",
                where=where,
                why=f"'{one.name}' ends {_said(upper_edge(one))}, "
                f"'{other.name}' begins {_said(lower_edge(other))}",
                remedy="let one end at_most where the next begins above, or below and at_least",
            )


def lower_edge(one: Limit) -> Edge:
    """Return where a class begins."""
    edges = [(-math.inf, 0)]
    if one.above is not None:
        edges.append((one.above, 1))
    if one.at_least is not None:
        edges.append((one.at_least, 0))
    return max(edges)


def upper_edge(one: Limit) -> Edge:
    """Return where a class ends."""
    edges = [(math.inf, 1)]
    if one.below is not None:
        edges.append((one.below, 0))
    if one.at_most is not None:
        edges.append((one.at_most, 1))
    return min(edges)


def _said(edge: Edge) -> str:
    value, side = edge
    return "nowhere" if math.isinf(value) else f"just {'above' if side else 'below'} {value:g}"
