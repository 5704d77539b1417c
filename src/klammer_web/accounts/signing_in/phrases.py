# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""German sentences in the place of allauth's."""

_NO_ADDRESS = "Bitte geben Sie eine andere Adresse an als die bisherige."

ACCOUNT = {
    "account_inactive": "Dieses Konto ist gesperrt. Bitte wenden Sie sich an die Verwaltung.",
    "duplicate_email": _NO_ADDRESS,
    "email_password_mismatch": "E-Mail-Adresse oder Passwort stimmt nicht. Bitte prüfen Sie "
    "beides; beim Passwort zählen Groß- und Kleinschreibung.",
    "enter_current_password": "Das ist nicht Ihr bisheriges Passwort.",
    "incorrect_code": "Dieser Code stimmt nicht.",
    "incorrect_password": "Das Passwort stimmt nicht.",
    "invalid_or_expired_key": "Dieser Link gilt nicht mehr.",
    "invalid_login": "Die Anmeldung ist nicht möglich.",
    "invalid_password_reset": "Dieser Link gilt nicht mehr.",
    "same_as_current": _NO_ADDRESS,
    "too_many_login_attempts": "Das waren zu viele Fehlversuche. Bitte warten Sie eine "
    "Viertelstunde, oder setzen Sie Ihr Passwort neu.",
    "rate_limited": "Das waren zu viele Versuche. Bitte warten Sie einige Minuten.",
}
SECOND_FACTOR = {
    "cannot_delete_authenticator": "Ihre Rolle verlangt einen zweiten Faktor. Richten Sie zuerst "
    "einen anderen ein.",
    "cannot_generate_recovery_codes": "Ersatzcodes gibt es erst mit einem zweiten Faktor.",
    "incorrect_code": "Dieser Code stimmt nicht. Er wechselt alle 30 Sekunden: Bitte geben Sie "
    "den ein, den die App gerade zeigt. Jeder Ersatzcode gilt nur einmal.",
    "unverified_email": "Bitte bestätigen Sie zuerst Ihre E-Mail-Adresse.",
}
PROVIDER = {
    "email_taken": "Zu dieser Adresse gibt es schon ein Konto. Melden Sie sich mit Ihrem Passwort "
    "an, und verbinden Sie die Konten unter „Anmeldedienst“.",
    "no_password": "Legen Sie zuerst ein Passwort fest: Sonst kämen Sie nicht mehr hinein.",
    "no_verified_email": "Ihr Konto hat keine bestätigte E-Mail-Adresse.",
    "disconnect_last": "Legen Sie zuerst ein Passwort fest: Sonst kämen Sie nicht mehr hinein.",
}
