# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writes: links between objects, and evidence."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from klammer.base.errors import InputRefusedError
from klammer_web.accountability.actions import record
from klammer_web.accounts.seats import Seat
from klammer_web.chain import kinds, rules
from klammer_web.chain.enums import EvidenceShape
from klammer_web.chain.kinds import Card, Ref
from klammer_web.chain.models import Evidence, Link


@dataclass(frozen=True, slots=True)
class Figure:
    """What a piece of evidence points at: one figure, or a view that shows several.

    root      the whole root of the release
    address   as the page "Woher kommt diese Zahl?" reads it; the figure is known to the chain by
              it. Of a view: what `views.key_of` makes of its root and its own address
    title     what it is, without the figure itself: the audit trail is read by more people
    view      path and query of the page that shows it; empty for one figure
    """

    root: str
    address: str
    title: str
    indicator: str
    boundary: str
    area: str = ""
    period: str = ""
    sex: str = "_T"
    age: str = "_T"
    nationality: str = "_T"
    view: str = ""


@transaction.atomic
def link(*, seat: Seat, reason: Ref, result: Ref, at: datetime, note: str = "") -> Link:
    """Say that one object is a reason for another; said twice it is one link.

    Raises `RefusedError` without the right, `InputRefusedError` when one of the two is not there
    for the seat, or when the reason already follows from the result.
    """
    rules.check_link(seat)
    first, last = _card(seat, reason), _card(seat, result)
    _check_no_circle(seat, reason=reason, result=result)
    made, is_new = Link.objects.get_or_create(
        workspace_id=seat.workspace_id,
        reason_kind=reason.kind,
        reason_id=reason.id,
        result_kind=result.kind,
        result_id=result.id,
        defaults={"note": note[:500], "made_by_id": seat.user_id, "made_at": at},
    )
    if is_new:
        after = {"Grund": first.title, "Folge": last.title, "Begründung": made.note}
        _record("chain.linked", seat, "chain.link", made.pk, first.title, at, after=after)
    return made


@transaction.atomic
def unlink(*, seat: Seat, identity: UUID, at: datetime) -> None:
    """Take a link of the own workspace away; a link that is not there stays away."""
    rules.check_link(seat)
    found = Link.objects.filter(pk=identity, workspace_id=seat.workspace_id).first()
    if found is None:
        return
    before = {
        "Grund": f"{found.reason_kind}/{found.reason_id}",
        "Folge": f"{found.result_kind}/{found.result_id}",
        "Begründung": found.note,
    }
    _record("chain.unlinked", seat, "chain.link", found.pk, str(found), at, before=before)
    found.delete()


_KEPT = ("indicator", "boundary", "area", "period", "sex", "age", "nationality", "view")


@transaction.atomic
def pin(
    *,
    seat: Seat,
    holder: Ref,
    figure: Figure,
    digest: str,
    at: datetime,
    shape: EvidenceShape = EvidenceShape.CELL,
    note: str = "",
) -> Evidence:
    """Tie a figure of a release to an object as evidence; tied twice it is one.

    `digest` is the print of the figure as this release shows it, made by who read it.
    Raises `RefusedError` without the right, `InputRefusedError` when the holder is not there.
    """
    rules.check_pin(seat)
    card = _card(seat, holder)
    made, is_new = Evidence.objects.get_or_create(
        workspace_id=seat.workspace_id,
        holder_kind=holder.kind,
        holder_id=holder.id,
        shape=shape,
        root=figure.root,
        address=figure.address,
        defaults={
            **{name: getattr(figure, name) for name in _KEPT},
            "title": figure.title[:300],
            "digest": digest,
            "note": note[:500],
            "made_by_id": seat.user_id,
            "made_at": at,
        },
    )
    if is_new:
        after = {"Zahl": made.address, "gehört zu": card.title, "Notiz": made.note}
        _record("chain.pinned", seat, "chain.evidence", made.pk, figure.title, at, after=after)
    return made


@transaction.atomic
def unpin(*, seat: Seat, identity: UUID, at: datetime) -> None:
    """Take evidence of the own workspace away; what is not there stays away."""
    rules.check_pin(seat)
    found = Evidence.objects.filter(pk=identity, workspace_id=seat.workspace_id).first()
    if found is None:
        return
    before = {"Zahl": found.address, "Notiz": found.note}
    title = found.title or found.address
    _record("chain.unpinned", seat, "chain.evidence", found.pk, title, at, before=before)
    found.delete()


def _card(seat: Seat, ref: Ref) -> Card:
    card = kinds.card(seat, ref)
    if card is None:
        raise InputRefusedError(
            "the object is not there",
            where=ref.kind,
            why="it does not exist, or is not for this seat",
            remedy="choose another one from the list",
            code="object_unknown",
        )
    return card


def _check_no_circle(seat: Seat, *, reason: Ref, result: Ref) -> None:
    seen, ring = {result}, [result]
    while ring:
        here = Link.objects.filter(workspace_id=seat.workspace_id)
        steps = here.filter(
            reason_kind__in={ref.kind for ref in ring}, reason_id__in={ref.id for ref in ring}
        ).values_list("reason_kind", "reason_id", "result_kind", "result_id")
        ring = [Ref(c, d) for a, b, c, d in steps if Ref(a, b) in ring and Ref(c, d) not in seen]
        seen.update(ring)
    if reason in seen:
        raise InputRefusedError(
            "the link would close a circle",
            where=result.kind,
            why="the reason already follows from this object",
            remedy="take the opposite link away first",
            code="chain_circle",
        )


def _record(
    verb: str,
    seat: Seat,
    kind: str,
    identity: UUID,
    title: str,
    at: datetime,
    *,
    before: dict | None = None,
    after: dict | None = None,
) -> None:
    record(
        verb=verb,
        actor_id=seat.user_id,
        workspace_id=seat.workspace_id,
        kind=kind,
        object_id=str(identity),
        title=title,
        before=before,
        after=after,
        at=at,
    )
