# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""How an uploaded file is to be read: by a known reader, or column by column."""

from copy import deepcopy
from typing import Any

from django import forms

from klammer.base.errors import InputRefusedError
from klammer.base.periods import parse_period
from klammer.sources.register import SOURCES
from klammer.sources.tabular import (
    mapping_from_dict,
    mapping_from_toml,
    mapping_to_dict,
    mapping_to_toml,
)
from klammer.warehouse.schema import check_name
from klammer_web.catalogue import mappings, own_areas
from klammer_web.catalogue.answers import answered
from klammer_web.catalogue.forms.answers import AnswerForms
from klammer_web.catalogue.mappings import Said

TABLE, WORKBOOK = "table", "workbook"
PUBLISHED = (
    ("", "bitte wählen"),
    ("own", "nein, eigene Zahlen: kleine Fallzahlen werden geschützt"),
    ("published", "ja, so veröffentlicht: sie werden unverändert gezeigt"),
)
_ONLY_BOOK = "Nur für das Format „Arbeitsmappe eines statistischen Amtes“ nötig."
ROLES = (
    ("", "nicht übernehmen"),
    ("area", "Gebiet"),
    ("period", "Zeitraum"),
    ("variable", "Merkmal (was gezählt wird)"),
    ("value", "Zahlen"),
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
ORIGIN = {
    "publisher": ("Herausgeber", 200, True),
    "title": ("Titel der Tabelle", 300, True),
    "table": ("Tabellennummer", 60, False),
    "licence": ("Lizenz", 60, False),
}


def _boundary() -> forms.DateField:
    return forms.DateField(
        label="Gebietsstand",
        required=False,
        help_text="Der Tag, an dem diese Gebiete galten; nötig, wenn die Datei ihn nicht nennt.",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


class ReadingForm(forms.Form):
    """Reading by a known reader: which one, and on which boundary.

    A statistical office's workbook says neither its publisher nor whether it was published.
    """

    reader = forms.ChoiceField(label="Format")
    boundary = _boundary()
    workbook_publisher = forms.CharField(
        label="Herausgeber der Arbeitsmappe", max_length=200, required=False, help_text=_ONLY_BOOK
    )
    workbook_title = forms.CharField(
        label="Titel der Arbeitsmappe", max_length=300, required=False, help_text=_ONLY_BOOK
    )
    workbook_own = forms.ChoiceField(
        label="Sind die Zahlen der Arbeitsmappe schon veröffentlicht?",
        required=False,
        help_text=_ONLY_BOOK,
    )

    def __init__(self, data=None, *, upload):
        known = "" if upload.reader == TABLE else upload.reader
        begin = {"reader": known, "boundary": upload.boundary}
        super().__init__(data, initial=begin, label_suffix="")
        formats = [(one.name, one.title) for one in SOURCES if one.name != TABLE]
        self.fields["reader"].choices = [("", "bitte wählen"), *formats]
        self.fields["workbook_own"].choices = PUBLISHED

    def clean(self):
        clean = super().clean()
        if clean.get("reader") == WORKBOOK:
            for name in ("workbook_publisher", "workbook_own"):
                if not clean.get(name, "").strip():
                    self.add_error(name, "Bitte angeben: Die Arbeitsmappe sagt es nicht selbst.")
        return clean

    def mapping(self) -> dict[str, Any] | None:
        """Return where a workbook comes from; None for formats that say it themselves."""
        clean = self.cleaned_data
        if clean["reader"] != WORKBOOK:
            return None
        title = clean["workbook_title"].strip()
        origin = {
            "publisher": clean["workbook_publisher"].strip(),
            "own": clean["workbook_own"] == "own",
        }
        return {"origin": origin | ({"title": title} if title else {})}

    def clean_boundary(self):
        value = self.cleaned_data["boundary"]
        return value.isoformat() if value else ""


class ColumnForm(forms.Form):
    """What one column is."""

    role = forms.ChoiceField(label="Bedeutung", choices=ROLES, required=False)
    name = forms.CharField(label="Name", max_length=80, required=False)
    period = forms.CharField(label="Zeitraum", max_length=20, required=False)

    def clean(self):
        clean = super().clean()
        role, name = clean.get("role", ""), clean.get("name", "").strip()
        clean["name"] = name
        if role == "breakdown" or (role == "value" and name):
            _checked(self, "name", lambda: check_name(name), _NAME_WRONG)
        if role == "value" and clean.get("period"):
            _checked(self, "period", lambda: parse_period(clean["period"]), _PERIOD_WRONG)
        return clean


_NAME_WRONG = "Bitte Kleinbuchstaben, Ziffern und Unterstriche, beginnend mit einem Buchstaben."
_PERIOD_WRONG = "Bitte ein Jahr (2022), einen Tag (31.12.2022) oder ein Schuljahr (2021/22)."


def _checked(form, field, check, message) -> None:
    try:
        check()
    except InputRefusedError:
        form.add_error(field, message)


class TableForm(forms.Form):
    """Reading a plain table: where it comes from, and what each column is."""

    publisher = forms.CharField(label="Herausgeber", max_length=200)
    title = forms.CharField(label="Titel der Tabelle", max_length=300)
    table = forms.CharField(label="Tabellennummer", max_length=60, required=False)
    licence = forms.CharField(label="Lizenz", max_length=60, required=False)
    own = forms.ChoiceField(
        label="Sind die Zahlen schon veröffentlicht?",
        choices=PUBLISHED,
        error_messages={"required": "Bitte beantworten: Davon hängt ab, was geschützt wird."},
    )
    retrieved = forms.DateField(
        label="abgerufen oder erhalten am",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    boundary = _boundary()
    geography = forms.ChoiceField(label="Die Gebiete sind", required=False)
    period = forms.CharField(
        label="Zeitraum der ganzen Tabelle",
        max_length=20,
        required=False,
        help_text="Nur nötig, wenn keine Spalte und keine Überschrift ihn nennt.",
    )
    secrecy = forms.ChoiceField(label="Geheimhaltung der Zahlen", choices=SECRECY)
    decimal = forms.ChoiceField(
        label="Zahlen sind geschrieben wie",
        required=False,
        choices=[("", "in der Datei erkennbar"), (",", "1.234,5"), (".", "1,234.5")],
    )
    text_was = forms.CharField(
        required=False, max_length=20_000, strip=False, widget=forms.HiddenInput
    )
    text = forms.CharField(
        label="Zuordnung als Text",
        required=False,
        max_length=20_000,
        help_text="Für alles, was oben nicht geht. Eine Änderung hier gilt anstelle der Tabelle.",
        widget=forms.Textarea(attrs={"rows": 14, "class": "code", "spellcheck": "false"}),
    )

    def __init__(self, data=None, *, upload, proposal, begun):
        self.proposal, self.begun = proposal, begun
        self.answers = AnswerForms(data, proposal=proposal, begun=begun, whole=upload.workspace.key)
        super().__init__(data, initial=_initial(upload, begun, proposal), label_suffix="")
        self.fields["geography"].choices = own_areas.choices(proposal)
        said = {one.index: one for one in mappings.roles_of(begun, proposal.columns)}
        self.columns = [
            (
                column,
                " · ".join(column.sample),
                ColumnForm(data, prefix=f"c{column.index}", initial=_of(said[column.index])),
            )
            for column in proposal.columns
        ]

    def clean_decimal(self):
        value = self.cleaned_data["decimal"]
        if self.proposal.example and not value:
            raise forms.ValidationError("Bitte sagen, wie die Zahlen geschrieben sind.")
        return value

    @property
    def asks_period(self) -> bool:
        """Whether the file says nowhere which period its figures are from."""
        return "period" in self.proposal.questions

    @property
    def questions(self) -> int:
        """How many questions are open on the page as it begins."""
        is_open = (self.asks_period and not self["period"].value()) + (
            bool(self.proposal.example) and not self["decimal"].value()
        )
        return self.answers.unanswered + is_open

    def clean_period(self):
        text = self.cleaned_data["period"].strip()
        if not text:
            return ""
        try:
            return parse_period(text).text
        except InputRefusedError as error:
            raise forms.ValidationError(_PERIOD_WRONG) from error

    def is_valid(self) -> bool:
        """Check the form and its columns, then whether they make a complete mapping."""
        asked = [*(form for _, _, form in self.columns), *self.answers.forms()]
        parts = [super().is_valid(), *(form.is_valid() for form in asked)]
        if not all(parts):
            return False
        try:
            self.mapping = self._mapping()
            mapping_from_dict(self.mapping)
        except InputRefusedError as error:
            self.add_error(None, _incomplete(self, error))
            return False
        return True

    def said(self) -> list[Said]:
        """Return what the person says about each column."""
        return [
            Said(column.index, *(form.cleaned_data[name] for name in ("role", "name", "period")))
            for column, _, form in self.columns
        ]

    def tentative(self) -> dict[str, Any] | None:
        """Return the mapping as far as it is said; None while columns contradict themselves."""
        super().is_valid()
        if not all(form.is_valid() for _, _, form in self.columns):
            return None
        for name, plain in (("period", ""), ("boundary", None), ("retrieved", None), ("own", "")):
            self.cleaned_data.setdefault(name, plain)
        for name in (
            *("publisher", "title", "table", "licence", "decimal", "text", "text_was"),
            "geography",
        ):
            self.cleaned_data.setdefault(name, "")
        self.cleaned_data.setdefault("secrecy", "exact")
        try:
            return self._mapping()
        except InputRefusedError:
            return None

    def _mapping(self) -> dict[str, Any]:
        clean = self.cleaned_data
        typed, was = (_lines(clean[name]) for name in ("text", "text_was"))
        if typed and typed != (was or _lines(as_text(self.begun))):
            return self._with_origin(mapping_to_dict(mapping_from_toml(typed)))
        mapping = mappings.build(self.proposal, self.begun, self.said(), period=clean["period"])
        mapping = own_areas.chosen(mapping, clean.get("geography"), self.begun, self.proposal)
        mapping = answered(mapping, self.answers.said(), self.proposal)
        mapping = self._with_origin(mapping)
        mapping["table"] = {**mapping.get("table", {}), "secrecy": clean["secrecy"]}
        mapping["table"] |= {"decimal": clean["decimal"]} if clean["decimal"] else {}
        if clean["boundary"] and not own_areas.word_of(mapping):
            mapping["area"] = {**mapping.get("area", {}), "boundary": clean["boundary"].isoformat()}
        return mapping

    def _with_origin(self, mapping: dict[str, Any]) -> dict[str, Any]:
        """Put the answers of the form into a mapping; a text without them cannot evade them."""
        clean = self.cleaned_data
        origin: dict[str, Any] = {name: clean[name] for name in ORIGIN if clean[name]}
        origin |= {"retrieved": clean["retrieved"].isoformat()} if clean["retrieved"] else {}
        origin |= {"own": clean["own"] == "own"} if clean["own"] else {}
        return {**mapping, "origin": {**mapping.get("origin", {}), **origin}}


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").strip()


def as_text(mapping: dict[str, Any]) -> str:
    """Return a mapping as the text a person may edit; empty while it is incomplete."""
    try:
        return mapping_to_toml(mapping_from_dict(deepcopy(mapping)))
    except InputRefusedError:
        return ""


def _incomplete(form: TableForm, error: InputRefusedError) -> str:
    roles = {one.role for one in form.said()}
    if "area" not in roles:
        return "Bitte eine Spalte als Gebiet zuordnen."
    if "value" not in roles:
        return "Bitte mindestens eine Spalte als Zahlen zuordnen."
    if "no period" in error.what:
        return "Bitte den Zeitraum angeben: als Spalte, je Spalte oder für die ganze Tabelle."
    return f"Die Zuordnung ist so nicht vollständig. ({error.what}; {error.why})"


def _initial(upload, begun: dict[str, Any], proposal) -> dict[str, Any]:
    origin = begun.get("origin", {})
    return {
        **{name: origin.get(name, "") for name in (*ORIGIN, "retrieved")},
        "title": origin.get("title", "") or proposal.title[:300],
        "own": {True: "own", False: "published"}.get(origin.get("own"), ""),
        "boundary": upload.boundary or begun.get("area", {}).get("boundary", ""),
        "geography": own_areas.word_of(begun) or own_areas.OFFICIAL,
        "period": mappings.stated_period(begun),
        "secrecy": begun.get("table", {}).get("secrecy", "exact"),
        "decimal": begun.get("table", {}).get("decimal", ""),
        "text": (text := as_text(begun)),
        "text_was": text,
    }


def _of(said: Said) -> dict[str, str]:
    return {"role": said.role, "name": said.name, "period": said.period}
