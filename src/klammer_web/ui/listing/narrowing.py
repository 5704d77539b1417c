# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Filter and sort rows as a person expects it: German letters, nothing last, words anywhere."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from klammer_web.ui.listing.columns import Column, Figure, Kind
from klammer_web.ui.listing.wanted import SINCE, UNTIL, Wanted, bound

_LETTERS = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "ß": "ss"})


def narrowed(rows: Iterable[Any], wanted: Wanted, *, columns: Sequence[Column]) -> list[Any]:
    """Return the rows that fit every filter and hold every word."""
    words = wanted.word.casefold().split()
    filters = [
        (column, wanted.filters)
        for column in columns
        if any(name.partition(".")[0] == column.name for name in wanted.filters)
    ]
    return [
        row
        for row in rows
        if all(_fits(column, given, column.value(row)) for column, given in filters)
        and (not words or _holds(row, words, columns))
    ]


def _fits(column: Column, given, value: Any) -> bool:
    if column.kind in {Kind.DATE, Kind.NUMBER}:
        low, high = given.get(column.name + SINCE), given.get(column.name + UNTIL)
        found = comparable(value)
        return found is not None and not (
            (low and found < bound(column, low)) or (high and found > bound(column, high))
        )
    wish = given[column.name]
    if column.kind is Kind.CHOICE:
        return wish in (value if isinstance(value, tuple | list) else (value,))
    return wish.casefold() in column.text(value).casefold()


def _holds(row: Any, words: Sequence[str], columns: Sequence[Column]) -> bool:
    texts = [column.text(column.value(row)) for column in columns if not column.is_filter_only]
    texts += [column.note(row) for column in columns if column.note]
    whole = " ".join(texts).casefold()
    return all(word in whole for word in words)


def comparable(value: Any) -> Any:
    """Return what a range or an order compares: a day, a number, or nothing."""
    if isinstance(value, Figure):
        return value.value
    if isinstance(value, datetime):
        return timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    if isinstance(value, bool):
        return int(value)
    return value if isinstance(value, int | float | date) else None


def ordered(rows: list[Any], order: str, *, columns: Sequence[Column]) -> list[Any]:
    """Sort rows by a column; rows without a value stand last in both directions."""
    column = next((one for one in columns if one.name == order.removeprefix("-")), None)
    if column is None:
        return rows
    keyed = [(_key(column, column.value(row)), row) for row in rows]
    held = [pair for pair in keyed if pair[0] is not None]
    held.sort(key=lambda pair: pair[0], reverse=order.startswith("-"))
    return [row for _, row in held] + [row for key, row in keyed if key is None]


def _key(column: Column, value: Any) -> Any:
    if isinstance(value, datetime):
        return value
    if column.kind in {Kind.DATE, Kind.NUMBER}:
        return comparable(value)
    if column.kind is Kind.CHOICE and not isinstance(value, tuple | list):
        codes = [code for code, _ in column.choices]
        return codes.index(value) if value in codes else None
    return german_order(column.text(value)) or None


def german_order(text: str) -> str:
    """Return the text as dictionaries sort it (DIN 5007-1): ä as a, ß as ss."""
    return text.casefold().translate(_LETTERS)


def in_words(wanted: Wanted, *, columns: Sequence[Column]) -> list[str]:
    """Say what the list is narrowed to, for the sheet of particulars in a file."""
    said = [f"mit dem Wort „{wanted.word}“"] if wanted.word else []
    for column in columns:
        if chosen := wanted.filters.get(column.name):
            said.append(f"{column.label}: {column.word(chosen) if column.choices else chosen}")
        for ending, word in ((SINCE, "ab"), (UNTIL, "bis")):
            if limit := wanted.filters.get(column.name + ending):
                shown = bound(column, limit)
                said.append(f"{column.label} {word} {column.text(shown)}")
    return said
