# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Columns of a list: what they are called, what stands in them, how it is written."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from django.utils import timezone

from klammer.base.cells import Status
from klammer.presentation import formats

Choices = Sequence[tuple[str, str]]


NEW = "neu: "  # before the word of a choice that does not exist yet


class Kind(StrEnum):
    """What stands in a column; decides how it is sorted, filtered, written and read again."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its status: a suppressed or missing one never becomes zero."""

    value: float | None
    status: str = Status.REPORTED


@dataclass(frozen=True)
class Column:
    """One column, declared once for the page, the filter, every file and the way back.

    name       stands in the address; plain letters
    value      row → text, number, `Figure`, date, code of a choice, several codes, or None
    choices    (code, word) of a choice, in the order of lists
    phrase     what stands before the filter in the sentence above the table; none: no filter
    everything what the filter says when nothing is chosen
    own_words  a choice among what stands in this other column of the same list; in a workbook
               also among its new rows: such a value is `NEW` and the word
    link       row → address of what the cell names
    note       row → a second, quiet line
    more       row → (word, markup) of what can be unfolded beneath the text; never in a file
    act        row → address that a button with the cell's text posts to; nothing: no button
    badges     row → (word, kind) of states that stand beside the text
    """

    name: str
    label: str
    value: Callable[[Any], Any]
    kind: Kind = Kind.TEXT
    choices: Choices = ()
    own_words: str = ""
    phrase: str = ""
    everything: str = "alle"
    link: Callable[[Any], str] | None = None
    note: Callable[[Any], str] | None = None
    depth: Callable[[Any], int] | None = None  # of a tree in its usual order
    badges: Callable[[Any], Sequence[tuple[str, str]]] | None = None
    as_badge: Callable[[Any], str] | None = None  # kind of the badge that the text becomes
    more: Callable[[Any], tuple[str, str] | None] | None = None
    act: Callable[[Any], str] | None = None
    is_action: bool = False  # a way to somewhere: stands on the page, never in a file
    decimals: int = 0
    unit: str = ""
    is_sortable: bool = True
    is_shown: bool = True  # unless the reader chooses otherwise
    is_filter_only: bool = False  # narrows the list, never stands in it
    is_editable: bool = False
    is_required: bool = False
    longest: int = 200  # letters of an edited text

    @property
    def is_number(self) -> bool:
        """Whether it stands to the right."""
        return self.kind is Kind.NUMBER

    def word(self, code: Any) -> str:
        """Return the word of a choice; what is no choice any more keeps its code."""
        return dict(self.choices).get(code, str(code or "").removeprefix(NEW))

    def text(self, value: Any) -> str:
        """Write a value as a person reads it."""
        if value is None or value == "":
            return ""
        if isinstance(value, tuple | list):
            return ", ".join(filter(None, (self.text(one) for one in value)))
        if self.kind is Kind.CHOICE:
            return self.word(value)
        return text_of(value, decimals=self.decimals, unit=self.unit)


def text_of(value: Any, *, decimals: int = 0, unit: str = "") -> str:
    """Write one value in German; nothing is empty, and a missing figure is its sign."""
    if value is None:
        return ""
    if isinstance(value, Figure):
        return formats.cell(value.value, status=value.status, decimals=decimals, unit=unit)
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if isinstance(value, date):  # a moment is one, too
        return _day(value)
    if isinstance(value, int | float):
        return formats.with_unit(value, decimals=decimals, unit=unit)
    return str(value)


def _day(value: date) -> str:
    if not isinstance(value, datetime):
        return formats.german_date(value.isoformat())
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    return f"{formats.german_date(local.date().isoformat())}, {local:%H:%M} Uhr"
