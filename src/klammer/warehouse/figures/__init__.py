# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Formulas compiled to SQL: from tidy observations to the figures of one indicator."""

from klammer.warehouse.figures.observations import Observations
from klammer.warehouse.figures.query import figures_sql, own_orders
from klammer.warehouse.figures.shared import make_shared
from klammer.warehouse.figures.terms import CHOICE, selected_sql

__all__ = [
    "CHOICE",
    "Observations",
    "figures_sql",
    "make_shared",
    "own_orders",
    "selected_sql",
]
