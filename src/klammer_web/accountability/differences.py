# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Before and after as a person reads them: words for fields, old → new, long texts word by word."""

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from klammer.presentation import formats
from klammer_web.accountability.history import Kind

LONG = 60  # from this length on, a text is compared word by word
MOST = 4_000  # words; beyond, comparing them would keep the page waiting
EMPTY = "leer"
_DATE = re.compile(r"^\d{4}-\d{2}-\d{2}$")
_MOMENT = re.compile(r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}")
_WORDS = re.compile(r"\s+|[^\s]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text: kept (" "), taken away ("-"), added ("+") or left out ("…")."""

    sign: str
    text: str


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that says something else; `pieces` only for long texts."""

    field: str
    label: str
    old: str
    new: str
    pieces: tuple[Piece, ...] = ()


def differences(
    before: Mapping[str, Any] | None, after: Mapping[str, Any] | None, *, kind: Kind
) -> tuple[Difference, ...]:
    """Return the fields that differ, in the order in which they were recorded."""
    old, new = before or {}, after or {}
    names = [*new, *(name for name in old if name not in new)]
    return tuple(
        difference(
            name, kind.label(name), kind.word(name, old.get(name)), kind.word(name, new.get(name))
        )
        for name in names
        if old.get(name) != new.get(name) and name not in kind.hidden
    )


def difference(name: str, label: str, old: Any, new: Any) -> Difference:
    """Compare two values of one field."""
    was, now = readable(old), readable(new)
    is_long = max(len(was), len(now)) >= LONG and EMPTY not in {was, now}
    return Difference(name, label, was, now, compared(was, now) if is_long else ())


def readable(value: Any) -> str:
    """Write a value for people."""
    if value is None or value == "":
        return EMPTY
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if isinstance(value, Mapping):
        return "; ".join(f"{name}: {readable(one)}" for name, one in value.items()) or EMPTY
    if isinstance(value, list | tuple | set):
        return ", ".join(readable(one) for one in value) or EMPTY
    if isinstance(value, float):
        return f"{value:g}".replace(".", ",")
    return _moment(str(value))


def _moment(text: str) -> str:
    try:
        if _DATE.match(text):
            return formats.german_date(date.fromisoformat(text).isoformat())
        if _MOMENT.match(text):
            moment = datetime.fromisoformat(text)
            local = timezone.localtime(moment) if moment.tzinfo else moment
            return f"{formats.german_date(local.date().isoformat())}, {local:%H:%M} Uhr"
    except ValueError:
        return text
    return text


def compared(old: str, new: str) -> tuple[Piece, ...]:
    """Compare two texts word by word; very long ones are set against each other as a whole."""
    was, now = _WORDS.findall(old), _WORDS.findall(new)
    if max(len(was), len(now)) > 2 * MOST:
        return (Piece("-", old), Piece("+", new))
    matcher = difflib.SequenceMatcher(None, was, now, autojunk=False)
    return tuple(_pieces(matcher.get_opcodes(), was, now))


def _pieces(codes: Iterable[tuple], was: list[str], now: list[str]) -> Iterable[Piece]:
    for tag, a, b, c, d in codes:
        if tag == "equal":
            yield from _kept("".join(was[a:b]))
            continue
        if b > a:
            yield Piece("-", "".join(was[a:b]))
        if d > c:
            yield Piece("+", "".join(now[c:d]))


def _kept(text: str) -> Iterable[Piece]:
    """Show of a long unchanged part its beginning and its end."""
    if len(text) <= 4 * LONG:
        yield Piece(" ", text)
        return
    yield Piece(" ", text[: 2 * LONG])
    yield Piece("…", " … ")
    yield Piece(" ", text[-2 * LONG :])
