# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""A house that is fully furnished, and people in it: attacks must reach the rooms, not only the door."""

from datetime import date

import pytest
from django.conf import settings as live
from django.test import Client

from klammer_web.accounts import actions
from klammer_web.accounts.enums import Role, WorkspaceKind
from klammer_web.accounts.models import User
from klammer_web.config.walls.limits import COUNTER
from tests.product.atlas.small_atlas import small_atlas


@pytest.fixture(scope="session")
def furnished(tmp_path_factory):
    """One built instance for all attacks."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("klammer.pipeline.instance.LIBRARY", tmp_path_factory.mktemp("library"))
        return small_atlas(tmp_path_factory.mktemp("attacks")).folder


@pytest.fixture(autouse=True)
def _house(furnished, settings):
    """Serve that instance; a password is enough; nobody asked yet."""
    settings.INSTANCE = furnished
    settings.SECOND_FACTOR_ROLES = frozenset()
    settings.LIMIT_FACTOR = 1_000_000
    settings.ALLOWED_HOSTS = ["testserver", "localhost"]
    COUNTER.forget()


@pytest.fixture
def county(db):
    """A workspace."""
    return actions.open_workspace(kind=WorkspaceKind.COUNTY, key="16063", name="Wartburgkreis")


@pytest.fixture
def everything(county):
    """Somebody who holds every role in it: behind such a person most doors stand open."""
    person = User.objects.create_user("alles@beispiel.example", None, name="Alles")
    for role in Role:
        actions.admit(user=person, workspace=county, role=role, since=date(2026, 1, 1))
    return person


@pytest.fixture
def session_of():
    """Return the session cookie of somebody who is signed in."""

    def of(person) -> str:
        client = Client()
        client.force_login(person)
        return client.cookies[live.SESSION_COOKIE_NAME].value

    return of
