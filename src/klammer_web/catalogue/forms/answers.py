# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What only a person can say about a delivered table: words among figures, names, labels."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms

from klammer.base.cells import TOTAL, Status
from klammer.base.errors import InputRefusedError, Place
from klammer.sources.proposals import Proposal
from klammer.sources.tabular.drafts import LabelWords
from klammer.sources.tabular.drafts.areas import OpenArea
from klammer.territory.geographies import level_of_key
from klammer.territory.keys import normalise_key
from klammer_web.catalogue import answers
from klammer_web.catalogue.answers import SKIP, SUM, Answers
from klammer_web.catalogue.phrases import words
from klammer_web.catalogue.phrases.refusals import column

MEANINGS = (
    ("", "bitte wählen"),
    (Status.MISSING, "keine Angabe"),
    (Status.SUPPRESSED, "geheim gehalten, weil zu klein"),
    (Status.NOT_YET_AVAILABLE, "kommt später"),
    (Status.NOT_APPLICABLE, "trifft nicht zu"),
    (Status.ZERO, "null, also keine Fälle"),
)
CODES = {
    "sex": (("M", "männlich"), ("F", "weiblich"), ("D", "divers"), (TOTAL, "alle zusammen")),
    "nationality": (
        ("national", "deutsch"),
        ("foreign", "nicht deutsch"),
        (TOTAL, "alle zusammen"),
    ),
}
_EMPTY_AREA = (
    ("", "bitte wählen"),
    ("fill", "dasselbe Gebiet wie in der Zeile darüber"),
    ("whole", "das ganze Gebiet des Kreises"),
    ("skip", "nichts, diese Zeilen auslassen"),
)
_TITLES = {"sex": "Geschlecht", "age": "Alter", "nationality": "Staatsangehörigkeit"}


@dataclass(frozen=True)
class Asked:
    """What a question is about, as the page names it; `more` counts further cells."""

    text: str
    place: str
    count: int = 1

    @property
    def more(self) -> int:
        """How many other cells say the same."""
        return self.count - 1


@dataclass(frozen=True)
class Word:
    """A word of a breakdown, what it is taken for, and the field to change it, if any."""

    text: str
    meaning: str
    form: forms.Form | None = None


class OddForm(forms.Form):
    """What one word among the figures means."""

    meaning = forms.ChoiceField(
        label="Bedeutung",
        choices=MEANINGS,
        error_messages={"required": "Bitte sagen, was hier gemeint ist."},
    )


class AreaForm(forms.Form):
    """Which area a name means."""

    meaning = forms.ChoiceField(
        label="Gebiet", error_messages={"required": "Bitte das Gebiet auswählen."}
    )
    key = forms.CharField(
        label="Schlüssel",
        max_length=14,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "placeholder": "z. B. 16063003"}),
    )

    def __init__(self, data=None, *, candidates, **more):
        super().__init__(data, **more)
        self.fields["meaning"].choices = [
            ("", "bitte wählen"),
            *(
                (key, name if level_of_key(key) else f"{name} ({county or key[:2]}, {key})")
                for key, name, county in candidates
            ),
            ("key", "anderes Gebiet: Schlüssel daneben eintragen"),
            (SUM, "Summe der anderen Zeilen"),
            (SKIP, "diese Zeile auslassen"),
        ]

    def clean(self):
        clean = super().clean()
        if clean.get("meaning") == "key":
            try:
                clean["meaning"] = normalise_key(clean.get("key", ""))
            except InputRefusedError:
                self.add_error("key", "Bitte einen amtlichen Schlüssel mit 5 oder 8 Ziffern.")
        return clean


class WordForm(forms.Form):
    """What one word of a breakdown means."""

    code = forms.ChoiceField(label="Bedeutung", required=False)

    def __init__(self, data=None, *, name, **more):
        super().__init__(data, **more)
        self.fields["code"].choices = [("", "bleibt ein eigenes Wort"), *CODES[name]]


