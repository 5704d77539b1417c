# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads: what others shared with a seat, and what a workspace shared."""

from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from klammer.base.cells import Audience
from klammer_web.accounts import sharing
from klammer_web.accounts.enums import Role, ShareTarget
from klammer_web.accounts.labels import labels_of
from klammer_web.accounts.models import Share, Workspace
from klammer_web.accounts.queries.people import with_roles
from klammer_web.accounts.rules import STAFF
from klammer_web.accounts.seats import Seat


def holding(*, day: date) -> QuerySet[Share]:
    """Return what is shared on this day: not withdrawn, not over."""
    return Share.objects.filter(withdrawn_at__isnull=True).filter(
        Q(until__isnull=True) | Q(until__gt=day)
    )


def visible_to(seat: Seat, *, kind: str, day: date) -> QuerySet[Share]:
    """Return the shares of this kind that open something to the seat.

    What belongs to the seat's own workspace is the context's own rule; this adds what others
    shared, and inside a workspace what was shared with partners, a role or a committee.
    """
    return holding(day=day).filter(reaching(seat, day=day), kind=kind)


def ids_visible_to(seat: Seat, *, kind: str, day: date) -> set[str]:
    """Return the ids of objects of this kind that somebody shared with the seat."""
    return set(visible_to(seat, kind=kind, day=day).values_list("object_id", flat=True))


def may_read(seat: Seat, *, kind: str, object_id: str, day: date) -> bool:
    """Whether somebody shared this object with the seat."""
    return visible_to(seat, kind=kind, day=day).filter(object_id=str(object_id)).exists()


def reaching(seat: Seat, *, day: date) -> Q:
    """Return the condition under which a share reaches the seat."""
    reached = Q(target=ShareTarget.PUBLIC)
    if seat.workspace_id is None:
        return reached
    if seat.has_any(STAFF):
        reached |= Q(target=ShareTarget.WORKSPACE, to_workspace=seat.workspace_id)
    if seat.audience.rank >= Audience.PARTNERS.rank:
        reached |= Q(target=ShareTarget.PARTNERS, workspace=seat.workspace_id)
    reached |= Q(
        target=ShareTarget.ROLE, to_workspace=seat.workspace_id, role__in=[*map(str, seat.roles)]
    )
    sits_in = sharing.committees_of(user_id=seat.user_id, workspace_id=seat.workspace_id, day=day)
    return reached | Q(
        target=ShareTarget.COMMITTEE, workspace=seat.workspace_id, committee__in=sits_in
    )


def given(workspace_id: UUID | None) -> QuerySet[Share]:
    """Return everything a workspace shared, the latest first."""
    return Share.objects.filter(workspace_id=workspace_id).select_related(
        "to_workspace", "by", "workspace"
    )


def received(seat: Seat, *, day: date) -> QuerySet[Share]:
    """Return what other workspaces shared with the seat by name, the latest first."""
    by_name = [ShareTarget.WORKSPACE, ShareTarget.ROLE]
    return (
        holding(day=day)
        .filter(reaching(seat, day=day), target__in=by_name)
        .exclude(workspace=seat.workspace_id)
        .select_related("workspace", "by")
    )


def target_in_words(share: Share, *, day: date) -> str:
    """Say who can read what was shared: "Kreistag im Mandanten Wartburgkreis"."""
    if share.target == ShareTarget.WORKSPACE:
        return f"{share.to_workspace} (alle, die dort planen, leiten oder beraten)"
    if share.target == ShareTarget.ROLE:
        word = labels_of(share.to_workspace.kind).role(share.role)
        return f"{word}, {share.to_workspace}"
    if share.target == ShareTarget.COMMITTEE:
        names = dict(sharing.committees_in(share.workspace_id, day=day))
        return f"Gremium: {names.get(share.committee, share.committee)}"
    if share.target == ShareTarget.PARTNERS:
        return "Unsere Partner: freie Träger und alle, die hier planen"
    return "Öffentlichkeit: alle, auch ohne Anmeldung"


def reach_in_words(share: Share, *, day: date) -> str:
    """Say how many people that are today, where they can be counted."""
    if share.target == ShareTarget.PUBLIC:
        return "Alle Menschen im Netz können es lesen."
    if share.target == ShareTarget.COMMITTEE:
        return "Lesen können es die Mitglieder des Gremiums, die ein Konto haben."
    roles = {
        ShareTarget.WORKSPACE: STAFF,
        ShareTarget.PARTNERS: STAFF - {Role.ADVISER} | {Role.PROVIDER},
        ShareTarget.ROLE: {share.role},
    }[ShareTarget(share.target)]
    where = share.to_workspace_id or share.workspace_id
    count = with_roles(roles, workspace_id=where, day=day).count()
    who = {0: "noch niemand", 1: "eine Person"}.get(count, f"{count} Personen")
    can = "können" if count > 1 else "kann"
    return f"Heute {can} es {who} lesen; wer später dazukommt, ebenfalls."


def other_workspaces(workspace_id: UUID | None) -> QuerySet[Workspace]:
    """Return the workspaces with which something can be shared, by name."""
    return Workspace.objects.exclude(id=workspace_id).order_by("name")
