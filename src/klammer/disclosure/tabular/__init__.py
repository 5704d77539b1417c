# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Protecting plain tables of counts and amounts: hierarchical, linked, in long form."""
