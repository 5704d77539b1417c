# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a kind of workspace calls its offices: a city has no Kreistag.

In templates: `{{ seat.labels.council }}`.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from klammer_web.accounts.enums import Role, WorkspaceKind


@dataclass(frozen=True, slots=True)
class Labels:
    """The German words of one kind of workspace, each in its plain form."""

    kind: str  # what the workspace is: "Landkreis"
    area: str  # its area in a sentence: "Kreis"
    council: str  # who resolves
    head: str  # who leads, as a person
    head_office: str  # who leads, as an office
    administration: str  # who works there
    roles: tuple[Role, ...]  # roles that exist there, in the order of lists

    def role(self, role: Role | str) -> str:
        """Return what the role is called here: a city's council member sits in the Stadtrat."""
        return self.council if role == Role.COUNCIL_MEMBER else str(Role(role).label)

    def roles_in_words(self, roles: Iterable[Role]) -> str:
        """Return the roles by comma, in the order of the enumeration."""
        held = set(roles)
        return ", ".join(self.role(one) for one in Role if one in held)


_COUNTY_ROLES = tuple(role for role in Role if role is not Role.ADVISER)
_LABELS = {
    WorkspaceKind.COUNTY: Labels(
        kind="Landkreis",
        area="Kreis",
        council="Kreistag",
        head="Landrätin oder Landrat",
        head_office="Landratsamt",
        administration="Kreisverwaltung",
        roles=_COUNTY_ROLES,
    ),
    WorkspaceKind.CITY: Labels(
        kind="Kreisfreie Stadt",
        area="Stadt",
        council="Stadtrat",
        head="Oberbürgermeisterin oder Oberbürgermeister",
        head_office="Büro der Stadtspitze",
        administration="Stadtverwaltung",
        roles=_COUNTY_ROLES,
    ),
    WorkspaceKind.CENTRE: Labels(
        kind="Kompetenzzentrum",
        area="Land",
        council="Beirat",
        head="Leitung",
        head_office="Geschäftsstelle",
        administration="Kompetenzzentrum",
        roles=(Role.ADVISER, Role.HEAD, Role.COUNCIL_MEMBER, Role.DATA_STEWARD, Role.ADMINISTRATOR),
    ),
    WorkspaceKind.LAND: Labels(
        kind="Land",
        area="Land",
        council="Landtag",
        head="Hausleitung",
        head_office="Ministerium",
        administration="Landesverwaltung",
        roles=(
            Role.COORDINATOR,
            Role.SECTOR_PLANNER,
            Role.HEAD,
            Role.COUNCIL_MEMBER,
            Role.DATA_STEWARD,
            Role.ADMINISTRATOR,
        ),
    ),
}


def labels_of(kind: WorkspaceKind | str) -> Labels:
    """Return the words of a kind of workspace; without a workspace those of a county."""
    return _LABELS[WorkspaceKind(kind or WorkspaceKind.COUNTY)]
