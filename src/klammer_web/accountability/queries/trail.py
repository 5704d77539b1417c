# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads: the trail of a workspace, or of one object, as sentences."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from klammer_web.accountability import history, phrases
from klammer_web.accountability.differences import Difference, differences
from klammer_web.accountability.models import AuditEntry


@dataclass(frozen=True)
class Act:
    """One entry of the trail, with what a reader wants to know of it."""

    entry: AuditEntry

    @cached_property
    def content(self) -> dict[str, Any]:
        """Title, before and after; empty when erased."""
        held = getattr(self.entry, "held", None)
        return json.loads(held.text) if held else {}

    @property
    def is_erased(self) -> bool:
        """Whether title, before and after are gone."""
        return not self.content

    @cached_property
    def who(self) -> str:
        """Name of the person; a former one keeps no name."""
        if self.entry.actor_id:
            return str(self.entry.actor)
        return phrases.FORMER if self.entry.actor_key else phrases.NOBODY

    @cached_property
    def title(self) -> str:
        return str(self.content.get("title", "")) or (phrases.ERASED if self.is_erased else "")

    @cached_property
    def what(self) -> str:
        """What was done, to be read after the name."""
        title = str(self.content.get("title", "")) or phrases.kind_word(self.entry.kind)
        return phrases.predicate(
            self.entry.verb, title=phrases.ERASED if self.is_erased else title,
            before=self.content.get("before"), after=self.content.get("after"),
        )  # fmt: skip

    @cached_property
    def kind(self) -> str:
        return phrases.kind_word(self.entry.kind)

    @cached_property
    def differences(self) -> tuple[Difference, ...]:
        """What says something else since."""
        return differences(
            self.content.get("before"),
            self.content.get("after"),
            kind=history.kind_of(self.entry.kind),
        )

    @property
    def can_be_undone(self) -> bool:
        """Whether its context knows how to write the old values back."""
        known = history.kind_of(self.entry.kind).restore is not None
        return known and bool(self.content.get("before")) and bool(self.content.get("after"))

    @property
    def origin(self) -> str:
        """Number of the request and shortened address, as long as they are kept."""
        came = getattr(self.entry, "came_from", None)
        return " · ".join(filter(None, (came.request, came.address))) if came else ""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the reader filters by; empty means everything."""

    person: UUID | None = None
    kind: str = ""
    since: date | None = None
    until: date | None = None
    words: tuple[str, ...] = ()


def acts(workspace_id: UUID, wanted: Wanted) -> QuerySet[AuditEntry]:
    """Return the entries of one workspace, the newest first."""
    found = _read().filter(workspace_id=workspace_id)
    if wanted.person:
        found = found.filter(actor_key=wanted.person)
    if wanted.kind:
        found = found.filter(kind=wanted.kind)
    if wanted.since:
        found = found.filter(at__gte=_begin(wanted.since))
    if wanted.until:
        found = found.filter(at__lt=_begin(date.fromordinal(wanted.until.toordinal() + 1)))
    for word in wanted.words:
        found = found.filter(_holding(word))
    return found


def _holding(word: str) -> Q:
    """Return who, what or which object a word names; the content is kept as ASCII (`sealing`)."""
    low = word.casefold()
    spelled = {word, low, word.upper(), word[:1].upper() + word[1:].lower()}
    found = Q(actor__name__icontains=word) | Q(actor__email__icontains=word)
    for one in spelled:
        found |= Q(held__text__contains=json.dumps(one)[1:-1])
    kinds_named = [kind for kind, text in phrases.kinds().items() if low in text.casefold()]
    verbs_named = [verb for verb, text in phrases.verbs().items() if low in text.casefold()]
    return found | Q(kind__in=kinds_named) | Q(verb__in=verbs_named)


def of_object(
    *, kind: str, object_id: str, workspace_id: UUID | None, most: int = 100
) -> list[Act]:
    """Return what happened to one object in this workspace, the newest first."""
    found = _here(workspace_id).filter(kind=kind, object_id=object_id)
    return [Act(entry) for entry in found[:most]]


def of_objects(
    *, kind: str, object_ids: Sequence[str], workspace_id: UUID | None, most: int = 100
) -> list[Act]:
    """Return what happened to several objects of a kind in this workspace, the newest first."""
    found = _here(workspace_id).filter(kind=kind, object_id__in=object_ids)
    return [Act(entry) for entry in found[:most]]


def act(sequence: int, *, workspace_id: UUID | None) -> Act | None:
    """Return one act of this workspace."""
    found = _here(workspace_id).filter(sequence=sequence).first()
    return Act(found) if found else None


def people(workspace_id: UUID) -> list[tuple[UUID, str]]:
    """Return who acted in this workspace, by name; former ones together as far as they have one."""
    asked = AuditEntry.objects.filter(workspace_id=workspace_id, actor_key__isnull=False)
    pairs = asked.order_by().values_list("actor_key", "actor__name", "actor__email").distinct()
    named = [(key, name or email or phrases.FORMER) for key, name, email in pairs]
    return sorted(named, key=lambda pair: pair[1].casefold())


def kinds(workspace_id: UUID) -> list[tuple[str, str]]:
    """Return the kinds of objects that occur in this workspace's trail, with their words."""
    found = AuditEntry.objects.filter(workspace_id=workspace_id).order_by()
    pairs = [
        (kind, phrases.kind_word(kind)) for kind in found.values_list("kind", flat=True).distinct()
    ]
    return sorted(pairs, key=lambda pair: pair[1].casefold())


def _here(workspace_id: UUID | None) -> QuerySet[AuditEntry]:
    """What belongs to the workspace, or to none: the same object may have a life elsewhere."""
    return _read().filter(Q(workspace_id=workspace_id) | Q(workspace_id__isnull=True))


def _read() -> QuerySet[AuditEntry]:
    return AuditEntry.objects.select_related("actor", "held", "came_from").order_by("-sequence")


def _begin(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
