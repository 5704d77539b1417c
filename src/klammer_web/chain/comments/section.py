# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the section "Kommentare" shows, wherever it stands."""

from typing import Any

from klammer_web.accounts.seats import Seat
from klammer_web.chain.comments import queries, rules
from klammer_web.chain.kinds import Ref
from klammer_web.chain.models import Comment


def context(
    seat: Seat,
    ref: Ref,
    *,
    error: str = "",
    note: str = "",
    text: str = "",
    place: str = "",
    deleted: Comment | None = None,
) -> dict[str, Any]:
    """Return the section's content.

    place     "neu", or the key of the thread or comment whose form was refused with `error`
    """
    found = queries.threads(seat, ref)
    return {
        "seat": seat,
        "ref": ref,
        "open_threads": [one for one in found if not one.is_resolved],
        "settled_threads": [one for one in found if one.is_resolved],
        "may_comment": rules.may_comment(seat),
        "error": error,
        "note": note,
        "refused_text": text,
        "refused_place": place,
        "deleted": deleted,
    }
