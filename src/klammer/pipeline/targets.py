# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""tidy → consistent: which boundaries and levels figures are carried to, and by which edges.

Figures are shown on one boundary version of the counties and on two of the municipalities. An
edge says: this old unit gives this share of its counts to that new one.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache

from klammer.base.errors import InputRefusedError
from klammer.territory import areas, crosswalks

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
    walk = _Walk.of(level, boundary, target)
    touched = walk.touched(keys)
    return [
        Edge(
            level, boundary, old, level, target, new, weight,
            "" if walk.stays(old, new) else error_class, walk.parts[new], walk.stays(old, new),
        )
        for old, new, weight, error_class in walk.rows
        if new in touched
    ]  # fmt: skip


@dataclass(frozen=True)
class _Walk:
    """A crosswalk between two versions, empty where there is none."""

    rows: list[tuple[str, str, float, str]]
    parts: Counter[str]
    outs: Counter[str]

    @classmethod
    @cache
    def of(cls, level: str, boundary: str, target: str) -> "_Walk":
        try:
            table = crosswalks.edges_table(level, boundary, target)
        except InputRefusedError:  # an unknown version, or one that cannot be carried
            return cls([], Counter(), Counter())
        columns = (table["old"], table["new"], table["weight"], table["error_class"])
        rows = list(zip(*columns, strict=True))
        return cls(rows, Counter(r[1] for r in rows), Counter(r[0] for r in rows))

    def stays(self, old: str, new: str) -> bool:
        """Whether this unit is carried as it is."""
        return old == new and self.parts[new] == 1 and self.outs[old] == 1

    def touched(self, keys: set[str]) -> set[str]:
        """The new units that get something from these old ones."""
        return {new for old, new, _, _ in self.rows if old in keys}


def _backward(level: str, boundary: str, target: str, keys: set[str]) -> list[Edge]:
    """Later units keep their key: unchanged ones as they are, changed counties with a note."""
    walk = _Walk.of(level, target, boundary)
    edges = []
    for key in sorted(keys & set(walk.parts)):
        if walk.stays(key, key):
            edges.append(_same(level, boundary, key, target))
        elif level == "county" and key in walk.outs:
            edges.append(_same(level, boundary, key, target, error_class="B", note=_NEIGHBOUR_NOTE))
    return edges


def _summed(carried: list[Edge], above: str, target: str) -> list[Edge]:
    """Edges of units to the level above, all units of which must be there."""
    level = carried[0].to_level if carried else ""
    if not level:
        return []
    shown = DISPLAYED["county"][0] if above in {"county", "planning_region"} else target
    units = areas.areas(level, boundary=target)
    parents = {key: unit.parents[above] for key, unit in units.items() if above in unit.parents}
    shares: dict[tuple[str, str, str], Edge] = {}
    for edge in carried:
        parent = parents.get(edge.new)
        if parent is None:
            continue
        key = (edge.from_boundary, edge.old, parent)
        before = shares.get(key)
        shares[key] = replace(
            edge,
            to_level=above,
            to_boundary=shown,
            new=parent,
            whole=False,
            weight=edge.weight + (before.weight if before else 0.0),
            error_class=max(edge.error_class, "A", before.error_class if before else ""),
        )
    parts = Counter(edge.new for edge in shares.values())
    return [replace(edge, parts=parts[edge.new]) for edge in shares.values()]
