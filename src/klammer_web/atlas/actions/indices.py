# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writes: keeping, changing, publishing, deleting and bringing back a composite index."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from klammer.base.errors import InputRefusedError
from klammer.pipeline import indices as kept
from klammer_web.accountability.actions import record
from klammer_web.accounts.actions import sharing
from klammer_web.accounts.enums import ShareTarget
from klammer_web.accounts.models import Share
from klammer_web.accounts.queries import shares
from klammer_web.accounts.seats import Seat
from klammer_web.accounts.signatures import signature
from klammer_web.atlas import finding_indices, index_rules
from klammer_web.atlas.enums import IndexState
from klammer_web.atlas.models import Index
from klammer_web.atlas.queries.indices.readable import KIND
from klammer_web.catalogue.instance import instance

KEPT = timedelta(days=30)  # how long a deleted index can be brought back
_SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"


@dataclass(frozen=True, slots=True)
class Draft:
    """What an index consists of, before it is kept.

    text    its specification
    level   of the areas it is made for; extent: the area in which they lie
    note    why it was changed
    """

    text: str
    level: str
    extent: str
    note: str = ""


def new_id() -> str:
    """Return an id drawn by chance: no two workspaces share one, none can be guessed."""
    return "i-" + "".join(secrets.choice(_SIGNS) for _ in range(10))


@transaction.atomic
def keep_index(*, draft: Draft, seat: Seat, at: datetime) -> Index:
    """Keep a new index in the seat's workspace.

    Raises `InputRefusedError` when its text is no specification.
    """
    index_rules.check_build(seat)
    held = _written(new_id(), draft, seat, at)
    index = Index.objects.create(
        id=held.id,
        workspace_id=seat.workspace_id,
        title=held.specification.title[:160],
        version=held.version,
        made_by_id=seat.user_id,
        made_at=at,
        changed_at=at,
    )
    _record("atlas.index_kept", index, seat, at, after=_content(index, draft))
    return index


@transaction.atomic
def change_index(*, index_id: str, draft: Draft, seat: Seat, at: datetime) -> Index:
    """Make a new version of an index; what was published stays as it was.

    Raises `InputRefusedError` when its text is no specification, or says what it said before.
    """
    index = Index.objects.select_for_update(of=("self",)).get(id=index_id, deleted_at=None)
    index_rules.check_rebuild(seat, index)
    held = _written(index.id, draft, seat, at)
    if held.version == index.version:
        raise InputRefusedError(
            "nothing was changed",
            where=index.title,
            why="the specification says what it said before",
            remedy="change something, or leave the page",
            code="index_unchanged",
        )
    before = _content(index)
    index.title, index.version, index.changed_at = held.specification.title[:160], held.version, at
    index.save()
    _record("atlas.index_changed", index, seat, at, before=before, after=_content(index, draft))
    return index


@transaction.atomic
def publish_index(*, index_id: str, version: str, seat: Seat, at: datetime) -> Index:
    """Let everybody read the present version; the view made sure of the second look.

    version  the one that was looked at; raises `InputRefusedError` when there is a newer one
    """
    index = Index.objects.select_for_update(of=("self",)).get(id=index_id, deleted_at=None)
    index_rules.check_publish(seat, index)
    if index.version != version:
        raise InputRefusedError(
            "the index was changed meanwhile",
            where=index.title,
            why=f"expected version '{version[:12]}', found '{index.version}'",
            remedy="look at the present version, and publish that",
            code="index_conflict",
        )
    before = _content(index)
    index.published, index.state, index.changed_at = version, IndexState.PUBLISHED, at
    index.opened = [*dict.fromkeys([*index.opened, version])]
    index.save()
    if not _public_shares(index, at).exists():
        share = Share(
            workspace_id=seat.workspace_id,
            kind=KIND,
            object_id=index.id,
            title=index.title,
            target=ShareTarget.PUBLIC,
            by_id=seat.user_id,
            at=at,
        )
        sharing.share(draft=share, seat=seat, at=at)
    _record("atlas.index_published", index, seat, at, before=before, after=_content(index))
    return index


