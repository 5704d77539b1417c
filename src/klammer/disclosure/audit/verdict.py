# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whether what is shown keeps every secret as uncertain as the rules ask.

Guilt is told apart: what follows from figures of others alone was known before; what follows only
with ours is our doing, and nothing is released.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from klammer.disclosure.audit.intervals import EPS, Intervals, Proposal, Told, intervals
from klammer.disclosure.audit.knowledge import Key, Limits, Shown, World, world_of
from klammer.disclosure.dimensions import Dimension


class Outcome(StrEnum):
    """What became of one demand."""

    KEPT = "kept"
    BROKEN = "broken"
    KNOWN_BEFORE = "known_before"
    UNDECIDED = "undecided"


@dataclass(frozen=True)
class Secret:
    """One cell that must stay uncertain: some fitting table takes ≤ `low`, some ≥ `high`."""

    key: Key
    low: float
    high: float


@dataclass
class Verdict:
    """The result of an audit.

    outcomes  one for each secret, in their order
    limits    for each secret (inner low, inner high, outer low, outer high)
    asked     linear programmes solved; remembered: blocks answered from memory
    """

    passed: bool
    outcomes: list[Outcome]
    limits: list[tuple[float, float, float, float]]
    world: World
    found: Intervals
    asked: int = 0
    remembered: int = 0
    broken: list[Secret] = field(default_factory=list)


def judge(  # noqa: PLR0913  # reason: each is one kind of knowledge
    secrets: Sequence[Secret],
    shown: Sequence[Shown],
    dimensions: Mapping[str, Dimension],
    *,
    known: Iterable[tuple[Key, Limits]] = (),
    earlier: Iterable[tuple[Key, Limits]] = (),
    others: Sequence[Shown] = (),
    proposal: Proposal | None = None,
    world: World | None = None,
    memory: dict[str, list[list[float]]] | None = None,
    seconds: float = 1800.0,
    told: Told | None = None,
) -> Verdict:
    """Audit everything shown to one audience.

    shown     our tables, of this release and of earlier ones
    others    tables official publishers show; known: single figures they and registers show
    earlier   single figures we showed ourselves
    proposal  tables that are said to fit; checked, never trusted

    A question that was not answered in time is `undecided`, and the verdict does not pass.
    Raises `DisclosureError` when what is shown contradicts itself.
    """
    known = list(known)
    world = world or world_of([*shown, *others], dimensions, known=[*known, *earlier])
    needs = {world.at[one.key]: (one.low, one.high) for one in secrets}
    found = intervals(
        world, needs=needs, proposal=proposal, memory=memory, seconds=seconds, told=told
    )
    outcomes = [_outcome(one, world, found) for one in secrets]
    doubtful = [one for one, out in zip(secrets, outcomes, strict=True) if out is Outcome.BROKEN]
    if doubtful and (others or known):
        before = _known_before(doubtful, others, dimensions, known, shown)
        outcomes = [
            Outcome.KNOWN_BEFORE if out is Outcome.BROKEN and one.key in before else out
            for one, out in zip(secrets, outcomes, strict=True)
        ]
    bad = {Outcome.BROKEN, Outcome.UNDECIDED}
    broken = [one for one, out in zip(secrets, outcomes, strict=True) if out in bad]
    return Verdict(
        passed=not broken and found.fits, outcomes=outcomes,
        limits=[_limits(world.at[one.key], found) for one in secrets],
        world=world, found=found, asked=found.asked, remembered=found.remembered, broken=broken,
    )  # fmt: skip


def _outcome(secret: Secret, world: World, found: Intervals) -> Outcome:
    cell = world.at[secret.key]
    reached = (
        found.inner_low[cell] <= secret.low + EPS and found.inner_high[cell] >= secret.high - EPS
    )
    if reached:
        return Outcome.KEPT
    refuted = found.low[cell] > secret.low + EPS or found.high[cell] < secret.high - EPS
    return Outcome.BROKEN if refuted else Outcome.UNDECIDED


def _limits(cell: int, found: Intervals) -> tuple[float, float, float, float]:
    return (
        float(found.inner_low[cell]), float(found.inner_high[cell]),
        float(found.low[cell]), float(found.high[cell]),
    )  # fmt: skip


def _known_before(
    secrets: Sequence[Secret],
    others: Sequence[Shown],
    dimensions: Mapping[str, Dimension],
    known: Sequence[tuple[Key, Limits]],
    shown: Sequence[Shown],
) -> set[Key]:
    """Secrets that were as narrow before we showed anything: our tables without their figures."""
    silent = [
        Shown(one.name, one.quantity, one.dimensions, one.is_count, dict.fromkeys(one.says, _ANY))
        for one in shown
    ]
    world = world_of([*silent, *others], dimensions, known=known)
    needs = {world.at[one.key]: (one.low, one.high) for one in secrets}
    found = intervals(world, needs=needs)
    return {one.key for one in secrets if _outcome(one, world, found) is Outcome.BROKEN}


_ANY: Limits = (float("-inf"), float("inf"))
