# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Choosing a file."""

from django import forms


class UploadForm(forms.Form):
    """One file; its kind is found by its content."""

    file = forms.FileField(
        label="Datei",
        max_length=255,
        help_text="CSV, XLSX, ODS, Flat-File der Regionalstatistik oder des Zensus, "
        "Gemeindeverzeichnis. Bis zur Übernahme bleibt der Datenbestand, wie er ist.",
        error_messages={
            "required": "Bitte eine Datei auswählen.",
            "empty": "Die Datei ist leer. Bitte prüfen, ob sie vollständig gespeichert wurde.",
        },
    )
