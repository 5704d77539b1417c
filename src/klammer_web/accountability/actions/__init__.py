# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writes: recording acts."""

from klammer_web.accountability.actions.record import record

__all__ = ["record"]
