# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Name and place of the context."""

from django.apps import AppConfig


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
        from klammer_web.accounts import door, handing_over, histories, lists, phrases, tables
        from klammer_web.accounts.signing_in import wiring

        wiring.connect(self)
        access.register(door.AccountsDoor())
        histories.register()
        handing_over.register()
        lists.register(*tables.EVERY)
        sentences.register(kinds=phrases.KINDS, verbs=phrases.VERBS)
