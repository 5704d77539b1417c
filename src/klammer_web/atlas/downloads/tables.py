# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is seen as a table: every figure with status, secrecy and source; nothing hidden is a zero.

Numerator and denominator go along where the figure itself is shown: beside a sign they would give
it away.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from klammer.base.cells import TOTAL
from klammer.presentation import formats
from klammer_web.atlas.seen import Row, Seen, is_printed
from klammer_web.catalogue.phrases import words
from klammer_web.ui.listing.columns import Figure, Kind
from klammer_web.ui.listing.writers import Head, Sheet

_CUTS = ("sex", "age", "nationality")
_HEADS = (
    Head("Kennzahl", width=34),
    Head("Einheit"),
    Head("Gebietsschlüssel"),
    Head("Gebiet", width=28),
    Head("Gebietsstand"),
    Head("Zeit"),
    Head("Geschlecht"),
    Head("Alter"),
    Head("Staatsangehörigkeit"),
    Head("Wert", Kind.NUMBER, decimals=2, has_status=True),
    Head("untere Grenze", Kind.NUMBER, decimals=2),
    Head("obere Grenze", Kind.NUMBER, decimals=2),
    Head("Zähler", Kind.NUMBER),
    Head("Nenner", Kind.NUMBER),
    Head("Geheimhaltung", width=30),
    Head("Hinweis", width=30),
    Head("Freigabe"),
)


def sheet_of(seen: Seen) -> Sheet:
    """Return the table of what is seen: its own, or one row for each figure."""
    return seen.table() if seen.table else Sheet("Werte", _HEADS, list(_rows(seen)))


def _rows(seen: Seen) -> Iterator[Sequence[Any]]:
    for row in seen.rows:
        definition = seen.release.definitions.get(row.get("indicator", ""))
        yield (
            definition.title if definition else "",
            definition.unit if definition else "",
            row["area"],
            seen.names.get(row["area"], ""),
            formats.german_date(row.get("boundary") or ""),
            formats.period(row["period"]),
            *(_cut(row, name) for name in _CUTS),
            Figure(row["value"], row["status"]),
            *(
                row.get(name) if is_printed(row) else None
                for name in ("low", "high", "numerator", "denominator")
            ),
            words.SECRECY.get(row.get("secrecy") or "", ""),
            words.NOTES.get(row.get("note") or "", row.get("note") or ""),
            seen.release.root[:12],
        )


def _cut(row: Row, name: str) -> str:
    code = row.get(name) or TOTAL
    return "" if code == TOTAL else words.breakdown(**{name: code})


def particulars(seen: Seen, *, address: str, taken: str) -> list[tuple[str, str]]:
    """Return what stands on the sheet of particulars: (label, text).

    address  whole address of the view; taken: when it was taken along, printed
    """
    return [
        ("Titel", seen.title),
        ("Aussage", seen.sentence),
        *_definitions(seen),
        *seen.about,
        *(("Quelle", line) for line in seen.sources),
        ("Freigabe", seen.release.root),
        ("Freigegeben für", words.AUDIENCES[seen.release.audience]),
        *([("Zurückgezogen", "Diese Freigabe wurde zurückgezogen.")] if _is_back(seen) else []),
        ("Adresse", address),
        ("Heruntergeladen am", taken),
        *(("Zeichen", f"{sign}: {meaning}") for sign, meaning in _signs(seen)),
    ]


def _definitions(seen: Seen) -> Iterator[tuple[str, str]]:
    found = dict.fromkeys(row["indicator"] for row in seen.rows if row.get("indicator"))
    for one in (seen.release.definitions.get(name) for name in found):
        if one is None:
            continue
        unit = f" in {one.unit}" if one.unit else ""
        yield "Definition", f"{one.title}{unit}: {one.sentence} {one.formula}".strip()
        yield from (("Grenzen", f"{one.title}: {one.limits}"),) if one.limits else ()
        if not one.reviewed:
            yield "Prüfung", f"{one.title}: fachlich ungeprüft"


def _signs(seen: Seen) -> list[tuple[str, str]]:
    held = {row["status"] for row in seen.rows}
    return [formats.SIGNS[one] for one in formats.SIGNS if one in held]


def _is_back(seen: Seen) -> bool:
    return seen.release.withdrawn is not None
