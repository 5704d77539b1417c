# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writes: several new definitions at once, all or none."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from klammer.indicators.definitions import Definition
from klammer_web.accounts.seats import Seat
from klammer_web.catalogue.actions.definitions import save_definition

_NOTE = "aus einer Lieferung angelegt"


@transaction.atomic
def make_indicators(
    found: Sequence[Definition], *, seat: Seat, is_common: bool = False, at: datetime
) -> list[Definition]:
    """Write new definitions; raise `InputRefusedError` when a name was taken meanwhile."""
    return [
        save_definition(one, seat=seat, based_on="", note=_NOTE, is_common=is_common, at=at)
        for one in found
    ]
