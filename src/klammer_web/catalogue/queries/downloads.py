# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads: figures of one indicator as a table for a German spreadsheet."""

import csv
import io
from collections.abc import Iterator

from klammer.base.cells import TOTAL, Status
from klammer.indicators.definitions import Definition
from klammer.presentation import formats
from klammer.warehouse.open import Release
from klammer_web.catalogue.phrases import words
from klammer_web.catalogue.queries.places import area_name

_HEAD = (
    "Kennzahl", "Einheit", "Gebietsschlüssel", "Gebiet", "Gebietsstand", "Jahr", "Geschlecht",
    "Alter", "Staatsangehörigkeit", "Wert", "untere Grenze", "obere Grenze", "Zähler", "Nenner",
    "Status", "Geheimhaltung", "Hinweis", "Freigabe",
)  # fmt: skip


def csv_lines(
    release: Release, definition: Definition, *, level: str, boundary: str
) -> Iterator[str]:
    """Yield semicolon-separated lines with decimal commas, beginning with a byte order mark.

    Every cell carries its status; a cell without value is empty, never 0.
    """
    yield "\ufeff" + _line(_HEAD)
    found = release.values(
        definition.id, area_level=level, boundary=boundary, sex=None, age=None, nationality=None
    )
    for row in found.rows():
        cuts = (row["sex"], row["age"], row["nationality"])
        yield _line(
            (
                definition.title,
                definition.unit,
                row["area"],
                area_name(row["area"], level=level, boundary=boundary),
                formats.german_date(boundary),
                row["period"],
                *(
                    "" if code == TOTAL else words.breakdown(**{n: code})
                    for n, code in zip(_CUTS, cuts, strict=True)
                ),
                *(
                    _decimal(row[name])
                    for name in ("value", "low", "high", "numerator", "denominator")
                ),
                _status(row["status"]),
                words.SECRECY.get(row["secrecy"], row["secrecy"]),
                words.NOTES.get(row["note"] or "", row["note"] or ""),
                release.root[:12],
            )
        )


_CUTS = ("sex", "age", "nationality")


def _decimal(value: float | None) -> str:
    return "" if value is None else format(value, ".12g").replace(".", ",")


def _status(code: str) -> str:
    return "Wert" if code == Status.REPORTED else formats.explain(code)


def _line(cells: tuple[object, ...]) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=";", lineterminator="\r\n").writerow([_harmless(c) for c in cells])
    return out.getvalue()


def _harmless(cell: object) -> object:
    """Keep spreadsheets from reading a delivered text as a formula."""
    is_formula = isinstance(cell, str) and cell[:1] in {"=", "+", "@", "\t"}
    return f"'{cell}" if is_formula else cell
