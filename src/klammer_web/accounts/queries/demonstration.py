# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads: the accounts of the demonstration, by the workspace in which they sit."""

from dataclasses import dataclass

from klammer_web.accounts.enums import Role
from klammer_web.accounts.labels import labels_of
from klammer_web.accounts.models import Membership, User, Workspace


@dataclass(frozen=True)
class DemoPlace:
    """One workspace of the demonstration, and (person, what they do) in it by role."""

    workspace: Workspace
    people: tuple[tuple[User, str], ...]


def demo_users() -> list[DemoPlace]:
    """Return the demonstration's accounts, the workspace that was opened first on top."""
    held = Membership.objects.filter(user__is_demo=True).select_related("user", "workspace")
    order = [role.value for role in Role]
    found: dict[Workspace, list[tuple[User, str]]] = {}
    for one in sorted(held, key=lambda one: (one.workspace.opened_at, order.index(one.role))):
        word = labels_of(one.workspace.kind).role(one.role)
        found.setdefault(one.workspace, []).append((one.user, word))
    return [DemoPlace(place, tuple(people)) for place, people in found.items()]
