# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The line under every figure: publisher, table, licence, date; an assembly says what it is."""

from collections.abc import Mapping, Sequence
from typing import Any

from klammer.presentation import formats

MOST = 2  # tables of one publisher that are named one by one
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
    groups: dict[tuple[str, ...], list[Mapping[str, Any]]] = {}
    for origin in origins:
        alike = ("publisher", "licence", "retrieved", "attribution", "assembled")
        groups.setdefault(tuple(str(origin.get(name, "")) for name in alike), []).append(origin)
    lines = [
        line
        for group in groups.values()
        for line in ([_several(group, words)] if len(group) > MOST else map(_line, group))
    ]
    if lines:
        return tuple(dict.fromkeys(lines))
    return (f"Quelle: {words}",) if words else ("Quelle: nicht angegeben",)


def _several(group: Sequence[Mapping[str, Any]], words: str) -> str:
    """Print many tables of one publisher as one line; the trace of a figure names the table."""
    title = words or f"{len(group)} Tabellen"
    return _line({**group[0], "title": title, "table": ""})


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
