# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which rows of a table concern a person: by number, by address, or by name."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib.auth import get_user_model
from django.db.models import QuerySet

from klammer_web.accountability.personal.classification import Holding

SIGNED = "person:"  # before the number of a person, where a text stands for who did something


@dataclass(frozen=True, slots=True)
class Person:
    """What a person is known by: number, address, name."""

    id: UUID
    email: str
    name: str


def person(person_id: UUID) -> Person | None:
    """Return who has this number."""
    found = get_user_model().objects.filter(pk=person_id).first()
    return Person(id=found.pk, email=found.email, name=found.name) if found else None


def rows_of(holding: Holding, someone: Person) -> QuerySet:
    """Return the rows of a table that concern a person; none where nobody is named."""
    rows = holding.model._base_manager.all()  # noqa: SLF001  # reason: Django's documented name
    if not holding.person:
        return rows.none()
    named = [one for one in (someone.name, f"{SIGNED}{someone.id}") if one]
    wanted = {
        "id": (holding.person, someone.id),
        "email": (f"{holding.person}__iexact", someone.email),
        "name": (f"{holding.person}__in", named),
    }[holding.person_by]
    return rows.filter(**dict([wanted])) if wanted[1] else rows.none()
