# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whose table it is: what statistic code and file name tell about a flat file."""

import re
from datetime import UTC, datetime

from klammer.sources.contract import Origin

LICENCE = "dl-de/by-2-0"
OFFICES = "Statistische Ämter des Bundes und der Länder"
DESTATIS = "Statistisches Bundesamt (Destatis)"
_TABLE = re.compile(r"^([0-9]{4,5}[A-Z]?(?:-[0-9A-Z]+)+|AI[0-9A-Z]*(?:-[0-9A-Z]+)*)", re.ASCII)
_MILLISECONDS = re.compile(r"_(1\d{12})(?=[_.])")
_CENSUS = re.compile(r"^\d{4}[A-Z]$")


def table_of_name(name: str) -> str:
    """Return the table code a file's name begins with, e.g. 12411-01-01-4; "" when none."""
    found = _TABLE.match(name)
    return found[1] if found else ""


def is_census(statistic: str) -> bool:
    """Whether the statistic is one of Zensus 2022: 1000A, 3000G, 4000W …"""
    return bool(_CENSUS.match(statistic))


def origin_of(name: str, *, statistic: str, title: str) -> Origin:
    """Return publisher, table and licence of a flat file, with the day of its download.

    name       the file's name as delivered; portals put table code and time into it
    statistic  code of the statistic
    title      its label
    """
    table = table_of_name(name)
    retrieved = _retrieved(name)
    publisher, portal = _publisher(table, statistic)
    year = f", {retrieved[:4]}" if retrieved else ""
    return Origin(
        publisher=publisher,
        title=title,
        table=table or statistic,
        licence=LICENCE,
        retrieved=retrieved,
        url=portal,
        attribution=f"© {publisher}{year}, dl-de/by-2-0",
    )


def _publisher(table: str, statistic: str) -> tuple[str, str]:
    if is_census(statistic):
        return f"{OFFICES}, Zensus 2022", "https://ergebnisse.zensus2022.de"
    # Tables of the regional database carry more parts: 12411-01-01-4 against 12411-0012.
    if table.count("-") >= 2 or table.startswith("AI"):
        return OFFICES, "https://www.regionalstatistik.de"
    return DESTATIS, "https://www-genesis.destatis.de"


def _retrieved(name: str) -> str:
    found = _MILLISECONDS.search(name)
    if not found:
        return ""
    return datetime.fromtimestamp(int(found[1]) / 1000, tz=UTC).date().isoformat()
