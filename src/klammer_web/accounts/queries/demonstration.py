# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads: the accounts of the demonstration."""

from klammer_web.accounts.enums import Role
from klammer_web.accounts.models import Membership, User


def demo_users() -> list[tuple[User, str, str]]:
    """Return the demonstration's accounts: person, role, workspace, in the order of roles."""
    held = Membership.objects.filter(user__is_demo=True).select_related("user", "workspace")
    order = [role.value for role in Role]
    ranked = sorted(held, key=lambda one: order.index(one.role))
    return [(one.user, Role(one.role).label, one.workspace.name) for one in ranked]
