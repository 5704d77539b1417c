# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writes. People and workspaces stand here; the rest in the module of its subject."""

from klammer_web.accounts.actions.people import admit, create_person, open_workspace

__all__ = ["admit", "create_person", "open_workspace"]
