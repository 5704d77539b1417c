# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The line under every figure: publisher, table, licence, date; an assembly says what it is."""

from collections.abc import Mapping, Sequence
from typing import Any

from klammer.presentation import formats

LICENCES = {
    "dl-de/by-2-0": "Datenlizenz Deutschland – Namensnennung – Version 2.0",
    "dl-de/zero-2-0": "Datenlizenz Deutschland – Zero – Version 2.0",
    "cc-by-4.0": "Creative Commons Namensnennung 4.0",
    "cc0-1.0": "Creative Commons Zero 1.0",
}


def source_lines(origins: Sequence[Mapping[str, Any]], *, words: str = "") -> tuple[str, ...]:
    """Print each origin once: publisher, title (table), licence, retrieved on.

    origins  as in a release's manifest: publisher, title, table, licence, retrieved, attribution,
             assembled; texts that are missing are left out, never invented
    words    the definition's own words, used when no origin is recorded
    """
    lines = tuple(dict.fromkeys(_line(origin) for origin in origins))
    if lines:
        return lines
    return (f"Quelle: {words}",) if words else ("Quelle: nicht angegeben",)


def _line(origin: Mapping[str, Any]) -> str:
    publisher = str(origin.get("publisher") or "ohne Angabe")
    title = str(origin.get("title") or "")
    table = str(origin.get("table") or "")
    licence = str(origin.get("licence") or "")
    parts = [
        f"Zusammenstellung von {publisher}" if origin.get("assembled") else publisher,
        f"{title} ({table})" if title and table and table not in title else title or table,
        str(origin.get("attribution") or ""),
        LICENCES.get(licence.lower(), licence),
        f"abgerufen am {formats.german_date(str(origin['retrieved']))}"
        if origin.get("retrieved")
        else "",
    ]
    return f"Quelle: {'; '.join(part for part in parts if part)}."
