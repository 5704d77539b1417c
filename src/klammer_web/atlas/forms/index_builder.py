# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Building an index: what it is for, what goes in, how it is combined. German refusals."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from klammer.indicators.definitions import Definition
from klammer.presentation import formats
from klammer_web.atlas.enums import WHOLE

BEGUN_ROWS, MORE_ROWS, MOST_ROWS = 4, 3, 40
_DIRECTIONS = (
    ("high_is_burden", "hoch = Belastung"),
    ("high_is_good", "hoch = günstig"),
)
_TRANSFORMATIONS = (
    ("none", "wie er ist"),
    ("log", "Logarithmus, + 1"),
    ("logit", "Logit (bei %)"),
    ("percentile", "Prozentrang"),
)
_STANDARDS = (
    ("z", "z-Werte: Abstand vom Mittel in Standardabweichungen"),
    ("min_max", "0 bis 1 zwischen niedrigstem und höchstem Wert"),
    ("percentile", "Prozentränge: nur die Reihenfolge zählt"),
)
_COUNTED = (
    ("areas", "jedes Gebiet gleich"),
    ("population", "Gebiete nach ihren Einwohnern"),
)
_MISSING = (
    ("leave_out", "nimmt das Gebiet nicht teil"),
    ("mean_of_domain", "steht dafür der Mittelwert seiner anderen Werte"),
    ("average", "steht dafür der Durchschnitt aller Gebiete"),
)
_CLASSES = (
    ("limits", "Grenzen, die Sie nennen"),
    ("quantiles", "gleich viele Gebiete je Klasse"),
    ("equal", "gleich breite Klassen"),
    ("jenks", "natürliche Grenzen (Jenks)"),
)


class IndexForm(forms.Form):
    """What an index is called, for which areas it is made, and how its inputs are combined."""

    title = forms.CharField(
        label="Name", max_length=160, help_text="Was er misst, nicht wie: „Soziale Belastung“."
    )
    description = forms.CharField(
        label="Wofür er da ist",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Welche Entscheidung soll er vorbereiten? Was sagt er nicht?",
    )
    level = forms.ChoiceField(label="Gebiete")
    extent = forms.ChoiceField(label="in")
    standardise = forms.ChoiceField(
        label="Werte vergleichbar machen", choices=_STANDARDS, initial="z"
    )
    counted = forms.ChoiceField(
        label="Für Mittel und Streuung zählt", choices=_COUNTED, initial="areas"
    )
    again = forms.BooleanField(
        label="Die Summe noch einmal standardisieren: Dann heißt 1 „eine Standardabweichung über "
        "dem Mittel“.",
        required=False,
        initial=True,
    )
    domain_weights = forms.CharField(
        label="Gewichte der Bereiche",
        required=False,
        max_length=500,
        help_text="Nur mit Bereichen: „Einkommen 60; Arbeit 40“. Leer: alle gleich.",
    )
    missing = forms.ChoiceField(
        label="Fehlt einem Gebiet ein Wert,", choices=_MISSING, initial="leave_out"
    )
    population_below = forms.IntegerField(
        label="Nur Gebiete ab so vielen Einwohnern",
        required=False,
        min_value=1,
        max_value=1_000_000,
        help_text="Wo wenige Menschen wohnen, springen Quoten. Leer: alle.",
    )
    class_method = forms.ChoiceField(label="Klassen", choices=_CLASSES, initial="limits")
    class_count = forms.IntegerField(
        label="Zahl der Klassen",
        required=False,
        min_value=2,
        max_value=7,
        help_text="Nicht nötig, wenn Sie Grenzen nennen.",
    )
    class_limits = forms.CharField(
        label="Grenzen",
        required=False,
        max_length=200,
        initial="-1; 1; 1,5",
        help_text="Von unten nach oben, durch Semikolon getrennt.",
    )
    class_names = forms.CharField(
        label="Namen der Klassen",
        required=False,
        max_length=400,
        initial="niedrig; mittel; hoch; sehr hoch",
        help_text="Von unten nach oben. Es ist eine mehr als Grenzen.",
    )
    back = forms.IntegerField(
        label="Veränderung gegenüber … Jahren davor",
        required=False,
        min_value=1,
        max_value=15,
        help_text="Leer: ohne Veränderung. Mit ihr entstehen Gruppen aus Stand und Veränderung.",
    )
    citation = forms.CharField(
        label="Vorbild oder Quelle des Verfahrens", required=False, max_length=1000
    )
    note = forms.CharField(
        label="Was haben Sie geändert, und warum?",
        required=False,
        max_length=300,
        help_text="Steht in den Versionen.",
    )

    def __init__(self, *given: Any, levels: Sequence, extents: Sequence, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["level"].choices = levels
        self.fields["extent"].choices = extents

    def clean(self) -> dict[str, Any]:
        """Refuse limits and names that do not fit each other."""
        said = super().clean() or {}
        if said.get("class_method") == "limits":
            self._check_limits(said)
        elif said.get("class_method") and not said.get("class_count"):
            self.add_error("class_count", "Sagen Sie, wie viele Klassen es sein sollen.")
        elif said.get("class_method"):
            said["limits"] = ()
            said["names"] = _texts(said.get("class_names", ""))
            if said["names"] and len(said["names"]) != said["class_count"]:
                said["names"] = ()
        return said

    def _check_limits(self, said: dict[str, Any]) -> None:
        try:
            limits = tuple(number_of(one) for one in _texts(said.get("class_limits", "")))
        except ValueError:
            self.add_error("class_limits", "Das sind nicht nur Zahlen: „-1; 1; 1,5“.")
            return
        names = _texts(said.get("class_names", ""))
        if not 1 <= len(limits) <= 6:
            self.add_error("class_limits", "Nennen Sie eine bis sechs Grenzen.")
        elif list(limits) != sorted(set(limits)):
            self.add_error("class_limits", "Die Grenzen müssen steigen, jede nur einmal.")
        elif len(names) != len(limits) + 1 or len(set(names)) < len(names):
            self.add_error(
                "class_names",
                f"{len(limits)} Grenzen ergeben {len(limits) + 1} Klassen; nennen Sie für jede "
                f"einen eigenen Namen. Jetzt sind es {len(names)}.",
            )
        said["limits"], said["names"] = limits, names


class InputForm(forms.Form):
    """One figure that goes in; an empty row is none."""

    indicator = forms.CharField(
        label="Kennzahl",
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"list": "kennzahlen", "autocomplete": "off"}),
    )
    direction = forms.ChoiceField(label="Richtung", choices=_DIRECTIONS, required=False)
    transformation = forms.ChoiceField(label="Wert", choices=_TRANSFORMATIONS, required=False)
    domain = forms.CharField(label="Bereich", required=False, max_length=60)
    weight = forms.CharField(
        label="Gewicht",
        required=False,
        max_length=10,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "size": 5}),
    )
    leave = forms.BooleanField(label="weglassen", required=False)

    def __init__(self, *given: Any, definitions: Mapping[str, Definition], **named: Any) -> None:
        super().__init__(*given, **named)
        self.definitions = definitions

    @property
    def is_empty(self) -> bool:
        """Whether the row names nothing, or is to be left out."""
        said = getattr(self, "cleaned_data", {})
        return bool(said.get("leave")) or not said.get("indicator")

    def clean_indicator(self) -> str:
        """Return the id of the indicator that was named by title or id."""
        text = self.cleaned_data["indicator"].strip()
        if not text or text in self.definitions:
            return text
        plain = text.casefold()
        for one in self.definitions.values():
            if one.title.casefold() == plain:
                return one.id
        if self.data.get(self.add_prefix("leave")):
            return ""
        raise forms.ValidationError(
            f"Eine Kennzahl „{text[:60]}“ gibt es in der Freigabe nicht. Wählen Sie eine aus der "
            "Liste, die beim Tippen erscheint."
        )

    def clean_weight(self) -> float | None:
        """Return the weight; None where none is given."""
        text = self.cleaned_data["weight"].strip().removesuffix("%").strip()
        if not text:
            return None
        try:
            found = number_of(text)
        except ValueError:
            raise forms.ValidationError("Das ist keine Zahl.") from None
        if found <= 0:
            raise forms.ValidationError("Ein Gewicht ist größer als 0.")
        return found


