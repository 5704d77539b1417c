# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""From delivered tables to tables that may go out, with the proof; or a refusal.

The engine proposes, the audit decides: it reads the finished tables as an attacker would. Where
it is not convinced more is hidden and it is asked again; where that does not help nothing goes
out.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from scipy.sparse import csc_matrix

from klammer.base.errors import DisclosureError
from klammer.base.tables import Table
from klammer.disclosure.audit.intervals import Proposal
from klammer.disclosure.audit.knowledge import Key, Limits, World, world_of
from klammer.disclosure.audit.released import Described, RatioSaid, known_by, shown_by
from klammer.disclosure.audit.verdict import Outcome, Secret, Verdict, judge
from klammer.disclosure.tabular.building import Linked, link
from klammer.disclosure.tabular.outcome import Protection
from klammer.disclosure.tabular.problem import Problem, Reason, name_of
from klammer.disclosure.tabular.protection import protect_problem, strengthen
from klammer.disclosure.tabular.released import released_table
from klammer.disclosure.tabular.rounding import largest_deviation, rounded
from klammer.disclosure.tabular.rules import Thresholds, apply_rules, price, thresholds_of
from klammer.disclosure.tabular.specification import Specification


@dataclass
class Safeguarded:
    """Tables that passed the audit, and everything a data steward may ask about them.

    tables      name → table as it goes out
    described   the tables as the certificate describes them
    protection  what was hidden, the witness of each demand
    verdict     the audit's limits for each secret, in the order of `secrets`
    knowledge   figures known from others and shown by us earlier
    """

    linked: Linked
    thresholds: Thresholds
    tables: dict[str, Table]
    described: list[Described]
    protection: Protection
    secrets: list[Secret]
    verdict: Verdict
    knowledge: list[tuple[Key, Limits]]

    @property
    def known_before(self) -> int:
        """How many secrets others had given away before."""
        return Counter(self.verdict.outcomes)[Outcome.KNOWN_BEFORE]


ROUNDING = frozenset({"controlled_rounding", "rounding"})


def safeguard(
    specification: Specification,
    tables: Mapping[str, Table],
    *,
    known: Mapping[str, Table] | None = None,
    files: Mapping[str, str] | None = None,
    memory: dict[str, list[list[float]]] | None = None,
    seed: int = 0,
) -> Safeguarded:
    """Protect linked tables and prove it.

    tables  name → rows: dimension columns → count or value; known: file → known figures
    files   name of a table → name of the file it goes out in; default: its name
    memory  answers of earlier audits, by block
    seed    of the random choices: the same input gives the same tables

    Raises `InputRefusedError` for bad input, `DisclosureError` (not_protected) when no hiding
    helps, or the audit cannot decide in time: then nothing may go out.
    """
    linked = link(specification, tables, known=known)
    thresholds = thresholds_of(specification)
    apply_rules(linked, thresholds)
    price(linked.problem, specification.cost)
    described = _described(specification, files or {})
    knowledge = _Knowledge.read(specification, known or {})
    if specification.method in ROUNDING:
        made, out = rounded(linked, specification)
        described = _as_rounded(described, specification)
    else:
        made = protect_problem(
            linked.problem, method=specification.method, seconds=specification.seconds, seed=seed
        )
        out = _finished(linked, made)
    secrets = secrets_of(linked.problem)
    for step in (0, 1, 2):
        verdict = _audit(linked, made, out, described, secrets, knowledge, memory)
        if verdict.passed or specification.method in ROUNDING or step == 2:
            break
        _hide_more(linked, made, verdict, step)
        out = _finished(linked, made)
    if not verdict.passed:
        raise _not_protected(linked.problem, verdict)
    return Safeguarded(
        linked, thresholds, out, described, made, secrets, verdict, knowledge.everything
    )


def _finished(linked: Linked, made: Protection) -> dict[str, Table]:
    """The tables as they would go out: name → dimension columns and figures, see `released_table`.

    returns  name → table, dimension columns → figure [as delivered], status
    """
    return {
        one.spec.name: released_table(linked, number, made)
        for number, one in enumerate(linked.delivered)
    }


def _as_rounded(described: list[Described], specification: Specification) -> list[Described]:
    known = {one.name for one in specification.tables if one.is_known}
    return [one if one.name in known else _with_deviation(one, specification) for one in described]


def secrets_of(problem: Problem) -> list[Secret]:
    """For each cell that must stay uncertain the values that must remain possible."""
    return [
        Secret(
            problem.keys[cell],
            float(problem.base[cell] - problem.below[cell]),
            float(problem.base[cell] + problem.above[cell]),
        )
        for cell in problem.needs.tolist()
    ]


