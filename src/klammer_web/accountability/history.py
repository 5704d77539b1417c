# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Kinds of objects that have a history page, and how a change of them is taken back.

A context registers in `apps.ready()`:

    history.register(
        "accounts.workspace",
        may_see=function(request, object_id) -> bool,
        restore=function(request, *, object_id, values, expected, at) -> None,
        model="accounts.Workspace",          # words of its fields and of its choices
        labels={"key": "Schlüssel"},         # words for fields that the model does not have
        words={"areas": names_of},           # words for values that are keys of something
        address=function(object_id) -> str,
        hidden=frozenset({"user"}),          # fields that only machines read
    )

`restore` writes `values` back by an action of its context, which checks the rights and records
the act; it raises `MovedOnError` when a field no longer says what `expected` says.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist


class MovedOnError(Exception):
    """The object was changed again since: taking back would overwrite somebody else's work."""


@dataclass(frozen=True, slots=True)
class Kind:
    """How the history of one kind of object is shown, by whom, and how it is undone."""

    may_see: Callable[[Any, str], bool]
    restore: Callable[..., None] | None = None
    model: str = ""
    labels: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, Callable[[Any], Any]] = field(default_factory=dict)
    address: Callable[[str], str] | None = None
    hidden: frozenset[str] = frozenset()  # fields that only machines read

    def label(self, name: str) -> str:
        """Return the German word of a field."""
        if name in self.labels:
            return self.labels[name]
        found = _field(self.model, name)
        return str(found.verbose_name) if found is not None else name.replace("_", " ")

    def word(self, name: str, value: Any) -> Any:
        """Return the German word of a choice or of keys, or the value as it is."""
        if value and name in self.words:
            return self.words[name](value)
        found = _field(self.model, name)
        choices = dict(getattr(found, "flatchoices", ()) or ())
        return choices.get(value, value) if isinstance(value, str | int) else value


_KINDS: dict[str, Kind] = {}


def _to_nobody(_request, _object_id: str) -> bool:
    return False


def register(kind: str, **manner: Any) -> None:
    """Let objects of this kind show their history; without `may_see` only the trail does."""
    _KINDS[kind] = Kind(**{"may_see": _to_nobody} | manner)


PLAIN = Kind(may_see=_to_nobody)


def kind_of(name: str) -> Kind:
    """Return how a kind is shown; unknown ones are shown to nobody by themselves."""
    return _KINDS.get(name, PLAIN)


def may_see(request, *, kind: str, object_id: str) -> bool:
    """Whether the reader may see the history of this object."""
    return kind_of(kind).may_see(request, object_id)


def _field(model: str, name: str):
    if not model:
        return None
    try:
        return apps.get_model(model)._meta.get_field(name)  # noqa: SLF001  # reason: Django's documented name
    except (LookupError, FieldDoesNotExist):
        return None
