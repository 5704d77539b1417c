# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writes: a delivered file is destroyed for good when one person asks and another confirms.

What was confirmed is stored first, with the work that carries it out: a killed process is taken up
again, and what was removed already stays removed.
"""

import shutil
from datetime import datetime

from django.db import IntegrityError, transaction

from klammer.base.errors import InputRefusedError
from klammer.pipeline import deliveries, destruction
from klammer.pipeline.deliveries import hash_file
from klammer.pipeline.records import Delivery
from klammer_web.accountability.actions import record
from klammer_web.accounts.models import Workspace
from klammer_web.accounts.seats import Seat
from klammer_web.accounts.signatures import signature
from klammer_web.catalogue import rules
from klammer_web.catalogue.actions import trail
from klammer_web.catalogue.actions.telling import tell_seconds
from klammer_web.catalogue.enums import OPEN_STATES, DestructionState, UploadState
from klammer_web.catalogue.instance import instance
from klammer_web.catalogue.models import Destruction, Upload
from klammer_web.catalogue.queries.reviews import bytes_of
from klammer_web.operation.jobs import enqueue

CARRY_OUT = "catalogue.destroy"
_NOBODY = "einer Person, die es hier nicht mehr gibt"


def ask(delivery: Delivery, *, seat: Seat, reason: str, at: datetime) -> Destruction:
    """Ask that the bytes of a delivery and every extract be destroyed; nothing happens yet."""
    rules.check_destroy(seat, delivery.workspace)
    if not reason.strip():
        raise _refused(delivery.id, "reason_missing")
    if delivery.destroyed is not None:
        raise _refused(delivery.id, "destruction_asked")
    try:
        with transaction.atomic():
            asked = Destruction.objects.create(
                delivery_id=delivery.id,
                owner_key=delivery.workspace,
                title=delivery.title[:255],
                name=delivery.name[:255],
                reason=reason.strip()[:1000],
                asked_by_id=seat.user_id,
                asked_at=at,
            )
            tell_seconds(asked, at=at)
            _note("destruction_asked", asked, seat=seat, at=at, after={"reason": asked.reason})
    except IntegrityError:
        raise _refused(delivery.id, "destruction_asked") from None
    return asked


@transaction.atomic
def confirm(asked: Destruction, *, seat: Seat, at: datetime) -> None:
    """Confirm as the second person; the file is destroyed as soon as this is stored."""
    found = _decided(asked, DestructionState.CONFIRMED, seat=seat, at=at)
    rules.check_second_person(seat, found.asked_by_id)
    _note("destruction_confirmed", found, seat=seat, at=at)
    enqueue(
        CARRY_OUT,
        {"destruction": str(found.pk)},
        key=f"{CARRY_OUT}:{found.pk}",
        title="Datei vernichten",
        workspace_id=seat.workspace_id,
        requested_by_id=seat.user_id,
    )


@transaction.atomic
def decline(asked: Destruction, *, seat: Seat, at: datetime) -> None:
    """Decide against it, or take the own request back."""
    found = _decided(asked, DestructionState.DECLINED, seat=seat, at=at)
    _note("destruction_declined", found, seat=seat, at=at)


def carry_out(asked: Destruction, *, at: datetime) -> Destruction:
    """Remove what was confirmed; what an interrupted attempt removed already stays removed."""
    if asked.state == DestructionState.CONFIRMED:
        gone = destruction.destroy(
            instance(),
            asked.delivery_id,
            reason=asked.reason,
            asked_by=signature(asked.asked_by_id) or _NOBODY,
            confirmed_by=signature(asked.answered_by_id) or _NOBODY,
            at=asked.answered_at or at,
        )
        _forget_uploads(gone)
        with transaction.atomic():
            asked.state = DestructionState.DONE
            asked.save(update_fields=["state"])
            home = Workspace.objects.filter(key=asked.owner_key).first()
            record(
                verb="catalogue.delivery_destroyed",
                actor_id=None,
                workspace_id=home.pk if home else None,
                kind="catalogue.delivery",
                object_id=asked.delivery_id,
                title=asked.title,
                at=at,
            )
    return asked


def _decided(
    asked: Destruction, state: DestructionState, *, seat: Seat, at: datetime
) -> Destruction:
    found = Destruction.objects.select_for_update().get(pk=asked.pk)
    rules.check_destroy(seat, found.owner_key)
    if found.state != DestructionState.ASKED:
        raise _refused(found.delivery_id, "destruction_decided", state=found.get_state_display())
    found.state, found.answered_by_id, found.answered_at = state, seat.user_id, at
    found.save(update_fields=["state", "answered_by", "answered_at"])
    return found


def _forget_uploads(gone: Delivery) -> None:
    """Remove the same bytes where they wait for a decision of the same owner."""
    waiting = Upload.objects.filter(state__in=OPEN_STATES).select_related("workspace")
    for upload in waiting:
        path = bytes_of(upload)
        is_same = upload.owner_key == gone.workspace and path.is_file()
        if is_same and hash_file(path)[0] == gone.sha256:
            shutil.rmtree(path.parent, ignore_errors=True)
            staged = instance() / "staged" / upload.staged_id
            if upload.staged_id and staged.is_dir():
                deliveries.discard(instance(), upload.staged_id)
            upload.state, upload.staged_id, upload.refusal = UploadState.DISCARDED, "", None
            upload.save()


def _refused(where: str, code: str, **details: str) -> InputRefusedError:
    return InputRefusedError(
        "this destruction cannot go on", where=where, why=code, remedy="look", code=code, **details
    )


def _note(
    act: str, asked: Destruction, *, seat: Seat, at: datetime, after: dict[str, str] | None = None
) -> None:
    trail.note(
        act,
        seat=seat,
        kind="destruction",
        object_id=asked.pk,
        title=asked.title,
        after=after,
        at=at,
    )
