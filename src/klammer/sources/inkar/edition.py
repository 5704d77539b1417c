# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What every file of an INKAR edition has in common: names, origin, boundary."""

from collections.abc import Sequence

from klammer.base.periods import parse_period
from klammer.sources.boundaries import derived_flag
from klammer.sources.contract import Flag, Origin, Request

PREFIX = "inkar_"
ZERO = "zero_or_hidden"


def boundary_of(request: Request, years: Sequence[str]) -> tuple[str, list[Flag]]:
    """All years of an edition stand on one boundary; the file does not say on which."""
    if request.boundary:
        return request.boundary, []
    last = max(parse_period(year).year for year in years)
    return f"{last}-12-31", [derived_flag([str(last)], name=request.name)]


def origin_of(name: str, *, assembled: bool) -> Origin:
    """Return who publishes it; a compilation by others says so."""
    return Origin(
        publisher="Bundesinstitut für Bau-, Stadt- und Raumforschung (BBSR)",
        title="INKAR – Indikatoren und Karten zur Raum- und Stadtentwicklung",
        table=name.split(".", 1)[0] if assembled else "",
        licence="dl-de/by-2-0",
        url="https://www.inkar.de",
        attribution="© BBSR Bonn, INKAR, dl-de/by-2-0",
        assembled=assembled,
    )
