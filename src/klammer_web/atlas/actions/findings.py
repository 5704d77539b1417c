# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writes: findings – written, changed, agreed to, outdated, deleted and brought back."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from klammer.warehouse.open import Release
from klammer_web.accountability.actions import record
from klammer_web.accounts.actions import sharing
from klammer_web.accounts.queries import shares
from klammer_web.accounts.seats import Seat
from klammer_web.atlas import findings, rules
from klammer_web.atlas.actions.evidence import pin_again, pin_seen
from klammer_web.atlas.enums import Certainty, FindingKind, FindingState
from klammer_web.atlas.models import Finding
from klammer_web.atlas.queries import findings as queries
from klammer_web.atlas.queries.evidence import seen_now
from klammer_web.atlas.queries.findings import KIND
from klammer_web.atlas.seen import Seen
from klammer_web.chain.actions import unpin
from klammer_web.chain.kinds import Ref
from klammer_web.chain.models import Evidence

KEPT = timedelta(days=30)  # how long a deleted finding can be brought back


@dataclass(frozen=True, slots=True)
class Text:
    """What a finding says and concerns; words of the vocabulary by their keys."""

    title: str
    seen: str = ""
    meaning: str = ""
    unknown: str = ""
    kind: FindingKind = FindingKind.FIGURE
    certainty: Certainty = Certainty.UNCLEAR
    areas: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    target_groups: tuple[str, ...] = ()
    life_phases: tuple[str, ...] = ()
    is_private: bool = False


CONTENT = tuple(Text.__dataclass_fields__)
_SAID = tuple(name for name in CONTENT if name != "is_private")  # to what others agreed


@transaction.atomic
def write_finding(
    *,
    seat: Seat,
    text: Text,
    at: datetime,
    responsible_id: UUID | None = None,
    seen: Seen | None = None,
    pinned: Iterable[Evidence] = (),
) -> Finding:
    """Write a finding in the seat's workspace, with what it rests on.

    seen    what the person had before them; becomes evidence
    pinned  evidence from the person's list; stays there, and is tied to the finding as well
    """
    rules.check_write(seat)
    _check(text)
    finding = Finding(
        workspace_id=seat.workspace_id,
        made_by_id=seat.user_id,
        made_at=at,
        responsible_id=responsible_id or seat.user_id,
    )
    _put(finding, text, at)
    finding.save()
    _tie(finding, seat=seat, seen=seen, pinned=pinned, at=at)
    said = {name: value for name, value in content_of(finding).items() if value}
    _record("atlas.finding_written", finding, seat, at, after=said)
    return finding


@transaction.atomic
def change_finding(
    *,
    seat: Seat,
    finding_id: UUID,
    text: Text,
    at: datetime,
    responsible_id: UUID | None = None,
    pinned: Iterable[Evidence] = (),
) -> Finding:
    """Change a finding; one that was agreed is a draft again, because others agreed to another.

    responsible_id  None leaves it as it is
    """
    finding = _locked(finding_id)
    rules.check_rewrite(seat, finding)
    _check(text)
    before = content_of(finding)
    _put(finding, text, at)
    finding.responsible_id = responsible_id or finding.responsible_id
    _tie(finding, seat=seat, seen=None, pinned=pinned, at=at)
    after = content_of(finding)
    if after == before:
        return finding
    if finding.state == FindingState.AGREED and any(before[one] != after[one] for one in _SAID):
        finding.state, finding.agreed_at = FindingState.DRAFT, None
        before, after = before | {"state": "agreed"}, after | {"state": "draft"}
    finding.save()
    _record("atlas.finding_changed", finding, seat, at, before=before, after=after)
    return finding


@transaction.atomic
def move_finding(
    *, seat: Seat, finding_id: UUID, state: FindingState, at: datetime, why: str = ""
) -> Finding:
    """Bring a finding into another state; `why` tells what outdated it.

    Raises `RefusedError` for a way that is not there, or while something is missing.
    """
    finding = _locked(finding_id)
    rules.check_rewrite(seat, finding)
    rules.check_way(finding, state)
    if state == FindingState.AGREED:
        rules.check_agree(seat, finding, evidence=queries.evidence_count(finding))
    before = {"state": finding.state, "outdated_why": finding.outdated_why}
    finding.state, finding.changed_at = state, at
    finding.agreed_at = at if state == FindingState.AGREED else None
    finding.outdated_why = why.strip()[:500] if state == FindingState.OUTDATED else ""
    finding.save()
    after = {"state": finding.state, "outdated_why": finding.outdated_why}
    _record(f"atlas.finding_{state}", finding, seat, at, before=before, after=after)
    return finding


