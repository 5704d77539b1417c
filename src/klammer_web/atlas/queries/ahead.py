# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What pages of the atlas share and the first one would wait for: read once, for every process."""

from klammer.warehouse.open import Release
from klammer_web.atlas.queries import areas, bases, peer_groups, peers

_LEVELS = ("county", "municipality")


def read_ahead(release: Release, *, area: str) -> None:
    """Read names, neighbours, similar counties, and who stands behind delivered rates.

    area  key of the county whose pages are asked for first
    """
    for level in _LEVELS:
        for boundary in {one.boundary for one in release.coverage() if one.area_level == level}:
            names = areas.names(level, boundary)
            first = next((key for key in names if key.startswith(area)), "")
            areas.beside(first, boundary=boundary)
            bases.read_ahead(release, level=level, boundary=boundary)
    county = areas.peer_word(area)
    boundary = peer_groups.county_version(release, "")
    if peers.is_known(release, area, boundary=boundary):
        peer_groups.members(release, county, boundary=boundary)
