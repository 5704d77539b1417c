# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The published steps between versions, chained forward and read backward for whole units.

Data: BBSR Umsteigeschlüssel and Destatis Gebietsänderungen (see data/SOURCE.md). Forests without
inhabitants are divided by area, whatever the weights: the publisher gives each part the weight 1.
"""

from collections import defaultdict
from functools import lru_cache

from klammer.base.errors import NotConvertibleError
from klammer.territory import records
from klammer.territory.records import lifetimes

__all__ = ["HUB", "UNIT", "Parts", "forward", "lifetimes", "whole_only"]

UNIT = 10**12  # the weight 1
HUB = "2020-12-31"  # every earlier version has one direct step to this date
FIRST_EMPLOYMENT = "1997-12-31"
_COLUMN = {"population": 0, "area": 1, "employment": 2}

Parts = tuple[tuple[str, int], ...]


def forward(level: str, from_date: str, to_date: str, *, weights: str) -> dict[str, Parts]:
    """Return old key → parts for every unit of `from_date`, chained over the published steps.

    Raises `NotConvertibleError` when a step has no employment weights.
    """
    if weights == "employment" and from_date < FIRST_EMPLOYMENT and from_date != to_date:
        raise _no_employment(from_date, "the publisher's employment weights are empty before 1997")
    parts: dict[str, Parts] = {
        key: ((key, UNIT),) for key in sorted(records.units(level, from_date))
    }
    # Few units change in a step: follow those alone, found by the key they are part of now.
    holders: dict[str, set[str]] = {key: {key} for key in parts}
    here = from_date
    while here < to_date:
        there = _next(here)
        moves = _moves(level, here, there, weights)
        for old in sorted(set().union(*(holders.pop(key, ()) for key in moves))):
            parts[old] = _followed(parts[old], moves)
            for key, _ in parts[old]:
                holders.setdefault(key, set()).add(old)
        here = there
    return parts


def whole_only(
    level: str, from_date: str, to_date: str
) -> tuple[dict[str, Parts], dict[str, frozenset[str]]]:
    """Return whole units only, backward or between versions before 2020, and where others lie.

    A unit goes wholly into the unit of the other version in which all its ground lies. Ground is
    compared through a later version that both lead to. Units with the same key stay the same when
    the keys around them did, and none of them was split.
    """
    hub = max(to_date, HUB) if from_date > to_date else HUB
    ours, theirs = _ground(level, from_date, hub), _ground(level, to_date, hub)
    owners: dict[str, set[str]] = defaultdict(set)
    for unit, ground in theirs.items():
        for piece in ground:
            owners[piece].add(unit)
    settlers: dict[str, set[str]] = defaultdict(set)
    for unit, ground in ours.items():
        for piece in ground:
            settlers[piece].add(unit)
    parts: dict[str, Parts] = {}
    refused: dict[str, frozenset[str]] = {}
    for unit, ground in sorted(ours.items()):
        inside = set().union(*(owners[piece] for piece in ground))
        if len(inside) == 1:
            parts[unit] = ((inside.pop(), UNIT),)
        elif unit in inside and _same_keys(ground, settlers, owners, ours, theirs):
            parts[unit] = ((unit, UNIT),)
        else:
            refused[unit] = frozenset(inside)
    return parts, refused


def _same_keys(
    ground: frozenset[str],
    settlers: dict[str, set[str]],
    owners: dict[str, set[str]],
    ours: dict[str, frozenset[str]],
    theirs: dict[str, frozenset[str]],
) -> bool:
    """Whether one piece of ground holds the same keys on both dates and no unit reaches beyond."""
    if len(ground) != 1:
        return False
    (piece,) = ground
    if settlers[piece] != owners[piece]:
        return False
    return all(ours[unit] == ground and theirs[unit] == ground for unit in owners[piece])


def _ground(level: str, date: str, hub: str) -> dict[str, frozenset[str]]:
    """Unit → the units of the hub version its ground overlaps."""
    if date <= hub:
        parts = forward(level, date, hub, weights="area")
        return {unit: frozenset(key for key, _ in pieces) for unit, pieces in parts.items()}
    found: dict[str, set[str]] = defaultdict(set)
    for piece, pieces in forward(level, hub, date, weights="area").items():
        for unit, _ in pieces:
            found[unit].add(piece)
    return {unit: frozenset(pieces) for unit, pieces in found.items()}


def _next(here: str) -> str:
    if here < HUB:
        return HUB
    return records.DATES[records.DATES.index(here) + 1]


def _followed(now: Parts, moves: dict[str, Parts]) -> Parts:
    """Parts after one more step; what a part is divided into adds up to the part exactly."""
    after: dict[str, int] = defaultdict(int)
    for key, weight in now:
        targets = moves.get(key, ((key, UNIT),))
        shares = divide(weight, [share for _, share in targets])
        for (new, _), amount in zip(targets, shares, strict=True):
            after[new] += amount
    return tuple(sorted((new, amount) for new, amount in after.items() if amount))


def divide(amount: int, shares: list[int]) -> list[int]:
    """Divide a whole amount by shares that add up to 10¹²; the largest remainders get the rest.

    amount   whole number, of either sign
    returns  whole numbers in the order of the shares; their sum is the amount
    """
    size = abs(amount)
    parts = [size * share // UNIT for share in shares]
    missing = size - sum(parts)
    if missing:
        by_remainder = sorted(range(len(shares)), key=lambda i: (-(size * shares[i] % UNIT), i))
        for index in by_remainder[:missing]:
            parts[index] += 1
    return parts if amount >= 0 else [-part for part in parts]


@lru_cache(maxsize=128)
def _moves(level: str, here: str, there: str, weights: str) -> dict[str, Parts]:
    """Units that change in one step: old key → parts."""
    column = _COLUMN[weights]
    found: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for first, last, old, new, numbers in _steps()[level, there]:
        if first <= here <= last:
            if not numbers[column]:
                raise _no_employment(
                    here, f"no employment weight is published for {old}, which was split by {there}"
                )
            found[old].append((new, int(numbers[column])))
    return {old: tuple(sorted(parts)) for old, parts in found.items()}


Row = tuple[str, str, str, str, tuple[str, str, str]]


@lru_cache
def _steps() -> dict[tuple[str, str], list[Row]]:
    table: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for level, first, last, to, old, new, people, area, jobs in records.read_rows("steps.csv.gz"):
        table[level, to].append((first, last, old, new, (people, area, jobs)))
    return table


def _no_employment(date: str, why: str) -> NotConvertibleError:
    return NotConvertibleError(
        f"figures of {date} cannot be converted with employment weights",
        why=why,
        remedy="use --weights population, or begin with 1997-12-31 and end with 2022-12-31",
        code="no_employment_weights",
        date=date,
    )
