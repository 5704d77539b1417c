# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What an attacker can add up: places to larger places, breakdown codes to their total."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from klammer.base.cells import TOTAL
from klammer.base.errors import DisclosureError
from klammer.disclosure.cells import CODES, Cell, Cells, Key, State


@dataclass(frozen=True, slots=True)
class AreaSum:
    """A place and the places it consists of, on one boundary ("" for all)."""

    parent: str
    children: tuple[str, ...]
    boundary: str = ""


class Equation(NamedTuple):
    """total = Σ parts, and `slack`: how far the known counts miss it."""

    total: Key
    parts: tuple[Key, ...]
    slack: float


Hierarchy = Mapping[str, str] | Iterable[AreaSum]
_AGE = re.compile(r"^Y(?:_(GE|LT))?(\d+)(?:T(\d+))?$")
_END = 1_000  # beyond every age
REST = "rest:"  # begins the key of what is in a total and in none of its parts


def area_sums(hierarchy: Hierarchy) -> tuple[AreaSum, ...]:
    """Return sums from child → parent, or the sums themselves.

    Raises `DisclosureError` when a place contains itself.
    """
    if isinstance(hierarchy, Mapping):
        children: dict[str, list[str]] = defaultdict(list)
        for child, parent in hierarchy.items():
            children[parent].append(child)
        sums = tuple(AreaSum(parent, tuple(sorted(ones))) for parent, ones in children.items())
    else:
        sums = tuple(hierarchy)
    return tuple(_upward(sums))


def equations_of(cells: Cells, sums: Sequence[AreaSum]) -> list[Equation]:
    """Every sum that holds between cells; totals that nobody shows are added to `cells`.

    They link what is shown on both sides of them. What a total holds beyond its known parts
    becomes a cell of its own, so that a small rest is protected like any small count.
    """
    found: list[tuple[Key, tuple[Key, ...]]] = []
    for column in range(len(CODES)):
        found += _code_sums(cells, column)
    found += _area_sums(cells, sums)
    for column in range(len(CODES)):  # again: places that the step before has added
        found += _code_sums(cells, column)
    unique = {(total, frozenset(parts)): (total, parts) for total, parts in found}
    return [_balanced(cells, total, parts) for total, parts in unique.values()]


def _upward(sums: Sequence[AreaSum]) -> list[AreaSum]:
    """Order sums so that a place comes after the places it consists of."""
    below: dict[str, list[AreaSum]] = defaultdict(list)
    for one in sums:
        below[one.parent].append(one)
    ordered: list[AreaSum] = []
    done: dict[str, bool] = {}

    def visit(place: str) -> None:
        if place in done:
            if not done[place]:
                raise DisclosureError(
                    f"the place '{place}' contains itself",
                    where="hierarchy",
                    why="following parents from it leads back to it",
                    remedy="correct the hierarchy",
                    code="hierarchy_cycle",
                )
            return
        done[place] = False
        for one in below.get(place, ()):
            for child in one.children:
                visit(child)
        done[place] = True
        ordered.extend(below.get(place, ()))

    for place in list(below):
        visit(place)
    return ordered


def _area_sums(cells: Cells, sums: Sequence[AreaSum]) -> list[tuple[Key, tuple[Key, ...]]]:
    groups = dict.fromkeys(key._replace(area="") for key in cells)
    found = []
    for group in groups:
        for one in sums:
            if one.boundary and one.boundary != group.boundary:
                continue
            parts = [group._replace(area=child) for child in one.children]
            present = tuple(key for key in parts if key in cells)
            if present:
                total = group._replace(area=one.parent)
                _ensure(cells, total, present)
                found.append((total, present))
    return found


def _code_sums(cells: Cells, column: int) -> list[tuple[Key, tuple[Key, ...]]]:
    groups: dict[Key, list[str]] = defaultdict(list)
    for key in cells:
        if key.codes[column] != TOTAL:
            groups[_recoded(key, column, TOTAL)].append(key.codes[column])
    found = []
    for group, codes in groups.items():
        for total, parts in _partition(CODES[column], codes):
            keys = tuple(_recoded(group, column, part) for part in parts)
            whole = _recoded(group, column, total)
            for key in keys:
                cells.setdefault(key, Cell(None, State.UNSEEN))
            _ensure(cells, whole, keys)
            found.append((whole, keys))
    return found


