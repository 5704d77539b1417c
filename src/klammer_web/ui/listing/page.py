# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""A list as its template shows it: sentence of filters, head, lines, pages."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from klammer_web.ui.listing import narrowing, wanted
from klammer_web.ui.listing.columns import Column, Kind
from klammer_web.ui.listing.declaration import Listing

LINES = 50


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell as it is printed."""

    text: str
    link: str = ""
    note: str = ""
    badges: tuple[tuple[str, str], ...] = ()
    is_number: bool = False
    is_first: bool = False
    depth: int = 0
    badge: str = ""
    about: str = ""  # what an action is about, for who cannot see the row
    act: str = ""  # where its button posts to
    more: tuple[str, str] | None = None  # what can be unfolded: word and markup


@dataclass(frozen=True, slots=True)
class Line:
    """One row as it is printed; `group` heads it when it differs from the one before."""

    key: str
    name: str
    cells: tuple[Cell, ...]
    group: str = ""


@dataclass(frozen=True, slots=True)
class HeadCell:
    """One column's head: its word, and where it leads to sort by it."""

    label: str
    query: str
    direction: str  # "ascending", "descending" or nothing
    is_number: bool


@dataclass(frozen=True, slots=True)
class Filter:
    """One part of the sentence above the table."""

    name: str
    phrase: str
    kind: str
    everything: str = ""
    value: str = ""
    choices: tuple[tuple[str, str], ...] = ()


