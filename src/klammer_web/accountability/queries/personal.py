# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads: everything that is kept about one person, and what erasing would do."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Q, QuerySet

from klammer_web.accountability import inspection
from klammer_web.accountability.models import AuditContent, AuditEntry
from klammer_web.accountability.personal.classification import CLASSES, Activity, Holding, load
from klammer_web.accountability.personal.rows import Person, rows_of
from klammer_web.accountability.queries.trail import Act

SECRET = "secret"  # noqa: S105  # reason: the name of a class of fields
NOT_SHOWN = "(wird nicht herausgegeben: Zugangsdaten)"


@dataclass(frozen=True, slots=True)
class Kept:
    """What one table holds of a person: words of its fields, and the values row by row."""

    holding: Holding
    activity: Activity
    word: str
    fields: tuple[tuple[str, str, str], ...]  # name, German word, German word of the class
    rows: tuple[dict[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """How many rows of one table concern a person, and what for."""

    word: str
    activity: Activity
    count: int


def summary_of(someone: Person) -> list[Summary]:
    """Return what is kept about a person, counted; empty tables are left out."""
    known = load()
    found = (
        Summary(
            word=str(one.model._meta.verbose_name_plural),  # noqa: SLF001  # reason: Django's documented name
            activity=known.activities[one.activity],
            count=rows_of(one, someone).count(),
        )
        for one in known.holdings.values()
    )
    return sorted((one for one in found if one.count), key=lambda one: one.word)


def kept_of(someone: Person) -> list[Kept]:
    """Return everything kept about a person, table by table; empty ones are left out."""
    known = load()
    found = (_kept(one, known.activities[one.activity], someone) for one in known.holdings.values())
    return sorted((one for one in found if one.rows), key=lambda one: one.word)


def _kept(holding: Holding, activity: Activity, someone: Person) -> Kept:
    meta = holding.model._meta  # noqa: SLF001  # reason: Django's documented name
    columns = {one.attname: one for one in meta.concrete_fields if one.name in holding.classes}
    rows = tuple(
        {one.name: _shown(holding, one.name, row[attname]) for attname, one in columns.items()}
        for row in rows_of(holding, someone).values(*columns)
    )
    fields = tuple(
        (one.name, str(one.verbose_name), CLASSES[holding.classes[one.name]])
        for one in columns.values()
    )
    return Kept(holding, activity, str(meta.verbose_name_plural), fields, rows)


def _shown(holding: Holding, name: str, value: Any) -> Any:
    if holding.classes[name] == SECRET and value:
        return NOT_SHOWN
    return json.loads(json.dumps(value, cls=DjangoJSONEncoder))


def _entries_of(someone: Person) -> QuerySet[AuditEntry]:
    return AuditEntry.objects.filter(
        Q(actor_key=someone.id) | Q(kind="accounts.user", object_id=str(someone.id))
    )


def count_of_acts(someone: Person) -> int:
    """Return how many acts the person did or suffered."""
    return _entries_of(someone).count()


def acts_of(someone: Person) -> Iterator[Act]:
    """Return what the person did and what was done to the account, the oldest first."""
    chosen = _entries_of(someone).select_related("actor", "held", "came_from").order_by("sequence")
    return (Act(entry) for entry in chosen.iterator(chunk_size=500))


def contents_naming(someone: Person) -> list[int]:
    """Return the numbers of entries whose content names the person.

    An address is looked for anywhere; a name of several words too; a name of one word, which may
    be an ordinary word, only where it is a whole value. Records of erasures name nobody.
    """
    wanted = Q(entry__kind="accounts.user", entry__object_id=str(someone.id))
    for text in filter(None, (someone.email, someone.name)):
        written = json.dumps(text)[1:-1]
        is_clear = "@" in text or " " in text.strip()
        wanted |= Q(text__icontains=written if is_clear else f'"{written}"')
    found = AuditContent.objects.filter(wanted).exclude(entry__verb__in=inspection.ERASURES)
    return list(found.values_list("entry_id", flat=True))


def origins_of(someone: Person) -> list[int]:
    """Return the numbers of the person's own entries that still tell from where they came."""
    own = AuditEntry.objects.filter(actor_key=someone.id, came_from__isnull=False)
    return list(own.values_list("sequence", flat=True))
