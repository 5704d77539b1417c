# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Input: how to be told of each kind of news."""

from django import forms

from klammer_web.chain.enums import NotificationKind, NotificationManner

_LATER = (NotificationKind.JOB,)  # nobody needs a mail in the minute a job ends


class ChoicesForm(forms.Form):
    """One choice for each kind of news."""

    def __init__(self, *arguments, current, **named):
        super().__init__(*arguments, **named)
        for kind in NotificationKind:
            offered = [
                (one.value, one.label)
                for one in NotificationManner
                if kind not in _LATER or one is not NotificationManner.AT_ONCE
            ]
            self.fields[kind.value] = forms.ChoiceField(
                label=kind.label,
                choices=offered,
                initial=current[kind].value,
                error_messages={
                    "required": "Bitte wählen.",
                    "invalid_choice": "Diesen Weg gibt es hier nicht.",
                },
            )

    def wanted(self) -> dict[NotificationKind, NotificationManner]:
        """Return kind → way."""
        return {
            NotificationKind(name): NotificationManner(way)
            for name, way in self.cleaned_data.items()
        }
