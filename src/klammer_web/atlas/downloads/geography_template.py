# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""A workbook with the areas of a geography: filled with figures it is understood at once."""

import io
import re

import xlsxwriter

from klammer.territory.geographies import Geography

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_HEAD = ("Schlüssel", "Gebiet")
_EMPTY = ("Einwohnerinnen und Einwohner", "davon unter 18 Jahren")


def workbook(geography: Geography) -> bytes:
    """Return the workbook: codes and names, two columns to fill, and how to fill them."""
    held = io.BytesIO()
    with xlsxwriter.Workbook(held, {"in_memory": True}) as book:
        bold, text = book.add_format({"bold": True}), book.add_format({"num_format": "@"})
        sheet = book.add_worksheet("Zahlen")
        sheet.set_column(0, 0, 14, text)
        sheet.set_column(1, 1, 34)
        sheet.set_column(2, 3, 30)
        sheet.write_row(0, 0, (*_HEAD, *_EMPTY), bold)
        for row, one in enumerate(geography.parts, start=1):
            sheet.write_string(row, 0, one.code, text)
            sheet.write_string(row, 1, one.name)
        sheet.freeze_panes(1, 2)
        told = book.add_worksheet("Hinweise")
        told.set_column(0, 0, 100)
        told.write_column(0, 0, _notes(geography))
    return held.getvalue()


def name(geography: Geography) -> str:
    """Return what the file is called."""
    plain = re.sub(r"[^A-Za-z0-9]+", "-", geography.title).strip("-").lower()
    return f"{plain or geography.level}-vorlage.xlsx"


def _notes(geography: Geography) -> tuple[str, ...]:
    return (
        f"{geography.title}, Stand {geography.boundary}",
        "Je Zeile ein Gebiet, je Spalte eine Zahl. Überschriften dürfen Sie ändern und ergänzen.",
        "Tragen Sie Fallzahlen ein, keine Quoten: Quoten rechnet Klammer aus Zähler und Nenner.",
        "Eine leere Zelle heißt „keine Angabe“, eine 0 heißt „keine Fälle“.",
        "Schreiben Sie das Jahr in die Überschrift oder in den Namen des Tabellenblatts.",
    )
