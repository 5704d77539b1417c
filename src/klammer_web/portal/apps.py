# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Name and place of the context."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """The context `portal`."""

    name = "klammer_web.portal"
    label = "portal"
    verbose_name = "Start"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        """Register the manual with the search."""
        from klammer_web.chain.search import entries
        from klammer_web.portal import searching

        entries.register("portal", kinds=searching.KINDS, objects=searching.everything)
