# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a new workspace is offered: plan types, committees, departments.

Proposals only: names differ from county to county, and everything can be left out or added to.
"""

from dataclasses import dataclass

from klammer_web.accounts.enums import DepartmentKind, WorkspaceKind

# key → label
PLAN_TYPES = {
    "sozialplanung": "Integrierte Sozialplanung und Sozialbericht",
    "jugendhilfe": "Jugendhilfeplanung",
    "jugendfoerderung": "Jugendförderplan",
    "kita": "Bedarfsplanung Kindertagesbetreuung",
    "lsz": "Plan für Familien (Landesprogramm Solidarisches Zusammenleben der Generationen)",
    "senioren": "Seniorenplanung",
    "pflege": "Pflegeplanung",
    "teilhabe": "Teilhabeplanung und Aktionsplan UN-Behindertenrechtskonvention",
    "integration": "Integrationsplanung",
    "gesundheit": "Gesundheitsplanung und Präventionsketten",
    "psychiatrie": "Psychiatrie- und Suchthilfeplanung",
    "bildung": "Bildungsplanung und Schulnetzplan",
}
_COMMON_COMMITTEES = {
    "jugendhilfe": "Jugendhilfeausschuss",
    "soziales": "Ausschuss für Soziales und Gesundheit",
    "finanzen": "Haushalts- und Finanzausschuss",
    "bildung": "Ausschuss für Bildung, Kultur und Sport",
}
COMMITTEES = {
    WorkspaceKind.COUNTY: {
        "rat": "Kreistag", "hauptausschuss": "Kreisausschuss", **_COMMON_COMMITTEES
    },
    WorkspaceKind.CITY: {
        "rat": "Stadtrat", "hauptausschuss": "Hauptausschuss", **_COMMON_COMMITTEES
    },
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ProposedDepartment:
    """A department that most administrations have; `parent` is the key of the one above."""

    name: str
    kind: DepartmentKind
    parent: str = ""


DEPARTMENTS = {
    "dezernat": ProposedDepartment(
        "Dezernat für Soziales, Jugend und Gesundheit", DepartmentKind.DIVISION
    ),
    "planung": ProposedDepartment(
        "Stabsstelle Sozialplanung", DepartmentKind.STAFF_UNIT, "dezernat"
    ),
    "jugendamt": ProposedDepartment("Jugendamt", DepartmentKind.OFFICE, "dezernat"),
    "sozialamt": ProposedDepartment("Sozialamt", DepartmentKind.OFFICE, "dezernat"),
    "gesundheitsamt": ProposedDepartment("Gesundheitsamt", DepartmentKind.OFFICE, "dezernat"),
}
_KINDS = (
    ("dezernat", DepartmentKind.DIVISION),
    ("stabsstelle", DepartmentKind.STAFF_UNIT),
    ("fachbereich", DepartmentKind.SECTION),
    ("fachdienst", DepartmentKind.SERVICE),
    ("sachgebiet", DepartmentKind.UNIT),
    ("amt", DepartmentKind.OFFICE),
)


def kind_of_department(name: str) -> DepartmentKind:
    """Read from its name where a department stands: "Schulverwaltungsamt" is an office."""
    lowered = name.lower()
    return next((kind for word, kind in _KINDS if word in lowered), DepartmentKind.OTHER)