@dataclass
class _Knowledge:
    others: list[tuple[Key, Limits]]
    ours: list[tuple[Key, Limits]]

    @property
    def everything(self) -> list[tuple[Key, Limits]]:
        return [*self.others, *self.ours]

    @classmethod
    def read(cls, specification: Specification, known: Mapping[str, Table]) -> "_Knowledge":
        found = cls([], [])
        for entry in specification.known:
            facts = known_by(known[entry.file], entry.quantity, specification.dimensions)
            (found.others if entry.by == "others" else found.ours).extend(facts)
        return found


def _audit(
    linked: Linked,
    made: Protection,
    out: Mapping[str, Table],
    described: list[Described],
    secrets: list[Secret],
    knowledge: _Knowledge,
    memory: dict[str, list[list[float]]] | None,
) -> Verdict:
    shown = {one.name: shown_by(out[one.name], one) for one in described}
    ours = [shown[one.name] for one in described if not one.published]
    others = [shown[one.name] for one in described if one.published]
    dimensions = linked.specification.dimensions
    world = world_of([*ours, *others], dimensions, known=knowledge.everything)
    return judge(
        secrets, ours, dimensions,
        known=knowledge.others, earlier=knowledge.ours, others=others, world=world,
        proposal=_proposal(linked.problem, made, world), memory=memory,
        seconds=max(60.0, linked.specification.seconds),
    )  # fmt: skip


def audit(linked: Linked, made: Protection, out: Mapping[str, Table]) -> Verdict:
    """What the audit says of finished tables, without figures known from elsewhere.

    out  name → table as it would go out
    """
    return _audit(
        linked, made, out, _described(linked.specification, {}), secrets_of(linked.problem),
        _Knowledge([], []), None,
    )  # fmt: skip


def _proposal(problem: Problem, made: Protection, world: World) -> Proposal | None:
    """The true table and the engine's witnesses, for the audit to check."""
    if any(key not in problem.at for key in world.keys):
        return None
    numbers = np.array([problem.at[key] for key in world.keys])
    place = np.full(len(problem), -1)
    place[numbers] = np.arange(len(numbers))
    rows, columns, data = [], [], []
    for column, witness in enumerate(made.witness):
        if witness is not None:
            rows.append(place[witness.cells])
            columns.append(np.full(len(witness.cells), column))
            data.append(witness.steps)
    shape = (len(numbers), len(made.witness))
    if not rows:
        return Proposal(problem.base[numbers], csc_matrix(shape))
    parts = (np.concatenate(data), (np.concatenate(rows), np.concatenate(columns)))
    return Proposal(problem.base[numbers], csc_matrix(parts, shape=shape))


def _hide_more(linked: Linked, made: Protection, verdict: Verdict, step: int) -> None:
    problem = linked.problem
    doubtful = {problem.at[one.key] for one in verdict.broken}
    numbers = [n for n, one in enumerate(made.demands) if one.cell in doubtful]
    strengthen(problem, made, numbers, step=step)


def _described(specification: Specification, files: Mapping[str, str]) -> list[Described]:
    return [
        Described(
            name=one.name, file=files.get(one.name, one.name), quantity=one.quantity,
            dimensions=one.dimensions, column=one.column, is_count=one.is_count, group=one.group,
            ratios=tuple(
                RatioSaid(r.column, r.denominator, r.factor, r.offset) for r in one.ratios
            ),
            secrecy=str(one.secrecy), published=one.published,
        )
        for one in specification.tables
    ]  # fmt: skip


def _with_deviation(one: Described, specification: Specification) -> Described:
    width = largest_deviation(specification.method, specification.base)
    return replace(one, deviation=float(width), ratios=())


def _not_protected(problem: Problem, verdict: Verdict) -> DisclosureError:
    undecided = Counter(verdict.outcomes)[Outcome.UNDECIDED]
    first = name_of(problem, problem.at[verdict.broken[0].key]) if verdict.broken else "tables"
    return DisclosureError(
        f"{len(verdict.broken)} cells cannot be protected",
        where=first,
        why=f"{undecided} of them were not decided in time" if undecided else
        "what is known from others and was shown earlier leaves too little uncertain",
        remedy="show the table with coarser codes, leave out a linked table, or give more seconds",
        code="not_protected",
    )  # fmt: skip


def reasons(made: Safeguarded) -> dict[int, list[int]]:
    """For each cell hidden to protect others: the cells whose witness needs it."""
    found: dict[int, list[int]] = {cell: [] for cell in made.protection.secondary}
    for demand, witness in zip(made.protection.demands, made.protection.witness, strict=True):
        for cell in witness.cells.tolist() if witness is not None else ():
            if cell in found and demand.cell not in found[cell]:
                found[cell].append(demand.cell)
    return found


def rule_of(problem: Problem, cell: int) -> str:
    """The rule that hides a cell, in lower case; "none" for cells hidden to protect others."""
    return Reason(int(problem.reason[cell])).name.lower()
