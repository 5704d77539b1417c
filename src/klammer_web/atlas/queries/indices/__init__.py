# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Composite indices: which a seat may read, what goes in, what comes out, how sure it is."""
