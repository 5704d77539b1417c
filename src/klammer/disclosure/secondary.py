# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Further cells are hidden, so that no sum gives a hidden one back.

For each hidden cell we look for another table that fits everything shown and in which this cell
is at least one larger or smaller. It is the solution of a linear programme: change as little as
possible, where changing a shown cell of our own has a price and changing a public one is
impossible. Shown cells that must change are hidden; afterwards an attacker cannot tell the two
tables apart. Hiding more only helps, so that one pass over the hidden cells is enough.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from klammer.base.cells import TOTAL
from klammer.disclosure.attack import Attack
from klammer.disclosure.cells import Cells, Key, State
from klammer.disclosure.relations import Equation

# Prices: a total costs more than all its parts; a zero, which readers know anyway, more than a
# small count. They order the choice and decide nothing else.
_TOTAL_PRICE = 1_000.0
_ZERO_LIKE = 50.0


@dataclass
class Protection:
    """What complementary suppression did.

    hidden   cells hidden to protect others
    exposed  cells that public figures alone give back, whatever we hide
    """

    hidden: set[Key] = field(default_factory=set)
    exposed: set[Key] = field(default_factory=set)


def protect_cells(cells: Cells, equations: Sequence[Equation]) -> Protection:
    """Hide open cells (their state becomes HIDDEN) until no protected cell can be computed.

    Raises `DisclosureError` when the solver fails: then nothing may be shown.
    """
    result = Protection()
    above = {key for equation in equations for key in [equation.total]}
    for members, linked in components(cells, equations):
        targets = _targets(cells, members)
        if not targets:
            continue
        prices = {key: _price(cells, key, is_total=key in above) for key in members}
        attack = Attack(cells, members, linked)
        _protect(cells, attack, targets=targets, prices=prices, result=result)
    return result


def components(
    cells: Cells, equations: Sequence[Equation]
) -> Iterable[tuple[list[Key], list[Equation]]]:
    """Split equations into groups that share no cell whose value an attacker may not know."""
    parent: dict[Key, Key] = {}

    def root(key: Key) -> Key:
        while parent.setdefault(key, key) != key:
            parent[key] = parent[parent[key]]
            key = parent[key]
        return key

    for equation in equations:
        loose = [k for k in (equation.total, *equation.parts) if cells[k].state is not State.PUBLIC]
        for key in loose:
            parent[root(key)] = root(loose[0])
    members: dict[Key, list[Key]] = defaultdict(list)
    linked: dict[Key, list[Equation]] = defaultdict(list)
    for key in list(parent):
        members[root(key)].append(key)
    for equation in equations:
        loose = [k for k in (equation.total, *equation.parts) if cells[k].state is not State.PUBLIC]
        if loose:
            linked[root(loose[0])].append(equation)
    return [(sorted(members[one]), linked[one]) for one in sorted(members)]


def _targets(cells: Cells, members: Sequence[Key]) -> list[Key]:
    ours = any(cells[key].state in {State.OPEN, State.HIDDEN} for key in members)
    secret = [
        key
        for key in members
        if cells[key].state is State.HIDDEN or (ours and cells[key].state is State.AT_SOURCE)
    ]
    return sorted(secret, key=lambda key: (-(cells[key].value or 0.0), key))


def _protect(
    cells: Cells,
    attack: Attack,
    *,
    targets: Sequence[Key],
    prices: Mapping[Key, float],
    result: Protection,
) -> None:
    safe: set[Key] = set()
    for target in targets:
        if target in safe:
            continue
        change = attack.cheapest_change(target, prices=prices)
        if change is None:
            result.exposed.add(target)
            continue
        for key in change:
            if cells[key].state is State.OPEN:
                cells[key].state = State.HIDDEN
                result.hidden.add(key)
        safe.update(key for key, amount in change.items() if abs(amount) >= 1 - 1e-6)


def _price(cells: Cells, key: Key, *, is_total: bool) -> float:
    value = cells[key].value or _ZERO_LIKE
    totals = sum(code == TOTAL for code in key.codes) if is_total else 0
    return (1.0 + value) * (_TOTAL_PRICE if is_total else 1.0) * (1 + totals)
