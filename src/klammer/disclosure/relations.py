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
_NOTHING = 1e-9


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


class _Sum(NamedTuple):
    """A total, the parts of it that are cells, and whether these are all its parts."""

    total: Key
    parts: tuple[Key, ...]
    complete: bool


def equations_of(cells: Cells, sums: Sequence[AreaSum]) -> list[Equation]:
    """Every sum that holds between cells; totals that nobody shows are added to `cells`.

    They link what is shown on both sides of them. What a total holds beyond its known parts
    becomes a cell of its own, so that a small rest is protected like any small count.
    """
    seen = _codes_seen(cells)
    size = -1
    while size != len(cells):  # a new total may be a part of the next one
        size = len(cells)
        found = [*_code_sums(cells, seen), *_area_sums(cells, sums)]
        for one in found:
            cells.setdefault(one.total, Cell(None, State.UNSEEN))
    _infer(cells, [one for one in found if one.complete])
    _infer(cells, found)
    return [_balanced(cells, one) for one in dict.fromkeys(found)]


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


def _area_sums(cells: Cells, sums: Sequence[AreaSum]) -> list[_Sum]:
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
                found.append(_Sum(total, present, len(present) == len(parts)))
    return found


_Partitions = Mapping[tuple[str, int], list[tuple[str, tuple[str, ...]]]]


def _codes_seen(cells: Cells) -> _Partitions:
    """How the codes of each quantity and breakdown add up: (quantity, column) → sums of codes."""
    seen: dict[tuple[str, int], set[str]] = defaultdict(set)
    for key in cells:
        for column, code in enumerate(key.codes):
            if code != TOTAL:
                seen[key.quantity, column].add(code)
    return {at: _partition(CODES[at[1]], sorted(codes)) for at, codes in seen.items()}


def _code_sums(cells: Cells, seen: _Partitions) -> list[_Sum]:
    groups = {
        (_recoded(key, column, ""), column)
        for key in cells
        for column in range(len(CODES))
        if (key.quantity, column) in seen
    }
    found = []
    for group, column in sorted(groups):
        for total, codes in seen[group.quantity, column]:
            parts = [_recoded(group, column, code) for code in codes]
            present = tuple(key for key in parts if key in cells)
            if present:
                whole = _recoded(group, column, total)
                found.append(_Sum(whole, present, len(present) == len(parts)))
    return found


def _recoded(key: Key, column: int, code: str) -> Key:
    codes = (*key.codes[:column], code, *key.codes[column + 1 :])
    return key._replace(codes=codes)


def _infer(cells: Cells, sums: Sequence[_Sum]) -> None:
    """Give cells that nobody shows the value that the cells around them imply."""
    waiting = [one for one in sums if any(cells[key].value is None for key in _keys(one))]
    progress = True
    while progress:
        progress = False
        for one in list(waiting):
            missing = [key for key in _keys(one) if cells[key].value is None]
            if len(missing) <= 1:
                waiting.remove(one)
                progress = progress or bool(missing)
                _fill(cells, missing, one)


def _fill(cells: Cells, missing: Sequence[Key], one: _Sum) -> None:
    for key in missing:
        others = sum(cells[part].value or 0.0 for part in one.parts if part != key)
        value = others if key == one.total else (cells[one.total].value or 0.0) - others
        cells[key].exact = all(cells[other].exact for other in _keys(one) if other != key)
        cells[key].value = value if value >= 0 else None


def _keys(one: _Sum) -> tuple[Key, ...]:
    return (one.total, *one.parts)


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
    found = _AGE.fullmatch(code)
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


def _balanced(cells: Cells, one: _Sum) -> Equation:
    values = [cells[key].value for key in _keys(one)]
    known = [value for value in values if value is not None]
    left = known[0] - sum(known[1:]) if len(known) == len(values) else 0.0
    if left < -_NOTHING:  # the parts are more than the total: the sum proves nothing to that extent
        return Equation(one.total, one.parts, -left)
    if left <= _NOTHING and one.complete:
        return Equation(one.total, one.parts, 0.0)
    key = one.total._replace(area=f"rest:{len(cells)}:{one.total.area}")
    cells[key] = _rest(cells, left, _keys(one))
    return Equation(one.total, (*one.parts, key), 0.0)


def _rest(cells: Cells, left: float, keys: Sequence[Key]) -> Cell:
    if left <= _NOTHING:
        return Cell(0.0, State.UNSEEN, assumed=True)
    ours = [cells[key] for key in keys if cells[key].state in {State.OPEN, State.HIDDEN}]
    floor = max((cell.floor for cell in ours), default=0.0)
    exact = all(cells[key].exact for key in keys)
    secret = bool(ours) and exact and left < floor
    return Cell(left, State.HIDDEN if secret else State.UNSEEN, floor=floor, exact=exact)
