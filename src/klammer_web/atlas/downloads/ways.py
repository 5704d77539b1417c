# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which files can be taken of what is seen."""

from collections.abc import Callable
from dataclasses import dataclass

from klammer_web.atlas.seen import Seen


@dataclass(frozen=True, slots=True)
class Way:
    """One kind of file: its ending in addresses, its German word, for what it is offered."""

    ending: str
    word: str
    suits: Callable[[Seen], bool] = lambda _seen: True


WAYS = (
    Way("xlsx", "Excel (XLSX)"),
    Way("ods", "LibreOffice (ODS)"),
    Way("csv", "CSV für deutsche Tabellenprogramme"),
    Way("csv-schlicht", "CSV, schlicht"),
    Way("geojson", "Gebiete mit Werten (GeoJSON)", lambda seen: seen.places is not None),
    Way("gpkg", "Gebiete mit Werten (GeoPackage)", lambda seen: seen.places is not None),
    Way("png", "Bild (PNG), für Word und Präsentationen", lambda seen: seen.drawing is not None),
    Way("svg", "Bild (SVG), zum Weiterbearbeiten", lambda seen: seen.drawing is not None),
)


def of(seen: Seen) -> list[Way]:
    """Return the files that are offered."""
    return [way for way in WAYS if way.suits(seen)]
