# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The lists of this context, each declared once: page, files, and the way through the office."""

from klammer_web.accounts.tables.departments import DEPARTMENTS
from klammer_web.accounts.tables.people import PEOPLE
from klammer_web.accounts.tables.second_looks import SECOND_LOOKS
from klammer_web.accounts.tables.shares import SHARES
from klammer_web.accounts.tables.vocabulary import VOCABULARY
from klammer_web.accounts.tables.workspaces import WORKSPACES

EVERY = (DEPARTMENTS, PEOPLE, SECOND_LOOKS, SHARES, VOCABULARY, WORKSPACES)

__all__ = [
    "DEPARTMENTS",
    "EVERY",
    "PEOPLE",
    "SECOND_LOOKS",
    "SHARES",
    "VOCABULARY",
    "WORKSPACES",
]
