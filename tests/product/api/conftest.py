# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""A small atlas that is served, and programs that ask it."""

from datetime import UTC, date, datetime

import pytest
from django.test import Client

from klammer_web.accounts import actions
from klammer_web.accounts.enums import Role, WorkspaceKind
from klammer_web.accounts.queries import seat_in
from klammer_web.api.actions import make_token
from klammer_web.api.answers import KEPT
from klammer_web.api.limits import COUNTER
from tests.product.atlas.small_atlas import small_atlas

NOW = datetime.now(UTC)
PLACE = "level=county&boundary=2022-12-31"


@pytest.fixture(scope="session")
def atlas(tmp_path_factory):
    """One built instance for all tests of the interface; none changes it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("klammer.pipeline.instance.LIBRARY", tmp_path_factory.mktemp("library"))
        return small_atlas(tmp_path_factory.mktemp("api"))


@pytest.fixture(autouse=True)
def _served(atlas, settings, tmp_path, monkeypatch):
    settings.INSTANCE = atlas.folder
    monkeypatch.setattr("klammer.pipeline.instance.LIBRARY", tmp_path)
    COUNTER.forget()
    KEPT.forget()


@pytest.fixture
def county(db):
    """The workspace of the Wartburgkreis."""
    return actions.open_workspace(kind=WorkspaceKind.COUNTY, key="16063", name="Wartburgkreis")


@pytest.fixture
def neighbour(db):
    """Another county's workspace."""
    return actions.open_workspace(kind=WorkspaceKind.COUNTY, key="16061", name="Eichsfeld")


@pytest.fixture
def person(db):
    """Make a person with a role: person(role, workspace)."""

    def make(role: Role, workspace):
        email = f"{role.value}-{workspace.key}@beispiel.example"
        user = actions.create_person(email=email, name=role.label, password=None)
        actions.admit(user=user, workspace=workspace, role=role, since=date(2020, 1, 1))
        return user

    return make


@pytest.fixture
def key_of(person):
    """Make a person with a role and a key: key_of(role, workspace) → word of the key."""

    def make(role: Role, workspace, *, days: int = 30) -> str:
        user = person(role, workspace)
        seat = seat_in(user, day=NOW.date(), workspace_id=workspace.id)
        _token, word = make_token(seat=seat, name="Auswertung", days=days, at=datetime.now(UTC))
        return word

    return make


class Program:
    """A program that asks the interface; with a key it sends it."""

    def __init__(self, word: str = "") -> None:
        self.headers = {"Authorization": f"Bearer {word}"} if word else {}
        self.client = Client(raise_request_exception=True)

    def ask(self, address: str, **headers: str):
        """Return the answer to GET."""
        return self.client.get(f"/api/v1/{address}", headers={**self.headers, **headers})

    def read(self, address: str) -> dict:
        """Return the JSON of an answer that must succeed."""
        answer = self.ask(address)
        assert answer.status_code == 200, answer.content
        return answer.json()


@pytest.fixture
def program(db):
    """A program without a key."""
    return Program()
