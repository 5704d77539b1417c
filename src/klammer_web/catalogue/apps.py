# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Name and place of the context."""

from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    """The context `catalogue`."""

    name = "klammer_web.catalogue"
    label = "catalogue"
    verbose_name = "Daten"
    default_auto_field = "django.db.models.BigAutoField"
