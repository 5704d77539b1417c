# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writes: sharing something with others, and taking it back."""

from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from klammer_web.accountability.actions import record
from klammer_web.accounts import rules, sharing
from klammer_web.accounts.enums import Role, ShareTarget
from klammer_web.accounts.labels import labels_of
from klammer_web.accounts.models import Share, Workspace
from klammer_web.accounts.queries import shares
from klammer_web.accounts.seats import Seat


def draft(
    *,
    seat: Seat,
    kind: str,
    object_id: str,
    target: ShareTarget,
    to_workspace_id: UUID | None = None,
    role: Role | None = None,
    committee: str = "",
    until: date | None = None,
    at: datetime,
) -> Share:
    """Return the share as it would be, unsaved: for the preview "Das werden sie sehen".

    Raises `RefusedError` when the seat may not, `Http404` for an object or a workspace that is not
    there, `ValidationError` for a target that does not fit.
    """
    rules.check_share(seat, target)
    known = sharing.kind_of(kind)
    title = known.title(object_id=object_id, workspace_id=seat.workspace_id) if known else None
    if title is None:
        raise Http404
    if target not in known.targets:
        word = ShareTarget(target).label
        raise ValidationError(f"{known.plural} werden nicht weitergegeben an: {word}.")
    share = Share(
        workspace_id=seat.workspace_id,
        kind=kind,
        object_id=object_id,
        title=title,
        target=target,
        by_id=seat.user_id,
        at=at,
        until=until,
    )
    _name_target(share, seat=seat, to_workspace_id=to_workspace_id, role=role, committee=committee)
    if until and until <= timezone.localdate(at):
        raise ValidationError({"until": "Dieser Tag ist schon vorbei."})
    return share


@transaction.atomic
def share(*, draft: Share, seat: Seat, at: datetime) -> Share:
    """Save what was drafted and looked at; the others can read it from now on."""
    rules.check_share(seat, ShareTarget(draft.target))
    if draft.workspace_id != seat.workspace_id:
        raise Http404
    get_object_or_404(Workspace.objects.select_for_update(), id=seat.workspace_id)
    same = shares.holding(day=timezone.localdate(at)).filter(
        workspace_id=draft.workspace_id,
        kind=draft.kind,
        object_id=draft.object_id,
        target=draft.target,
        to_workspace_id=draft.to_workspace_id,
        role=draft.role,
        committee=draft.committee,
    )
    if same.exists():
        raise ValidationError("Das ist dort schon zu lesen. Nehmen Sie es zuerst zurück.")
    draft.save(force_insert=True)
    _tell("accounts.shared", draft, seat=seat, at=at)
    _let_know(draft)
    return draft


@transaction.atomic
def withdraw(*, seat: Seat, share_id: UUID, at: datetime) -> Share:
    """Take a share back; nobody reads by it from now on, and the list keeps it."""
    rules.check_share(seat)
    held = get_object_or_404(
        Share.objects.select_for_update(), id=share_id, workspace_id=seat.workspace_id
    )
    if held.withdrawn_at is None:
        held.withdrawn_at, held.withdrawn_by_id = at, seat.user_id
        held.save(update_fields=["withdrawn_at", "withdrawn_by"])
        _tell("accounts.withdrew_share", held, seat=seat, at=at)
        _let_know(held)
    return held


def _name_target(
    share: Share,
    *,
    seat: Seat,
    to_workspace_id: UUID | None,
    role: Role | None,
    committee: str,
) -> None:
    if share.target == ShareTarget.WORKSPACE:
        share.to_workspace = get_object_or_404(
            shares.other_workspaces(seat.workspace_id), id=to_workspace_id
        )
    elif share.target == ShareTarget.ROLE:
        share.to_workspace = get_object_or_404(Workspace, id=to_workspace_id or seat.workspace_id)
        if role not in labels_of(share.to_workspace.kind).roles:
            raise ValidationError({"role": f"Diese Rolle gibt es nicht: {share.to_workspace}."})
        share.role = role
    elif share.target == ShareTarget.COMMITTEE:
        day = timezone.localdate(share.at)
        if committee not in dict(sharing.committees_in(seat.workspace_id, day=day)):
            raise ValidationError({"committee": "Dieses Gremium gibt es hier nicht."})
        share.committee = committee


def _let_know(held: Share) -> None:
    known = sharing.kind_of(held.kind)
    if known and known.changed:
        known.changed(object_id=held.object_id, workspace_id=held.workspace_id)


def _tell(verb: str, held: Share, *, seat: Seat, at: datetime) -> None:
    record(
        verb=verb,
        actor_id=seat.user_id,
        workspace_id=held.workspace_id,
        kind=held.kind,
        object_id=held.object_id,
        title=held.title,
        after={
            "share": str(held.id),
            "target": str(ShareTarget(held.target)),
            "to_workspace": str(held.to_workspace or "") or None,
            "role": str(held.role) or None,
            "committee": held.committee or None,
            "until": held.until.isoformat() if held.until else None,
        },
        at=at,
    )
