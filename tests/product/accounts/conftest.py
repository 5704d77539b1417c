# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Workspaces, people and seats for the tests of accounts."""

import re
from datetime import UTC, date, datetime

import pytest
from django.utils.safestring import mark_safe

from klammer_web.accounts import actions, ownership, queries, second_look, sharing
from klammer_web.accounts.enums import Role, WorkspaceKind
from klammer_web.operation.models import OutgoingMail

AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
TODAY = date(2026, 11, 22)


@pytest.fixture
def county(db):
    return actions.open_workspace(kind=WorkspaceKind.COUNTY, key="16063", name="Wartburgkreis")


@pytest.fixture
def city(db):
    return actions.open_workspace(kind=WorkspaceKind.CITY, key="16051", name="Erfurt")


@pytest.fixture
def land(db):
    return actions.open_workspace(kind=WorkspaceKind.LAND, key="16", name="Freistaat Thüringen")


@pytest.fixture
def person(db):
    """Make a person with roles in a workspace: person(workspace, Role.HEAD, …)."""

    def make(workspace, *roles, name="", since=date(2020, 1, 1)):
        word = name or "-".join(role.value for role in roles) or "jemand"
        user = actions.create_person(
            email=f"{word}-{workspace.key}@beispiel.example".lower(), name=word, password=None
        )
        for role in roles:
            actions.admit(user=user, workspace=workspace, role=role, since=since)
        return user

    return make


@pytest.fixture
def seat():
    """Return the seat of a person in a workspace: seat(user, workspace)."""
    return lambda user, workspace: queries.seat_in(user, day=TODAY, workspace_id=workspace.id)


@pytest.fixture
def admin(person, county, seat):
    """The seat of the county's administrator; a coordinator is there besides."""
    person(county, Role.COORDINATOR, name="vertretung")
    return seat(person(county, Role.ADMINISTRATOR), county)


@pytest.fixture
def coordinator(person, county, seat):
    return seat(person(county, Role.COORDINATOR), county)


def link(word: str) -> str:
    """Make the address in a mail."""
    return f"https://klammer.example/l/{word}/"


def mailed_words(to: str) -> list[str]:
    """Return the words of the links that were mailed to an address, the oldest first."""
    mails = OutgoingMail.objects.filter(recipient=to).order_by("created_at")
    return [re.search(r"/l/(\S+)/", mail.text)[1] for mail in mails]


class Notes:
    """A kind of texts as a context would keep them: owned, shared, looked at."""

    KIND = "test.note"

    def __init__(self):
        self.texts: dict[str, dict] = {}
        self.told: list = []

    def add(self, identity, *, workspace, owner=None, text="Entwurf"):
        self.texts[identity] = {"workspace": workspace.id, "owner": owner, "text": text}

    def find(self, object_id, workspace_id):
        found = self.texts.get(object_id)
        return found if found and found["workspace"] == workspace_id else None

    def title(self, *, object_id, workspace_id):
        return f"Notiz {object_id}" if self.find(object_id, workspace_id) else None

    def preview(self, *, object_id, workspace_id):
        return mark_safe(f"<p>{self.find(object_id, workspace_id)['text']}</p>")  # noqa: S308  # reason: the test's own text

    def fingerprint(self, *, object_id, workspace_id):
        return str(hash(self.find(object_id, workspace_id)["text"]))

    def owned(self, *, user_id, workspace_id):
        return [
            ownership.Owned(identity, f"Notiz {identity}")
            for identity, one in self.texts.items()
            if one["owner"] == user_id and one["workspace"] == workspace_id
        ]

    def hand_over(self, *, ids, successor_id, **_named):
        for identity in ids:
            self.texts[identity]["owner"] = successor_id

    def decided(self, *, look, **_named):
        self.told.append((look.object_id, look.state))


@pytest.fixture
def notes():
    """A registered kind of texts, gone after the test."""
    kind = Notes()
    address = "/notiz/{}/".format
    sharing.register(
        Notes.KIND, word="Notiz", plural="Notizen",
        title=kind.title, preview=kind.preview, address=address,
    )  # fmt: skip
    second_look.register(
        Notes.KIND, word="Notiz", title=kind.title, fingerprint=kind.fingerprint,
        preview=kind.preview, address=address, decided=kind.decided, opens_by_link=True,
    )  # fmt: skip
    ownership.register(Notes.KIND, word="Notizen", owned=kind.owned, hand_over=kind.hand_over)
    yield kind
    sharing.forget(Notes.KIND)
    second_look.forget(Notes.KIND)
    ownership.forget(Notes.KIND)
    sharing.forget_committees()
