# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where figures come from, as the catalogue tells it."""

from klammer_web.catalogue.queries.origins import origins, sources

__all__ = ["origins", "sources"]
