# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The area an address names."""

from django.urls import reverse

from klammer.territory.versions import current
from klammer_web.atlas.queries import areas
from klammer_web.ui.errors import PageRefusedError, Refusal


def area_named(key: str, boundary: str) -> areas.AreaName:
    """Return the area of a key at a boundary version, or refuse with where to search."""
    level = areas.level_of_key(key)
    is_there = level and (boundary or level in areas.LEVELS)  # own areas: only with figures
    found = areas.name_of(key, boundary=boundary or current(level).id) if is_there else None
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
