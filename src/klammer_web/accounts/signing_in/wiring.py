# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What happens beside allauth: addresses stay equal, attempts are counted, acts are recorded."""

from allauth.account import signals as account
from allauth.mfa import signals as second_factor
from allauth.socialaccount import signals as provider
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.core.management import call_command
from django.db.models.signals import post_migrate, post_save
from django.utils import timezone

from klammer_web.accountability import phrases
from klammer_web.accountability.actions import record
from klammer_web.accounts.models import User
from klammer_web.accounts.signing_in import addresses

# What allauth tells us, and the verb under which the audit trail keeps it.
_RECORDED = (
    (account.password_changed, "accounts.password_changed"),
    (account.password_set, "accounts.password_changed"),
    (account.password_reset, "accounts.password_reset"),
    (account.email_changed, "accounts.address_changed"),
    (second_factor.authenticator_added, "accounts.second_factor_added"),
    (second_factor.authenticator_removed, "accounts.second_factor_removed"),
    (second_factor.authenticator_reset, "accounts.spare_codes_made"),
    (second_factor.authentication_failed, "accounts.second_factor_refused"),
    (provider.social_account_added, "accounts.provider_joined"),
    (provider.social_account_removed, "accounts.provider_left"),
)


VERBS = {
    "accounts.password_changed": "hat das eigene Passwort geändert",
    "accounts.password_reset": "hat das eigene Passwort über einen Link neu festgelegt",
    "accounts.address_changed": "hat die eigene E-Mail-Adresse geändert",
    "accounts.second_factor_added": "hat einen zweiten Faktor eingerichtet",
    "accounts.second_factor_removed": "hat einen zweiten Faktor entfernt",
    "accounts.second_factor_refused": "hat einen falschen Code eingegeben",
    "accounts.spare_codes_made": "hat neue Ersatzcodes angelegt",
    "accounts.provider_joined": "hat das eigene Konto mit dem Anmeldedienst verbunden",
    "accounts.provider_left": "hat das eigene Konto vom Anmeldedienst getrennt",
    "accounts.signed_in": "hat sich angemeldet",
    "accounts.signed_out": "hat sich abgemeldet",
}


def connect(config) -> None:
    """Listen; called once when the application starts."""
    phrases.register(verbs=VERBS)
    for signal, verb in _RECORDED:
        signal.connect(_recorder(verb), weak=False, dispatch_uid=f"{verb}/{id(signal)}")
    user_logged_in.connect(_signed_in, dispatch_uid="accounts.signed_in")
    user_logged_out.connect(_signed_out, dispatch_uid="accounts.signed_out")
    post_save.connect(_saved, sender=User, dispatch_uid="accounts.address")
    post_migrate.connect(_counting_table, sender=config, dispatch_uid="accounts.counting")


def _recorder(verb):
    def listen(sender, *, user=None, sociallogin=None, socialaccount=None, **_rest):  # noqa: ARG001  # reason: Django's name
        person = user or getattr(sociallogin or socialaccount, "user", None)
        if person is not None and person.pk:
            _record(verb, person)

    return listen


def _record(verb: str, person: User) -> None:
    record(
        verb=verb,
        actor_id=person.pk,
        workspace_id=None,
        kind="accounts.user",
        object_id=str(person.pk),
        at=timezone.now(),
    )


def _signed_in(sender, *, user, **_rest):  # noqa: ARG001  # reason: Django's name
    addresses.settle(user)
    _record("accounts.signed_in", user)


def _signed_out(sender, *, user, **_rest):  # noqa: ARG001  # reason: Django's name
    if user is not None:
        _record("accounts.signed_out", user)


def _saved(sender, *, instance, created, update_fields=None, **_rest):  # noqa: ARG001  # reason: Django's names
    if not created and (update_fields is None or "email" in update_fields):
        addresses.follow(instance)


def _counting_table(sender, **_rest):  # noqa: ARG001  # reason: Django's name
    """Failed attempts are counted in a table that all processes share."""
    call_command("createcachetable", verbosity=0)
