# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""How the figures of a profile stand to a larger area or to similar counties, read all at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from klammer.indicators.definitions import Definition
from klammer.presentation.contrasts import Contrast, contrast
from klammer.warehouse.open import Release
from klammer_web.atlas.queries import areas, peer_groups
from klammer_web.atlas.queries.breakdowns import Breakdown, breakdown_of
from klammer_web.atlas.queries.figures import AreaFigure, figure_of, wording_of

Among = Mapping[tuple[str, str, str], Sequence[Mapping[str, Any]]]


@dataclass(frozen=True)
class ProfileLine:
    """One indicator in a profile; without a figure `missing` says why."""

    definition: Definition
    figure: AreaFigure | None
    others: Sequence[AreaFigure | None]
    spark: str
    trend: str
    sentences: Sequence[str]
    missing: str
    stands: Contrast | None = None


def contrasted(
    lines: Sequence[ProfileLine],
    area: areas.AreaName,
    against: str,
    *,
    release: Release,
    boundary: str,
) -> list[ProfileLine]:
    """Return the lines of an area with how each stands to a comparator.

    against  key of a larger area, or of similar counties: their figures are put behind those of
             the larger areas
    """
    alike = areas.peer_group(against, boundary=boundary)
    known = [line for line in lines if line.figure]
    together = tuple(line.definition.id for line in known)
    among = _among(known, area, against, release, boundary)
    found = []
    for line in lines:
        shown = line
        if alike is not None and line.figure:
            shown = _with_alike(line, alike, release, boundary, together)
        found.append(replace(shown, stands=_stands(shown, against, among)))
    return found


def _with_alike(
    line: ProfileLine,
    alike: areas.PeerGroup,
    release: Release,
    boundary: str,
    together: tuple[str, ...],
) -> ProfileLine:
    """Put the figure of similar counties behind those of the larger areas."""
    if line.figure is None:
        return line
    row = line.figure.row
    found = peer_groups.group_row(
        release,
        line.definition.id,
        alike.key,
        boundary=boundary,
        period=row["period"],
        breakdown=_breakdown(row),
        together=together,
    )
    figure = None
    if found is not None:
        figure = figure_of(found, area=alike, wording=wording_of(line.definition))
        figure = replace(figure, meaning=peer_groups.how(found))
    return replace(line, others=[*line.others, figure])


def _breakdown(row: Mapping[str, Any]) -> Breakdown:
    return breakdown_of((row["sex"], row["age"], row["nationality"]))


def _among(
    lines: Sequence[ProfileLine],
    area: areas.AreaName,
    against: str,
    release: Release,
    boundary: str,
) -> Among:
    """Return (indicator, boundary, year) → the figures an area's own stands among.

    Those of its level in the Land; of a county compared with similar ones, theirs.
    """
    rows = [line.figure.row for line in lines if line.figure]
    if not rows:
        return {}
    alike = peer_groups.members(release, against, boundary=boundary)
    keys = tuple(key for key in areas.names(area.level, boundary) if key[:2] == area.key[:2])
    if alike and area.level == "county":
        keys = (area.key, *alike)
    wanted = frozenset((row["indicator"], row["boundary"], row["period"]) for row in rows)
    return _read(release, tuple(sorted(keys)), wanted, _breakdown(rows[0]))


@lru_cache(maxsize=24)
def _read(
    release: Release,
    keys: tuple[str, ...],
    wanted: frozenset[tuple[str, str, str]],
    breakdown: Breakdown,
) -> Among:
    """Read what other areas have; the same for all areas of a Land, so kept."""
    table = release.profiles(
        keys,
        periods=sorted({period for _, _, period in wanted}),
        indicators=sorted({indicator for indicator, _, _ in wanted}),
        columns=("boundary", "period", "area", "value", "status"),
        **dict(breakdown),
    )
    found: dict[tuple[str, str, str], list[Mapping[str, Any]]] = {}
    for row in table.rows():
        place = (row["indicator"], row["boundary"], row["period"])
        if place in wanted:
            found.setdefault(place, []).append(row)
    return found


def _stands(line: ProfileLine, against: str, among: Among) -> Contrast | None:
    """Return how a figure stands to a comparator; totals of larger areas are none."""
    whole = next((one for one in line.others if one and one.key == against), None)
    if whole is None or line.figure is None or line.definition.kind.adds_up:
        return None
    row = line.figure.row
    others = among.get((line.definition.id, row["boundary"], row["period"]), ())
    return contrast(row, whole.row, among=others, definition=line.definition)
