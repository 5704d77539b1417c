# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Election results of Thuringia by municipality: Landtag and municipal councils.

Workbooks of the Landtag elections (rows for state, constituency, municipality, polling district,
keys split over columns), pages of the council elections named `.xls` (1994–2019), and the
workbook of 2024 with one sheet for each county. Read are eligible voters, voters, ballots and
votes; turnout is computed elsewhere from its two parts.

Postal votes are the trap: where municipalities share a postal district, their voters stand in no
municipality. Those municipalities' voters are `unreliable` and flagged, not quietly too low.
"""

from klammer.base.errors import InputRefusedError, Place
from klammer.sources.contract import Origin, Request, TidyFile
from klammer.sources.elections import council_pages, council_workbook, landtag
from klammer.sources.elections.results import Election, boundary_of
from klammer.sources.tabular.grids import read_grids
from klammer.sources.tabular.observations import Collector

__all__ = ["ElectionSource"]

_LAYOUTS = (landtag, council_workbook, council_pages)


class ElectionSource:
    """Reads the results the state's statistical office publishes."""

    name = "election"
    title = "Wahlergebnisse Thüringen (Landtag, Gemeinderäte)"

    def recognises(self, head: bytes, name: str) -> bool:
        """By the title of a page; workbooks by their name, the content is checked when read."""
        if head.lstrip()[:1] == b"<":
            return b"Gemeinderatswahl" in head or b"Landtagswahl" in head
        lowered = name.casefold()
        return head.startswith(b"PK") and ("landtag" in lowered or "gemeinderat" in lowered)

    def read(self, request: Request) -> TidyFile:
        """Read the municipalities' results.

        returns  municipality × period × party → landtag_… or council_… [persons, ballots, votes]

        Missing: a sign of the publisher; a "-" is nothing.
        Raises `InputRefusedError` when the file has none of the three layouts.
        """
        delivery = read_grids(request.path, name=request.name)
        collector = Collector(request)
        collector.note([one for one in delivery.content.notes if one.code != "formula"])
        for layout in _LAYOUTS:
            if (election := layout.find(delivery.grids)) is not None:
                layout.read(delivery.grids, election, collector)
                break
        else:
            raise InputRefusedError(
                f"{request.name} has no election results in a known layout",
                where=Place(file=request.name),
                why="expected a title with Landtagswahl or Gemeinderatswahl and a year, and "
                "columns for municipality, eligible voters and voters",
                remedy="deliver the file as the statistical office publishes it, or read it with "
                "a mapping (--as table)",
                code="election_layout",
            )
        boundary_of(collector, election)
        return collector.write(_origin(election))


def _origin(election: Election) -> Origin:
    return Origin(
        publisher="Thüringer Landesamt für Statistik",
        title=election.title,
        licence="Vervielfältigung und Verbreitung mit Quellenangabe gestattet",
    )
