# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Kinds of objects the chain can hold, registered by the contexts above it.

The chain knows no context: it stores (kind, id), and asks whoever registered the kind for a card
of the objects a seat may see. What has no card for a seat does not exist for that seat: it is
neither shown nor counted.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from klammer_web.accounts.seats import Seat

# A figure of a release; its id is its address. Evidence leads from it to the objects that hold it.
FIGURE = "figure"
# A map, series, table or comparison as it was pinned; its id is the address in its evidence.
VIEW = "view"


@dataclass(frozen=True, slots=True, order=True)
class Ref:
    """An object of some context: the kind it was registered under, and its id as text."""

    kind: str
    id: str


@dataclass(frozen=True, slots=True)
class Card:
    """How an object introduces itself: title, address of its page, one line about its state."""

    ref: Ref
    label: str
    title: str
    address: str
    detail: str = ""


Cards = Callable[[Seat, Sequence[str]], Mapping[str, Card]]
Neighbours = Callable[[Seat, str], Iterable[Ref]]


def nothing(_seat: Seat, _identity: str) -> tuple[Ref, ...]:
    """No neighbours besides the stored links."""
    return ()


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of objects.

    cards     seat, ids → card of each that the seat may see
    reasons   seat, id → objects this one follows from, beside the stored links
    results   seat, id → objects that follow from this one, beside the stored links
    """

    key: str
    label: str
    cards: Cards
    reasons: Neighbours = nothing
    results: Neighbours = nothing


_KINDS: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Make a kind known; called once from the `ready` of the context that owns it."""
    _KINDS[kind.key] = kind


def known(key: str) -> Kind | None:
    """Return the kind registered under this key."""
    return _KINDS.get(key)


def cards(seat: Seat, refs: Iterable[Ref]) -> dict[Ref, Card]:
    """Return the cards of those objects that exist and that the seat may see."""
    wanted: dict[str, list[str]] = {}
    for ref in dict.fromkeys(refs):
        wanted.setdefault(ref.kind, []).append(ref.id)
    found: dict[Ref, Card] = {}
    for key, ids in wanted.items():
        kind = _KINDS.get(key)
        if kind is not None:
            found |= {Ref(key, one): card for one, card in kind.cards(seat, ids).items()}
    return found


def card(seat: Seat, ref: Ref) -> Card | None:
    """Return the card of one object, or None when it is not there for this seat."""
    return cards(seat, [ref]).get(ref)
