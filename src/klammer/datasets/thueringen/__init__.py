# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Thuringia with the Wartburgkreis in front, and all German counties to compare with."""
