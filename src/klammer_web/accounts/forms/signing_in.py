# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Sign-in with German words."""

from django.contrib.auth.forms import AuthenticationForm


class SignInForm(AuthenticationForm):
    """Mail address and password; the message does not reveal which of them was wrong."""

    error_messages = {
        "invalid_login": "E-Mail-Adresse oder Passwort stimmt nicht. Bitte prüfen Sie beides; "
        "beim Passwort zählen Groß- und Kleinschreibung.",
        "inactive": "E-Mail-Adresse oder Passwort stimmt nicht.",
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["username"].label = "E-Mail-Adresse"
        self.fields["username"].widget.attrs["autocomplete"] = "username"
