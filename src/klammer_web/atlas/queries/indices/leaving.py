# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What would have to differ for an area to leave its class: found by computing the index again.

One figure of one area is moved, everything else stays; the index is computed anew each time, so
that means, deviations and ranks move with it. Nothing is approximated.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from klammer.base.errors import KlammerError
from klammer.patterns.indices import compute
from klammer_web.atlas.queries.indices.figures import IndexFigure

MOST_AREAS, MOST_INPUTS = 450, 12  # beyond, computing again and again takes too long
_HALVINGS = 14


@dataclass(frozen=True)
class Leaving:
    """One figure with the value nearest to its own at which the class would be another.

    column  of the specification; own its present value
    value   from which on; None where no value any area has would do it
    title   of the class it would be
    """

    column: str
    own: float
    value: float | None
    title: str = ""


def leaving(found: IndexFigure, key: str) -> Sequence[Leaving]:
    """Return for each input what would lead to another class; empty where it is too much work."""
    line, inputs = found.by_key[key], found.specification.inputs
    is_large = len(found.lines) > MOST_AREAS or len(inputs) > MOST_INPUTS
    if line.value is None or not line.title or is_large:
        return []
    names = [one.column for one in inputs if not one.numerator]
    return [one for one in (_leaving(found, line.place, name) for name in names) if one]


def _leaving(found: IndexFigure, place: int, column: str) -> Leaving | None:
    values = np.asarray(found.inputs.table[column], dtype=float)
    own, present = float(values[place]), found.result.classes[place]
    if np.isnan(own):
        return None
    ends = (float(np.nanmin(values)), float(np.nanmax(values)))
    best: Leaving | None = None
    for end in ends:
        reached = _class_at(found, place, column, end)
        if end == own or reached in {"", present}:
            continue
        near = _nearest(found, place, column, own, end)
        one = Leaving(column, own, near, _title(found, _class_at(found, place, column, near)))
        if best is None or best.value is None or abs(near - own) < abs(best.value - own):
            best = one
    return best or Leaving(column, own, None)


def _nearest(found: IndexFigure, place: int, column: str, own: float, end: float) -> float:
    """Return the value nearest to the own one at which the class is another, by halving."""
    present, inside, outside = found.result.classes[place], own, end
    for _ in range(_HALVINGS):
        middle = (inside + outside) / 2
        if _class_at(found, place, column, middle) == present:
            inside = middle
        else:
            outside = middle
    return outside


def _class_at(found: IndexFigure, place: int, column: str, value: float) -> str:
    values = np.array(found.inputs.table[column], dtype=float)
    values[place] = value
    try:
        result = compute(found.specification, {**found.inputs.table, column: values})
    except KlammerError:
        return ""
    return result.classes[place]


def _title(found: IndexFigure, name: str) -> str:
    from klammer_web.atlas.queries.indices.figures import class_titles

    return class_titles(found.specification).get(name, name)