def number_of(text: str) -> float:
    """Read a German number; raise `ValueError` for anything else."""
    plain = text.strip().replace("−", "-").replace(",", ".")
    if not re.fullmatch(r"[+-]?\d+(\.\d+)?", plain):
        raise ValueError(text)
    return float(plain)


def number_text(number: float) -> str:
    """Print a number as `number_of` reads it."""
    return f"{number:.10g}".replace(".", ",")


def texts_of(words: Sequence[str]) -> str:
    """Print several texts as one field holds them."""
    return "; ".join(words)


def _texts(text: str) -> tuple[str, ...]:
    return tuple(one.strip() for one in text.split(";") if one.strip())


def shares(text: str) -> dict[str, float]:
    """Read „Einkommen 60; Arbeit 40“; raise `ValueError` for anything else."""
    found: dict[str, float] = {}
    for one in _texts(text):
        name, _, number = one.rpartition(" ")
        if not name.strip():
            raise ValueError(one)
        found[name.strip()] = number_of(number.removesuffix("%"))
    return found


def extents_for(county: str, title: str) -> list[tuple[str, str]]:
    """Return the areas an index may be made for: the state, the whole country, an own county."""
    found = [("16", "Thüringen"), (WHOLE, "Deutschland")]
    return [*found, *([(county, title)] if county else [])]


def years_text(years: Sequence[str]) -> str:
    """Print years for which something is there."""
    ends = [formats.period(one) for one in (years[0], years[-1])]
    return ends[0] if ends[0] == ends[1] else f"{ends[0]} bis {ends[1]}"


class UploadForm(forms.Form):
    """A specification file to begin with."""

    file = forms.FileField(
        label="Spezifikation (TOML)",
        help_text="Zum Beispiel die Datei eines anderen Index, in Ihrem Editor geändert.",
    )


class TextForm(forms.Form):
    """A specification as text, for what the fields of the form cannot say."""

    text = forms.CharField(
        label="Spezifikation",
        max_length=200_000,
        widget=forms.Textarea(attrs={"rows": 32, "spellcheck": "false", "class": "index-text"}),
        strip=False,
    )
    level = forms.ChoiceField(label="Gebiete")
    extent = forms.ChoiceField(label="in")
    note = forms.CharField(
        label="Was haben Sie geändert, und warum?", required=False, max_length=300
    )

    def __init__(self, *given: Any, levels: Sequence, extents: Sequence, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["level"].choices = levels
        self.fields["extent"].choices = extents
