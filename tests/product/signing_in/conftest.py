# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""A person with a password, a mailbox, and an app that shows codes."""

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.contrib.auth.hashers import Argon2PasswordHasher

from klammer_web.accounts import actions
from klammer_web.accounts.enums import Role, WorkspaceKind
from klammer_web.accounts.models import User
from klammer_web.operation.models import OutgoingMail

PASSWORD = "ein langes Passwort 7"  # noqa: S105  # reason: of these tests alone
EMAIL = "planung@beispiel.example"


@pytest.fixture(autouse=True)
def _quick_hashes(monkeypatch):
    """Hash by Argon2 as ever, with little memory: these tests sign in a hundred times."""
    monkeypatch.setattr(Argon2PasswordHasher, "memory_cost", 64)
    monkeypatch.setattr(Argon2PasswordHasher, "time_cost", 1)


@pytest.fixture
def person(db):
    """Somebody who can sign in."""
    return User.objects.create_user(EMAIL, PASSWORD, name="Planung")


@pytest.fixture
def steward(person):
    """The same person, with a role that sees confidential figures."""
    from datetime import date

    county = actions.open_workspace(kind=WorkspaceKind.COUNTY, key="16063", name="Wartburgkreis")
    actions.admit(user=person, workspace=county, role=Role.DATA_STEWARD, since=date(2026, 1, 1))
    return person


@pytest.fixture
def mailbox(db):
    """What was put into the outbox: (recipient, subject, text), oldest first."""

    def read():
        kept = OutgoingMail.objects.order_by("created_at")
        return [(mail.recipient, mail.subject, mail.text) for mail in kept]

    return read


@pytest.fixture
def signed_in(client, person):
    """A client that signed in by password, and confirmed it a moment ago."""
    client.post("/konto/anmelden/", {"login": EMAIL, "password": PASSWORD})
    client.post("/konto/nachfrage/", {"password": PASSWORD})
    return client


def code_of(secret: str, *, periods_ago: int = 0) -> str:
    """Return what an app with this secret shows."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 - periods_ago))


def set_up_app(client) -> str:
    """Set up an app as a person does; return its secret."""
    page = client.get("/konto/zweiter-faktor/app/")
    secret = page.context["form"].secret
    client.post("/konto/zweiter-faktor/app/", {"code": code_of(secret)})
    assert Authenticator.objects.filter(type="totp").count() == 1
    return secret
