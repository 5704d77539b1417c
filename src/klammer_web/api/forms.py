# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Input: what an access key is for, and how long it holds."""

from django import forms

PERIODS = (("30", "30 Tage"), ("90", "90 Tage"), ("180", "ein halbes Jahr"), ("365", "ein Jahr"))


class TokenForm(forms.Form):
    """A new access key."""

    name = forms.CharField(
        label="Wofür?",
        max_length=80,
        help_text="Damit Sie ihn später wiedererkennen, zum Beispiel „Monatsbericht in R“.",
    )
    days = forms.ChoiceField(
        label="Wie lange soll er gelten?",
        choices=PERIODS,
        initial="90",
        help_text="Danach legen Sie einen neuen an. Kürzer ist sicherer.",
    )
