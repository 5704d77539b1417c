# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What every page of figures begins with: the release that is shown, and the indicator."""

from django.urls import reverse

from klammer.indicators.definitions import Definition
from klammer.warehouse.open import Release
from klammer_web.atlas.addresses import address
from klammer_web.catalogue.instance import current_release
from klammer_web.ui.errors import PageRefusedError, Refusal

HOME_STATE = "16"  # the state of the data set; an address without extent means it


def release_shown(request) -> Release:
    """Return the release of a request, or refuse with what would bring one."""
    release = current_release(request)
    if release is None:
        raise PageRefusedError(
            Refusal(
                title="Noch keine Zahlen",
                what="In dieser Anwendung sind noch keine Zahlen freigegeben.",
                why="Zahlen erscheinen hier, sobald eine Lieferung angenommen und freigegeben ist.",
                remedies=(("Zu den Daten", address("catalogue:overview") or "/"),),
            )
        )
    return release


def definition_of(release: Release, indicator: str) -> Definition:
    """Return a definition of a release, or refuse with where to search."""
    found = release.definitions.get(indicator)
    if found is None:
        raise PageRefusedError(
            Refusal(
                title="Diese Kennzahl gibt es nicht",
                what=f"Eine Kennzahl „{indicator[:60]}“ ist in der Freigabe nicht enthalten.",
                why="Vielleicht wurde sie umbenannt.",
                remedies=(("Kennzahl suchen", reverse("atlas:entry")),),
            )
        )
    return found