def follow_shares(*, index: Index, at: datetime) -> None:
    """Make the state say whether everybody reads it, after it was shared or taken back."""
    is_public = _public_shares(index, at).exists()
    state = IndexState.PUBLISHED if is_public else IndexState.DRAFT
    published = (index.published or index.version) if is_public else ""
    if (index.state, index.published) != (state, published):
        index.state, index.published = state, published
        index.save(update_fields=["state", "published"])
    finding_indices.put_again(index)


@transaction.atomic
def delete_index(*, index_id: str, seat: Seat, at: datetime) -> Index:
    """Delete an index; for thirty days it can be brought back. Its files stay for evidence.

    What it was shared to is taken back: brought back, it is for its workspace alone.
    """
    index = Index.objects.select_for_update(of=("self",)).get(id=index_id, deleted_at=None)
    index_rules.check_rebuild(seat, index)
    Index.objects.filter(workspace=index.workspace_id, deleted_at__lt=at - KEPT).delete()
    held = shares.holding(day=timezone.localdate(at)).filter(
        kind=KIND, object_id=index.id, workspace_id=index.workspace_id
    )
    for share in list(held):
        sharing.withdraw(seat=seat, share_id=share.id, at=at)
    before = _content(index)
    index.refresh_from_db()
    index.deleted_at, index.state, index.published = at, IndexState.DRAFT, ""
    index.save(update_fields=["deleted_at", "state", "published"])
    _record("atlas.index_deleted", index, seat, at, before=before)
    return index


@transaction.atomic
def restore_index(*, index_id: str, seat: Seat, at: datetime) -> Index:
    """Bring a deleted index back, for its workspace alone until it is shared again."""
    index = Index.objects.select_for_update(of=("self",)).get(id=index_id, deleted_at__isnull=False)
    index_rules.check_rebuild(seat, index)
    index.deleted_at = None
    index.save(update_fields=["deleted_at"])
    _record("atlas.index_restored", index, seat, at, after=_content(index))
    return index


def reindex() -> int:
    """Let the database know of every index that lies in the instance; returns how many are new.

    The files are the truth: after a restored database an index is a draft of its workspace.
    """
    from klammer_web.accounts.models import Workspace

    here, made = instance(), 0
    for workspace in Workspace.objects.all():
        for held in kept.newest(here, workspace.key):
            day = held.about.get("at", "")
            at = datetime.fromisoformat(day) if day else timezone.now()
            _, is_new = Index.objects.get_or_create(
                id=held.id,
                defaults={
                    "workspace": workspace,
                    "title": held.specification.title[:160],
                    "version": held.version,
                    "made_at": at,
                    "changed_at": at,
                },
            )
            made += is_new
    return made


def _written(index: str, draft: Draft, seat: Seat, at: datetime) -> kept.KeptIndex:
    about = {
        "by": signature(seat.user_id),
        "note": draft.note,
        "level": draft.level,
        "extent": draft.extent,
    }
    return kept.keep(
        instance(), draft.text, index=index, owner=seat.workspace_key, about=about, at=at
    )


def _public_shares(index: Index, at: datetime):
    return shares.holding(day=timezone.localdate(at)).filter(
        kind=KIND,
        object_id=index.id,
        workspace_id=index.workspace_id,
        target=ShareTarget.PUBLIC,
    )


def _content(index: Index, draft: Draft | None = None) -> dict[str, Any]:
    said = {"title": index.title, "version": index.version, "published": index.published}
    return said | ({"note": draft.note} if draft and draft.note else {})


def _record(
    verb: str,
    index: Index,
    seat: Seat,
    at: datetime,
    *,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> None:
    record(
        verb=verb,
        actor_id=seat.user_id,
        workspace_id=index.workspace_id,
        kind=KIND,
        object_id=index.id,
        title=index.title,
        before=before,
        after=after,
        at=at,
    )
    finding_indices.put_again(index)
