# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Name and place of the context."""

from django.apps import AppConfig


class AtlasConfig(AppConfig):
    """The context `atlas`: maps, profiles, series."""

    name = "klammer_web.atlas"
    label = "atlas"
    verbose_name = "Atlas"

    def ready(self) -> None:
        """Prepare maps when a release was made, let areas be found, name the acts."""
        from klammer_web.accountability import phrases
        from klammer_web.atlas import (
            acts,
            comparing_readers,
            finding,
            finding_geographies,
            histories,
            index_registering,
            jobs,
            listing,
            ownership,
            readers,
            registering,
            searching,
            sharing,
        )
        from klammer_web.catalogue.signals import released
        from klammer_web.chain.search import entries

        released.connect(jobs.prepare_later, dispatch_uid=jobs.PREPARE)
        entries.register("atlas", kinds=searching.KINDS, objects=searching.everything)
        entries.register("atlas.own", kinds=finding.KINDS, objects=finding.everything)
        entries.register(
            "atlas.geographies",
            kinds=finding_geographies.KINDS,
            objects=finding_geographies.everything,
        )
        readers.register()
        comparing_readers.register()
        registering.register()
        listing.register()
        sharing.register()
        ownership.register()
        histories.register()
        index_registering.register()
        phrases.register(verbs=acts.VERBS, kinds=acts.KINDS)
