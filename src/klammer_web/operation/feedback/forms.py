# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a report of a barrier asks for, and what is noted about it later."""

from django import forms

from klammer_web.operation.enums import BarrierState
from klammer_web.operation.models import BarrierReport


class BarrierForm(forms.Form):
    """Ask as little as possible: what does not work, and where to answer if an answer is wanted."""

    text = forms.CharField(
        label="Was geht nicht?",
        help_text="Was wollten Sie tun, und was hat Sie gehindert? Stichworte genügen.",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={
            "required": "Bitte beschreiben Sie mit einigen Worten, was nicht geht.",
            "max_length": "Der Text ist zu lang: höchstens 4.000 Zeichen.",
        },
    )
    page = forms.CharField(
        label="Auf welcher Seite?",
        help_text="Die Adresse oder der Titel der Seite.",
        max_length=300,
        required=False,
    )
    aid = forms.CharField(
        label="Womit arbeiten Sie?",
        help_text="Zum Beispiel Vorleseprogramm, Vergrößerung, Tastatur, Telefon.",
        max_length=200,
        required=False,
    )
    email = forms.EmailField(
        label="E-Mail-Adresse für die Antwort",
        help_text="Nur für eine Antwort. Ein Jahr nach Abschluss wird alles gelöscht.",
        required=False,
        max_length=254,
        error_messages={"invalid": "Das ist keine E-Mail-Adresse, zum Beispiel fehlt das @."},
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    # People do not see it, programs that fill in every field do.
    homepage = forms.CharField(required=False, max_length=200)

    @property
    def shown(self):
        """Return the fields that people see."""
        return [field for field in self if field.name != "homepage"]

    @property
    def is_by_a_machine(self) -> bool:
        """Return whether something nobody sees was filled in."""
        return bool(self.cleaned_data["homepage"])


class NoteForm(forms.ModelForm):
    """How far the report has come, and what was done."""

    state = forms.ChoiceField(label="Stand", choices=BarrierState.choices)
    note = forms.CharField(
        label="Was geschah",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    class Meta:
        model = BarrierReport
        fields = ["state", "note"]
