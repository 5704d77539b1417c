# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Choosing the file with figures for the areas of a geography."""

from django import forms


class FiguresForm(forms.Form):
    """One table with figures."""

    file = forms.FileField(
        label="Tabelle mit Ihren Zahlen",
        max_length=255,
        help_text="XLSX, ODS oder CSV: eine Zeile je Gebiet, mit Schlüssel oder Namen.",
        error_messages={
            "required": "Bitte eine Datei auswählen.",
            "empty": "Die Datei ist leer. Bitte prüfen, ob sie vollständig gespeichert wurde.",
        },
    )
    use_required_attribute = False
