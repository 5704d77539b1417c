# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Kinds of texts and files that a workspace can share, told by the contexts.

A context registers each kind in its `apps.ready()`, and asks `queries.shares.visible_to` which of
other workspaces' objects a seat may read:

    sharing.register(
        "documents.text", word="Text", plural="Texte",
        title=queries.title, preview=queries.preview, address=queries.address,
    )

title(object_id=…, workspace_id=…) -> str | None    None when the workspace has no such object
preview(object_id=…, workspace_id=…) -> SafeString  exactly what the others will see
address(object_id) -> str                           where they read it
changed(object_id=…, workspace_id=…)                runs when it is shared or taken back

Advice stays in the centre: its kinds are not registered, or name no `targets`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from klammer_web.accounts.enums import ShareTarget

EVERYBODY = tuple(ShareTarget)


@dataclass(frozen=True, slots=True)
class SharedKind:
    """One kind of things that can be shared."""

    kind: str
    word: str
    plural: str
    title: Callable[..., str | None]
    preview: Callable[..., str]
    address: Callable[[str], str]
    targets: tuple[ShareTarget, ...]
    changed: Callable[..., None] | None = None


@dataclass(frozen=True, slots=True)
class Committees:
    """What the room that keeps committees answers about them."""

    of_person: Callable[..., set[str]]
    offered: Callable[..., list[tuple[str, str]]]


_KINDS: dict[str, SharedKind] = {}
_COMMITTEES: list[Committees] = []


def register(
    kind: str,
    *,
    word: str,
    plural: str,
    title: Callable[..., str | None],
    preview: Callable[..., str],
    address: Callable[[str], str],
    targets: tuple[ShareTarget, ...] = EVERYBODY,
    changed: Callable[..., None] | None = None,
) -> None:
    """Tell of a kind that can be shared; `word` and `plural` are German."""
    _KINDS[kind] = SharedKind(kind, word, plural, title, preview, address, targets, changed)


def forget(kind: str) -> None:
    """Take a kind back; for tests."""
    _KINDS.pop(kind, None)


def kind_of(kind: str) -> SharedKind | None:
    """Return the kind, or nothing when no context told of it."""
    return _KINDS.get(kind)


def register_committees(
    *, of_person: Callable[..., set[str]], offered: Callable[..., list[tuple[str, str]]]
) -> None:
    """Tell who sits in which committee; until somebody does, nobody sits in any.

    of_person(user_id=…, workspace_id=…, day=…) -> references of committees
    offered(workspace_id=…, day=…) -> (reference, name) of the workspace's committees
    """
    _COMMITTEES[:] = [Committees(of_person, offered)]


def forget_committees() -> None:
    """Take the answers back; for tests."""
    _COMMITTEES.clear()


def committees_of(*, user_id: UUID | None, workspace_id: UUID | None, day: date) -> set[str]:
    """Return the committees of a workspace in which a person sits on this day."""
    if user_id is None or workspace_id is None:
        return set()
    held = (
        one.of_person(user_id=user_id, workspace_id=workspace_id, day=day) for one in _COMMITTEES
    )
    return set().union(*held)


def committees_in(workspace_id: UUID | None, *, day: date) -> list[tuple[str, str]]:
    """Return (reference, name) of the committees of a workspace."""
    return [
        found for one in _COMMITTEES for found in one.offered(workspace_id=workspace_id, day=day)
    ]
