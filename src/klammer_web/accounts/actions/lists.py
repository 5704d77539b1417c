# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writes: many changes of one list at once, all or none."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from klammer_web.ui.listing import Change, Listing


@transaction.atomic
def write_list(
    request: Any, *, listing: Listing, changes: Sequence[Change], at: datetime
) -> list[str]:
    """Let the list's own context write every change by its actions; return the keys of new rows.

    Raises `RowRefusedError` when one cannot be; then nothing is written.
    """
    listing.editing.check(request)
    return list(listing.editing.write(request, changes=changes, at=at))
