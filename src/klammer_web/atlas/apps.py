# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Name and place of the context."""

from django.apps import AppConfig


class AtlasConfig(AppConfig):
    """The context `atlas`: maps, profiles, series."""

    name = "klammer_web.atlas"
    label = "atlas"
    verbose_name = "Atlas"
