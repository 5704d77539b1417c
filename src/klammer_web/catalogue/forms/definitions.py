# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Adding and changing an indicator: a form whose result is a definition."""

import re

from django import forms

from klammer.base.errors import InputRefusedError
from klammer.indicators.definitions import Definition, definition_of, to_data
from klammer.indicators.formulas import Term
from klammer_web.catalogue.phrases import words
from klammer_web.catalogue.phrases.refusals import refusal

TERMS = {"numerator": 4, "denominator": 4}
_WHERE = re.compile(r"^[a-z][a-z0-9_]*$")
_KEPT = (
    "breaks",
    "levels",
    "breakdowns",
    "extra",
    "headline",
)  # not in the form: stay as they were


def where_text(term: Term) -> str:
    """Write a term's selection as the form shows it: `age: Y0T2, Y3T5; sex: F`."""
    return "; ".join(f"{name}: {', '.join(codes)}" for name, codes in term.where.items())


def parse_where(text: str) -> dict[str, list[str]]:
    """Read a selection; raise `ValidationError` naming the part that cannot be read."""
    found: dict[str, list[str]] = {}
    for part in filter(None, (one.strip() for one in text.split(";"))):
        name, colon, codes = part.partition(":")
        listed = [code.strip() for code in codes.split(",") if code.strip()]
        if not colon or not _WHERE.match(name.strip()) or not listed:
            raise forms.ValidationError(
                f"„{part}“ ist nicht zu verstehen. Beispiel: age: Y0T2, Y3T5; sex: F"
            )
        found[name.strip()] = listed
    return found


