# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the short profile needs besides its figures: place, ages, peers, what is not published."""

from typing import Any

from django.urls import reverse
from django.utils.safestring import mark_safe

from klammer.presentation import formats
from klammer.presentation.shares import share_bars
from klammer.warehouse.open import Release
from klammer_web.atlas.addresses import address, profile_of
from klammer_web.atlas.enums import LEVEL_BY_CODE
from klammer_web.atlas.pages.choosing import breakdown_words
from klammer_web.atlas.pages.themes import theme_of
from klammer_web.atlas.queries import areas, briefs
from klammer_web.atlas.queries.briefs import AGES, Ages
from klammer_web.atlas.queries.profiles import Profile
from klammer_web.atlas.queries.themes import themes


def brief_context(found: Profile, *, release: Release, boundary: str) -> dict[str, Any]:
    """Return what stands at the head and the end of a short profile."""
    area = found.area
    ages = briefs.ages(area, release=release, boundary=boundary, breakdown=found.breakdown)
    people = breakdown_words(found.breakdown)
    alike = briefs.similar(area, release=release, boundary=boundary)
    return {
        "locator": mark_safe(briefs.locator(area.key, boundary)),  # noqa: S308  # reason: built by klammer.presentation
        "ages": _drawn(ages) if ages else "",
        "ages_labels": [label for _, label in AGES],
        "ages_period": formats.period(ages.period) if ages else "",
        "ages_sentence": _sentence(ages, area, people) if ages else "",
        "peers": [(one.title, profile_of(one.key)) for one in alike],
        "peers_page": address("atlas:peers", area.key) if alike else "",
        "themes": [(one.title, theme_of(one, area)) for one in themes().values()],
        "overview": _overview(area, boundary),
    }


def _drawn(ages: Ages) -> str:
    label = "; ".join(
        f"{bar.name}: "
        + ", ".join(
            f"{name} {formats.with_unit(part, decimals=1, unit='%')}"
            for (_, name), part in zip(AGES, bar.parts, strict=True)
        )
        for bar in ages.bars
    )
    drawn = share_bars(
        ages.bars,
        labels=[name for _, name in AGES],
        label=f"Altersaufbau {formats.period(ages.period)}. {label}",
    )
    return mark_safe(drawn)  # noqa: S308  # reason: built by klammer.presentation, escaped there


def _sentence(ages: Ages, area: areas.AreaName, people: str) -> str:
    """Say the ends of the bar: the young and the old, among everybody or a group of people."""
    own = ages.bars[0].parts
    young, old = (formats.with_unit(part, decimals=1, unit="%") for part in (own[0], own[-1]))
    among = {"": "der Menschen", "Deutsche": "der Deutschen"}.get(people, f"der {people}")
    return (
        f"{formats.period(ages.period)} waren {area.within} {young} {among} unter 18 und "
        f"{old} 65 oder älter."
    )


def _overview(area: areas.AreaName, boundary: str) -> str:
    """Return the overview in which the area stands beside others; empty where there is none."""
    above = {"county": "state", "municipality": "county"}
    own = areas.known(area.level, boundary=boundary).get(area.key) if area.level in above else None
    extent = own.parents.get(above[area.level], "") if own else ""
    if not extent:
        return ""
    word = LEVEL_BY_CODE[area.level].word
    query = f"ebene={word}&stand={boundary}&bereich={extent}&vergleich={extent}&gebiet={area.key}"
    return f"{reverse('atlas:overview')}?{query}"
