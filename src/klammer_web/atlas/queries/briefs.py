# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What stands at the head of a profile: where the area lies, how old its people are, its peers."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from klammer.base.errors import InputRefusedError
from klammer.presentation import maps
from klammer.presentation.sentences import is_number
from klammer.presentation.shares import Bar
from klammer.territory import geometry
from klammer.warehouse.open import Release
from klammer_web.atlas.queries import areas, peers
from klammer_web.atlas.queries.breakdowns import Breakdown
from klammer_web.atlas.queries.profiles import Rows, figures_of

# Shares that add up to everybody, in the order of age; the label of each part.
AGES = (
    ("anteil_unter_18", "unter 18"),
    ("anteil_18_24", "18 bis 24"),
    ("anteil_25_49", "25 bis 49"),
    ("anteil_50_64", "50 bis 64"),
    ("anteil_65_plus", "65 und älter"),
)
_WHOLE = (99.5, 100.5)  # per cent within which shares add up to everybody
_WIDTH = 170  # of the small map
_DETAIL = {"county": 1_500, "municipality": 250, "association": 400}  # metres left out
_AROUND = {"county": "state", "municipality": "county", "association": "county"}
MOST_PEERS = 5


@dataclass(frozen=True)
class Ages:
    """Shares of age groups in one year, of the area and of a larger one."""

    period: str
    bars: Sequence[Bar]


@lru_cache(maxsize=1)
def more_indicators() -> Mapping[str, Sequence[str]]:
    """Return level → indicators of the short profile besides the headlines."""
    text = files("klammer_web.atlas").joinpath("profile.toml").read_text(encoding="utf-8")
    return {level: tuple(data["more"]) for level, data in tomllib.loads(text).items()}


def ages(
    area: areas.AreaName, *, release: Release, boundary: str, breakdown: Breakdown = ()
) -> Ages | None:
    """Return the age groups of the newest year that has them all; None without such a year.

    breakdown  the group of people whose ages are shown; empty for everybody
    """
    shares = tuple(name for name, _ in AGES if name in release.definitions)
    own = figures_of(release, area.key, boundary, breakdown, shares)
    wanted = [own.get(indicator, {}) for indicator, _ in AGES]
    years = set.intersection(*(_known(rows) for rows in wanted)) if all(wanted) else set()
    for period in sorted(years, reverse=True):
        bars = [_bar(area, own, period)]
        if not _WHOLE[0] <= sum(bars[0].parts) <= _WHOLE[1]:
            continue
        for one in areas.above(area.key, boundary=boundary)[-1:]:
            found = figures_of(release, one.key, boundary, breakdown, shares)
            if all(period in _known(found.get(name, {})) for name, _ in AGES):
                bars.append(_bar(one, found, period))
        return Ages(period, bars)
    return None


def _known(rows: Rows) -> set[str]:
    return {period for period, row in rows.items() if is_number(row)}


def _bar(area: areas.AreaName, own: Mapping[str, Rows], period: str) -> Bar:
    return Bar(area.title, [float(own[name][period]["value"]) for name, _ in AGES])


def similar(area: areas.AreaName, *, release: Release, boundary: str) -> list[areas.AreaName]:
    """Return the counties most like a county; empty for other levels and where none are known."""
    found = peers.peer_keys(release, area.key, boundary=boundary)[:MOST_PEERS]
    named = (areas.name_of(one, boundary=boundary) for one in found)
    return [one for one in named if one is not None]


@lru_cache(maxsize=64)
def locator(key: str, boundary: str) -> str:
    """Draw a small map: the area among those of its level; empty without outlines."""
    level = areas.level_of_key(key)
    around = areas.known(level, boundary=boundary).get(key) if level in _AROUND else None
    if around is None:
        return ""
    within = around.parents.get(_AROUND[level], "")
    try:
        shapes = geometry.geometry(level, boundary=boundary, within=within)
    except InputRefusedError:
        return ""
    if key not in shapes:
        return ""
    simple = {name: shape.simplify(_DETAIL[level]) for name, shape in shapes.items()}
    outer = areas.name_of(within, boundary=boundary)
    named = areas.name_of(key, boundary=boundary)
    place = f"{named.title if named else key} {outer.within if outer else ''}".strip()
    return maps.merged(
        maps.outlines(simple, width=_WIDTH),
        styles={name: "here" if name == key else "near" for name in simple},
        label=f"Lage: {place}",
        style="locator",
    )
