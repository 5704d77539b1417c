# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Dimensions of plain tables: codes, their total, and which codes add up to which.

A dimension may carry several classifications of the same smallest codes, such as planning areas
and school districts of one city. Within one classification a code has one parent; two
classifications meet in the codes they share.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from klammer.base.errors import InputRefusedError

APART = "-"  # as a parent: this code is no part of the total


@dataclass(frozen=True)
class Dimension:
    """One dimension.

    total   the code of the total
    trees   classifications: child → parent; what has no parent there lies under the total,
            unless its parent is "-"
    prefix  lengths of codes instead of a tree: a code lies under the longest shorter code that
            begins it
    adds    False where codes add up to nothing, as years and kinds of service do
    """

    name: str
    total: str
    trees: tuple[Mapping[str, str], ...] = ()
    prefix: tuple[int, ...] = ()
    adds: bool = True

    @property
    def is_listed(self) -> bool:
        """Whether the codes are known beforehand, so that others are errors."""
        return bool(self.trees)

    @property
    def codes(self) -> frozenset[str]:
        """Every code of the classifications, with the total."""
        found = {self.total}
        for tree in self.trees:
            found.update(tree)
            found.update(parent for parent in tree.values() if parent != APART)
        return frozenset(found)

    def occurring(self, codes: Iterable[str]) -> set[str]:
        """The codes a table has: its own, and the total where they add up to one."""
        return {*codes, self.total} if self.adds else set(codes)

    def ordered(self, codes: Iterable[str]) -> tuple[str, ...]:
        """Codes in the order of an axis: the total first."""
        some = set(codes)
        return (*([self.total] if self.total in some else []), *sorted(some - {self.total}))

    def ancestors(self, code: str) -> list[list[str]]:
        """For each classification that knows the code, the way from it up to its root.

        The way holds the code itself; it ends in the total unless the code stands apart.
        """
        if code == self.total or not self.adds:
            return [[code]]
        if self.prefix:
            shorter = [code[:length] for length in reversed(self.prefix) if length < len(code)]
            return [[code, *shorter, self.total]]
        ways = [self._way(code, tree) for tree in self.trees if self._knows(tree, code)]
        return ways or [[code, self.total]]

    def _knows(self, tree: Mapping[str, str], code: str) -> bool:
        return code in tree or code in tree.values()

    def _way(self, code: str, tree: Mapping[str, str]) -> list[str]:
        way = [code]
        while way[-1] in tree:
            way.append(tree[way[-1]])
        if way[-1] == APART:
            return way[:-1]
        return way if way[-1] == self.total else [*way, self.total]


@dataclass(frozen=True)
class Axis:
    """A dimension as one table uses it: the codes that occur there.

    nodes   codes, the total first
    groups  (position of a code, positions of the codes that add up to it), one for each
            classification; smaller ones before those they are part of
    """

    dimension: Dimension
    nodes: tuple[str, ...]
    groups: tuple[tuple[int, tuple[int, ...]], ...]
    at: Mapping[str, int] = field(hash=False, compare=False)

    @property
    def name(self) -> str:
        """The dimension's name."""
        return self.dimension.name

    @property
    def leaves(self) -> list[int]:
        """Positions of codes that nothing adds up to."""
        above = {parent for parent, _ in self.groups}
        return [at for at in range(len(self.nodes)) if at not in above]


def axis_of(dimension: Dimension, codes: Iterable[str]) -> Axis:
    """The axis over some codes of a dimension and its total.

    A code lies under its nearest ancestor that occurs. Raises `InputRefusedError` (unknown_code)
    for a code that the classifications do not know.
    """
    present = dimension.occurring(codes)
    unknown = sorted(present - dimension.codes) if dimension.is_listed else []
    if unknown:
        raise InputRefusedError(
            f"the code '{unknown[0]}' is unknown",
            where=f"dimension {dimension.name}",
            why="its hierarchy does not name it",
            remedy="add it to the hierarchy with its parent, or correct the table",
            code="unknown_code",
        )
    if len(dimension.trees) > 1:
        present |= dimension.codes
    nodes = dimension.ordered(present)
    at = {code: number for number, code in enumerate(nodes)}
    parts: dict[tuple[int, int], set[int]] = defaultdict(set)
    for code in nodes if dimension.adds else ():
        for number, way in enumerate(_ways(dimension, code)):
            above = next((one for one in way[1:] if one in at), None)
            if above is not None:
                parts[at[above], number].add(at[code])
    depth = {at[code]: max(len(way) for way in dimension.ancestors(code)) for code in nodes}
    ordered = sorted(parts.items(), key=lambda item: (-depth[item[0][0]], item[0]))
    groups = dict.fromkeys((parent, tuple(sorted(found))) for (parent, _), found in ordered)
    return Axis(dimension, nodes, tuple(groups), at)


def _ways(dimension: Dimension, code: str) -> Sequence[Sequence[str]]:
    """As `ancestors`, but one entry per classification so that their groups stay apart."""
    if dimension.prefix or not dimension.trees:
        return dimension.ancestors(code)
    return [
        dimension._way(code, tree) if dimension._knows(tree, code) else [code]  # noqa: SLF001  # reason: of this module
        for tree in dimension.trees
    ]


def tree_from(rows: Iterable[tuple[str, str]], *, where: str, total: str) -> dict[str, str]:
    """A classification from pairs (code, parent); an empty parent means the total.

    Raises `InputRefusedError`: `two_parents`, `hierarchy_cycle`, `total_has_parent`.
    """
    tree: dict[str, str] = {}
    for code, parent in rows:
        above = parent or total
        if code == total:
            if parent:
                raise _refused("the total has a parent", where, code, "total_has_parent")
            continue
        if tree.setdefault(code, above) != above:
            raise _refused("a code has two parents", where, code, "two_parents")
    for code in tree:
        seen, one = set(), code
        while one in tree:
            if one in seen:
                raise _refused(
                    "the hierarchy goes round in a circle", where, one, "hierarchy_cycle"
                )
            seen.add(one)
            one = tree[one]
    return tree


def _refused(what: str, where: str, code: str, identifier: str) -> InputRefusedError:
    return InputRefusedError(
        what,
        where=f"{where}, code {code}",
        why="within one hierarchy each code has one parent and every way ends in the total",
        remedy="correct the file; a second classification goes into a file of its own",
        code=identifier,
    )
