# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""A slow, obvious attacker against random hierarchical tables.

The attacker thinks in persons' smallest groups (municipality × sex × age): every row that is shown
says what some of them add up to. For every row that a rule hides two linear programmes tell the
smallest and the largest count that still fits. The engine thinks in sums between rows instead, so
that the two share no code.
"""

import math
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import Any

import numpy as np
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from klammer.base.cells import Audience
from klammer.base.tables import Table, table_of
from klammer.disclosure.primary import sensitive_rows
from klammer.disclosure.release import protect
from klammer.disclosure.rules import rules_for

RULES = rules_for(Audience.PUBLIC, on=date(2026, 1, 1))
THRESHOLD = 5
PLACES = {
    "L": ("a", "b", "c", "d", "e"),
    "K1": ("a", "b"),
    "K2": ("c", "d", "e"),
    **{one: (one,) for one in "abcde"},
}
PARENTS = {"a": "K1", "b": "K1", "c": "K2", "d": "K2", "e": "K2", "K1": "L", "K2": "L"}
SEXES = {"_T": ("F", "M"), "F": ("F",), "M": ("M",)}
AGES = {"_T": (0, 1), "Y0T5": (0,), "Y6T17": (1,)}
ATOMS = [(place, sex, age) for place in "abcde" for sex in "FM" for age in (0, 1)]
AT = {atom: number for number, atom in enumerate(ATOMS)}


@dataclass(frozen=True)
class World:
    """True counts of the smallest groups, who published which row, and which rows there are."""

    counts: list[int]
    groups: list[int]
    official: set[int]
    withheld: set[int]
    absent: set[int]


SHOWN = [(place, sex, age) for place in PLACES for sex in SEXES for age in AGES]
COUNTS = st.sampled_from([0, 0, 1, 1, 2, 3, 4, 5, 7, 12, 40])
NUMBERS = st.sets(st.integers(0, len(SHOWN) - 1), max_size=12)
WORLDS = st.builds(
    World,
    st.lists(COUNTS, min_size=len(ATOMS), max_size=len(ATOMS)),
    st.lists(COUNTS, min_size=len(ATOMS), max_size=len(ATOMS)),
    NUMBERS,
    NUMBERS,
    NUMBERS,
)


def members(shown: tuple[str, str, str]) -> list[int]:
    place, sex, age = shown
    return [AT[p, s, a] for p in PLACES[place] for s in SEXES[sex] for a in AGES[age]]


def table_from(world: World) -> Table:
    rows = []
    for number, shown in enumerate(SHOWN):
        if number in world.absent:
            continue
        count = sum(world.counts[at] for at in members(shown))
        group = count + sum(world.groups[at] for at in members(shown))
        official = number in world.official or number in world.withheld
        hidden = number in world.withheld
        rows.append(row(shown, None if hidden else count, group, official=official, hidden=hidden))
    return table_of(rows)


def row(
    shown: tuple[str, str, str],
    count: int | None,
    group: int,
    *,
    official: bool = False,
    hidden: bool = False,
) -> dict[str, Any]:
    place, sex, age = shown
    return {
        "indicator": "share", "definition": "", "area": place, "area_level": "",
        "boundary": "2023-12-31", "period": "2022", "sex": sex, "age": age, "nationality": "_T",
        "numerator": count, "denominator": group,
        "value": 100 * count / group if count is not None and group else None,
        "low": None, "high": None, "status": "suppressed" if hidden else "reported",
        "secrecy": "exact", "method": "wilson", "error_class": "", "note": "",
        "source_class": "official" if official else "own",
    }  # fmt: skip


def recovered_count(shown: dict[str, Any]) -> float | None:
    """What one row says of its numerator, by itself or by rate × denominator."""
    if shown["numerator"] is not None:
        return float(shown["numerator"])
    if shown["value"] is not None and shown["denominator"] is not None:
        return float(shown["value"] * shown["denominator"] / 100)
    return None


class Attacker:
    """Knows every row handed to it, and that counts are whole, not negative and within groups."""

    def __init__(self, rows: list[dict[str, Any]]) -> None:
        self.sums, self.values, self.limits, self.groups = [], [], [], []
        for one in rows:
            coefficients = np.zeros(len(ATOMS))
            coefficients[members((one["area"], one["sex"], one["age"]))] = 1
            count = recovered_count(one)
            if count is not None:
                self.sums.append(coefficients)
                self.values.append(count)
            if one["denominator"] is not None:
                self.limits.append(coefficients)
                self.groups.append(one["denominator"])

    def range_of(self, shown: tuple[str, str, str]) -> tuple[int, int]:
        """The whole numbers between which the count of a row must lie."""
        goal = np.zeros(len(ATOMS))
        goal[members(shown)] = 1
        return math.ceil(self._best(goal) - 1e-6), math.floor(-self._best(-goal) + 1e-6)

    def _best(self, goal: np.ndarray) -> float:
        found = linprog(
            goal,
            A_eq=np.array(self.sums) if self.sums else None,
            b_eq=self.values or None,
            A_ub=np.array(self.limits) if self.limits else None,
            b_ub=self.groups or None,
            bounds=(0, 1e6),  # nobody lives in a larger group
        )
        assert found.status == 0, found.message
        return float(found.fun)

    def computes(self, shown: tuple[str, str, str]) -> bool:
        """Whether elimination over fractions gives the count as a combination of rows."""
        goal = [Fraction(0)] * len(ATOMS)
        for at in members(shown):
            goal[at] = Fraction(1)
        return not any(reduced(goal, self.basis))

    @cached_property
    def basis(self) -> dict[int, list[Fraction]]:
        """The shown sums in triangular form: pivot → row."""
        basis: dict[int, list[Fraction]] = {}
        for coefficients in [[Fraction(int(c)) for c in row] for row in self.sums]:
            rest = reduced(coefficients, basis)
            pivot = next((at for at, number in enumerate(rest) if number), None)
            if pivot is not None:
                basis[pivot] = [number / rest[pivot] for number in rest]
        return basis


def reduced(numbers: list[Fraction], basis: dict[int, list[Fraction]]) -> list[Fraction]:
    for pivot in sorted(basis):
        if numbers[pivot]:
            factor = numbers[pivot]
            numbers = [a - factor * b for a, b in zip(numbers, basis[pivot], strict=True)]
    return numbers


def secrets(table: Table) -> list[tuple[str, str, str]]:
    """Rows that a rule hides, and rows the publisher hid."""
    own = [at for at, one in enumerate(table["source_class"]) if one == "own"]
    found = sensitive_rows(table, floors=dict.fromkeys(own, THRESHOLD), rules=RULES, kinds={})
    withheld = [at for at, one in enumerate(table["status"]) if one == "suppressed"]
    return [(table["area"][at], table["sex"][at], table["age"][at]) for at in [*found, *withheld]]


def leaks(shown: list[dict[str, Any]], table: Table) -> list[tuple[str, str, str]]:
    """Secrets the attacker pins to one number, other than from what was known before.

    Known before are official rows and how large each group is.
    """
    known = [
        one if one["source_class"] == "official" else one | {"numerator": None, "value": None}
        for one in table.rows()
    ]
    official = Attacker(known)
    attacker = Attacker(shown)
    found = []
    for secret in secrets(table):
        low, high = attacker.range_of(secret)
        if low == high or attacker.computes(secret):
            before = official.range_of(secret)
            found += [secret] if before[0] != before[1] else []
    return found


@settings(max_examples=60, deadline=None, phases=[Phase.generate])
@given(WORLDS)
def test_no_hidden_count_can_be_computed_from_what_is_shown(world: World) -> None:
    table = table_from(world)

    safe = protect(table, audience=Audience.PUBLIC, hierarchy=PARENTS, rules=RULES)

    assert leaks(list(safe.rows()), table) == []


@settings(max_examples=15, deadline=None)
@given(WORLDS)
def test_official_rows_stay_as_published(world: World) -> None:
    table = table_from(world)

    safe = protect(table, audience=Audience.PUBLIC, hierarchy=PARENTS, rules=RULES)

    for before, after in zip(table.rows(), safe.rows(), strict=True):
        if before["source_class"] == "official":
            assert after == {k: v for k, v in before.items() if k != "source_class"}


def test_attacker_finds_the_weakness_of_a_table_without_complementary_suppression() -> None:
    counts = [40] * len(ATOMS)
    counts[AT["a", "F", 0]] = 2
    world = World(counts, [9] * len(ATOMS), set(), set(), set())
    table = table_from(world)
    shown = [
        one | ({"numerator": None, "value": None} if 0 < one["numerator"] < THRESHOLD else {})
        for one in table.rows()
    ]

    assert leaks(shown, table) == [("a", "F", "Y0T5")]


def test_attacker_multiplies_a_rate_with_its_denominator() -> None:
    counts = [40] * len(ATOMS)
    counts[AT["a", "F", 0]] = 2
    table = table_from(World(counts, [9] * len(ATOMS), set(), set(), set()))
    safe = list(protect(table, audience=Audience.PUBLIC, hierarchy=PARENTS, rules=RULES).rows())
    assert leaks(safe, table) == []

    safe[SHOWN.index(("a", "F", "Y0T5"))]["value"] = 100 * 2 / 11

    assert ("a", "F", "Y0T5") in leaks(safe, table)
