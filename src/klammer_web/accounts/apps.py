# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Name and place of the context."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AccountsConfig(AppConfig):
    """The context `accounts`."""

    name = "klammer_web.accounts"
    label = "accounts"
    verbose_name = "Konten"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Listen to what allauth tells; tell `accountability` who reads, and our verbs."""
        from klammer_web.accountability import access
        from klammer_web.accountability import phrases as sentences
        from klammer_web.accountability import tables as trail
        from klammer_web.accounts import (
            door,
            handing_over,
            histories,
            lists,
            phrases,
            tables,
            vocabulary,
        )
        from klammer_web.accounts.signing_in import wiring

        post_migrate.connect(vocabulary.begin, sender=self, dispatch_uid="accounts.vocabulary")

        wiring.connect(self)
        access.register(door.AccountsDoor())
        histories.register()
        handing_over.register()
        lists.register(*tables.EVERY, *trail.EVERY)
        sentences.register(kinds=phrases.KINDS, verbs=phrases.VERBS)
