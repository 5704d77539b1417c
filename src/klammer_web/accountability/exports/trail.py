# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The trail as CSV for a German Excel and as XLSX."""

import csv
import io
from collections.abc import Iterable

import xlsxwriter
from django.utils import timezone

from klammer_web.accountability.queries.trail import Act

HEAD = (
    "Nummer", "Zeitpunkt", "Person", "Was", "Art", "Gegenstand", "Änderungen", "Herkunft",
    "Prüfwert",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def row(act: Act) -> list[str]:
    """Return one act as texts."""
    changes = " | ".join(f"{d.label}: {d.old} → {d.new}" for d in act.differences)
    at = timezone.localtime(act.entry.at)
    return [
        str(act.entry.sequence), f"{at:%d.%m.%Y %H:%M:%S}", act.who, act.what, act.kind,
        act.title, changes, act.origin, act.entry.seal,
    ]  # fmt: skip


def as_csv(acts: Iterable[Act]) -> Iterable[str]:
    """Write acts with semicolon, comma and BOM; no cell can become a formula."""
    yield "\ufeff" + _line(HEAD)
    for act in acts:
        yield _line([_harmless(text) for text in row(act)])


def as_xlsx(acts: Iterable[Act]) -> bytes:
    """Write acts as a workbook; every cell is text."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False,
                                      "strings_to_urls": False}) as book:  # fmt: skip
        sheet = book.add_worksheet("Protokoll")
        bold = book.add_format({"bold": True})
        sheet.write_row(0, 0, HEAD, bold)
        for number, act in enumerate(acts, start=1):
            for column, text in enumerate(row(act)):
                sheet.write_string(number, column, text[:32_000])
        sheet.freeze_panes(1, 0)
        sheet.set_column(1, 6, 26)
    return buffer.getvalue()


def _line(cells: Iterable[str]) -> str:
    target = io.StringIO()
    csv.writer(target, delimiter=";", lineterminator="\r\n").writerow(cells)
    return target.getvalue()


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text
