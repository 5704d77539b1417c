# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writes: figures pinned to the person's own list."""

from datetime import datetime

from klammer_web.accounts.seats import Seat
from klammer_web.catalogue.queries.addresses import parse_address
from klammer_web.catalogue.queries.pinned import CLIPBOARD, line
from klammer_web.chain import actions
from klammer_web.chain.kinds import Ref
from klammer_web.chain.models import Evidence


def pin(*, seat: Seat, address: str, note: str, at: datetime) -> Evidence:
    """Pin a figure to the list of the person who acts; pinned twice it is one.

    Raises `InputRefusedError` when there is no such figure, `RefusedError` when it is not theirs.
    """
    found = line(parse_address(address), seat=seat)
    holder = Ref(CLIPBOARD, str(seat.user_id))
    return actions.pin(
        seat=seat, holder=holder, figure=found.figure, digest=found.digest, at=at, note=note
    )
