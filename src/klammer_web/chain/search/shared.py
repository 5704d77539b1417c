# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may find what a workspace shared: the readers that its shares add to an entry."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from klammer.base.cells import Audience
from klammer_web.accounts.enums import Role, ShareTarget
from klammer_web.accounts.models import Share
from klammer_web.accounts.queries import shares
from klammer_web.accounts.rules import STAFF
from klammer_web.chain.search import readers


def readers_of_shares(
    *, kind: str, object_id: str, workspace_id: UUID, day: date
) -> tuple[str, ...]:
    """Return the readers to whom this object of a workspace is shared today, each once.

    Members of a committee find it on their list alone: seats carry no token of a committee.
    """
    held = shares.holding(day=day).filter(kind=kind, object_id=object_id, workspace_id=workspace_id)
    return tuple(dict.fromkeys(token for share in held for token in _tokens(share)))


def _tokens(share: Share) -> Iterable[str]:
    if share.target == ShareTarget.PUBLIC:
        return (readers.EVERYBODY,)
    if share.target == ShareTarget.WORKSPACE:
        return (readers.of_role(share.to_workspace_id, role) for role in sorted(STAFF))
    if share.target == ShareTarget.ROLE:
        return (readers.of_role(share.to_workspace_id, Role(share.role)),)
    if share.target == ShareTarget.PARTNERS:
        return (readers.of_workspace(share.workspace_id, Audience.PARTNERS),)
    return ()
