# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writes: taking accepted deliveries back."""

from datetime import datetime

from django.db import transaction

from klammer.pipeline import deliveries
from klammer.pipeline.records import Delivery
from klammer_web.accounts.seats import Seat
from klammer_web.accounts.signatures import signature
from klammer_web.catalogue import rules
from klammer_web.catalogue.actions import trail
from klammer_web.catalogue.instance import instance


@transaction.atomic
def take_back(delivery: Delivery, *, seat: Seat, reason: str, at: datetime) -> None:
    """Let a delivery count no longer; it stays recorded, and every release made of it says so.

    Raises `InputRefusedError` without a reason, or when it was taken back before.
    """
    rules.check_work_with_data(seat)
    rules.check_act_for(seat, delivery.workspace)
    trail.note(
        "delivery_taken_back",
        seat=seat,
        kind="delivery",
        object_id=delivery.id,
        title=delivery.title,
        after={"reason": reason.strip()},
        at=at,
    )
    # Last: what the instance says cannot be rolled back.
    deliveries.take_back(instance(), delivery.id, reason=reason, by=signature(seat.user_id), at=at)
