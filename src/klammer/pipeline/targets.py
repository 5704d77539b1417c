# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""tidy → consistent: which boundaries and levels figures are carried to, and by which edges.

Figures are shown on one boundary version of the counties and on two of the municipalities, those
of own geographies on the version they were delivered for. An edge says: this old unit gives this
share of its counts to that new one.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from klammer.base.errors import InputRefusedError
from klammer.territory import areas
from klammer.territory.crosswalks import Crosswalk, crosswalk
from klammer.territory.own_keys import is_level
from klammer.territory.steps import UNIT

# Boundary versions that figures are shown on; the first is the one shown when nobody chooses.
DISPLAYED: Mapping[str, tuple[str, ...]] = {
    "county": ("2022-12-31",),
    "municipality": ("2025-01-01", "2022-12-31"),
}
# Levels that are sums of another one's units: new level → (level of the units, its boundary).
SUMMED = (
    ("municipality", "association"),
    ("municipality", "county"),
    ("county", "planning_region"),
    ("county", "state"),
    ("county", "country"),
)
_NEIGHBOUR_NOTE = "later_boundary"


@dataclass(frozen=True, slots=True)
class Edge:
    """One share of one old unit. `parts` and `whole` as in warehouse.figures."""

    from_level: str
    from_boundary: str
    old: str
    to_level: str
    to_boundary: str
    new: str
    weight: float
    error_class: str = ""
    parts: int = 1
    whole: bool = False
    note: str = ""


def edges_for(present: Iterable[tuple[str, str, str]]) -> list[Edge]:
    """Return every edge from what was delivered to what is shown.

    present  level × boundary × area as found in the tidy files

    Units for which there is no way to the target are left out: they have no figure there.
    """
    delivered: dict[tuple[str, str], set[str]] = {}
    for level, boundary, area in present:
        delivered.setdefault((level, boundary), set()).add(area)
    found: list[Edge] = []
    for (level, boundary), keys in sorted(delivered.items()):
        if is_level(level):
            found += [_same(level, boundary, key, boundary) for key in sorted(keys)]
            continue
        if level not in DISPLAYED:
            found += [_same(level, boundary, key, DISPLAYED["county"][0]) for key in sorted(keys)]
            continue
        for target in DISPLAYED[level]:
            carried = _between(level, boundary, target, keys)
            found += carried
            for units, above in SUMMED:
                if units == level:
                    found += _summed(carried, above, target)
    return found


def _same(level: str, boundary: str, key: str, target: str, **more: object) -> Edge:
    return Edge(level, boundary, key, level, target, key, 1.0, whole=True, **more)  # type: ignore[arg-type]  # reason: error_class and note


def _between(level: str, boundary: str, target: str, keys: set[str]) -> list[Edge]:
    if boundary == target:
        return [_same(level, boundary, key, target) for key in sorted(keys)]
    if boundary > target:
        return _backward(level, boundary, target, keys)
    walk = _walk(level, boundary, target)
    if walk is None:
        return []
    lost = frozenset().union(*walk.refused.values())
    touched = {new for old in keys for new, _ in walk.parts.get(old, ())} - lost
    edges = []
    for new in sorted(touched):
        olds = walk.sources_of(new)
        for old in olds:
            share = next(share for key, share in walk.parts[old] if key == new)
            whole = old == new and len(olds) == 1 and share == UNIT
            grade = "" if whole else walk.error_class(old)
            edges.append(
                Edge(
                    level, boundary, old, level, target, new, share / UNIT, grade, len(olds), whole
                )
            )
    return edges


@cache
def _walk(level: str, boundary: str, target: str) -> Crosswalk | None:
    """Return the crosswalk; None where a version is unknown or cannot be carried."""
    try:
        return crosswalk(level, boundary, target)
    except InputRefusedError:
        return None


def _backward(level: str, boundary: str, target: str, keys: set[str]) -> list[Edge]:
    """Later units keep their key: unchanged ones as they are, changed counties with a note."""
    walk = _walk(level, target, boundary)
    if walk is None:
        return []
    edges = []
    for key in sorted(keys):
        parts, olds = walk.parts.get(key), walk.sources_of(key)
        if parts == ((key, UNIT),) and olds == (key,):
            edges.append(_same(level, boundary, key, target))
        elif level == "county" and parts is not None and key in olds:
            edges.append(_same(level, boundary, key, target, error_class="B", note=_NEIGHBOUR_NOTE))
    return edges


def _summed(carried: list[Edge], above: str, target: str) -> list[Edge]:
    """Edges of units to the level above; left out unless something of every unit is there."""
    level = carried[0].to_level if carried else ""
    if not level:
        return []
    shown = target if above == "association" else DISPLAYED["county"][0]
    parents = _parents(level, target, above)
    shares: dict[tuple[str, str, str], tuple[float, str, str]] = {}
    for edge in carried:
        parent = parents.get(edge.new)
        if parent is not None:
            key = (edge.from_boundary, edge.old, parent)
            weight, grade, note = shares.get(key, (0.0, "A", ""))
            grade, note = max(edge.error_class, grade), max(edge.note, note)
            shares[key] = (weight + edge.weight, grade, note)
    here = {edge.new for edge in carried}
    absent = {parent for key, parent in parents.items() if key not in here}
    parts = Counter(parent for _, _, parent in shares)
    return [
        Edge(level, boundary, old, above, shown, parent, *share[:2], parts[parent], note=share[2])
        for (boundary, old, parent), share in shares.items()
        if parent not in absent
    ]


@cache
def _parents(level: str, boundary: str, above: str) -> dict[str, str]:
    units = areas.areas(level, boundary=boundary)
    return {key: unit.parents[above] for key, unit in units.items() if above in unit.parents}
