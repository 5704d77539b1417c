# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads: all figures of one indicator as a table to take along, and what goes with it."""

from collections.abc import Iterator, Sequence
from typing import Any

from klammer.base.cells import TOTAL
from klammer.indicators.definitions import Definition
from klammer.presentation import formats
from klammer.warehouse.open import Coverage, Release
from klammer_web.catalogue.phrases import words
from klammer_web.catalogue.queries.places import area_name
from klammer_web.ui.listing.columns import Figure, Kind
from klammer_web.ui.listing.writers import Head, Sheet

_HEADS = (
    Head("Kennzahl", width=34),
    Head("Einheit"),
    Head("Ebene", width=20),
    Head("Gebietsschlüssel"),
    Head("Gebiet", width=28),
    Head("Gebietsstand"),
    Head("Jahr"),
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
_CUTS = ("sex", "age", "nationality")
_BESIDE = ("low", "high", "numerator", "denominator")


def values_sheet(release: Release, definition: Definition, *, places: Sequence[Coverage]) -> Sheet:
    """Return every figure at these levels and boundary versions, one row each, with its status.

    Numerator and denominator go along where the figure itself is shown: beside a sign they would
    give it away.
    """
    figures = (row for place in places for row in _rows(release, definition, place))
    return Sheet("Werte", _HEADS, figures)


def rows(release: Release, places: Sequence[Coverage]) -> int:
    """Return how many rows a file would have at most."""
    return sum(
        one.areas
        * len(one.periods)
        * len(release.breakdowns(one.indicator, area_level=one.area_level, boundary=one.boundary))
        for one in places
    )


def _rows(release: Release, definition: Definition, place: Coverage) -> Iterator[Sequence[Any]]:
    level, boundary = place.area_level, place.boundary
    found = release.values(
        definition.id, area_level=level, boundary=boundary, sex=None, age=None, nationality=None
    )
    for row in found.rows():
        has_value = row["value"] is not None
        yield (
            definition.title,
            definition.unit,
            words.level(level),
            row["area"],
            area_name(row["area"], level=level, boundary=boundary),
            formats.german_date(boundary),
            row["period"],
            *(_cut(row, name) for name in _CUTS),
            Figure(row["value"], row["status"]),
            *(row[name] if has_value else None for name in _BESIDE),
            words.SECRECY.get(row["secrecy"], row["secrecy"]),
            words.NOTES.get(row["note"] or "", row["note"] or ""),
            release.root[:12],
        )


def _cut(row: Any, name: str) -> str:
    return "" if row[name] == TOTAL else words.breakdown(**{name: row[name]})


def particulars(
    release: Release,
    definition: Definition,
    *,
    places: Sequence[Coverage],
    sources: Sequence[str],
    taken: str,
) -> list[tuple[str, str]]:
    """Return what stands on the sheet of particulars: definition, source, licence, limits.

    sources  source lines with publisher, table and licence; taken: when it was taken along
    """
    held = (
        f"{words.level(one.area_level)}, Gebietsstand {formats.german_date(one.boundary)}"
        for one in places
    )
    said = [
        *_meaning(definition),
        *(("Quelle", line) for line in sources),
        ("Umfang", "; ".join(held)),
        ("Freigabe", release.root),
        ("Freigegeben für", words.AUDIENCES[release.audience]),
        ("Heruntergeladen am", taken),
        *(("Zeichen", f"{sign}: {meaning}") for sign, meaning in formats.SIGNS.values()),
    ]
    return [(label, text) for label, text in said if text]


def _meaning(definition: Definition) -> list[tuple[str, str]]:
    unit = f" in {definition.unit}" if definition.unit else ""
    day = formats.german_date(definition.reviewed)
    return [
        ("Kennzahl", definition.title),
        ("Aussage", definition.sentence),
        ("Formel", f"{definition.formula}{unit}" if definition.formula.variables else ""),
        ("Wer gezählt wird", definition.population),
        ("Stichtag oder Zeitraum", definition.reference),
        ("Typische Fehldeutung", definition.misreading),
        ("Grenzen", definition.limits),
        *(("Bruch", f"ab {one.period}: {one.reason}") for one in definition.breaks),
        ("Rechtsgrundlage", definition.legal_basis),
        ("Datenhaltende Stelle", definition.holder),
        ("Prüfung", f"fachlich geprüft am {day}" if day else "fachlich ungeprüft"),
        ("Kurzname und Fassung", f"{definition.id}, {definition.version}"),
    ]
