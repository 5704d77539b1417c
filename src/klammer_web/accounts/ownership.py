# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a person is responsible for, told by the contexts: whoever leaves hands it over.

A context registers each kind in its `apps.ready()`:

    ownership.register(
        "planning.measure", word="Maßnahmen", owned=queries.owned_by, hand_over=actions.hand_over
    )

owned(user_id=…, workspace_id=…) -> list[Owned]
hand_over(ids=…, successor_id=…, workspace_id=…, actor_id=…, at=…)   writes its own audit entries

Where the person is a field of a table, `passing_on` makes both.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from klammer_web.accountability.actions import record
from klammer_web.accounts.models import User


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


def passing_on(
    kind: str,
    *,
    word: str,
    field: str,
    verb: str,
    waiting: Callable[[UUID], QuerySet],
    address: Callable[[Any], str],
    title: Callable[[Any], str] = str,
    about: Callable[[Any], tuple[str, str]] | None = None,
    changed: Callable[[Any, datetime], None] | None = None,
) -> None:
    """Register a kind of things whose person is a field: it gets another one, with one entry each.

    field    name of the person's field
    verb     of the entry; its sentence names the successor by `{after.to}`
    waiting  workspace → those things in it that somebody has to answer for, each with its person
    about    thing → kind and id under which the entry stands; else those of the thing itself
    changed  (thing, moment) → what else follows, before the thing is saved
    """

    def owned(*, user_id: UUID, workspace_id: UUID) -> list[Owned]:
        found = waiting(workspace_id).filter(**{f"{field}_id": user_id})
        return [Owned(str(one.pk), title(one), address(one)) for one in found]

    @transaction.atomic
    def hand_over(
        *, ids: Sequence[str], successor_id: UUID, workspace_id: UUID, actor_id: UUID,
        at: datetime,
    ) -> None:  # fmt: skip
        successor = User.objects.get(id=successor_id)
        held = waiting(workspace_id).select_for_update(of=("self",)).filter(pk__in=ids)
        for one in held.select_related(field):
            before = str(getattr(one, field) or "")
            setattr(one, field, successor)
            if changed:
                changed(one, at)
            one.save()
            entry_kind, object_id = about(one) if about else (kind, str(one.pk))
            record(
                verb=verb,
                actor_id=actor_id,
                workspace_id=workspace_id,
                kind=entry_kind,
                object_id=object_id,
                title=title(one),
                before={"to": before},
                after={"to": str(successor)},
                at=at,
            )

    register(kind, word=word, owned=owned, hand_over=hand_over)


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
