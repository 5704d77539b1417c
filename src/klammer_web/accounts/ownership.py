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


@dataclass(frozen=True, slots=True)
class PassedOn:
    """Things whose person is a field of their table: it gets another one, with one entry each.

    field    name of the person's field
    verb     of the entry; its sentence names the successor by `{after.to}`
    waiting  workspace → those things in it that somebody has to answer for
    about    thing → kind and id under which the entry stands; else those of the thing itself
    changed  (thing, moment) → what else follows, before the thing is saved
    """

    kind: str
    field: str
    verb: str
    waiting: Callable[[UUID], QuerySet]
    address: Callable[[Any], str]
    title: Callable[[Any], str] = str
    about: Callable[[Any], tuple[str, str]] | None = None
    changed: Callable[[Any, datetime], None] | None = None

    def owned(self, *, user_id: UUID, workspace_id: UUID) -> list[Owned]:
        """Return what a person answers for."""
        found = self.waiting(workspace_id).filter(**{f"{self.field}_id": user_id})
        return [Owned(str(one.pk), self.title(one), self.address(one)) for one in found]

    @transaction.atomic
    def hand_over(
        self, *, ids: Sequence[str], successor_id: UUID, workspace_id: UUID, actor_id: UUID,
        at: datetime,
    ) -> None:  # fmt: skip
        """Give these things to somebody else."""
        successor = User.objects.get(id=successor_id)
        held = self.waiting(workspace_id).select_for_update(of=("self",)).filter(pk__in=ids)
        for one in held.select_related(self.field):
            before = str(getattr(one, self.field) or "")
            setattr(one, self.field, successor)
            if self.changed:
                self.changed(one, at)
            one.save()
            kind, object_id = self.about(one) if self.about else (self.kind, str(one.pk))
            record(
                verb=self.verb,
                actor_id=actor_id,
                workspace_id=workspace_id,
                kind=kind,
                object_id=object_id,
                title=self.title(one),
                before={"to": before},
                after={"to": str(successor)},
                at=at,
            )


def passing_on(kind: str, *, word: str, **manner: Any) -> None:
    """Register a kind of things whose person is a field; `manner` is that of `PassedOn`."""
    passed = PassedOn(kind, **manner)
    register(kind, word=word, owned=passed.owned, hand_over=passed.hand_over)


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