@dataclass
class ListPage:
    """What the template asks; `extras` is what a higher room adds (saved views, editing)."""

    request: Any
    listing: Listing
    extras: dict[str, Any] = field(default_factory=dict)

    @cached_property
    def columns(self) -> list[Column]:
        """Every column, chosen or not."""
        return list(self.listing.columns(self.request))

    @cached_property
    def wanted(self) -> wanted.Wanted:
        """What the address asks for."""
        return wanted.read(self.request.GET, listing=self.listing, columns=self.columns)

    @cached_property
    def everything(self) -> Sequence[Any]:
        """Every row this person may see."""
        if self.listing.asked is not None:
            return self.listing.asked(self.request, wanted.Wanted(), self.listing.order)
        return list(self.listing.rows(self.request))

    @cached_property
    def found(self) -> Sequence[Any]:
        """The rows that fit, in order."""
        if self.listing.asked is not None:
            return self.listing.asked(self.request, self.wanted, self.order)
        rows = narrowing.narrowed(self.everything, self.wanted, columns=self.columns)
        return narrowing.ordered(rows, self.order, columns=self.columns)

    @property
    def order(self) -> str:
        """The order that holds: the reader's, or the usual one."""
        return self.wanted.order or self.listing.order

    @cached_property
    def shown(self) -> list[Column]:
        """The columns that stand in the table."""
        names = self.wanted.columns
        return [
            one
            for one in self.columns
            if not one.is_filter_only and (one.name in names if names else one.is_shown)
        ]

    @property
    def pages(self) -> int:
        """How many pages there are; at least one."""
        return max(1, -(-len(self.found) // LINES))

    @property
    def page(self) -> int:
        """The page that is shown; the last one when the address asks for more."""
        return min(self.wanted.page, self.pages)

    @property
    def lines(self) -> list[Line]:
        """The rows of this page as they are printed."""
        start = (self.page - 1) * LINES
        found, before = [], ""
        for row in self.found[start : start + LINES]:
            line = self._line(row)
            group, line_group = line.group, line.group if line.group != before else ""
            found.append(Line(line.key, line.name, line.cells, line_group))
            before = group
        return found

    def _line(self, row: Any) -> Line:
        editing = self.listing.editing
        return Line(
            key=editing.key(row) if editing else "",
            name=editing.name(row) if editing else "",
            cells=tuple(
                self._cell(column, row, number) for number, column in enumerate(self.shown)
            ),
            group=self._group(row),
        )

    def _group(self, row: Any) -> str:
        if not self.listing.group or self.wanted.order:
            return ""
        column = next(one for one in self.columns if one.name == self.listing.group)
        return column.text(column.value(row))

    @property
    def _is_tree(self) -> bool:
        return not self.wanted.order and not self.wanted.is_narrowed

    def _cell(self, column: Column, row: Any, number: int) -> Cell:
        return Cell(
            text=column.text(column.value(row)),
            link=column.link(row) if column.link else "",
            note=column.note(row) if column.note else "",
            badges=tuple(column.badges(row)) if column.badges else (),
            is_number=column.is_number,
            is_first=number == 0,
            badge=column.as_badge(row) if column.as_badge else "",
            act=column.act(row) if column.act else "",
            more=column.more(row) if column.more else None,
            about=self._name_of(row) if column.is_action else "",
            depth=column.depth(row) if column.depth and self._is_tree else 0,
        )

    def _name_of(self, row: Any) -> str:
        return self.columns[0].text(self.columns[0].value(row))

    @property
    def heads(self) -> list[HeadCell]:
        """The heads with their way to another order: up, then down, then the usual one."""
        return [self._head(column) for column in self.shown]

    def _head(self, column: Column) -> HeadCell:
        if not column.is_sortable:
            return HeadCell(column.label, "", "", column.is_number)
        up, down = column.name, f"-{column.name}"
        now = {up: "ascending", down: "descending"}.get(self.order, "")
        following = down if self.order == up else up
        following = "" if following == self.listing.order else following
        query = self.wanted.query(order=following, page=1)
        return HeadCell(column.label, query or wanted.PLAIN + "=", now, column.is_number)

    @property
    def filters(self) -> list[Filter]:
        """The parts of the sentence."""
        given, found = self.wanted.filters, []
        for column in self.columns:
            if not column.phrase:
                continue
            if column.kind in {Kind.DATE, Kind.NUMBER}:
                kind = "date" if column.kind is Kind.DATE else "number"
                for ending, word in ((wanted.SINCE, "ab"), (wanted.UNTIL, "bis")):
                    name = column.name + ending
                    phrase = f"{column.phrase} {word}" if ending == wanted.SINCE else word
                    found.append(Filter(name, phrase, kind, value=given.get(name, "")))
                continue
            found.append(
                Filter(
                    column.name,
                    column.phrase,
                    "choice" if column.kind is Kind.CHOICE else "text",
                    everything=column.everything,
                    value=given.get(column.name, ""),
                    choices=tuple(column.choices),
                )
            )
        return found

    @property
    def choosable(self) -> list[tuple[str, str, bool]]:
        """Columns to choose from: name, label, whether it is shown; the first one always is."""
        shown = {one.name for one in self.shown}
        return [
            (one.name, one.label, one.name in shown)
            for one in self.columns[1:]
            if not (one.is_filter_only or one.is_action)
        ]

    @property
    def has_acts(self) -> bool:
        """Whether rows have buttons that do something."""
        return any(one.act for one in self.shown)

    @property
    def counted(self) -> str:
        """How many rows there are, in words."""
        total, now = len(self.everything), len(self.found)
        word = self.listing.counted(total)
        return word if now == total else f"{now} von {word}"

    @property
    def query(self) -> str:
        """The address's query as it should be."""
        return self.wanted.query()

    def with_page(self, number: int) -> str:
        """Return the query of another page."""
        return self.wanted.query(page=number) or wanted.PLAIN + "="

    @property
    def earlier(self) -> str:
        """The query of the page before; nothing on the first."""
        return self.with_page(self.page - 1) if self.page > 1 else ""

    @property
    def later(self) -> str:
        """The query of the page after; nothing on the last."""
        return self.with_page(self.page + 1) if self.page < self.pages else ""

    @property
    def is_untidy(self) -> bool:
        """Whether the address holds empty or unknown wishes that should go."""
        given = {name: text for name, text in self.request.GET.items() if name != wanted.FILE}
        given.pop(wanted.PLAIN, None)
        return wanted.ONE_COLUMN in given or "" in given.values()

    @property
    def files(self) -> list[tuple[str, str, str]]:
        """What can be taken along: (query, word, explanation)."""
        query = self.wanted.query(page=1)
        front = f"{query}&" if query else ""
        return [
            (f"{front}{wanted.FILE}={ending}", word, told)
            for ending, word, told in (
                ("xlsx", "Excel", "XLSX"),
                ("ods", "LibreOffice", "ODS"),
                ("csv", "CSV für deutsches Excel", "Semikolon und Komma"),
                ("csv-schlicht", "CSV schlicht", "Komma und Punkt, UTF-8"),
            )
        ]
