# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The lists of this context, each declared once: page, files, and the way through the office."""

from klammer_web.accounts.tables.departments import DEPARTMENTS
from klammer_web.accounts.tables.people import PEOPLE

EVERY = (DEPARTMENTS, PEOPLE)

__all__ = ["DEPARTMENTS", "EVERY", "PEOPLE"]
