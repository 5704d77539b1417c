# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads: how old the figures are, and where they came from."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from klammer.presentation import formats
from klammer.warehouse.open import Release

_OLD = 3  # years after which a planner should know that a figure is old


@dataclass(frozen=True)
class Age:
    """How old the headline figures of a release are, for one area level."""

    made_on: str
    usual_year: str  # the year most figures are of
    newest: str
    oldest: tuple[tuple[str, str], ...]  # (title, year) of the oldest
    indicators: int
    old: int  # how many are older than three years


@lru_cache(maxsize=64)
def age(release: Release, *, level: str = "county", today: date) -> Age | None:
    """Say how old the headline figures of a level are; None when there are none."""
    last = newest_periods(release, level=level)
    if not last:
        return None
    titles = release.definitions
    oldest = sorted(last.items(), key=lambda one: (one[1], titles[one[0]].title))
    usual = Counter(period[:4] for period in last.values()).most_common(1)[0][0]
    old = [one for one in oldest if today.year - int(one[1][:4]) > _OLD]
    return Age(
        made_on=formats.german_date(str(release.manifest["made"]["at"])),
        usual_year=usual,
        newest=formats.period(max(last.values())),
        oldest=tuple((titles[name].title, formats.period(period)) for name, period in oldest[:3]),
        indicators=len(last),
        old=len(old),
    )


def newest_periods(release: Release, *, level: str) -> dict[str, str]:
    """Return headline indicator → newest period with figures on a level."""
    found: dict[str, str] = {}
    for one in release.coverage():
        definition = release.definitions.get(one.indicator)
        if one.area_level == level and one.periods and definition and definition.headline:
            found[one.indicator] = max(found.get(one.indicator, ""), *one.periods)
    return found
