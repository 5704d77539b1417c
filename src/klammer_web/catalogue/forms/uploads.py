# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Choosing a file."""

from typing import Any

from django import forms

from klammer_web.accounts.seats import Seat
from klammer_web.catalogue import rules

OWN, ALL = "own", "all"


class UploadForm(forms.Form):
    """One file; its kind is found by its content. Who may, says whom the figures belong to."""

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
    owner = forms.ChoiceField(
        label="Wem gehören die Zahlen?",
        widget=forms.RadioSelect,
        error_messages={"required": "Bitte sagen, wem die Zahlen gehören."},
    )

    def __init__(self, *args: Any, seat: Seat, **more: Any) -> None:
        super().__init__(*args, **more)
        if not rules.may_act_for_all(seat):
            del self.fields["owner"]
            return
        self.fields["owner"].choices = [
            (OWN, f"{seat.workspace_name}: Nur dieser Mandant sieht sie."),
            (ALL, "Allen gemeinsam: amtliche Zahlen, die jeder Mandant benutzt."),
        ]

    @property
    def is_common(self) -> bool:
        """Whether the figures are common to all; only who may was asked."""
        return self.cleaned_data.get("owner") == ALL
