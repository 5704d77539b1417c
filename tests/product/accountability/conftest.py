# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two counties, people with roles, and acts of them."""

from datetime import UTC, date, datetime

import pytest

from klammer_web.accountability import phrases
from klammer_web.accountability.actions import record
from klammer_web.accounts.enums import Role
from klammer_web.accounts.models import User, Workspace

AT = datetime(2026, 4, 3, 9, 30, tzinfo=UTC)

phrases.register(
    kinds={"test.thing": "Lieferung"},
    verbs={
        "test.accepted": "hat die Lieferung {title} übernommen",
        "test.renamed": "hat {title} umbenannt",
    },
)


@pytest.fixture
def county(db):
    """The workspace of the Wartburgkreis."""
    return Workspace.objects.create(kind="county", key="16063", name="Wartburgkreis")


@pytest.fixture
def neighbour(db):
    """Another county's workspace."""
    return Workspace.objects.create(kind="county", key="16061", name="Eichsfeld")


@pytest.fixture
def person(db):
    """Make a person with a role: person(role, workspace). Nothing of it is recorded."""

    def make(role: Role, workspace):
        user = User.objects.create_user(
            f"{role.value}-{workspace.key}@beispiel.example", name=str(role.label)
        )
        user.memberships.create(workspace=workspace, role=role, valid_from=date(2020, 1, 1))
        return user

    return make


@pytest.fixture
def as_role(client, person, county):
    """Sign the client in with a role in the Wartburgkreis."""

    def sign_in(role: Role, workspace=None):
        client.force_login(person(role, workspace or county))
        return client

    return sign_in


@pytest.fixture
def act(county):
    """Record an act of the test: act(verb=…, actor_id=…)."""

    def make(**more):
        given = {
            "verb": "test.renamed", "actor_id": None, "workspace_id": county.id,
            "kind": "test.thing", "object_id": "7", "title": "Einwohner 2022",
            "before": {"name": "alt"}, "after": {"name": "neu"}, "at": AT,
        }  # fmt: skip
        return record(**(given | more))

    return make
