# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Three states of a form: when I began, as stored now, as I typed; and what comes of them."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django import forms
from django.http import QueryDict

from klammer_web.accountability.differences import EMPTY, Piece, compared

TOKEN = "_stand"  # noqa: S105  # reason: a name of a form field
TAKE, MINE, THEIRS = "_nimm.", "_meine.", "_deren."
GO_ON = "_weiter"
_OWN = ("_", "csrfmiddlewaretoken")
Values = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Conflict:
    """One field that two people changed differently."""

    name: str
    label: str
    mine: list[str]
    theirs: list[str]
    mine_text: str
    theirs_text: str
    pieces: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True)
class Merged:
    """What comes of three states: what to ask, what was taken over, and the rest as it is sent."""

    conflicts: tuple[Conflict, ...] = ()
    taken_over: tuple[tuple[str, str], ...] = ()  # (label, text) of what others changed
    kept: Values = field(default_factory=dict)

    @property
    def changed_meanwhile(self) -> bool:
        """Whether anybody else changed something since this person began."""
        return bool(self.conflicts or self.taken_over)


def values_of(parts: Iterable[forms.Form]) -> Values:
    """Return what a browser would send for forms that nobody touched."""
    return {bound.html_name: _sent(bound) for part in parts for bound in part}


def _sent(bound) -> list[str]:
    widget, value = bound.field.widget, bound.value()
    if isinstance(widget, forms.CheckboxInput):
        return ["on"] if widget.check_test(value) else []
    shown = widget.format_value(value)
    several = shown if isinstance(shown, list | tuple) else [shown]
    return [_plain("" if one is None else str(one)) for one in several]


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").strip()


def token_of(values: Values) -> str:
    """Return the token that says how every field was, without saying what it was."""
    return json.dumps({name: _mark(texts) for name, texts in values.items()}, sort_keys=True)


def _mark(texts: list[str]) -> str:
    plain = json.dumps([_plain(one) for one in texts if one])
    return hashlib.sha256(plain.encode()).hexdigest()[:10]


def read_token(text: str) -> dict[str, str]:
    """Return the marks of a token; nothing for one that cannot be read."""
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    return {str(k): str(v) for k, v in found.items()} if isinstance(found, dict) else {}


def content_of(data: QueryDict) -> Values:
    """Return what a person typed, without what the form itself carries."""
    return {name: data.getlist(name) for name in data if not name.startswith(_OWN)}


def submitted(request) -> QueryDict | None:
    """Return the data of a POST; what was chosen on the page of a conflict is put in its place."""
    if request.method != "POST":
        return None
    data = request.POST
    chosen = {name.removeprefix(TAKE): data[name] for name in data if name.startswith(TAKE)}
    if not chosen:
        return data
    data = data.copy()
    for name, side in chosen.items():
        data.setlist(name, data.getlist((THEIRS if side == "theirs" else MINE) + name))
    return data


def merged(base: Mapping[str, str], *, current: Iterable[forms.Form], data: QueryDict) -> Merged:
    """Set the three states against each other, field by field."""
    fields = {bound.html_name: bound for part in current for bound in part}
    conflicts, taken_over = [], []
    kept = content_of(data)
    for name, bound in fields.items():
        theirs, mine = _sent(bound), data.getlist(name)
        began = base.get(name)
        if began is None or _mark(theirs) in {began, _mark(mine)}:
            continue
        if began == _mark(mine):
            kept[name] = theirs
            if not bound.is_hidden:
                taken_over.append((str(bound.label), text_of(bound, theirs)))
            continue
        kept.pop(name, None)
        conflicts.append(_conflict(bound, mine=mine, theirs=theirs))
    return Merged(tuple(conflicts), tuple(taken_over), kept)


def _conflict(bound, *, mine: list[str], theirs: list[str]) -> Conflict:
    one, other = text_of(bound, mine), text_of(bound, theirs)
    both = len(one) > 20 and len(other) > 20
    return Conflict(
        name=bound.html_name,
        label=str(bound.label),
        mine=mine,
        theirs=theirs,
        mine_text=one,
        theirs_text=other,
        pieces=compared(other, one) if both else (),
    )


def text_of(bound, texts: list[str]) -> str:
    """Return sent values as a person reads them: words of choices, ticks as yes and no."""
    if isinstance(bound.field.widget, forms.CheckboxInput):
        return "ja" if texts else "nein"
    words = dict(_flat(getattr(bound.field, "choices", ())))
    return ", ".join(str(words.get(one, one)) for one in texts if one) or EMPTY


def _flat(choices) -> Iterable[tuple[str, str]]:
    for value, word in choices:
        if isinstance(word, list | tuple):
            yield from ((str(inner), name) for inner, name in word)
        else:
            yield str(value), word