class TermForm(forms.Form):
    """One term of the formula: sign, words, variable, selection."""

    sign = forms.ChoiceField(
        label="Zeichen", choices=[("1", "+"), ("-1", "−")], required=False, initial="1"
    )
    label = forms.CharField(label="In Worten", max_length=200, required=False)
    variable = forms.ChoiceField(label="Merkmal", required=False)
    where = forms.CharField(
        label="Auswahl",
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"placeholder": "age: Y0T2, Y3T5"}),
    )
    years_back = forms.IntegerField(
        label="Jahre zuvor", min_value=0, max_value=50, required=False, initial=0
    )
    use_required_attribute = False

    def __init__(self, *args, variables, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["variable"].choices = [("", "–"), *variables]

    def clean_where(self):
        return parse_where(self.cleaned_data["where"])

    def data_of(self) -> dict | None:
        """Return the term as a definition file holds it; None for an empty line."""
        clean = self.cleaned_data
        if not clean.get("variable"):
            return None
        data = {"variable": clean["variable"], "label": clean["label"], **clean["where"]}
        data |= {"years_back": clean["years_back"]} if clean["years_back"] else {}
        return data | ({"sign": -1} if clean["sign"] == "-1" else {})


def _area(label: str, help_text: str = "", rows: int = 3) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=False,
        max_length=2000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


# Two codes may share one word: the first of them stands for it.
_CODES = {word: code for code, word in reversed(words.DOMAINS.items())}
_DOMAINS = [(code, word) for word, code in sorted(_CODES.items())]
_REQUIRED = "Bitte ausfüllen."


class DefinitionForm(forms.Form):
    """Everything a person says about an indicator.

    is_common  asked of those alone who may act for all workspaces
    """

    is_common = forms.BooleanField(
        label="Diese Fassung gilt für alle Mandanten (sonst nur für den eigenen)", required=False
    )

    id = forms.SlugField(
        label="Kurzname",
        max_length=60,
        help_text="Kleinbuchstaben, Ziffern und Unterstriche, zum Beispiel kinder_unter_3. "
        "Er bleibt für immer.",
    )
    title = forms.CharField(label="Titel", max_length=120)
    sentence = forms.CharField(
        label="Satz",
        max_length=300,
        help_text="Ein Satz ohne Fachwörter: Was sagt die Zahl?",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    domain = forms.ChoiceField(label="Bereich", choices=_DOMAINS)
    kind = forms.ChoiceField(label="Art", choices=[(k.value, w) for k, w in words.KINDS.items()])
    unit = forms.CharField(label="Einheit", max_length=40, help_text="zum Beispiel % oder je 1.000")
    factor = forms.FloatField(
        label="Faktor",
        initial=100,
        min_value=0.000001,
        help_text="100 für Prozent, 1000 für je 1.000",
    )
    decimals = forms.IntegerField(label="Nachkommastellen", initial=1, min_value=0, max_value=4)
    direction = forms.ChoiceField(label="Richtung", choices=list(words.DIRECTIONS.items()))
    role = forms.ChoiceField(label="Rolle", choices=list(words.ROLES.items()))
    delivered = forms.BooleanField(
        label="Der Wert wird fertig berechnet geliefert (nur die erste Zeile des Zählers gilt)",
        required=False,
    )
    interval = forms.ChoiceField(
        label="Vertrauensbereich",
        required=False,
        choices=[("", "keiner"), ("wilson", "Wilson, für Anteile"), ("byar", "Byar, für Raten")],
    )
    why_no_interval = forms.ChoiceField(
        label="Wenn keiner: warum",
        required=False,
        choices=[("", "–"), *words.WHY_NO_INTERVAL.items()],
    )
    relevant_difference = forms.FloatField(
        label="Bedeutsamer Unterschied", required=False, min_value=0, help_text="in der Einheit"
    )
    reference = forms.CharField(label="Stichtag oder Zeitraum", max_length=100, required=False)
    source = _area("Quelle", rows=2)
    holder = forms.CharField(label="Datenhaltende Stelle", max_length=200, required=False)
    legal_basis = forms.CharField(label="Rechtsgrundlage", max_length=300, required=False)
    population = _area("Wer gezählt wird und wer nicht", rows=2)
    interpretation = _area("Lesehilfe")
    misreading = _area("Typische Fehldeutung")
    limits = _area("Grenzen")
    perverse_incentive = _area("Fehlanreiz", "Was geschieht, wenn man die Zahl zum Ziel macht?")
    synonyms = forms.CharField(
        label="Andere Namen", max_length=500, required=False, help_text="durch Komma getrennt"
    )
    reviewed = forms.DateField(
        label="Fachlich geprüft am",
        required=False,
        help_text="Leer heißt: fachlich ungeprüft.",
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    how_to_get = _area("So bekommt man die Daten", "Wenn es noch keine Zahlen gibt.", rows=2)
    note = forms.CharField(
        label="Was und warum geändert wurde",
        max_length=300,
        help_text="Steht in der Liste der Fassungen.",
    )
    based_on = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data=None, *, present: Definition | None, variables):
        self.present = present
        super().__init__(data, initial=_initial(present), label_suffix="")
        if present is not None:
            self.fields["id"].disabled = True
        else:
            self.fields["note"].required = False
        for field in self.fields.values():
            field.error_messages["required"] = _REQUIRED
        if present is not None:
            word = words.domain(present.domain)
            others = [one for one in _DOMAINS if one[1] != word]
            self.fields["domain"].choices = [*others, (present.domain, word)]
        self.terms = {side: self._terms(side, data, variables) for side in TERMS}

    @property
    def parts(self) -> list[forms.Form]:
        """The form and the lines of its formula."""
        return [self, *(one for side in self.terms.values() for one in side)]

    def _terms(self, side, data, variables):
        held = _side(self.present, side)
        count = max(TERMS[side], len(held) + 1)
        return [
            TermForm(
                data,
                prefix=f"{side}-{number}",
                variables=variables,
                initial=_term_initial(held[number]) if number < len(held) else None,
            )
            for number in range(count)
        ]

    def clean_id(self):
        value = self.cleaned_data["id"]
        if not _WHERE.match(value):
            raise forms.ValidationError(
                "Bitte nur Kleinbuchstaben, Ziffern und Unterstriche; zuerst ein Buchstabe."
            )
        return value

    def is_valid(self) -> bool:
        """Check the form and its terms, then whether they make a sound definition."""
        lines = (one for side in self.terms.values() for one in side)
        if not all([super().is_valid(), *(one.is_valid() for one in lines)]):
            return False
        try:
            self.definition = definition_of(self._data(), where=self.cleaned_data["id"])
        except InputRefusedError as error:
            found = refusal(error)
            self.add_error(
                None, " ".join(filter(None, (found.what, found.why, found.remedy, found.detail)))
            )
            return False
        return True

    def _data(self) -> dict:
        clean = dict(self.cleaned_data)
        note_fields = ("note", "based_on", "factor", "delivered", "is_common")
        sides = {
            side: [data for one in forms_ if (data := one.data_of())]
            for side, forms_ in self.terms.items()
        }
        if clean["delivered"] and sides["numerator"]:
            formula = {"delivered": sides["numerator"][0]}
        else:
            formula = {**sides, "factor": clean["factor"] if sides["numerator"] else 1.0}
        kept = to_data(self.present) if self.present else {}
        data = {name: kept[name] for name in _KEPT if name in kept}
        data |= {name: value for name, value in clean.items() if name not in note_fields}
        data |= {n: v.replace("\r\n", "\n") for n, v in data.items() if isinstance(v, str)}
        data["synonyms"] = [one.strip() for one in clean["synonyms"].split(",") if one.strip()]
        data["reviewed"] = clean["reviewed"].isoformat() if clean["reviewed"] else ""
        return data | {"formula": formula}


def _side(present: Definition | None, side: str) -> tuple[Term, ...]:
    if present is None:
        return ()
    if present.formula.delivered:
        return (present.formula.delivered,) if side == "numerator" else ()
    return getattr(present.formula, side)


def _term_initial(term: Term) -> dict:
    return {
        "sign": str(term.sign),
        "label": term.label,
        "variable": term.variable,
        "where": where_text(term),
        "years_back": term.years_back,
    }


def _initial(present: Definition | None) -> dict:
    if present is None:
        return {}
    data = {
        name: getattr(present, name)
        for name in DefinitionForm.base_fields
        if hasattr(present, name)
    }
    return data | {
        "kind": present.kind.value,
        "factor": present.formula.factor,
        "delivered": present.formula.delivered is not None,
        "synonyms": ", ".join(present.synonyms),
        "based_on": present.version,
    }
