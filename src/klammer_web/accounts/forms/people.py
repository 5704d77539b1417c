# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Input: inviting, giving roles, departments, one's own name."""

from uuid import UUID

from django import forms
from django.utils import timezone

from klammer_web.accounts import rules
from klammer_web.accounts.enums import DepartmentKind
from klammer_web.accounts.models import Department

MISSING = "Bitte ausfüllen."


class DayInput(forms.DateInput):
    """A day as the browser's own calendar gives it."""

    input_type = "date"

    def __init__(self):
        super().__init__(format="%Y-%m-%d")


class RoleForm(forms.Form):
    """A role in this workspace, its department, and its time."""

    role = forms.ChoiceField(label="Rolle", error_messages={"required": "Bitte eine Rolle wählen."})
    department = forms.ModelChoiceField(
        Department.objects.none(),
        label="Organisationseinheit",
        required=False,
        empty_label="keine",
        error_messages={"invalid_choice": "Diese Organisationseinheit gibt es hier nicht."},
    )
    since = forms.DateField(label="Ab", widget=DayInput)
    until = forms.DateField(
        label="Bis einschließlich",
        required=False,
        widget=DayInput,
        help_text="Leer lassen, wenn kein Ende feststeht.",
    )

    def __init__(self, *arguments, seat, **named):
        super().__init__(*arguments, **named)
        offered = [(role.value, seat.labels.role(role)) for role in rules.roles_given_by(seat)]
        self.fields["role"].choices = [("", "bitte wählen"), *offered]
        self.fields["department"].queryset = Department.objects.filter(
            workspace_id=seat.workspace_id
        )
        self.fields["since"].initial = timezone.localdate

    def clean(self):
        """Refuse a time that ends before it begins."""
        given = super().clean()
        since, until = given.get("since"), given.get("until")
        if since and until and until < since:
            self.add_error("until", "Das Ende liegt vor dem Anfang.")
        if until and until < timezone.localdate():
            self.add_error("until", "Dieser Tag ist schon vorbei.")
        return given


class InviteForm(RoleForm):
    """Whom to invite, as what."""

    email = forms.EmailField(
        label="E-Mail-Adresse",
        help_text="Dorthin geht der Link. Ob die Person schon ein Konto hat, spielt keine Rolle.",
        error_messages={
            "required": "Bitte eine Adresse angeben.",
            "invalid": "Das ist keine vollständige E-Mail-Adresse.",
        },
    )
    field_order = ["email", "role", "department", "since", "until"]


class DepartmentForm(forms.Form):
    """A department and where it stands."""

    name = forms.CharField(
        label="Name",
        max_length=200,
        help_text="So, wie er im Organigramm steht.",
        error_messages={"required": MISSING},
    )
    kind = forms.ChoiceField(label="Art", choices=DepartmentKind, initial=DepartmentKind.OFFICE)
    parent = forms.ModelChoiceField(
        Department.objects.none(),
        label="Gehört zu",
        required=False,
        empty_label="niemandem (oberste Ebene)",
        error_messages={"invalid_choice": "Diese Organisationseinheit gibt es hier nicht."},
    )

    def __init__(self, *arguments, seat, besides=None, **named):
        super().__init__(*arguments, **named)
        found = Department.objects.filter(workspace_id=seat.workspace_id)
        self.fields["parent"].queryset = found.exclude(id=besides) if besides else found


class NameForm(forms.Form):
    """The name by which colleagues find somebody."""

    name = forms.CharField(
        label="Name",
        max_length=200,
        help_text="So erscheinen Sie bei Aufgaben und im Protokoll.",
        error_messages={"required": MISSING},
    )


class NewAccountForm(NameForm):
    """A new account for an invited address."""

    password = forms.CharField(
        label="Passwort",
        strip=False,
        max_length=400,
        help_text="Mindestens 12 Zeichen; ein kurzer Satz ist gut zu merken.",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": "Bitte ein Passwort wählen."},
    )

    def __init__(self, *arguments, **named):
        super().__init__(*arguments, **named)
        self.fields["name"].widget.attrs["autocomplete"] = "name"


class ReasonForm(forms.Form):
    """Why something that others must be able to understand is done."""

    reason = forms.CharField(
        label="Begründung",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Sie steht in den Mails und im Protokoll.",
        error_messages={"required": "Bitte sagen Sie, warum."},
    )


class GoodbyeForm(forms.Form):
    """From which day there is no access, and who takes over what."""

    day = forms.DateField(
        label="Ohne Zugang ab", widget=DayInput, help_text="Heute: Der Zugang endet sofort."
    )

    def __init__(self, *arguments, holdings, successors, **named):
        super().__init__(*arguments, **named)
        self.fields["day"].initial = timezone.localdate
        self.holdings = holdings
        people = [("", "bitte wählen"), *((str(one.id), str(one)) for one in successors)]
        for number, holding in enumerate(holdings):
            self.fields[f"successor_{number}"] = forms.ChoiceField(
                label=f"Wer übernimmt {len(holding.things)} {holding.kind.word}?",
                choices=people,
                error_messages={
                    "required": "Bitte eine Person wählen.",
                    "invalid_choice": "Diese Person arbeitet hier nicht.",
                },
            )

    def successors(self) -> dict[str, UUID]:
        """Return kind → person who takes over."""
        return {
            holding.kind.kind: UUID(self.cleaned_data[f"successor_{number}"])
            for number, holding in enumerate(self.holdings)
        }


class OpenWorkspaceForm(forms.Form):
    """Which place gets its workspace, and who looks after it first."""

    key = forms.ChoiceField(label="Für", error_messages={"required": "Bitte wählen."})
    email = forms.EmailField(
        label="E-Mail-Adresse der ersten Person",
        help_text="Sie wird als Verwaltung der Instanz eingeladen und lädt dann alle anderen ein.",
        error_messages={
            "required": "Bitte eine Adresse angeben.",
            "invalid": "Das ist keine vollständige E-Mail-Adresse.",
        },
    )

    def __init__(self, *arguments, places, **named):
        super().__init__(*arguments, **named)
        offered = [(place.key, f"{place.name} ({place.key})") for place in places]
        self.fields["key"].choices = [("", "bitte wählen"), *offered]
