# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Name and place of the context."""

from django.apps import AppConfig


class ChainConfig(AppConfig):
    """The context `chain`: links between objects of all contexts, and evidence."""

    name = "klammer_web.chain"
    label = "chain"
    verbose_name = "Kette"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say the sentences of this context's acts, and name its background work."""
        from klammer_web.accountability import phrases
        from klammer_web.chain import (
            jobs,  # noqa: F401  # reason: registers what it defines
        )
        from klammer_web.chain import (
            phrases as acts,
        )

        phrases.register(verbs=acts.VERBS, kinds=acts.KINDS)
