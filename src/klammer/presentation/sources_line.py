# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The line under every figure: publisher, table, licence, date; an assembly says what it is."""

from collections.abc import Mapping, Sequence
from typing import Any

from klammer.presentation import formats

MOST = 2  # tables of one publisher that are named one by one
MOST_LISTED = 6  # tables whose numbers stand in one line
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
        shown = {**origin, "attribution": _attribution(origin)}
        alike = ("publisher", "licence", "attribution", "assembled")
        group = groups.setdefault(tuple(str(shown.get(name, "")) for name in alike), [])
        if shown not in group:
            group.append(shown)
    lines = [
        line
        for group in groups.values()
        for line in (
            [_several(group, words if len(groups) == 1 else "")]
            if len(group) > MOST
            else map(_line, group)
        )
    ]
    if lines:
        return tuple(dict.fromkeys(lines))
    return (f"Quelle: {words}",) if words else ("Quelle: nicht angegeben",)


def publishers(origins: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    """Print one line per publisher and licence with the number of tables; the most tables first."""
    groups: dict[tuple[str, str, str], set[str]] = {}
    for origin in origins:
        licence = str(origin.get("licence") or "")
        key = (
            str(origin.get("publisher") or "ohne Angabe"),
            _attribution(origin),
            LICENCES.get(licence.lower(), licence),
        )
        groups.setdefault(key, set()).add(str(origin.get("table") or origin.get("title") or ""))
    ordered = sorted(groups.items(), key=lambda item: (-len(item[1]), item[0]))
    return tuple(
        "; ".join(
            part
            for part in (
                publisher,
                f"{len(tables)} {'Tabelle' if len(tables) == 1 else 'Tabellen'}",
                attribution,
                licence,
            )
            if part
        )
        for (publisher, attribution, licence), tables in ordered
    )


def _attribution(origin: Mapping[str, Any]) -> str:
    """Return the wording a licence asks for, unless publisher, table and licence say it already."""
    text = str(origin.get("attribution") or "")
    return "" if str(origin.get("publisher") or "\0") in text else text


def _several(group: Sequence[Mapping[str, Any]], words: str) -> str:
    """Print many tables of one publisher as one line; the trace of a figure names the table."""
    tables = list(dict.fromkeys(str(one.get("table") or one.get("title") or "") for one in group))
    listed = f": {', '.join(tables)}" if len(tables) <= MOST_LISTED else ""
    own_words = words.removeprefix(f"{group[0].get('publisher')}, ")
    noun = "Tabelle" if len(tables) == 1 else "Tabellen"
    title = own_words or f"{len(tables)} {noun}{listed}"
    dates = sorted({str(one["retrieved"]) for one in group if one.get("retrieved")})
    return _line({**group[0], "title": title, "table": ""}, dates=dates)


def _line(origin: Mapping[str, Any], *, dates: Sequence[str] = ()) -> str:
    publisher = str(origin.get("publisher") or "ohne Angabe")
    title = str(origin.get("title") or "")
    table = str(origin.get("table") or "")
    licence = str(origin.get("licence") or "")
    parts = [
        f"Zusammenstellung, Daten: {publisher}" if origin.get("assembled") else publisher,
        f"{title} ({table})" if title and table and table not in title else title or table,
        str(origin.get("attribution") or ""),
        LICENCES.get(licence.lower(), licence),
        _retrieved(dates or [str(origin.get("retrieved") or "")]),
    ]
    return f"Quelle: {'; '.join(part for part in parts if part)}."


def _retrieved(dates: Sequence[str]) -> str:
    first, last = formats.german_date(dates[0]), formats.german_date(dates[-1])
    if not last:
        return ""
    if first != last:
        return f"abgerufen {first} bis {last}"
    return f"abgerufen am {last}" if "." in last else f"abgerufen {last}"
