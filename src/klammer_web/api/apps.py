# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Name and place of the context."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """The context `api`: everything a program may read."""

    name = "klammer_web.api"
    label = "api"
    verbose_name = "Schnittstelle"

    def ready(self) -> None:
        """Name the acts; let the trail name the fields of a key."""
        from klammer_web.accountability import history
        from klammer_web.accountability import phrases as sentences
        from klammer_web.api import phrases

        sentences.register(kinds=phrases.KINDS, verbs=phrases.VERBS)
        history.register(
            "api.token",
            model="api.ApiToken",
            labels=phrases.FIELDS,
            hidden=frozenset({"id", "user", "workspace"}),
        )
