# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""People and workspaces; what was shared with others; who was asked for a second look."""

from klammer_web.accounts.models.invitations import Invitation
from klammer_web.accounts.models.people import (
    Department,
    Membership,
    User,
    UserManager,
    Workspace,
)
from klammer_web.accounts.models.saved_views import SavedView
from klammer_web.accounts.models.second_looks import SecondLook
from klammer_web.accounts.models.shares import Share
from klammer_web.accounts.models.vocabularies import VocabularyEntry

__all__ = [
    "Department",
    "Invitation",
    "Membership",
    "SavedView",
    "SecondLook",
    "Share",
    "User",
    "UserManager",
    "VocabularyEntry",
    "Workspace",
]
