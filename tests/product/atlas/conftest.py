# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The atlas of a small instance."""

import shutil
from datetime import date

import pytest
from django.utils import timezone

from klammer_web.accounts import actions
from klammer_web.accounts.enums import Role, WorkspaceKind
from klammer_web.accounts.models import User
from klammer_web.accounts.queries import seat_in
from tests.product.atlas.compared_atlas import compared_atlas
from tests.product.atlas.small_atlas import small_atlas, town_atlas


@pytest.fixture(scope="session")
def pristine_atlas(tmp_path_factory):
    """One built instance; tests work on copies."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("klammer.pipeline.instance.LIBRARY", tmp_path_factory.mktemp("library"))
        return small_atlas(tmp_path_factory.mktemp("atlas")).folder


@pytest.fixture(scope="session")
def pristine_towns(tmp_path_factory):
    """One built instance with counts of municipalities."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("klammer.pipeline.instance.LIBRARY", tmp_path_factory.mktemp("library"))
        return town_atlas(tmp_path_factory.mktemp("towns")).folder


@pytest.fixture
def towns(pristine_towns, settings, db):
    """The instance with counts of municipalities, served to be read only."""
    settings.INSTANCE = pristine_towns
    from klammer_web.catalogue.instance import instance

    return instance().current_release()


@pytest.fixture
def county(db):
    """The workspace of the Wartburgkreis."""
    return actions.open_workspace(kind=WorkspaceKind.COUNTY, key="16063", name="Wartburgkreis")


@pytest.fixture
def neighbour(db):
    """Another county's workspace."""
    return actions.open_workspace(kind=WorkspaceKind.COUNTY, key="16061", name="Eichsfeld")


@pytest.fixture
def signed_in(client):
    """Sign in somebody with a role in a workspace; returns the client and the person's seat."""

    def sign_in(workspace, role=Role.COORDINATOR):
        mail = f"{role}-{workspace.key}@example.org"
        user = User.objects.filter(email=mail).first() or User.objects.create(email=mail, name=role)
        actions.admit(user=user, workspace=workspace, role=role, since=date(2026, 1, 1))
        client.force_login(user)
        return seat_in(user, day=timezone.localdate(), workspace_id=workspace.id)

    return sign_in


@pytest.fixture
def atlas(pristine_atlas, tmp_path, settings, db):
    """A copy of the built instance, served; returns its current release."""
    folder = tmp_path / "instance"
    shutil.copytree(pristine_atlas, folder)
    settings.INSTANCE = folder
    from klammer_web.catalogue.instance import instance

    return instance().current_release()


@pytest.fixture(scope="session")
def pristine_compared(tmp_path_factory):
    """One built instance with figures of 22 counties that are known by heart."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("klammer.pipeline.instance.LIBRARY", tmp_path_factory.mktemp("library"))
        return compared_atlas(tmp_path_factory.mktemp("compared")).folder


@pytest.fixture
def compared(pristine_compared, settings, db):
    """The instance with figures of 22 counties, served to be read only."""
    settings.INSTANCE = pristine_compared
    from klammer_web.catalogue.instance import instance

    return instance().current_release()
