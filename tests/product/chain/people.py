# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""People in a workspace, their seats and browsers, and a plan that some of them may not see."""

from datetime import date

from django.test import Client
from django.utils import timezone

from klammer_web.accounts.actions import admit, create_person
from klammer_web.accounts.enums import Role
from klammer_web.accounts.queries import seat_in
from klammer_web.chain import kinds
from klammer_web.chain.kinds import Card, Kind, Ref

PLAN = "tests.plan"
SINCE = date(2020, 1, 1)


def person(workspace, role=Role.SECTOR_PLANNER, *, name, department=None):
    """A person with a role in the workspace."""
    user = create_person(
        email=f"{name.lower().replace(' ', '-')}@beispiel.example", name=name, password=None
    )
    admit(user=user, workspace=workspace, role=role, since=SINCE, department=department)
    return user


def seat_for(user, workspace):
    """The person's seat."""
    return seat_in(user, day=timezone.localdate(), workspace_id=workspace.id)


def browser(user):
    """A browser in which the person is signed in."""
    client = Client()
    client.force_login(user)
    return client


def plans_seen_by(monkeypatch, *, workspace, roles):
    """Make plans a kind of objects that only these roles of one workspace see."""

    def cards(seat, ids):
        may = seat.workspace_id == workspace.id and seat.has_any(frozenset(roles))
        return {
            one: Card(Ref(PLAN, one), "Plan", f"Plan {one}: 4.711", f"/plan/{one}/")
            for one in ids
            if may
        }

    known = dict(kinds._KINDS) | {PLAN: Kind(PLAN, "Plan", cards)}
    monkeypatch.setattr(kinds, "_KINDS", known)
    return Ref(PLAN, "1")
