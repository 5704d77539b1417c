# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Releases in words: their name, and who will see them."""

from klammer.base.cells import Audience
from klammer.presentation import formats
from klammer.warehouse.open import Release
from klammer_web.accounts.enums import Role
from klammer_web.accounts.seats import Seat
from klammer_web.catalogue.phrases import words


def title_of(release: Release) -> str:
    """Name a release by day and audience; its root is for those who check it."""
    day = formats.german_date(str(release.manifest["made"]["at"]))
    return f"Freigabe vom {day} für: {words.AUDIENCES[release.audience]}"


def seen_by(release: Release, *, seat: Seat) -> str:
    """Say who sees a release of the seat's workspace, or a common one."""
    return readers(release.audience, is_common=not release.workspace, seat=seat)


def readers(audience: Audience, *, is_common: bool, seat: Seat) -> str:
    """Say who sees figures made for an audience."""
    where = "in allen Mandanten" if is_common else f"in „{seat.workspace_name}“"
    if audience is Audience.PUBLIC:
        if is_common:
            return "alle, auch ohne Anmeldung, im Atlas jedes Mandanten"
        return f"alle, auch ohne Anmeldung, im Atlas von „{seat.workspace_name}“"
    roles = [role for role in Role if _audience_of(role).rank >= audience.rank]
    named = ", ".join(seat.labels.role(role) for role in roles)
    return f"angemeldete Personen {where}: {named}"


def _audience_of(role: Role) -> Audience:
    return Seat(roles=frozenset({role})).audience
