# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""People and workspaces; what was shared; who was asked for a second look."""

from klammer_web.accounts.models.people import Membership, User, UserManager, Workspace

__all__ = ["Membership", "User", "UserManager", "Workspace"]
