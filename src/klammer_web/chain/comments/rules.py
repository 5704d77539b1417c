# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may comment: whoever sees the object, in the own workspace; only the author changes it."""

from klammer_web.accounts.rules import RefusedError, check_signed_in
from klammer_web.accounts.seats import Seat
from klammer_web.chain.models import Comment


def may_comment(seat: Seat) -> bool:
    """Whether the seat may comment what it sees."""
    return seat.is_signed_in and bool(seat.roles)


def check_comment(seat: Seat) -> None:
    """Commenting, answering, resolving."""
    check_signed_in(seat)
    if not may_comment(seat):
        raise RefusedError(
            "Kommentare gehören in einen Mandanten; Sie haben noch in keinem eine Rolle.",
            ask="Bitten Sie die Stelle, für die Sie arbeiten, um eine Einladung.",
        )


def may_change(seat: Seat, comment: Comment) -> bool:
    """Whether the comment is the seat's own."""
    own = comment.author_id is not None and comment.author_id == seat.user_id
    return own and comment.workspace_id == seat.workspace_id


def check_change(seat: Seat, comment: Comment) -> None:
    """Changing, deleting, restoring."""
    if not may_change(seat, comment):
        raise RefusedError(
            "Das hat jemand anderes geschrieben.",
            ask="Antworten Sie darauf, statt es zu ändern.",
            roles=frozenset(),
        )
