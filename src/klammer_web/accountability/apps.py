# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Name and place of the context."""

from django.apps import AppConfig


class AccountabilityConfig(AppConfig):
    """The context `accountability`."""

    name = "klammer_web.accountability"
    label = "accountability"
    verbose_name = "Rechenschaft"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say the sentences of this context's acts; register its background work."""
        from klammer_web.accountability import (
            inspection,
            jobs,  # noqa: F401  # reason: registers what it defines
            phrases,
        )

        phrases.register(
            kinds={"accountability.trail": "Protokoll", "accounts.user": "Person"},
            verbs={
                inspection.ERASED: "hat gelöscht, was lange genug aufbewahrt war",
                inspection.PERSON_ERASED: "hat die personenbezogenen Daten einer ehemaligen "
                "Person gelöscht",
            },
        )
