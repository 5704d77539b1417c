# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Workspaces and seats for the chain; a kind of objects that only these tests know."""

import uuid

import pytest

from klammer_web.accounts.actions import open_workspace
from klammer_web.accounts.enums import Role, WorkspaceKind
from klammer_web.accounts.seats import Seat
from klammer_web.chain import kinds
from klammer_web.chain.kinds import Card, Kind, Ref

PLAN = "tests.plan"


@pytest.fixture
def county(db):
    """The workspace of the Wartburgkreis."""
    return open_workspace(kind=WorkspaceKind.COUNTY, key="16063", name="Wartburgkreis")


@pytest.fixture
def neighbour(db):
    """Another county's workspace."""
    return open_workspace(kind=WorkspaceKind.COUNTY, key="16061", name="Eichsfeld")


def seat_at(workspace, role=Role.COORDINATOR) -> Seat:
    """A seat in the workspace, without a person in the database."""
    return Seat(
        user_id=None,
        user_name=role.label,
        workspace_id=workspace.id,
        workspace_name=workspace.name,
        workspace_key=workspace.key,
        workspace_kind=workspace.kind,
        roles=frozenset({role}),
    )


@pytest.fixture
def seat(county):
    """The coordinator's seat in the Wartburgkreis."""
    return seat_at(county)


@pytest.fixture
def plans(monkeypatch):
    """Make plans a kind of objects; returns those nobody may see: add ids to hide them."""
    hidden: set[str] = set()

    def cards(_seat, ids):
        return {
            one: Card(Ref(PLAN, one), "Plan", f"Plan {one}", f"/plan/{one}/")
            for one in ids
            if one not in hidden
        }

    monkeypatch.setattr(kinds, "_KINDS", {PLAN: Kind(PLAN, "Plan", cards)})
    return hidden


def plan(identity: str) -> Ref:
    """The plan with this id."""
    return Ref(PLAN, identity)


def nobody() -> uuid.UUID:
    """An id that belongs to nothing."""
    return uuid.UUID(int=0)
