# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Klammer: the library behind the workbench for integrated social planning.

Ordered by meaning, low to high: base, parameters, territory, indicators, disclosure, warehouse,
sources, pipeline, presentation, cli. No module here knows the web product.
"""

__version__ = "2026.11.0"
