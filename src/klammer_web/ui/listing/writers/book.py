# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a file is made of: sheets with heads and rows, whatever its format."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from klammer.base.cells import Status
from klammer.presentation import formats
from klammer_web.ui.listing.columns import Figure, Kind

SPARE = 200  # empty rows below the table that offer the choices, too
CHOICES = "Auswahl"  # hidden sheet with the words of every list of choices
VALUE = "Wert"


@dataclass(frozen=True)
class Head:
    """A column of a file.

    allowed      words that may stand in it: the spreadsheet offers them as a list
    has_status   a column of status follows: signs as text, never a zero in their place
    is_plain     numbers without thousands separators (years, numbers of entries)
    """

    label: str
    kind: Kind = Kind.TEXT
    decimals: int = 0
    width: int = 0
    allowed: Sequence[str] = ()
    offered: int | None = None  # number of the column whose cells are the choices
    is_hidden: bool = False
    has_status: bool = False
    is_plain: bool = False


@dataclass(frozen=True)
class Sheet:
    """A table; without heads a sheet of plain lines."""

    name: str
    heads: Sequence[Head]
    rows: Iterable[Sequence[Any]]
    is_hidden: bool = False
    spare: int = 0

    @property
    def all_heads(self) -> list[Head]:
        """The columns as they stand in a file, each status behind its figure."""
        found = []
        for head in self.heads:
            found.append(head)
            if head.has_status:
                found.append(Head(f"{head.label}: Status", width=24))
        return found


@dataclass(frozen=True)
class Book:
    """Sheets in the order of their tabs; the title is kept as the document's."""

    title: str
    sheets: Sequence[Sheet] = field(default_factory=tuple)


def cells_of(row: Sequence[Any], heads: Sequence[Head]) -> Iterable[Any]:
    """Yield texts, numbers, dates and nothing; a figure becomes two cells: value and status."""
    for value, head in zip(row, heads, strict=True):
        if isinstance(value, Figure) or head.has_status:
            yield from _figure(value if isinstance(value, Figure) else Figure(value))
        else:
            yield _plain(value)


def _figure(figure: Figure) -> tuple[Any, str]:
    if figure.value is not None and figure.status in {Status.REPORTED, Status.UNRELIABLE}:
        return figure.value, formats.explain(figure.status) or VALUE
    sign = formats.cell(figure.value, status=figure.status)
    if figure.status == Status.ZERO:
        return 0, formats.explain(figure.status)
    return sign, formats.explain(figure.status, has_value=False)


def _plain(value: Any) -> Any:
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if isinstance(value, datetime):
        local = timezone.localtime(value) if timezone.is_aware(value) else value
        return local.replace(tzinfo=None, microsecond=0)
    if value is None or isinstance(value, int | float | date):
        return value
    return printable(str(value))


def printable(text: str) -> str:
    """Leave out letters that no XML file may hold; a cell ends after 32,000 letters."""
    kept = text if text.isprintable() else "".join(c for c in text if c >= " " or c in "\n\t")
    return kept.replace("\ufffe", "").replace("\uffff", "")[:32_000]


def lists_of(book: Book) -> list[tuple[str, ...]]:
    """Return every list of choices of a book once, in the order in which it is needed."""
    found = dict.fromkeys(
        tuple(head.allowed) for sheet in book.sheets for head in sheet.heads if head.allowed
    )
    return list(found)


def widths(sheet: Sheet, shown: Sequence[Sequence[Any]]) -> list[int]:
    """Return how wide each column should be, in letters: as its content, within reason."""
    heads = sheet.all_heads
    found = []
    for number, head in enumerate(heads):
        longest = max(
            (len(_shown(row[number])) for row in shown[:300] if row[number] is not None), default=0
        )
        found.append(head.width or min(60, max(9, len(head.label) + 2, longest + 2)))
    return found


def _shown(value: Any) -> str:
    return (
        value.split("\n")[0]
        if isinstance(value, str)
        else f"{value:.12g}"
        if isinstance(value, float)
        else str(value)
    )