class EmptyAreaForm(forms.Form):
    """Which area rows without one mean."""

    meaning = forms.ChoiceField(
        label="Leere Gebietszellen bedeuten",
        choices=_EMPTY_AREA,
        error_messages={"required": "Bitte sagen, welches Gebiet gemeint ist."},
    )


class AnswerForms:
    """The forms of everything that is asked about one proposal."""

    def __init__(self, data, *, proposal: Proposal, begun: Mapping[str, Any], whole: str):
        kept = answers.of_mapping(begun, proposal, whole=whole)
        self.proposal, self.whole = proposal, whole
        self.odd = [
            (
                Asked(one.text, _cell(one.places[0]), one.count),
                OddForm(data, prefix=f"o{n}", initial={"meaning": kept.odd.get(one.text, "")}),
            )
            for n, one in enumerate(proposal.odd)
            if not one.settled
        ]
        self.settled = [(one.text, one.count) for one in proposal.odd if one.settled]
        self.areas = [
            (Asked(one.text, _cell(one.place)), _area_form(data, n, one, kept))
            for n, one in enumerate(proposal.open_areas)
        ]
        self.labels = [
            (_TITLES.get(label.name, label.name), [*_words(data, label, n, kept)], label.name)
            for n, label in enumerate(proposal.labels)
        ]
        self.empty = EmptyAreaForm(data, prefix="leer", initial={"meaning": kept.empty_area})

    @property
    def unsettled(self) -> bool:
        """Whether anything is asked at all."""
        return bool(self.odd or self.areas or self.asks_empty)

    @property
    def asks_empty(self) -> bool:
        """Whether rows have figures but no area."""
        return "empty_area" in self.proposal.questions

    def forms(self) -> list[forms.Form]:
        """Return all forms that must be valid."""
        words = [one.form for _, lines, _ in self.labels for one in lines if one.form is not None]
        empty = [self.empty] if self.asks_empty else []
        return [*(f for _, f in self.odd), *(f for _, f in self.areas), *words, *empty]

    def said(self) -> Answers:
        """Return what was answered so far; what is invalid counts as not answered."""
        for form in self.forms():
            form.is_valid()
        return Answers(
            odd={one.text: _clean(form, "meaning") for one, form in self.odd},
            areas={one.text: _clean(form, "meaning") for one, form in self.areas},
            words={
                name: {one.text: _clean(one.form, "code") for one in lines}
                for _, lines, name in self.labels
                if name in CODES
            },
            empty_area=_clean(self.empty, "meaning") if self.asks_empty else "",
            whole=self.whole,
        )

    @property
    def unanswered(self) -> int:
        """How many questions are open on the page as it begins."""
        asked = [*(form for _, form in self.odd), *(form for _, form in self.areas)]
        asked += [self.empty] if self.asks_empty else []
        return sum(1 for form in asked if not form["meaning"].value())


def _cell(where: Place) -> str:
    """Say where a cell is; the page is about one file."""
    sheet = f"Blatt „{where.sheet}“, " if where.sheet else ""
    return f"{sheet}Zeile {where.row}, Spalte {column(where.column or 0, sheet=where.sheet)}"


def _area_form(data, number: int, one: OpenArea, kept: Answers) -> AreaForm:
    initial = _area_initial(kept.areas.get(one.text, ""), one.candidates)
    return AreaForm(data, prefix=f"g{number}", candidates=one.candidates, initial=initial)


def _words(data, label: LabelWords, number: int, kept: Answers) -> Iterator[Word]:
    said = kept.words.get(label.name, {})
    for at, (text, code) in enumerate(label.words):
        if label.name not in CODES:
            yield Word(text, words.age_group(code) if code and code != TOTAL else "")
            continue
        initial = {"code": said.get(text, code)}
        form = WordForm(data, prefix=f"w{number}-{at}", name=label.name, initial=initial)
        yield Word(text, "", form)


def _area_initial(kept: str, candidates) -> dict[str, str]:
    keys = {key for key, _, _ in candidates} | {SUM, SKIP, ""}
    return {"meaning": kept} if kept in keys else {"meaning": "key", "key": kept}


def _clean(form, name: str) -> str:
    return str(getattr(form, "cleaned_data", {}).get(name, "") or "")
