# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The record of processing activities as a text document for an office."""

import io
from collections.abc import Iterable
from datetime import date

from odfdo import Document, Header, Paragraph

from klammer.presentation import formats
from klammer_web.accountability.queries.processing import Entry

TO_CHECK = "zu prüfen durch die behördlichen Datenschutzbeauftragten"
OPEN = "– einzutragen –"
MEASURES = (
    "Anmeldung mit Passwort (Argon2) und zweitem Faktor; Sperre nach Fehlversuchen",
    "Rechte nach Rolle und Mandant; jede Seite ist in einer Prüfung erfasst",
    "Protokoll aller Handlungen, verkettet und nur ergänzbar; die Kette ist prüfbar",
    "Statistische Geheimhaltung vor jeder Freigabe von Zahlen",
    "Löschfristen werden täglich eingehalten und das wird protokolliert",
)


def facts(entry: Entry) -> list[tuple[str, str]]:
    """Return what Art. 30(1) asks of one activity, as pairs."""
    one = entry.activity
    basis = f"{one.legal_basis} – {TO_CHECK}" if one.to_check else one.legal_basis
    return [
        ("Zweck", one.purpose),
        ("Betroffene Personen", one.people),
        ("Kategorien von Daten", ", ".join(entry.categories)),
        ("Rechtsgrundlage", basis),
        ("Empfänger", one.recipients),
        ("Übermittlung in Drittländer", "keine"),
        ("Löschfristen", one.retention),
    ]


def as_odt(entries: Iterable[Entry], *, responsible: str, on: date) -> bytes:
    """Return the record as ODT."""
    document = Document("text")
    body = document.body
    body.clear()
    body.append(Header(1, "Verzeichnis von Verarbeitungstätigkeiten"))
    body.append(
        Paragraph(f"nach Art. 30 Abs. 1 DSGVO, Stand {formats.german_date(on.isoformat())}")
    )
    for word, text in (
        ("Verantwortliche Stelle", responsible or OPEN),
        ("Vertretung und Kontakt", OPEN),
        ("Datenschutzbeauftragte Person", OPEN),
    ):
        body.append(Paragraph(f"{word}: {text}"))
    for entry in entries:
        body.append(Header(2, entry.activity.title))
        for word, text in facts(entry):
            body.append(Paragraph(f"{word}: {text}"))
        for table in entry.tables:
            fields = "; ".join(f"{one.word} ({one.meaning}): {one.erased}" for one in table.lines)
            body.append(Paragraph(f"{table.word} – {fields}"))
    body.append(Header(2, "Technische und organisatorische Maßnahmen"))
    for text in MEASURES:
        body.append(Paragraph(text))
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()
