# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads: the record of processing activities (Art. 30 GDPR), made from the classification."""

from dataclasses import dataclass

from klammer_web.accountability.personal.classification import (
    CLASSES,
    HARMLESS,
    Activity,
    Holding,
    load,
)

OWN = "klammer_web."
_ERASED = {
    "former": "wird zu „ehemalige Person“",
    "address": "wird durch eine ungültige Adresse ersetzt",
    "unusable": "wird unbrauchbar gemacht",
    "empty": "wird geleert",
    "null": "wird geleert",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One field: what it is called, what class it has, what becomes of it."""

    word: str
    meaning: str
    erased: str


@dataclass(frozen=True, slots=True)
class Table:
    """One table of an activity, with its personal fields."""

    word: str
    deleted_after: int | None
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One processing activity with the categories of data that its tables hold."""

    activity: Activity
    categories: tuple[str, ...]
    tables: tuple[Table, ...]


def record_of_processing() -> list[Entry]:
    """Return every activity that holds personal data, by its title."""
    known = load()
    found = [_entry(one, known.of(one.key)) for one in known.activities.values()]
    return sorted((one for one in found if one.tables), key=lambda one: one.activity.title)


def _entry(activity: Activity, holdings: list[Holding]) -> Entry:
    personal = [one for one in holdings if one.is_personal]
    used = {one for holding in personal for one in holding.classes.values()}
    categories = tuple(
        word for name, word in CLASSES.items() if name in used and name not in HARMLESS
    )
    tables = sorted((_table(one) for one in personal), key=lambda one: one.word)
    return Entry(activity, categories, tuple(tables))


def _table(holding: Holding) -> Table:
    meta = holding.model._meta  # noqa: SLF001  # reason: Django's documented name
    lines = tuple(
        Line(
            word=str(meta.get_field(name).verbose_name),
            meaning=CLASSES[one],
            erased=_erased(holding, name),
        )
        for name, one in holding.classes.items()
        if one not in HARMLESS
    )
    return Table(str(meta.verbose_name_plural), holding.retention.get("days"), lines)


def _erased(holding: Holding, name: str) -> str:
    if holding.rows == "delete":
        return "wird gelöscht"
    manner = holding.erase[name]
    return _ERASED.get(manner) or f"bleibt: {manner.removeprefix('keep: ')}"
