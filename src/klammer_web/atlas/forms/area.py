# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The area an address names, and the boundary version it is shown at."""

from django.urls import reverse

from klammer.presentation.formats import german_date
from klammer.territory import geographies
from klammer.territory.versions import current
from klammer.warehouse.open import Release
from klammer_web.atlas.queries import areas
from klammer_web.atlas.queries.compared import boundaries_of
from klammer_web.ui.errors import PageRefusedError, Refusal


def area_named(key: str, boundary: str) -> areas.AreaName:
    """Return the area of a key at a boundary version, or refuse with where to search."""
    level = areas.level_of_key(key)
    is_there = level and (boundary or level in areas.LEVELS)  # own areas: only with figures
    found = areas.name_of(key, boundary=boundary or current(level).id) if is_there else None
    if found is None and geographies.is_level(level):
        raise PageRefusedError(
            Refusal(
                title="Zu diesem Gebiet gibt es hier keine Werte",
                what=f"Der Schlüssel „{key[:60]}“ gehört zu keinem Gebiet, von dem Sie Zahlen "
                "sehen können.",
                why="Es ist noch keine freigegeben, alle sind geheim oder fehlen, oder das Gebiet "
                "gehört einem anderen Arbeitsbereich.",
                remedies=(("Zu den Einteilungen", reverse("atlas:geographies")),),
            )
        )
    if found is None:
        raise PageRefusedError(
            Refusal(
                title="Dieses Gebiet gibt es nicht",
                what=f"Zum Schlüssel „{key[:20]}“ ist kein Gebiet bekannt.",
                why="Gebiete werden aufgelöst oder zusammengelegt; die Seite zeigt den "
                "Gebietsstand der Zahlen.",
                remedies=(("Gebiet suchen", reverse("atlas:find_area")),),
            )
        )
    return found


def boundary_shown(release: Release, key: str, *, wanted: str = "") -> str:
    """Return the boundary version asked for, or the newest; refuse one without figures.

    Empty where the release has no figures of the key's level.
    """
    known = boundaries_of(release, areas.level_of_key(key))
    if wanted and wanted not in known:
        listed = ", ".join(german_date(one) for one in known)
        raise PageRefusedError(
            Refusal(
                title="Zu diesem Gebietsstand gibt es keine Werte",
                what=f"Gebietsstand „{wanted[:20]}“: Dazu enthält die Freigabe keine Werte.",
                why=f"Vorhanden: {listed}." if listed else "",
                remedies=(("Neuesten Gebietsstand ansehen", "?"),),
            )
        )
    return wanted or (known[-1] if known else "")
