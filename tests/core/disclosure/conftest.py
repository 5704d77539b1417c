# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Figures of a small county, as in every test of disclosure control."""

from tests.disclosed import figure, public_rules

__all__ = ["figure", "public_rules"]
