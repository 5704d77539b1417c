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

    def ready(self) -> None:
        """Say the sentences of this context's acts; let its objects be found."""
        from klammer_web.accountability import phrases
        from klammer_web.accounts import lists
        from klammer_web.catalogue import (  # noqa: F401  # reason: registers their work
            histories,
            jobs,
            ownership,
            searching,
            second_looks,
            sharing,
            staging,
            tables,
        )
        from klammer_web.catalogue.phrases import acts
        from klammer_web.catalogue.queries import destructions, pinned
        from klammer_web.catalogue.signals import released
        from klammer_web.chain import evidence, kinds, tasks
        from klammer_web.chain.enums import EvidenceShape
        from klammer_web.chain.kinds import Kind
        from klammer_web.chain.search import entries

        lists.register(*tables.EVERY)
        phrases.register(verbs=acts.VERBS, kinds=acts.KINDS)
        histories.register()
        second_looks.register()
        ownership.register()
        sharing.register()
        evidence.register(evidence.Reader(pinned.cell, pinned.itself), EvidenceShape.CELL)
        kinds.register(
            Kind(kinds.FIGURE, "Zahl", pinned.figure_cards, reasons=pinned.deliveries_behind)
        )
        kinds.register(Kind(pinned.DELIVERY, "Lieferung", pinned.delivery_cards))
        kinds.register(Kind(pinned.CLIPBOARD, "Merkliste", pinned.clipboard_cards))
        tasks.register("catalogue.destructions", destructions.tasks_of)
        entries.register("catalogue", kinds=searching.KINDS, objects=searching.everything)
        released.connect(searching.refresh_later, dispatch_uid="catalogue.searching")
