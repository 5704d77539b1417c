# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The indices of one area: its class in each, and how sure that is."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from klammer.base.errors import KlammerError
from klammer.presentation import formats
from klammer.warehouse.open import Release
from klammer_web.accounts.seats import Seat
from klammer_web.atlas.addresses import profile_of
from klammer_web.atlas.pages.choosing import crumbs
from klammer_web.atlas.pages.indices import drawing, saying
from klammer_web.atlas.pages.indices.whole import link
from klammer_web.atlas.queries import areas
from klammer_web.atlas.queries.areas import AreaName
from klammer_web.atlas.queries.indices import figures, readable
from klammer_web.atlas.queries.indices.beginning import begin_view
from klammer_web.atlas.queries.indices.readable import Readable


@dataclass(frozen=True)
class Standing:
    """Where the area stands in one index; without a class `reason` says why."""

    title: str
    page: str
    whole: str
    among: str
    class_title: str
    style: str
    palette: str
    ranks: str
    share: str
    badge: tuple[str, str, str] | None
    reason: str


def area_indices_context(area: AreaName, *, release: Release, seat: Seat) -> dict[str, Any]:
    """Return what the page of an area's indices shows."""
    found = (_standing(one, area.key, release) for one in readable.readable(seat))
    return {
        "area": area,
        "standings": [one for one in found if one is not None],
        "profile": profile_of(area.key),
        "sure_words": saying.limits_words(),
        "crumbs": crumbs(("Indizes", reverse("atlas:indices")), (area.title, "")),
    }


def _standing(index: Readable, key: str, release: Release) -> Standing | None:
    view = begin_view(index, release=release)
    if view is None or areas.level_of_key(key) != view.level:
        return None
    try:
        found = figures.figure_of(view, release=release)
    except KlammerError:
        return None
    line = found.by_key.get(key)
    if line is None:
        return None
    value = "" if line.value is None else formats.number(line.value, decimals=2)
    return Standing(
        title=found.specification.title,
        page=drawing.area_page(found, key),
        whole=link(view, gebiet=key),
        among=saying.place_words(view),
        class_title=line.title or value,
        style=drawing.style_of(line, found),
        palette=drawing.palette(found),
        ranks=saying.ranks_words(line.certainty),
        share=saying.variants_words(line.certainty),
        badge=saying.badge_of(line.certainty),
        reason=line.reason,
    )
