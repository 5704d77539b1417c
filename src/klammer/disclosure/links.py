# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whether linked tables tell more together than by the cells they share.

Tables whose sets of dimensions can be taken away one after the other (each hanging on one other
table by what it shares with all the rest) fit together whenever they agree where they meet; such
sets are called acyclic. Three tables that share two by two do not: only their common inner cells
show what follows. Source: Lauritzen, Graphical Models, 1996, decomposable models; the test is the
reduction of Graham, Yu and Özsoyoğlu.
"""

from collections.abc import Collection


def joint_sets(sets: Collection[frozenset[str]]) -> list[frozenset[str]]:
    """The sets of dimensions whose common cells must be looked at as well.

    sets     dimensions of each table of one quantity
    returns  nothing where the shared cells say everything; else for each circle its dimensions
    """
    left = _reduced([set(one) for one in set(sets)])
    if not left:
        return []
    core = {name for one in left for name in one}
    joined = [one for one in sets if len(one & core) > 1]
    return [frozenset().union(*joined)]


def _reduced(left: list[set[str]]) -> list[set[str]]:
    changed = True
    while changed and len(left) > 1:
        changed = False
        for one in left:
            alone = {name for name in one if sum(name in other for other in left) == 1}
            if alone:
                one.difference_update(alone)
                changed = True
        for at, one in enumerate(left):
            if any(one <= other for number, other in enumerate(left) if number != at):
                del left[at]
                changed = True
                break
    return left if len(left) > 1 else []
