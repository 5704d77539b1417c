# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What somebody sees on a page of the atlas, as one value: to keep, to copy, to take along.

Every page that shows figures makes a `Seen` and includes `atlas/_tools.html` with it. So that the
same view can be shown again from its address – as a file, as evidence, years later from the old
release – the page registers a reader under the name of its address:

    seen.register("atlas:map", read)            # in `pages.seen.register`
    read(release, words, seat=…, **arguments)   # words: the query; arguments: those of the path

A reader answers from the release that is handed in, never from the current one.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol
from urllib.parse import parse_qsl, quote, urlsplit

from django.urls import Resolver404, resolve

from klammer.base.cells import TOTAL, Audience, Status
from klammer.base.errors import InputRefusedError
from klammer.warehouse.open import Release
from klammer_web.accounts.seats import Seat
from klammer_web.catalogue.queries.addresses import Address
from klammer_web.chain.enums import EvidenceShape
from klammer_web.ui.listing.writers import Sheet

Row = Mapping[str, Any]
LONGEST = 2000  # letters of an address


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture that stands alone.

    svg     the drawing without frame; may use classes
    styles  what those classes mean: rules with plain colours, no variables
    legend  (classes, text) of each key, in reading order; the classes colour a swatch
    """

    svg: str
    styles: str = ""
    legend: Sequence[tuple[str, str]] = ()
    heading: str = ""  # above the legend: unit, how classes were made
    notes: Sequence[str] = ()  # what marks in the drawing mean: breaks, changes of boundaries
    is_tall: bool = False  # lines of words: as wide as the sheet, however high


@dataclass(frozen=True)
class Seen:
    """What is seen.

    what      cell, series, map, table or comparison
    address   path and query: the whole view
    title     what it is, where, when: "Kinderarmut: Gemeinden im Wartburgkreis, 2022"
    sentence  what the page says about it; one or several sentences
    sources   source lines as printed: publisher, table, licence, retrieved on
    rows      the figures it rests on, as `Release.values` gives them; rows of areas without a
              figure may be among them
    names     area → name, as the page prints it
    about     further particulars (label, text) for the sheet that goes along
    drawing   makes the picture; None where there is none
    table     makes the table where it is another than the rows themselves
    places    (level, boundary) where the rows are areas that can be drawn: GeoJSON and GeoPackage
    """

    what: EvidenceShape
    address: str
    title: str
    sentence: str
    sources: Sequence[str]
    release: Release
    rows: Sequence[Row]
    names: Mapping[str, str]
    about: Sequence[tuple[str, str]] = ()
    drawing: Callable[[], Drawing | None] | None = None
    table: Callable[[], Sheet] | None = None
    places: tuple[str, str] | None = None

    @cached_property
    def figures(self) -> tuple[Address, ...]:
        """The addresses of the figures it rests on, in the order of the rows."""
        return tuple(
            figure_of(self.release, row)
            for row in self.rows
            if row.get("indicator") and not row.get("is_beside")  # a sum is no released figure
        )

    @property
    def query(self) -> str:
        """Names the view and its release in the query of another address."""
        return f"ansicht={quote(self.address, safe='/')}&freigabe={self.release.root[:12]}"

    @property
    def is_internal(self) -> bool:
        """Whether it shows figures that are not for the public."""
        return self.release.audience is not Audience.PUBLIC


_PRINTED = frozenset({Status.REPORTED, Status.ZERO, Status.UNRELIABLE})


def is_printed(row: Row) -> bool:
    """Whether a row's value is printed as a number; else nothing of it may stand in a file."""
    return row["status"] in _PRINTED and row["value"] is not None


def figure_of(release: Release, row: Row) -> Address:
    """Return the address of a row's figure."""
    cuts = (row.get(name) or TOTAL for name in ("sex", "age", "nationality"))
    return Address(
        release.root, row["indicator"], row["boundary"], row["area"], row["period"], *cuts
    )


class Reader(Protocol):
    """Makes what is seen at an address, from the release that is handed in."""

    def __call__(
        self, release: Release, words: Mapping[str, str], *, seat: Seat, **arguments: str
    ) -> Seen:
        """Raise `PageRefusedError` or `InputRefusedError` when there is nothing to see."""


_READERS: dict[str, Reader] = {}


def register(name: str, reader: Reader) -> None:
    """Tell who reads the addresses of this name."""
    _READERS[name] = reader


def at(address: str, *, release: Release, seat: Seat) -> Seen:
    """Return what is seen at an address in a release.

    Raises `InputRefusedError` for an address that shows no figures, and whatever its page raises.
    """
    place = urlsplit(address)
    is_ours = not place.scheme and not place.netloc and len(address) <= LONGEST
    try:
        match = resolve(place.path) if is_ours else None
    except Resolver404:
        match = None
    reader = _READERS.get(match.view_name) if match else None
    if match is None or reader is None:
        raise InputRefusedError(
            "the address shows no figures",
            where="ansicht",
            why="no page of the atlas reads it",
            remedy="follow a link from a page with figures",
            code="view_unknown",
        )
    words = dict(parse_qsl(place.query, keep_blank_values=True))
    return reader(release, words, seat=seat, **match.kwargs)
