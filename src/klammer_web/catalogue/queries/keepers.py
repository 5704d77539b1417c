# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads: who answers for a definition; told inside the person's workspace alone."""

from klammer_web.accounts.seats import Seat
from klammer_web.catalogue.models import DefinitionKeeper


def keepers(seat: Seat) -> dict[str, str]:
    """Return definition → name of who answers for it in the seat's workspace."""
    if not seat.roles or seat.workspace_id is None:
        return {}
    kept = DefinitionKeeper.objects.filter(workspace_id=seat.workspace_id, keeper__isnull=False)
    return {one.definition_id: str(one.keeper) for one in kept.select_related("keeper")}
