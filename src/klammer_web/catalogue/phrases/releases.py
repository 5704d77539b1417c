# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Releases in words: their name, and who will see them."""

from collections.abc import Mapping
from datetime import datetime

from django.utils import timezone

from klammer.base.cells import Audience
from klammer.presentation import formats
from klammer.warehouse.open import Release
from klammer_web.accounts.enums import Role, SecondLookState
from klammer_web.accounts.seats import Seat
from klammer_web.accounts.signatures import named as person
from klammer_web.catalogue.phrases import words

OPERATOR = "operator"  # as `klammer release create` writes it: nobody else looked


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


def second_look_in_words(told: Mapping[str, str], *, named: bool = True) -> str:
    """Say who looked a second time and when, or that somebody confirmed alone.

    named  with names; visitors read that it happened, not who it was
    """
    at = timezone.localtime(datetime.fromisoformat(told["at"]))
    when = f"am {at:%d.%m.%Y} um {at:%H:%M} Uhr"
    by = f" von {person(told['by'])}" if named and told["by"] else ""
    if told["state"] == SecondLookState.ALONE:
        reason = f" Begründung: {told['reason']}" if named and told["reason"] else ""
        return f"{when}{by} allein bestätigt, weil keine Leitung eingetragen war.{reason}"
    if told["state"] == OPERATOR:
        reason = f" Begründung: {told['reason']}" if named else ""
        return f"{when}{by} auf der Kommandozeile freigegeben, ohne zweiten Blick.{reason}"
    way = " über den Link in der Mail" if told["way"] == "mail" else ""
    return f"{when}{by}{way} bestätigt"


def _audience_of(role: Role) -> Audience:
    return Seat(roles=frozenset({role})).audience
