# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads: why an object is there and what became of it, as far as a seat may see."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Q

from klammer_web.accounts.seats import Seat
from klammer_web.chain import evidence, kinds
from klammer_web.chain.enums import EvidenceShape
from klammer_web.chain.kinds import Card, Ref
from klammer_web.chain.models import Evidence, Link

DEEPEST = 8  # steps away from the object; the cycle of planning has nine stations
MOST = 120  # objects on one page


@dataclass(frozen=True, slots=True)
class Step:
    """One object of a chain: its card, how far away, and which objects led to it."""

    card: Card
    distance: int
    via: tuple[Ref, ...]


@dataclass(frozen=True)
class Chain:
    """An object with its reasons (nearest first) and with what became of it.

    edges        pairs (reason, result) among the objects shown
    is_cut       whether more would follow than is shown
    """

    card: Card
    reasons: tuple[Step, ...]
    results: tuple[Step, ...]
    edges: frozenset[tuple[Ref, Ref]] = field(default_factory=frozenset)
    is_cut: bool = False

    @property
    def is_alone(self) -> bool:
        """Whether nothing is linked to the object."""
        return not self.reasons and not self.results


def chain_of(seat: Seat, ref: Ref, *, deepest: int = DEEPEST) -> Chain | None:
    """Walk both ways from an object; None when it is not there for this seat."""
    card = kinds.card(seat, ref)
    if card is None:
        return None
    back, back_edges, back_cut = _walk(seat, card, _reasons, deepest)
    on, on_edges, on_cut = _walk(seat, card, _results, deepest)
    edges = {(there, here) for here, there in back_edges} | set(on_edges)
    return Chain(card, back, on, frozenset(edges), back_cut or on_cut)


Next = Callable[[Seat, list[Ref]], Iterable[tuple[Ref, Ref]]]


def _walk(
    seat: Seat, start: Card, following: Next, deepest: int
) -> tuple[tuple[Step, ...], list[tuple[Ref, Ref]], bool]:
    """Go on from one ring of objects to the next; what a seat may not see ends the way."""
    seen, steps, edges = {start.ref}, [], []
    ring, is_cut = [start.ref], False
    for distance in range(1, deepest + 1):
        pairs = list(following(seat, ring))
        found = kinds.cards(seat, (there for _here, there in pairs))
        shown = [(here, there) for here, there in pairs if there in found]
        edges.extend(shown)
        via: dict[Ref, list[Ref]] = {}
        for here, there in shown:
            if there not in seen:
                via.setdefault(there, []).append(here)
        room = MOST - len(steps)
        is_cut |= len(via) > room
        new = dict(list(via.items())[:room])
        steps += [Step(found[there], distance, tuple(froms)) for there, froms in new.items()]
        seen |= new.keys()
        ring = list(new)
        if not ring:
            break
    named = {start.ref, *(step.card.ref for step in steps)}
    return tuple(steps), [(a, b) for a, b in edges if a in named and b in named], is_cut


def _reasons(seat: Seat, ring: list[Ref]) -> Iterable[tuple[Ref, Ref]]:
    yield from _linked(seat, ring, ours="result", theirs="reason")
    yield from _rests_on(seat, ring)
    for ref in ring:
        kind = kinds.known(ref.kind)
        for other in kind.reasons(seat, ref.id) if kind else ():
            yield ref, other


def _results(seat: Seat, ring: list[Ref]) -> Iterable[tuple[Ref, Ref]]:
    yield from _linked(seat, ring, ours="reason", theirs="result")
    yield from _holders(seat, ring)
    for ref in ring:
        kind = kinds.known(ref.kind)
        for other in kind.results(seat, ref.id) if kind else ():
            yield ref, other


def _linked(seat: Seat, ring: list[Ref], *, ours: str, theirs: str) -> Iterable[tuple[Ref, Ref]]:
    """Pairs (object of the ring, object linked to it) in the seat's workspace; one query."""
    if seat.workspace_id is None:
        return
    ends = (f"{ours}_kind", f"{ours}_id", f"{theirs}_kind", f"{theirs}_id")
    here = Q()
    for ref in ring:
        here |= Q(**{ends[0]: ref.kind, ends[1]: ref.id})
    held = Link.objects.filter(here, workspace_id=seat.workspace_id)
    for kind, identity, other_kind, other_id in held.values_list(*ends):
        yield Ref(kind, identity), Ref(other_kind, other_id)


def _pinned(one: Evidence) -> Ref:
    kind = kinds.FIGURE if one.shape == EvidenceShape.CELL else kinds.VIEW
    return Ref(kind, one.address)


def _rests_on(seat: Seat, ring: list[Ref]) -> Iterable[tuple[Ref, Ref]]:
    """Pairs (object of the ring, figure or view it rests on)."""
    held = Q()
    for ref in ring:
        held |= Q(holder_kind=ref.kind, holder_id=ref.id)
    found = Evidence.objects.filter(held, workspace_id=seat.workspace_id)
    for one in found:
        yield Ref(one.holder_kind, one.holder_id), _pinned(one)


def _holders(seat: Seat, ring: list[Ref]) -> Iterable[tuple[Ref, Ref]]:
    """Pairs (figure or view of the ring, object that rests on it); a view rests on figures."""
    pinned = [ref for ref in ring if ref.kind in {kinds.FIGURE, kinds.VIEW}]
    if not pinned:
        return
    here = Evidence.objects.filter(workspace_id=seat.workspace_id)
    for one in here.filter(address__in=[ref.id for ref in pinned]):
        yield _pinned(one), Ref(one.holder_kind, one.holder_id)
    figures = {ref.id for ref in pinned if ref.kind == kinds.FIGURE}
    releases = {address.partition("/")[0] for address in figures}
    views = here.exclude(shape=EvidenceShape.CELL)
    for one in views:
        if one.root[:12] in releases:
            for address in figures & evidence.figures_of(one, seat=seat):
                yield Ref(kinds.FIGURE, address), _pinned(one)


def held_by(seat: Seat, one: Evidence) -> list[Card]:
    """Return the objects of the seat's workspace that rest on the same figure or view."""
    same = Evidence.objects.filter(workspace_id=seat.workspace_id, address=one.address)
    refs = [Ref(kind, identity) for kind, identity in same.values_list("holder_kind", "holder_id")]
    return list(kinds.cards(seat, refs).values())


def evidence_held(ref: Ref, *, workspace_id: UUID) -> list[Evidence]:
    """Return what an object of a workspace rests on; whoever asks knows that it may be read."""
    held = Evidence.objects.filter(holder_kind=ref.kind, holder_id=ref.id)
    return list(held.filter(workspace_id=workspace_id))


def evidence_of(seat: Seat, ref: Ref) -> list[Evidence]:
    """Return what an object of the seat's workspace rests on."""
    if seat.workspace_id is None:
        return []
    return evidence_held(ref, workspace_id=seat.workspace_id)


def evidence_in(seat: Seat) -> list[Evidence]:
    """Return every piece of evidence of the seat's workspace."""
    if seat.workspace_id is None:
        return []
    return list(Evidence.objects.filter(workspace_id=seat.workspace_id))
