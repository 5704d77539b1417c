# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Instances and people for the tests of the data pages."""

import shutil
from datetime import date

import pytest

from klammer_web.accounts import actions
from klammer_web.accounts.enums import Role, WorkspaceKind
from klammer_web.accounts.models import User
from tests.product.catalogue.small_instance import small_instance


@pytest.fixture(scope="session")
def no_library(tmp_path_factory):
    """An empty library: the tests' own definitions are all there are."""
    return tmp_path_factory.mktemp("library")


@pytest.fixture(autouse=True)
def _no_library(no_library, monkeypatch):
    monkeypatch.setattr("klammer.pipeline.instance.LIBRARY", no_library)


@pytest.fixture(scope="session")
def pristine_instance(tmp_path_factory, no_library):
    """One built instance; tests work on copies."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("klammer.pipeline.instance.LIBRARY", no_library)
        return _pristine(tmp_path_factory)


def _pristine(tmp_path_factory):
    return small_instance(tmp_path_factory.mktemp("pristine")).folder


@pytest.fixture
def instance(pristine_instance, tmp_path, settings):
    """A copy of the built instance that this test may change."""
    from klammer_web.catalogue.instance import instance as served

    folder = tmp_path / "instance"
    shutil.copytree(pristine_instance, folder)
    settings.INSTANCE = folder
    settings.WORK_INLINE = True
    return served()


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
    """Make a person with a role, once: person(role, workspace)."""

    def make(role: Role, workspace):
        email = f"{role.value}-{workspace.key}@beispiel.example"
        known = User.objects.filter(email=email).first()
        if known is not None:
            return known
        user = actions.create_person(email=email, name=role.label, password=None)
        actions.admit(user=user, workspace=workspace, role=role, since=date(2020, 1, 1))
        return user

    return make


@pytest.fixture
def as_role(client, person, county):
    """Sign the client in with a role in the Wartburgkreis: as_role(Role.DATA_STEWARD)."""

    def sign_in(role: Role, workspace=None):
        client.force_login(person(role, workspace or county))
        return client

    return sign_in


@pytest.fixture
def land(db):
    """The workspace of the Land: its administrators change what is common to all."""
    return actions.open_workspace(kind=WorkspaceKind.LAND, key="16", name="Thüringen")


@pytest.fixture
def as_central(as_role, land):
    """Sign the client in as somebody who may change what is common to all."""

    def sign_in():
        return as_role(Role.ADMINISTRATOR, land)

    return sign_in


@pytest.fixture
def as_neighbour(client, person, neighbour):
    """Sign the client in with a role in the other county."""

    def sign_in(role=Role.COORDINATOR):
        client.force_login(person(role, neighbour))
        return client

    return sign_in
