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
        """Register the manual and the people with the search, and our verb with the trail."""
        from klammer_web.accountability import phrases as sentences
        from klammer_web.chain import tasks
        from klammer_web.chain.search import entries
        from klammer_web.portal import colleagues, desks, jobs, searching  # noqa: F401  # reason: jobs register
        from klammer_web.portal.queries.tasks import of_data

        entries.register("portal", kinds=searching.KINDS, objects=searching.everything)
        entries.register("people", kinds=colleagues.KINDS, objects=colleagues.everything)
        colleagues.connect()
        tasks.register("catalogue", of_data)
        desks.register()
        sentences.register(
            kinds={}, verbs={"portal.loaded_official": "hat die amtlichen Zahlen geladen"}
        )
