# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Random linked tables against a second, slow, obvious attacker.

The attacker thinks in the smallest groups (municipality × age × sex): each shown figure says what
some of them add up to. For each secret whole-number programmes tell the smallest and the largest
count that still fits. Neither the engine nor the audit thinks in smallest groups.

`KLAMMER_TABLES=1000` runs as many examples; CI runs fewer.
"""

import os
from dataclasses import dataclass

import numpy as np
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, milp

from klammer.base.errors import DisclosureError
from klammer.base.tables import Table, table_of
from klammer.disclosure.tabular.safeguard import Safeguarded, safeguard
from klammer.disclosure.tabular.specification import Specification, specification_of

EXAMPLES = int(os.environ.get("KLAMMER_TABLES", "16"))
MINIMUM = 5
REGIONS = {"a": "K1", "b": "K1", "c": "K2", "d": "K2", "e": "K2"}
DISTRICTS = {"a": "S1", "b": "S2", "c": "S2", "d": "S1", "e": "S3"}
AGES = ("x", "y", "z")
SEXES = ("F", "M")
ATOMS = [(r, a, s) for r in REGIONS for a in AGES for s in SEXES]
SHAPES = {
    "one": [("region", "age")],
    "two": [("region", "age"), ("region", "sex")],
    "circle": [("region", "age"), ("region", "sex"), ("age", "sex")],
    "cube": [("region", "age", "sex")],
}


@dataclass(frozen=True)
class World:
    """True counts of the smallest groups, which tables are shown, and with which classification."""

    counts: list[int]
    shape: str
    has_districts: bool
    method: str


COUNTS = st.sampled_from([0, 0, 1, 1, 2, 3, 4, 5, 7, 12, 40])
WORLDS = st.builds(
    World,
    st.lists(COUNTS, min_size=len(ATOMS), max_size=len(ATOMS)),
    st.sampled_from(sorted(SHAPES)),
    st.booleans(),
    st.sampled_from(["fast", "auto"]),
)


def specification(world: World) -> Specification:
    files = '["regions", "districts"]' if world.has_districts else '"regions"'
    tables = "\n".join(
        f'[[table]]\nname = "{"-".join(names)}"\ndimensions = {list(names)}\ncount = "n"'
        for names in SHAPES[world.shape]
    )
    text = f"""
audience = "public"
on = 2026-01-01
[dimension.region]
hierarchy = {files}
[dimension.age]
[dimension.sex]
{tables}
[rules]
minimum_count = {MINIMUM}
[method]
secondary = "{world.method}"
seconds = 4
"""
    trees = {"regions": REGIONS, "districts": DISTRICTS}
    rows = {
        name: table_of([{"code": c, "parent": p} for c, p in tree.items()])
        for name, tree in trees.items()
    }
    return specification_of(text, read=rows.__getitem__)


def members(names: tuple[str, ...], codes: tuple[str, ...]) -> list[int]:
    """The smallest groups a cell counts."""
    said = dict(zip(names, codes, strict=True))

    def fits(code: str, one: str) -> bool:
        return code in {"Total", one, REGIONS.get(one), DISTRICTS.get(one)}

    return [
        at
        for at, (region, age, sex) in enumerate(ATOMS)
        if fits(said.get("region", "Total"), region)
        and said.get("age", "Total") in {"Total", age}
        and said.get("sex", "Total") in {"Total", sex}
    ]


def delivered(world: World) -> dict[str, Table]:
    made = {}
    for names in SHAPES[world.shape]:
        codes = {
            "region": [*REGIONS, *({*REGIONS.values()})],
            "age": list(AGES),
            "sex": list(SEXES),
        }
        codes["region"] += sorted({*DISTRICTS.values()}) if world.has_districts else []
        rows = []
        for combination in np.ndindex(*(len(codes[name]) for name in names)):
            chosen = tuple(codes[n][at] for n, at in zip(names, combination, strict=True))
            count = sum(world.counts[at] for at in members(names, chosen))
            rows.append({**dict(zip(names, chosen, strict=True)), "n": count})
        made["-".join(names)] = table_of(sorted(rows, key=str))
    return made


class Attacker:
    """Knows every shown figure, and that counts are whole and not negative."""

    def __init__(self, world: World, made: Safeguarded) -> None:
        rows, values = [], []
        self.secrets: list[tuple[np.ndarray, int]] = []
        for names in SHAPES[world.shape]:
            for row in made.tables["-".join(names)].rows():
                goal = np.zeros(len(ATOMS))
                goal[members(names, tuple(row[name] for name in names))] = 1
                if row["status"] == "suppressed":
                    true = int(goal @ np.array(world.counts))
                    self.secrets += [(goal, true)] if 0 < true < MINIMUM else []
                else:
                    rows.append(goal)
                    values.append(row["n"])
        self.known = [LinearConstraint(np.array(rows), values, values)] if rows else []

    def reaches(self, goal: np.ndarray, *, low: float, high: float) -> bool:
        """Whether some fitting table gives the cell a count within limits."""
        found = milp(
            np.zeros(len(ATOMS)),
            constraints=[*self.known, LinearConstraint(goal, low, high)],
            bounds=Bounds(0, np.inf),
            integrality=np.ones(len(ATOMS)),
        )
        return found.status == 0


@settings(max_examples=EXAMPLES, deadline=None, phases=[Phase.generate])
@given(WORLDS)
def test_no_secret_is_less_uncertain_than_the_rules_ask(world: World) -> None:
    try:
        made = safeguard(specification(world), delivered(world))
    except DisclosureError:
        assert sum(world.counts) < MINIMUM  # refused: nothing can hide so few
        return

    attacker = Attacker(world, made)

    for goal, true in attacker.secrets:
        assert attacker.reaches(goal, low=MINIMUM, high=np.inf), true
        assert attacker.reaches(goal, low=0, high=true - 1), true


@settings(max_examples=max(10, EXAMPLES // 4), deadline=None, phases=[Phase.generate])
@given(WORLDS)
def test_small_counts_are_never_shown(world: World) -> None:
    try:
        made = safeguard(specification(world), delivered(world))
    except DisclosureError:
        assert sum(world.counts) < MINIMUM
        return

    shown = [
        row["n"]
        for table in made.tables.values()
        for row in table.rows()
        if row["status"] != "suppressed"
    ]
    assert [count for count in shown if 0 < count < MINIMUM] == []


def test_attacker_finds_a_planted_weakness() -> None:
    counts = [40] * len(ATOMS)
    counts[0], counts[1] = 1, 2
    world = World(counts, "two", has_districts=False, method="fast")
    made = safeguard(specification(world), delivered(world))
    rows = list(made.tables["region-age"].rows())
    true = {(row["region"], row["age"]): row["n"] for row in delivered(world)["region-age"].rows()}
    for row in rows:
        if row["status"] == "suppressed" and (row["region"], row["age"]) in true:
            count = true[row["region"], row["age"]]
            row.update({"n": count, "status": "reported"} if count >= MINIMUM else {})
    made.tables["region-age"] = table_of(rows)

    attacker = Attacker(world, made)

    assert not all(attacker.reaches(goal, low=MINIMUM, high=np.inf) for goal, _ in attacker.secrets)
