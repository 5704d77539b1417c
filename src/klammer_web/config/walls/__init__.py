# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The outer walls: what is refused before a page is asked, and what every answer carries."""
