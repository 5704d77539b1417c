# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Input: what is due, on which day, when to remind whom."""

from uuid import UUID

from django import forms
from django.utils import timezone

from klammer.base.deadlines import latest_day_before
from klammer_web.chain import colleagues
from klammer_web.chain.assignments.forms import DayInput

_REMIND = [("30", "30 Tage vorher"), ("14", "14 Tage vorher"), ("7", "7 Tage vorher"),
           ("3", "3 Tage vorher"), ("1", "am Tag davor")]  # fmt: skip


class DueDateForm(forms.Form):
    """A due date; given how many days must lie before an event, the day is counted back."""

    reason = forms.CharField(
        label="Was ist fällig?",
        max_length=200,
        help_text="Zum Beispiel „Vorlage beim Sitzungsdienst“.",
        error_messages={
            "required": "Bitte sagen Sie, was fällig ist.",
            "max_length": "Bitte höchstens 200 Zeichen.",
        },
    )
    day = forms.DateField(
        label="Tag",
        widget=DayInput,
        error_messages={
            "required": "Bitte einen Tag wählen.",
            "invalid": "Das ist kein Tag des Kalenders.",
        },
    )
    before = forms.IntegerField(
        label="So viele volle Tage davor",
        required=False,
        min_value=1,
        max_value=365,
        help_text="Ausfüllen, wenn der Tag oben ein Termin ist und die Frist davor liegt. "
        "Trifft sie Wochenende oder Feiertag, gilt der Arbeitstag davor.",
        error_messages={
            "invalid": "Bitte eine ganze Zahl.",
            "min_value": "Bitte mindestens 1 Tag, oder leer lassen.",
            "max_value": "Bitte höchstens 365 Tage.",
        },
    )
    working = forms.ChoiceField(
        label="Gezählt in",
        choices=[("calendar", "Kalendertagen"), ("working", "Arbeitstagen")],
        required=False,
    )
    reminders = forms.MultipleChoiceField(
        label="Erinnern",
        choices=_REMIND,
        required=False,
        initial=["7", "1"],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Diese Erinnerung gibt es nicht."},
    )
    person = forms.ChoiceField(
        label="Wer achtet darauf?",
        error_messages={
            "required": "Bitte eine Person wählen.",
            "invalid_choice": "Diese Person arbeitet hier nicht.",
        },
    )

    def __init__(self, *arguments, seat, **named):
        super().__init__(*arguments, **named)
        day = timezone.localdate()
        self.fields["person"].choices = [
            (str(user.id), f"{user} (ich)" if user.id == seat.user_id else str(user))
            for user in colleagues.in_workspace(seat.workspace_id, day=day)
        ]
        self.fields["person"].initial = str(seat.user_id)

    def clean(self):
        """Count back from the event, and refuse what is over."""
        given = super().clean()
        day, before = given.get("day"), given.get("before")
        if day and (day.year < 2000 or day.year > 2200):
            self.add_error("day", "Bitte ein Jahr zwischen 2000 und 2200.")
            return given
        if day and before:
            day = latest_day_before(day, days=before, working=given.get("working") == "working")
            given["day"] = day
        if day and day < timezone.localdate():
            self.add_error("day", f"Die Frist wäre am {day:%d.%m.%Y} gewesen; das ist vorbei.")
        return given

    def given(self) -> dict:
        """Return what the action takes."""
        return {
            "reason": self.cleaned_data["reason"],
            "day": self.cleaned_data["day"],
            "reminders": [int(one) for one in self.cleaned_data["reminders"]],
            "person_id": UUID(self.cleaned_data["person"]),
        }
