# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Input: to whom something is shared, and what a second person answers."""

from django import forms

from klammer_web.accounts import rules, sharing
from klammer_web.accounts.enums import Role, ShareTarget
from klammer_web.accounts.forms.people import DayInput
from klammer_web.accounts.queries import shares


class ShareForm(forms.Form):
    """Who shall read it, and until when."""

    target = forms.ChoiceField(
        label="An wen?",
        widget=forms.RadioSelect,
        error_messages={"required": "Bitte wählen, wer es lesen soll."},
    )
    to_workspace = forms.ModelChoiceField(
        shares.other_workspaces(None),
        label="Mandant",
        required=False,
        empty_label="unser eigener",
        help_text="Für „anderer Mandant“ und „bestimmte Rolle“.",
        error_messages={"invalid_choice": "Diesen Mandanten gibt es nicht."},
    )
    role = forms.ChoiceField(label="Rolle", required=False, help_text="Für „bestimmte Rolle“.")
    committee = forms.ChoiceField(label="Gremium", required=False, help_text="Für „Gremium“.")
    until = forms.DateField(
        label="Bis vor",
        required=False,
        widget=DayInput,
        help_text="Leer lassen, wenn es offen bleiben soll. Zurücknehmen geht jederzeit.",
    )

    def __init__(self, *arguments, seat, kind, day, **named):
        super().__init__(*arguments, **named)
        committees = sharing.committees_in(seat.workspace_id, day=day)
        self.fields["target"].choices = [
            (target.value, target.label)
            for target in kind.targets
            if rules.may_share(seat, target) and (committees or target != ShareTarget.COMMITTEE)
        ]
        self.fields["to_workspace"].queryset = shares.other_workspaces(seat.workspace_id)
        self.fields["role"].choices = [("", "keine"), *Role.choices]
        self.fields["committee"].choices = [("", "keines"), *committees]
        if not committees:
            del self.fields["committee"]

    def clean(self):
        """Ask for what the chosen target needs."""
        given = super().clean()
        target = given.get("target")
        if target == ShareTarget.WORKSPACE and not given.get("to_workspace"):
            self._ask("to_workspace", "Bitte einen anderen Mandanten wählen.")
        if target == ShareTarget.ROLE and not given.get("role"):
            self._ask("role", "Bitte eine Rolle wählen.")
        if target == ShareTarget.COMMITTEE and not given.get("committee"):
            self._ask("committee", "Bitte ein Gremium wählen.")
        return given

    def _ask(self, field: str, sentence: str) -> None:
        if field not in self.errors:
            self.add_error(field, sentence)

    def chosen(self) -> dict:
        """Return what the action needs, without what the target does not use."""
        given = self.cleaned_data
        place = given["to_workspace"]
        return {
            "target": ShareTarget(given["target"]),
            "to_workspace_id": place.id if place else None,
            "role": Role(given["role"]) if given["role"] else None,
            "committee": given.get("committee", ""),
            "until": given["until"],
        }


class AnswerForm(forms.Form):
    """A second person agrees, or says what is wrong."""

    answer = forms.ChoiceField(choices=[("agree", "ja"), ("decline", "nein")])
    reason = forms.CharField(
        label="Anmerkung",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Nötig nur, wenn etwas noch nicht stimmt.",
    )


class AskForm(forms.Form):
    """What the second person should know."""

    note = forms.CharField(
        label="Worauf soll die Leitung achten?",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class AloneForm(forms.Form):
    """Why it must go without a second person."""

    reason = forms.CharField(
        label="Warum geht es nicht anders?",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Bitte sagen Sie, warum es ohne zweiten Blick gehen muss."},
    )
