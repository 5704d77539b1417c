# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a person is responsible for, told by the contexts: whoever leaves hands it over.

A context registers each kind in its `apps.ready()`:

    ownership.register(
        "planning.measure", word="Maßnahmen", owned=queries.owned_by, hand_over=actions.hand_over
    )

owned(user_id=…, workspace_id=…) -> list[Owned]
hand_over(ids=…, successor_id=…, workspace_id=…, actor_id=…, at=…)   writes its own audit entries
"""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Owned:
    """One thing a person is responsible for."""

    id: str
    title: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class OwnedKind:
    """One kind of things, how to find and how to hand them over."""

    kind: str
    word: str
    owned: Callable[..., list[Owned]]
    hand_over: Callable[..., None]


@dataclass(frozen=True, slots=True)
class Holding:
    """Everything of one kind that a person is responsible for in a workspace."""

    kind: OwnedKind
    things: tuple[Owned, ...]


_KINDS: dict[str, OwnedKind] = {}


def register(
    kind: str, *, word: str, owned: Callable[..., list[Owned]], hand_over: Callable[..., None]
) -> None:
    """Tell of a kind of things that belong to a person; `word` is its German plural."""
    _KINDS[kind] = OwnedKind(kind, word, owned, hand_over)


def forget(kind: str) -> None:
    """Take a kind back; for tests."""
    _KINDS.pop(kind, None)


def holdings(*, user_id: UUID, workspace_id: UUID) -> list[Holding]:
    """Return what the person is responsible for in the workspace, by kind; empty kinds left out."""
    found = [
        Holding(kind, tuple(kind.owned(user_id=user_id, workspace_id=workspace_id)))
        for kind in sorted(_KINDS.values(), key=lambda kind: kind.word)
    ]
    return [one for one in found if one.things]
