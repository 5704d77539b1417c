# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The classification of every field: read from `personal.toml` of each context, checked strictly.

    [activity.accounts]                    # an entry of the record of processing (Art. 30 GDPR)
    title = "…"  purpose = "…"  people = "…"  legal_basis = "…"  to_check = true
    recipients = "…"  retention = "…"

    [model."accounts.Membership"]
    activity = "accounts"
    person = "user"                        # path to the person; absent: rows concern nobody
    person_by = "id"                       # or "email", "name": what the path holds
    rows = "delete"                        # at erasure: delete, keep
    none = ["id", "valid_from"]            # classes of fields, each field in exactly one
    reference = ["user"]
    [model."accounts.Membership".erase]    # rows that are kept: what becomes of each field
    note = "empty"
    [model."accounts.Membership".retention]
    field = "valid_until"  days = 3650     # rows are deleted when this moment is so long ago

Silence is refusal: a field that is in no class, or in two, makes `load` fail with its name.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db.models import Model

CLASSES = {
    "none": "kein Personenbezug",
    "reference": "Verweis auf eine Person",
    "identifying": "Name oder Kennzeichen",
    "contact": "Kontaktdaten",
    "secret": "Zugangsdaten",
    "behaviour": "Nutzung und Zeitpunkte",
    "free_text": "Freitext",
    "special": "besondere Kategorie (Art. 9 DSGVO)",
}
HARMLESS = frozenset({"none", "reference"})
ERASERS = frozenset({"former", "address", "unusable", "empty", "null"})  # and "keep: reason"
PERSON_BY = frozenset({"id", "email", "name"})
_THIRD_PARTY = Path(__file__).with_name("thirdparty.toml")


class ClassificationError(ValueError):
    """Fields without a class, or a classification of what does not exist."""


@dataclass(frozen=True, slots=True)
class Activity:
    """A processing activity: why data of whom are kept, on which basis, for how long."""

    key: str
    title: str
    purpose: str
    people: str
    legal_basis: str
    recipients: str
    retention: str
    to_check: bool = True


@dataclass(frozen=True, slots=True)
class Holding:
    """One model: whose data it holds, and what becomes of each field."""

    label: str
    activity: str
    classes: Mapping[str, str]  # field → class
    person: str = ""
    person_by: str = "id"
    rows: str = "keep"
    erase: Mapping[str, str] = field(default_factory=dict)
    retention: Mapping[str, Any] = field(default_factory=dict)

    @property
    def model(self) -> type[Model]:
        """The model itself."""
        return apps.get_model(self.label)

    @property
    def is_personal(self) -> bool:
        """Whether any field tells something of a person."""
        return any(one not in HARMLESS for one in self.classes.values())

    def words(self) -> list[str]:
        """Return the German words of the fields that tell something of a person."""
        meta = self.model._meta  # noqa: SLF001  # reason: Django's documented name
        return [
            str(meta.get_field(name).verbose_name)
            for name, one in self.classes.items()
            if one not in HARMLESS
        ]


@dataclass(frozen=True, slots=True)
class Classification:
    """Everything that is said about personal data."""

    activities: Mapping[str, Activity]
    holdings: Mapping[str, Holding]

    def of(self, activity: str) -> list[Holding]:
        """Return the models of an activity."""
        return [one for one in self.holdings.values() if one.activity == activity]


@cache
def load() -> Classification:
    """Read and check the classification; raise `ClassificationError` with everything missing."""
    return check(read(_files()))


def _files() -> Iterable[Path]:
    yield _THIRD_PARTY
    for config in apps.get_app_configs():
        own = Path(config.path) / "personal.toml"
        if own.is_file():
            yield own


def read(files: Iterable[Path]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return activities and models as the files say them."""
    activities: dict[str, Any] = {}
    models: dict[str, Any] = {}
    for path in files:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
        activities |= found.get("activity", {})
        models |= found.get("model", {})
    return activities, models


def check(given: tuple[dict[str, Any], dict[str, Any]]) -> Classification:
    """Check what the files say against the models there are."""
    said, models = given
    activities = {key: Activity(key=key, **one) for key, one in said.items()}
    problems: list[str] = []
    holdings: dict[str, Holding] = {}
    for model in apps.get_models(include_auto_created=True):
        label = model._meta.label  # noqa: SLF001  # reason: Django's documented name
        if label not in models:
            problems.append(f"{label}: not classified")
            continue
        holdings[label] = _holding(label, models[label])
        problems += [f"{label}: {one}" for one in _problems(holdings[label], model, models[label])]
        if holdings[label].activity not in activities:
            problems.append(f"{label}: unknown activity '{holdings[label].activity}'")
    if problems:
        raise ClassificationError("\n".join(problems))
    return Classification(activities, holdings)


def _holding(label: str, given: Mapping[str, Any]) -> Holding:
    classes = {name: one for one in CLASSES for name in given.get(one, [])}
    known = {k: v for k, v in given.items() if k not in CLASSES}
    return Holding(label=label, classes=classes, **known)


def _problems(holding: Holding, model: type[Model], given: Mapping[str, Any]) -> Iterable[str]:
    meta = model._meta  # noqa: SLF001  # reason: Django's documented name
    fields = {one.name for one in (*meta.local_fields, *meta.local_many_to_many)}
    named = [name for one in CLASSES for name in given.get(one, [])]
    yield from (f"{name} is in no class" for name in sorted(fields - set(named)))
    yield from (f"{name} is no field" for name in sorted(set(named) - fields))
    yield from (f"{name} is in two classes" for name in sorted(set(named)) if named.count(name) > 1)
    if holding.person_by not in PERSON_BY or holding.rows not in {"keep", "delete"}:
        yield "person_by or rows cannot be understood"
    yield from _erasing(holding)


def _erasing(holding: Holding) -> Iterable[str]:
    """Name the fields of kept rows for which nobody said what becomes of them."""
    if holding.rows == "delete":
        return
    for name, one in holding.classes.items():
        manner = holding.erase.get(name, "")
        if one in HARMLESS and not manner:
            continue
        if manner not in ERASERS and not manner.startswith("keep: "):
            yield f"{name} ({one}) is kept at an erasure without saying how"