def _recoded(key: Key, column: int, code: str) -> Key:
    codes = (*key.codes[:column], code, *key.codes[column + 1 :])
    return key._replace(codes=codes)


def _ensure(cells: Cells, total: Key, parts: Sequence[Key]) -> None:
    """Add a total that nobody shows, with the value its parts give it."""
    if total in cells:
        return
    values = [cells[key].value for key in parts]
    known = [value for value in values if value is not None]
    value = sum(known) if len(known) == len(values) else None
    exact = all(cells[key].exact for key in parts)
    cells[total] = Cell(value, State.UNSEEN, exact=exact)


def _partition(column: str, codes: Sequence[str]) -> list[tuple[str, tuple[str, ...]]]:
    spans = {code: _span(code) for code in codes} if column == "age" else {}
    if not spans or any(span is None for span in spans.values()):
        return [(TOTAL, tuple(sorted(codes)))]
    known = {code: span for code, span in spans.items() if span is not None}
    if any(_cross(a, b) for a in known.values() for b in known.values()):
        return _elementary(known)
    found = []
    for total, span in [(TOTAL, (-1, _END + 1)), *known.items()]:
        inside = {c: s for c, s in known.items() if s != span and _within(s, span)}
        others = list(inside.values())
        outermost = [
            code
            for code, one in inside.items()
            if not any(_within(one, other) for other in others if other != one)
        ]
        if outermost:
            found.append((total, tuple(sorted(outermost))))
    return found


def _elementary(spans: Mapping[str, tuple[int, int]]) -> list[tuple[str, tuple[str, ...]]]:
    """Ages that overlap without one holding the other are all sums of the ages between cuts."""
    cuts = sorted({end for span in spans.values() for end in span})
    names = {span: code for code, span in spans.items()}
    pieces = [
        (names.get((a, b), f"Y{a}T{b - 1}"), (a, b))
        for a, b in pairwise(cuts)
        if any(_within((a, b), span) for span in spans.values())
    ]
    found = [(TOTAL, tuple(name for name, _ in pieces))]
    for code, span in spans.items():
        parts = tuple(name for name, piece in pieces if _within(piece, span))
        if parts != (code,):
            found.append((code, parts))
    return found


def _span(code: str) -> tuple[int, int] | None:
    found = _AGE.match(code)
    if not found:
        return None
    open_end, first, last = found[1], int(found[2]), found[3]
    if open_end == "GE":
        return first, _END
    if open_end == "LT":
        return 0, first
    return first, int(last) + 1 if last else first + 1


def _within(inner: tuple[int, int], outer: tuple[int, int]) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _cross(a: tuple[int, int], b: tuple[int, int]) -> bool:
    return a[0] < b[0] < a[1] < b[1]


def _balanced(cells: Cells, total: Key, parts: tuple[Key, ...]) -> Equation:
    values = [cells[key].value for key in (total, *parts)]
    known = [value for value in values if value is not None]
    if len(known) < len(values):
        return Equation(total, parts, 0.0)
    left = known[0] - sum(known[1:])
    if abs(left) < 1e-9:
        return Equation(total, parts, 0.0)
    if left < 0:  # the parts are more than the total: the sum proves nothing to that extent
        return Equation(total, parts, -left)
    rest = total._replace(area=f"{REST}{len(cells)}:{total.area}")
    cells[rest] = _rest(cells, left, (total, *parts))
    return Equation(total, (*parts, rest), 0.0)


def _rest(cells: Cells, left: float, keys: Sequence[Key]) -> Cell:
    ours = [cells[key] for key in keys if cells[key].state in {State.OPEN, State.HIDDEN}]
    floor = max((cell.floor for cell in ours), default=0.0)
    exact = all(cells[key].exact for key in keys)
    secret = bool(ours) and exact and 0 < left < floor
    return Cell(left, State.HIDDEN if secret else State.UNSEEN, floor=floor, exact=exact)
