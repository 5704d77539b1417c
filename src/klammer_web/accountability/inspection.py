# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Inspecting the chain: which entries were changed, are missing, or were put in.

Works on plain rows, in the order of the database's numbers, in one pass: the size of the trail
does not matter. What was erased rightly is recorded by an entry of its own (`ERASURES`); contents
that are absent without such an entry are found too.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from klammer_web.accountability import sealing
from klammer_web.accountability.spans import said, spans, without

ERASED = "accountability.erased"
PERSON_ERASED = "accountability.person_erased"
ERASURES = frozenset({ERASED, PERSON_ERASED})


@dataclass(frozen=True, slots=True)
class Row:
    """One entry as stored: its fields with their seal, and what lies apart (None when absent)."""

    fields: Mapping[str, Any]
    seal: str
    content: tuple[str, str] | None  # salt, text
    origin: tuple[str, str] | None  # salt, text


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it was recorded: which kind, and at which numbers."""

    code: str
    numbers: str
    meaning: str

    def __str__(self) -> str:
        return f"{self.code}: {self.numbers} – {self.meaning}"


MEANINGS = {
    "changed": "the entry is not the one that was sealed",
    "missing": "entries are missing",
    "torn": "the entry does not follow the one before it: put in, exchanged or moved",
    "doubled": "a number occurs twice or out of order",
    "content_changed": "title, before or after are not what was recorded",
    "content_missing": "title, before and after are gone, and no erasure is recorded",
    "origin_changed": "request or address are not what was recorded",
    "origin_missing": "request and address are gone, and no erasure is recorded",
    "head_differs": "the end of the chain is not the newest entry: cut off or added to",
    "kept_head_differs": "the entry is not the one whose seal was kept elsewhere",
}


@dataclass
class _Seen:
    """What one pass has gathered: numbers by finding, and what may be absent."""

    numbers: dict[str, list[list[int]]] = field(default_factory=dict)
    erased: dict[str, list[list[int]]] = field(
        default_factory=lambda: {"content": [], "origin": []}
    )
    count: int = 0
    last: int = 0
    seal: str = sealing.START

    def note(self, code: str, first: int, last: int | None = None) -> None:
        known = self.numbers.setdefault(code, [])
        last = first if last is None else last
        if known and known[-1][1] == first - 1:
            known[-1][1] = last
        else:
            known.append([first, last])


@dataclass(frozen=True, slots=True)
class Report:
    """What an inspection says: how many entries, the end of the chain, and every finding."""

    count: int
    sequence: int
    seal: str
    findings: tuple[Finding, ...]


def inspect(
    rows: Iterable[Row], *, head: tuple[int, str], kept: Mapping[int, str] | None = None
) -> Report:
    """Check every row against its seal, the one before it, and what lies apart.

    head  number and seal of the newest entry as the database says
    kept  seals by number that somebody kept elsewhere: they find a chain made anew as a whole
    """
    seen, kept = _Seen(), dict(kept or {})
    for row in rows:
        _check_place(row, seen)
        _check_apart(row, seen)
        if row.seal != kept.pop(row.fields["sequence"], row.seal):
            seen.note("kept_head_differs", row.fields["sequence"])
        seen.count += 1
        seen.last, seen.seal = row.fields["sequence"], row.seal
    for number in sorted(kept):
        seen.note("missing", number)
    if head != (seen.last, seen.seal):
        seen.note("head_differs", head[0])
    return Report(seen.count, seen.last, seen.seal, tuple(_findings(seen)))


def _check_place(row: Row, seen: _Seen) -> None:
    number = row.fields["sequence"]
    if sealing.seal_of(row.fields) != row.seal:
        seen.note("changed", number)
    if number <= seen.last:
        seen.note("doubled", number)
    elif number > seen.last + 1:
        seen.note("missing", seen.last + 1, number - 1)
    elif row.fields["previous"] != seen.seal:
        seen.note("torn", number)


def _check_apart(row: Row, seen: _Seen) -> None:
    number = row.fields["sequence"]
    for name, held in (("content", row.content), ("origin", row.origin)):
        if held is None:
            seen.note(f"{name}_missing", number)
        elif sealing.salted(held[1], salt=held[0]) != row.fields[name]:
            seen.note(f"{name}_changed", number)
        elif name == "content" and row.fields["verb"] in ERASURES:
            _remember_erased(held[1], seen)


def _remember_erased(text: str, seen: _Seen) -> None:
    after = json.loads(text).get("after") or {}
    for name, known in seen.erased.items():
        known += [list(span) for span in after.get(name, [])]


def _findings(seen: _Seen) -> Iterable[Finding]:
    for code, meaning in MEANINGS.items():
        numbers = seen.numbers.get(code, [])
        if code.endswith("_missing"):
            numbers = without(numbers, seen.erased[code.removesuffix("_missing")])
        if numbers:
            yield Finding(code, said(numbers), meaning)


def erasure(*, content: Iterable[int] = (), origin: Iterable[int] = ()) -> dict[str, Any]:
    """Return the `after` of the entry that records an erasure."""
    return {"content": spans(content), "origin": spans(origin)}
