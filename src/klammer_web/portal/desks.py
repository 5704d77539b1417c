# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the menu under one's name leads to, for whom. The menu itself knows no context."""

from klammer_web.accountability.access import door
from klammer_web.accounts import rules
from klammer_web.accounts.enums import Role
from klammer_web.accounts.queries import seat_of
from klammer_web.chain.rules import may_pin
from klammer_web.ui import desk


def register() -> None:
    """Tell the lines, in their order."""
    desk.register("Merkliste", "catalogue:pinned", may=_pins)
    desk.register("Personen und Rollen", "accounts:people", may=_cares_for_people)
    desk.register("Verzeichnisse", "accounts:vocabulary", may=_has_a_role)
    desk.register("Zweiter Blick", "accounts:second_looks", may=_is_staff)
    desk.register("Weitergaben", "accounts:shares", may=_is_staff)
    desk.register("Protokoll", "accountability:trail", may=_reads_trail)
    desk.register("Betrieb", "operation:overview", may=_runs_the_machine)
    desk.register("Alle Mandanten", "accounts:workspaces", may=_opens_workspaces)


def _pins(request) -> bool:
    return may_pin(seat_of(request))


def _cares_for_people(request) -> bool:
    return rules.may_care_for_people(seat_of(request))


def _has_a_role(request) -> bool:
    return bool(seat_of(request).roles)


def _is_staff(request) -> bool:
    return seat_of(request).has_any(rules.STAFF)


def _reads_trail(request) -> bool:
    return door().reader_of(request).may_read_trail


def _runs_the_machine(request) -> bool:
    return Role.ADMINISTRATOR in seat_of(request).roles


def _opens_workspaces(request) -> bool:
    return rules.may_open_workspaces(seat_of(request))
