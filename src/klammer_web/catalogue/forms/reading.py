# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""How an uploaded file is to be read: by a known reader, or column by column."""

from typing import Any

from django import forms

from klammer.sources.contract import registered

TABLE = "table"
ROLES = (
    ("", "nicht übernehmen"),
    ("area", "Gebiet"),
    ("period", "Zeitraum"),
    ("variable", "Merkmal (was gezählt wird)"),
    ("value", "Werte"),
    ("sex", "Geschlecht"),
    ("age", "Alter"),
    ("nationality", "Staatsangehörigkeit"),
    ("breakdown", "andere Aufgliederung"),
)
SECRECY = (
    ("exact", "genau gezählt"),
    ("rounded_5", "auf Fünfer gerundet"),
    ("rounded_10", "auf Zehner gerundet"),
    ("cell_key", "leicht verändert (Cell-Key)"),
)
ZERO = (("zero", "genau null"), ("zero_or_hidden", "null oder zu klein"))


class ReadingForm(forms.Form):
    """Reader and boundary; for a plain table also what each column is."""

    reader = forms.ChoiceField(label="Format")
    boundary = forms.DateField(
        label="Gebietsstand",
        required=False,
        help_text="Nur nötig, wenn die Datei ihn nicht nennt: der Tag, an dem diese Gebiete galten.",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, data=None, *, proposal, upload):
        self.proposal = proposal
        super().__init__(
            data, initial={"reader": upload.reader or TABLE, "boundary": upload.boundary}
        )
        self.fields["reader"].choices = [(one.name, one.title) for one in registered()]

    def clean_boundary(self):
        value = self.cleaned_data["boundary"]
        return value.isoformat() if value else ""

    def reader_name(self) -> str:
        """Return the chosen reader."""
        return self.cleaned_data["reader"]

    def mapping(self) -> dict[str, Any] | None:
        """Return the mapping of a plain table; None for all other readers."""
        return None