@transaction.atomic
def delete_finding(*, seat: Seat, finding_id: UUID, at: datetime) -> Finding:
    """Delete a finding; for thirty days it can be brought back. What was shared is taken back."""
    finding = _locked(finding_id)
    rules.check_rewrite(seat, finding)
    Finding.objects.filter(workspace=finding.workspace_id, deleted_at__lt=at - KEPT).delete()
    held = shares.holding(day=timezone.localdate(at)).filter(
        kind=KIND, object_id=str(finding.id), workspace_id=finding.workspace_id
    )
    for share in list(held):
        sharing.withdraw(seat=seat, share_id=share.id, at=at)
    finding.deleted_at = at
    finding.save(update_fields=["deleted_at"])
    _record("atlas.finding_deleted", finding, seat, at, before=content_of(finding))
    return finding


@transaction.atomic
def restore_finding(*, seat: Seat, finding_id: UUID, at: datetime) -> Finding:
    """Bring a deleted finding back as it was; it is shared with nobody."""
    finding = Finding.objects.select_for_update().get(id=finding_id, deleted_at__isnull=False)
    finding.deleted_at = None
    rules.check_rewrite(seat, finding)
    finding.save(update_fields=["deleted_at"])
    _record("atlas.finding_restored", finding, seat, at, after=content_of(finding))
    return finding


@transaction.atomic
def add_evidence(
    *,
    seat: Seat,
    finding_id: UUID,
    at: datetime,
    seen: Seen | None = None,
    pinned: Iterable[Evidence] = (),
) -> Finding:
    """Tie what is seen, or what stands on the person's list, to a finding as evidence."""
    finding = _locked(finding_id)
    rules.check_rewrite(seat, finding)
    _tie(finding, seat=seat, seen=seen, pinned=pinned, at=at)
    return finding


@transaction.atomic
def renew_evidence(*, seat: Seat, finding_id: UUID, current: Release, at: datetime) -> int:
    """Let evidence that a newer release shows differently point at that release; return how many.

    What the newer release does not hold any more stays as it was. A finding that was agreed is a
    draft again: others agreed to other figures.
    """
    finding = _locked(finding_id)
    rules.check_rewrite(seat, finding)
    changed = [one for one in queries.shown(finding, seat=seat, current=current) if one.newer]
    renewed = 0
    for one in changed:
        seen = seen_now(one.evidence, seat=seat, current=current)
        if seen is not None:
            pin_seen(seat=seat, holder=Ref(KIND, str(finding.id)), seen=seen, at=at)
            unpin(seat=seat, identity=one.evidence.pk, at=at)
            renewed += 1
    if renewed:
        before = {"state": finding.state}
        finding.state, finding.agreed_at, finding.changed_at = FindingState.DRAFT, None, at
        finding.save()
        after = {"state": finding.state}
        _record("atlas.finding_renewed", finding, seat, at, before=before, after=after)
    return renewed


def texts(finding: Finding) -> dict[str, Any]:
    """Return what a finding says now, as `text_of` takes it."""
    return {name: getattr(finding, name) for name in CONTENT}


def text_of(held: Mapping[str, Any]) -> Text:
    """Return a text from plain values, as files and the history hold them."""
    known = {name: tuple(v) if isinstance(v, list) else v for name, v in held.items()}
    if "kind" in known:
        known["kind"] = FindingKind(known["kind"])
    if "certainty" in known:
        known["certainty"] = Certainty(known["certainty"])
    return Text(**known)


def content_of(finding: Finding) -> dict[str, Any]:
    """Return what the audit trail keeps of a finding."""
    return texts(finding) | {"responsible": str(finding.responsible or "")}


def _put(finding: Finding, text: Text, at: datetime) -> None:
    for name, value in asdict(text).items():
        plain = list(value) if isinstance(value, tuple | list) else value
        setattr(finding, name, plain.strip() if isinstance(plain, str) else plain)
    finding.changed_at = at


def _check(text: Text) -> None:
    if not text.title.strip():
        raise ValidationError({"title": "Ein Befund braucht einen Titel, der ihn zusammenfasst."})


def _tie(
    finding: Finding,
    *,
    seat: Seat,
    seen: Seen | None,
    pinned: Iterable[Evidence],
    at: datetime,
) -> None:
    holder = Ref(KIND, str(finding.id))
    if seen is not None:
        pin_seen(seat=seat, holder=holder, seen=seen, at=at)
    for one in pinned:
        pin_again(seat=seat, holder=holder, evidence=one, at=at)


def _locked(finding_id: UUID) -> Finding:
    return Finding.objects.select_for_update().get(id=finding_id, deleted_at=None)


def _record(
    verb: str,
    finding: Finding,
    seat: Seat,
    at: datetime,
    *,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> None:
    """Record the act and let the search follow."""
    findings.put_again(finding)
    record(
        verb=verb,
        actor_id=seat.user_id,
        workspace_id=finding.workspace_id,
        kind=KIND,
        object_id=str(finding.id),
        title=finding.title,
        before=before,
        after=after,
        at=at,
    )
