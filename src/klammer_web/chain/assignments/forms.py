# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Input: what is to be done, by whom, until when."""

from uuid import UUID

from django import forms
from django.utils import timezone

from klammer_web.accounts.enums import Role
from klammer_web.accounts.models import Department
from klammer_web.chain import colleagues
from klammer_web.chain.assignments.actions import Whom


class DayInput(forms.DateInput):
    """A day as the browser's own calendar gives it."""

    input_type = "date"

    def __init__(self):
        super().__init__(format="%Y-%m-%d")


class AssignmentForm(forms.Form):
    """An assignment."""

    title = forms.CharField(
        label="Was ist zu tun?",
        max_length=200,
        help_text="Als Tätigkeit: „Zahlen der Kitas prüfen“.",
        error_messages={
            "required": "Bitte sagen Sie, was zu tun ist.",
            "max_length": "Bitte höchstens 200 Zeichen; mehr passt in die Hinweise.",
        },
    )
    whom = forms.ChoiceField(
        label="Wer?",
        error_messages={
            "required": "Bitte wählen Sie, wer es tun soll.",
            "invalid_choice": "Diese Person, Rolle oder Einheit gibt es hier nicht.",
        },
    )
    due_on = forms.DateField(
        label="Bis wann?",
        required=False,
        widget=DayInput,
        error_messages={"invalid": "Das ist kein Tag des Kalenders."},
    )
    note = forms.CharField(
        label="Hinweise",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": "Bitte höchstens 4.000 Zeichen."},
    )

    def __init__(self, *arguments, seat, **named):
        super().__init__(*arguments, **named)
        self.fields["whom"].choices = _offered(seat)

    def clean_due_on(self):
        """Refuse a day that is over, unless it was there before."""
        day = self.cleaned_data["due_on"]
        if day and day < timezone.localdate() and day != self.initial.get("due_on"):
            raise forms.ValidationError("Dieser Tag ist schon vorbei.")
        return day

    def given(self) -> dict:
        """Return what the action takes."""
        kind, _, key = self.cleaned_data["whom"].partition(":")
        whom = Whom(
            person_id=UUID(key) if kind == "person" else None,
            role=key if kind == "role" else "",
            department_id=UUID(key) if kind == "department" else None,
        )
        rest = {name: self.cleaned_data[name] for name in ("title", "note", "due_on")}
        return {**rest, "whom": whom}


class DeclineForm(forms.Form):
    """Why something will not be done."""

    reason = forms.CharField(
        label="Warum nicht?",
        max_length=500,
        error_messages={
            "required": "Bitte sagen Sie kurz, warum nicht.",
            "max_length": "Bitte höchstens 500 Zeichen.",
        },
    )


def start_of(one) -> dict:
    """Return what the form begins with for an assignment that exists."""
    if one.person_id:
        whom = f"person:{one.person_id}"
    elif one.role:
        whom = f"role:{one.role}"
    else:
        whom = f"department:{one.department_id}" if one.department_id else ""
    return {"title": one.title, "note": one.note, "due_on": one.due_on, "whom": whom}


def _offered(seat) -> list:
    day = timezone.localdate()
    people = [
        (f"person:{user.id}", f"{user} (ich)" if user.id == seat.user_id else str(user))
        for user in colleagues.in_workspace(seat.workspace_id, day=day)
    ]
    roles = [(f"role:{one.value}", seat.labels.role(one)) for one in Role]
    here = [pair for pair in roles if pair[0][5:] in {one.value for one in seat.labels.roles}]
    units = [
        (f"department:{one.pk}", one.name)
        for one in Department.objects.filter(workspace_id=seat.workspace_id)
    ]
    groups = [
        ("Eine Person", people),
        ("Alle mit der Rolle", here),
        ("Organisationseinheit", units),
    ]
    return [("", "bitte wählen"), *((word, some) for word, some in groups if some)]
