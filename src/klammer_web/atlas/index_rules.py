# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may make, change and publish composite indices. Shipped ones are for everybody."""

from klammer_web.accounts.enums import ShareTarget
from klammer_web.accounts.rules import RefusedError, check_role, check_share, may_share
from klammer_web.accounts.seats import Seat
from klammer_web.atlas.models import Index
from klammer_web.atlas.rules import EDITORS


def check_build(seat: Seat) -> None:
    """Raise `RefusedError` unless the seat may make indices in its workspace."""
    check_role(seat, EDITORS, doing="einen Index bauen")


def may_build(seat: Seat) -> bool:
    """Whether the seat may make indices in its workspace."""
    return seat.has_any(EDITORS)


def check_rebuild(seat: Seat, index: Index) -> None:
    """Raise `RefusedError` unless the seat may change or delete this index."""
    _check_own(seat, index)
    check_role(seat, EDITORS, doing="diesen Index ändern oder löschen")


def may_rebuild(seat: Seat, index: Index) -> bool:
    """Whether the seat may change or delete this index."""
    return seat.workspace_id == index.workspace_id and seat.has_any(EDITORS)


def check_publish(seat: Seat, index: Index) -> None:
    """Raise `RefusedError` unless the seat may let everybody read this index."""
    _check_own(seat, index)
    check_share(seat, ShareTarget.PUBLIC)


def may_publish(seat: Seat, index: Index) -> bool:
    """Whether the seat may let everybody read this index."""
    return seat.workspace_id == index.workspace_id and may_share(seat, ShareTarget.PUBLIC)


def _check_own(seat: Seat, index: Index) -> None:
    if seat.workspace_id is None or seat.workspace_id != index.workspace_id:
        raise RefusedError(
            "Dieser Index gehört einem anderen Arbeitsbereich.",
            ask="Beginnen Sie mit einer Kopie davon; die gehört dann Ihnen.",
        )
