# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""German sentences of acts. Every context registers its verbs and kinds in `apps.ready()`:

    phrases.register(
        kinds={"catalogue.delivery": "Lieferung"},
        verbs={"catalogue.delivery_accepted": "hat die Lieferung {title} übernommen"},
    )

`{title}` is the object's name in quotation marks; `{after.x}` and `{before.x}` are fields.
"""

import re
import string
from collections.abc import Mapping
from typing import Any

_KINDS: dict[str, str] = {}
_VERBS: dict[str, str] = {}
_UNKNOWN = "hat {title} bearbeitet"
FORMER = "ehemalige Person"
NOBODY = "Klammer"  # work that nobody ordered
ERASED = "(Inhalt gelöscht)"


def register(
    *, verbs: Mapping[str, str] | None = None, kinds: Mapping[str, str] | None = None
) -> None:
    """Add sentences and words; a verb keeps one sentence."""
    for known, given in ((_VERBS, verbs or {}), (_KINDS, kinds or {})):
        for name, text in given.items():
            if known.setdefault(name, text) != text:
                raise ValueError(f"'{name}' has two wordings: {known[name]!r} and {text!r}")


def is_registered(verb: str) -> bool:
    """Whether the verb has its sentence."""
    return verb in _VERBS


def kind_word(kind: str) -> str:
    """Return the German word for a kind of object; the kind itself when nobody gave one."""
    return _KINDS.get(kind, kind)


def kinds() -> dict[str, str]:
    """Return every registered kind with its word."""
    return dict(_KINDS)


def verbs() -> dict[str, str]:
    """Return every registered verb with its sentence."""
    return dict(_VERBS)


def predicate(verb: str, *, title: str, before: Any = None, after: Any = None) -> str:
    """Return what was done, without who did it."""
    given = {"title": f"„{title}“" if title else "", "before": before or {}, "after": after or {}}
    text = _Sentence().vformat(_VERBS.get(verb, _UNKNOWN), (), given)
    return re.sub(r" {2,}", " ", text).strip(" :")  # what is not there leaves no gap


class _Sentence(string.Formatter):
    """Fill a sentence in; a field that is not there leaves nothing behind."""

    def get_field(self, field_name: str, args: Any, kwargs: Any) -> tuple[Any, str]:  # noqa: ARG002  # reason: the names are Python's
        name, _, inner = field_name.partition(".")
        value = kwargs.get(name, "")
        if inner:
            value = value.get(inner, "") if isinstance(value, Mapping) else ""
        return ("" if value is None else value), name
