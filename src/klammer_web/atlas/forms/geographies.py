# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a person says of a geography: its name, where it lies, where its areas come from."""

from typing import Any

from django import forms

from klammer.territory.geographies import KINDS, Geography
from klammer_web.accounts.seats import Seat
from klammer_web.atlas.enums import (
    AS_BEFORE,
    FROM_DRAWING,
    FROM_FILE,
    FROM_LIST,
    FROM_OWN_AREAS,
)
from klammer_web.atlas.models import CustomArea
from klammer_web.atlas.queries import areas

_ONE_WAY = "Bitte nur einen Weg wählen: eine Datei, eine Liste oder eigene Gebiete."
_NO_WAY = "Bitte eine Datei wählen, Gebiete eintippen oder auf der Karte zeichnen."


class GeographyForm(forms.Form):
    """A geography and its areas; one way of naming the areas, or none when they are drawn."""

    title = forms.CharField(
        label="Wie heißt die Einteilung?",
        max_length=80,
        help_text="So steht sie im Atlas zur Auswahl, etwa „Planungsräume der Jugendhilfe“.",
        error_messages={"required": "Bitte der Einteilung einen Namen geben."},
    )
    kind = forms.ChoiceField(
        label="Was sind die Gebiete?",
        choices=[("", "bitte wählen"), *((code, words[1]) for code, words in KINDS.items())],
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"), "Bitte wählen; so heißen die Gebiete auf Karten."
        ),
    )
    within = forms.ChoiceField(
        label="Wo liegen sie?",
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"), "Bitte den Kreis oder die Gemeinde wählen."
        ),
    )
    boundary = forms.DateField(
        label="Ab wann gilt diese Einteilung?",
        help_text="Ändert sie sich später, legen Sie eine neue Fassung an; die alte bleibt.",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": "Bitte den Tag angeben, ab dem die Einteilung gilt."},
    )
    file = forms.FileField(
        label="Datei mit den Gebieten",
        required=False,
        max_length=255,
        help_text="Arbeitsmappe oder CSV mit Schlüssel und Namen, gern die mit Ihren Zahlen. Mit "
        "Grenzen: GeoJSON, GeoPackage oder Shapefile als ZIP.",
        error_messages={"empty": "Die Datei ist leer."},
    )
    text = forms.CharField(
        label="Gebiete eintippen",
        required=False,
        max_length=60_000,
        strip=False,
        help_text="Ein Gebiet je Zeile, wenn nötig mit Schlüssel: „07; Oststadt“.",
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    areas = forms.MultipleChoiceField(
        label="Aus eigenen Gebieten",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Jedes gewählte Gebiet wird ein Gebiet der Einteilung, mit seinen Gemeinden.",
    )

    def __init__(
        self, *arguments: Any, seat: Seat, own: list[CustomArea], before: Geography | None, **more
    ) -> None:
        super().__init__(*arguments, label_suffix="", **more)
        self.before = before
        self.fields["within"].choices = [("", "bitte wählen"), *_places(seat)]
        self.fields["areas"].choices = [(str(one.id), one.name) for one in own]
        if not own:
            del self.fields["areas"]

    def clean(self):
        clean = super().clean()
        given = {FROM_FILE: clean.get("file"), FROM_LIST: (clean.get("text") or "").strip()}
        given[FROM_OWN_AREAS] = clean.get("areas")
        ways = [way for way, what in given.items() if what]
        if not ways and self.before is not None:
            ways = [AS_BEFORE]
        if not ways and FROM_DRAWING in self.data:
            ways = [FROM_DRAWING]
        if len(ways) != 1 and not self.has_error("file"):
            self.add_error("file", _ONE_WAY if ways else _NO_WAY)
        clean["way"] = ways[0] if len(ways) == 1 else ""
        return clean

    def clean_boundary(self):
        return self.cleaned_data["boundary"].isoformat()


def _places(seat: Seat) -> list[tuple[str, str]]:
    """Return where areas may lie: the seat's county and its municipalities, or every county."""
    key = seat.workspace_key
    boundary = areas.newest("municipality")
    if len(key) != 5 or not key.isdigit():
        named = areas.names("county", areas.newest("county")).values()
        return [(one.key, one.title) for one in sorted(named, key=lambda one: one.sorting)]
    towns = [one for one in areas.names("municipality", boundary).values() if one.key[:5] == key]
    county = areas.names("county", areas.newest("county")).get(key)
    found = [(key, f"{county.title} (ganzer Kreis)")] if county else []
    return [*found, *((one.key, one.title) for one in sorted(towns, key=lambda one: one.sorting))]
