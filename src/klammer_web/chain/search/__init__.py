# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Search over everything a seat may see: one normaliser, fed alike to SQLite and PostgreSQL."""
