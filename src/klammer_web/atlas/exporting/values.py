# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The figures of one indicator as one table: what its pages show, nothing more."""

import csv
import io
import json
from collections.abc import Iterator, Sequence

from klammer.indicators.definitions import Definition
from klammer.presentation import formats
from klammer.warehouse.open import Release
from klammer_web.atlas.exporting.plan import Places, areas_at
from klammer_web.atlas.queries.smallness import NOTE, shown

_HEAD = (
    "Schlüssel", "Gebiet", "Ebene", "Gebietsstand", "Jahr", "Wert", "von", "bis", "Zähler",
    "Nenner", "Zeichen", "Bedeutung",
)  # fmt: skip
_NUMBERS = ("value", "low", "high", "numerator", "denominator")


def rows_of(
    release: Release, definition: Definition, *, places: Places, counties: Sequence[str]
) -> Iterator[dict]:
    """Yield the figures of every area that has a page, with its name, by level, area and year."""
    for level, coverage in sorted(places.by_level.items()):
        boundary = coverage.boundary
        names = {one.key: one.title for one in areas_at(level, boundary, counties)}
        table = release.values(definition.id, area_level=level, boundary=boundary)
        found = [row for row in table.rows() if row["area"] in names]
        for row in sorted(
            shown(found, release=release, definition=definition),
            key=lambda row: (row["area"], row["period"]),
        ):
            hidden = dict.fromkeys(("numerator", "denominator")) if row["note"] == NOTE else {}
            place = {"name": names[row["area"]], "area_level": level, "boundary": boundary}
            yield {**row, **hidden, **place}


def csv_text(definition: Definition, rows: Sequence[dict], *, sources: Sequence[str]) -> str:
    """Print for German spreadsheets: semicolon, decimal comma, a mark at the beginning."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([f"{definition.title} ({definition.unit or 'ohne Einheit'})"])
    writer.writerow(_HEAD)
    for row in rows:
        numbers = ["" if row[n] is None else f"{row[n]:.10g}".replace(".", ",") for n in _NUMBERS]
        sign = "" if row["value"] is not None else formats.cell(None, status=row["status"])
        writer.writerow(
            [row["area"], row["name"], row["area_level"], formats.german_date(row["boundary"]),
             row["period"], *numbers, sign,
             formats.explain(row["status"], has_value=row["value"] is not None)]
        )  # fmt: skip
    for line in sources:
        writer.writerow([line])
    return "\ufeff" + text.getvalue()


def json_text(
    definition: Definition, rows: Sequence[dict], *, root: str, sources: Sequence[str]
) -> str:
    """Print for programs: one object, columns once, a row each; null where there is no value."""
    columns = ["area", "area_level", "boundary", "period", *_NUMBERS, "status"]
    content = {
        "indicator": definition.id, "title": definition.title, "unit": definition.unit,
        "release": root, "sources": list(sources), "columns": columns,
        "rows": [[row[name] for name in columns] for row in rows],
    }  # fmt: skip
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
