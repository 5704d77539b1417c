# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The newest figures that most areas have, where indicators of different years are put together."""

from collections.abc import Collection, Mapping

from klammer.warehouse.open import Coverage, Release
from klammer_web.atlas.queries import compared

_YEARS = 4  # the newest ones, of which the fullest is taken


def newest(
    release: Release, held: Coverage, keys: Collection[str], *, among: tuple[str, ...] = ()
) -> tuple[str, Mapping[str, float]] | None:
    """Return the year, of the newest ones, that most areas have, and area → value.

    among  the areas to be read; empty reads the whole level. None where no area has a figure
    """
    wanted, best = set(keys), ("", {})
    for period in reversed(held.periods[-_YEARS:]):
        values = compared.values_of(
            release,
            held.indicator,
            level=held.area_level,
            boundary=held.boundary,
            period=period,
            among=among,
        )
        found = {key: value for key, value in values if key in wanted}
        if len(found) > len(best[1]):
            best = period, found
    return best if best[1] else None
