# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Name and place of the context."""

from django.apps import AppConfig
from django.urls import reverse


class ChainConfig(AppConfig):
    """The context `chain`: links, evidence, and what people ask of and say to each other."""

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
        self._working_together()

    def _working_together(self) -> None:
        """Register assignments, comments, due dates; begin to listen to other rooms."""
        from klammer_web.accountability import history
        from klammer_web.accounts import lists, ownership
        from klammer_web.chain import kinds, tasks
        from klammer_web.chain.assignments import listing, providing, queries
        from klammer_web.chain.comments import histories
        from klammer_web.chain.due_dates import queries as due_dates
        from klammer_web.chain.due_dates import watching  # noqa: F401  # reason: registers its work
        from klammer_web.chain.notifications import listening

        listening.connect()
        histories.register()
        words = {"whom": "Wer", "title": "Was zu tun ist", "note": "Hinweise", "due_on": "bis"}
        history.register(queries.KIND, model="chain.Assignment", labels=words)
        history.register("chain.due_date", model="chain.DueDate")
        lists.register(listing.TASKS)
        providing.register()
        tasks.register("chain.due_dates", due_dates.tasks_of)
        kinds.register(
            kinds.Kind(queries.KIND, "Auftrag", queries.cards, reasons=queries.object_behind)
        )
        ownership.passing_on(
            queries.KIND,
            word="offene Aufträge",
            field="person",
            verb="chain.assignment_handed_over",
            waiting=queries.open_in,
            address=lambda one: reverse("assignments:assignment", args=[one.pk]),
            title=lambda one: one.title,
        )
