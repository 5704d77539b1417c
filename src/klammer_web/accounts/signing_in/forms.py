# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Forms with German words: labels, help where the question arises, no hints inside fields."""

from allauth.account import forms as account
from allauth.mfa.base import forms as second_factor
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn import forms as keys
from django import forms

_CHOOSING = (
    "Mindestens 12 Zeichen; ein kurzer Satz ist gut zu merken. Nicht möglich sind häufige "
    "Passwörter, reine Ziffern und solche, die Ihrem Namen oder Ihrer Adresse ähneln."
)
_CODE = {"inputmode": "text", "autocomplete": "one-time-code", "autocapitalize": "none"}


class Worded(forms.Form):
    """Give fields their German words; the subclass names them."""

    words: dict[str, tuple[str, str]] = {}
    first = ""

    def __init__(self, *arguments, **named):
        super().__init__(*arguments, **named)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            label, help_text = self.words.get(name, (field.label, ""))
            field.label, field.help_text = label, help_text
        if self.first in self.fields:
            self.fields[self.first].widget.attrs["autofocus"] = True


class SignInForm(Worded, account.LoginForm):
    """Mail address and password; the message does not reveal which of them was wrong."""

    first = "login"
    words = {"login": ("E-Mail-Adresse", ""), "password": ("Passwort", "")}

    def __init__(self, *arguments, **named):
        super().__init__(*arguments, **named)
        self.fields["login"].widget.attrs["autocomplete"] = "username webauthn"


class ConfirmForm(Worded, account.ReauthenticateForm):
    """The password once more before something sensitive."""

    first = "password"
    words = {"password": ("Passwort", "")}


class MailAddressForm(Worded, account.AddEmailForm):
    """The address one wishes to have."""

    words = {"email": ("Neue E-Mail-Adresse", "")}


class ChangePasswordForm(Worded, account.ChangePasswordForm):
    """Another password, for who knows the old one."""

    words = {
        "oldpassword": ("Bisheriges Passwort", ""),
        "password1": ("Neues Passwort", _CHOOSING),
        "password2": ("Neues Passwort wiederholen", ""),
    }


class SetPasswordForm(Worded, account.SetPasswordForm):
    """The first password of somebody who came by the provider."""

    words = {
        "password1": ("Passwort", _CHOOSING),
        "password2": ("Passwort wiederholen", ""),
    }


class ForgottenForm(Worded, account.ResetPasswordForm):
    """The address to which a link is sent."""

    first = "email"
    words = {"email": ("E-Mail-Adresse", "")}


class NewPasswordForm(Worded, account.ResetPasswordKeyForm):
    """The password after the link of a mail."""

    first = "password1"
    words = {
        "password1": ("Neues Passwort", _CHOOSING),
        "password2": ("Neues Passwort wiederholen", ""),
    }


class CodeForm(Worded, second_factor.AuthenticateForm):
    """A code of the app, or one of the spare codes."""

    first = "code"
    words = {"code": ("Code", "Sechs Ziffern aus Ihrer App, oder ein Ersatzcode.")}

    def __init__(self, *arguments, **named):
        super().__init__(*arguments, **named)
        self.fields["code"].widget.attrs |= _CODE


class ConfirmCodeForm(Worded, second_factor.ReauthenticateForm):
    """A code once more before something sensitive."""

    first = "code"
    words = {"code": ("Code", "Sechs Ziffern aus Ihrer App, oder ein Ersatzcode.")}

    def __init__(self, *arguments, **named):
        super().__init__(*arguments, **named)
        self.fields["code"].widget.attrs |= _CODE


class AppForm(Worded, ActivateTOTPForm):
    """The first code of a new app."""

    words = {"code": ("Code aus der App", "Sechs Ziffern; sie wechseln alle 30 Sekunden.")}

    def __init__(self, *arguments, **named):
        super().__init__(*arguments, **named)
        self.fields["code"].widget.attrs |= _CODE | {"inputmode": "numeric"}


class KeyForm(Worded, keys.AddWebAuthnForm):
    """A new key: its name, and whether it is enough alone."""

    words = {
        "name": ("Name des Schlüssels", "Zum Wiedererkennen, etwa „Diensthandy“."),
        "passwordless": (
            "Damit auch ohne Passwort anmelden",
            "Der Schlüssel fragt dann jedes Mal nach PIN, Finger oder Gesicht.",
        ),
    }


class KeyNameForm(Worded, keys.EditWebAuthnForm):
    """Another name for a key."""

    words = {"name": ("Name des Schlüssels", "Zum Wiedererkennen, etwa „Diensthandy“.")}
