# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The row of filters above the list of indicators."""

from django import forms

from klammer_web.catalogue.phrases import words
from klammer_web.catalogue.queries.indicators import Filter


class FilterForm(forms.Form):
    """The row of filters above the list; unknown choices narrow nothing."""

    bereich = forms.ChoiceField(label="Bereich", required=False)
    ebene = forms.ChoiceField(label="Ebene", required=False)
    nur = forms.ChoiceField(
        label="Auswahl",
        required=False,
        choices=[
            ("", "alle"),
            ("headline", "nur Leitkennzahlen"),
            ("data", "nur mit Zahlen"),
            ("nodata", "nur ohne Zahlen"),
        ],
    )
    suche = forms.CharField(
        label="Suche",
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search", "placeholder": "z. B. Kinderarmut"}),
    )

    def __init__(self, data, *, entries):
        super().__init__(data)
        domains = sorted({(e.definition.domain, e.domain) for e in entries}, key=lambda d: d[1])
        levels = {r.level: r.level_word for e in entries for r in e.reach}
        known = [(code, word) for code, word in words.LEVELS.items() if code in levels]
        self.fields["bereich"].choices = [("", "alle Bereiche"), *domains]
        self.fields["ebene"].choices = [("", "alle Ebenen"), *known]

    def narrowed(self) -> Filter:
        """Return the filter; what is not understood is left out."""
        self.is_valid()
        clean = getattr(self, "cleaned_data", {})
        return Filter(
            domain=clean.get("bereich", ""),
            level=clean.get("ebene", ""),
            search=clean.get("suche", ""),
            only=clean.get("nur", ""),
        )
