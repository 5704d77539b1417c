# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Input: a word of a list and its time."""

from datetime import timedelta

from django import forms
from django.utils import timezone

from klammer_web.accounts import rules
from klammer_web.accounts.enums import VocabularyList
from klammer_web.accounts.forms.people import MISSING, DayInput
from klammer_web.accounts.models import VocabularyEntry

_DAY = timedelta(days=1)


class WordForm(forms.Form):
    """A word, and when it holds; a new one also says to which list it belongs."""

    name = forms.ChoiceField(label="Liste", error_messages={"required": "Bitte wählen."})
    label = forms.CharField(
        label="Bezeichnung", max_length=200, error_messages={"required": MISSING}
    )
    since = forms.DateField(label="Gilt ab", widget=DayInput, error_messages={"required": MISSING})
    last = forms.DateField(
        label="Letzter Tag",
        required=False,
        widget=DayInput,
        help_text="Leer lassen, solange kein Ende feststeht.",
    )

    def __init__(self, *arguments, seat, held: VocabularyEntry | None = None, **named):
        super().__init__(*arguments, **named)
        self.fields["name"].choices = [
            (one.value, _word(one)) for one in VocabularyList if rules.may_keep_words(seat, one)
        ]
        self.fields["since"].initial = timezone.localdate
        if held is not None:
            del self.fields["name"]

    def chosen(self) -> dict:
        """Return what the actions ask."""
        given = self.cleaned_data
        last = given["last"]
        found = {
            "label": given["label"],
            "since": given["since"],
            "until": last + _DAY if last else None,
        }
        return found | ({"name": VocabularyList(given["name"])} if "name" in given else {})


class RenameForm(forms.Form):
    """What a word is called from a day on."""

    label = forms.CharField(
        label="Neue Bezeichnung", max_length=200, error_messages={"required": MISSING}
    )
    day = forms.DateField(label="Ab", widget=DayInput, error_messages={"required": MISSING})


def _word(one: VocabularyList) -> str:
    return f"{one.label} (für alle Mandanten)" if one.is_common else one.label
