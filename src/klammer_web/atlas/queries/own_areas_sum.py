# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a choice of parts comes to, while a person is still choosing."""

from collections.abc import Sequence
from dataclasses import dataclass

from klammer.territory.custom_areas import CustomArea, combine_units, pieces
from klammer.warehouse.open import Release
from klammer_web.atlas.queries import areas
from klammer_web.atlas.queries.custom_areas import part_names
from klammer_web.atlas.queries.figures import AreaFigure
from klammer_web.atlas.queries.own_figures import population_of


@dataclass(frozen=True)
class Chosen:
    """A choice of parts.

    number      of parts
    population  summed from released figures; None with the reason why there is no sum
    reason      in German; empty where there is a sum
    apart       names of each piece that does not hang together with the largest
    counties    in which the parts lie, for parts smaller than a county
    """

    number: int
    population: AreaFigure | None = None
    reason: str = ""
    apart: Sequence[Sequence[str]] = ()
    counties: Sequence[str] = ()


def chosen(parts: Sequence[str], *, level: str, boundary: str, release: Release) -> Chosen:
    """Return what parts that a boundary version has come to; nothing chosen comes to nothing."""
    if not parts:
        return Chosen(0)
    area = combine_units(parts, name="Auswahl", boundary=boundary, level=level)
    figure, reason = population_of(area, release=release)
    return Chosen(
        number=len(area.units),
        population=figure,
        reason=reason,
        apart=_apart(area) if area.several else (),
        counties=_counties(area),
    )


def _apart(area: CustomArea) -> list[list[str]]:
    _, *others = pieces(area.units, level=area.level, boundary=area.boundary)
    return [
        [one.title for one in part_names(keys, level=area.level, boundary=area.boundary)]
        for keys in others
    ]


def _counties(area: CustomArea) -> list[str]:
    if area.level == "county":
        return []
    known = areas.names("county", area.boundary)
    found = [known[key] for key in sorted({key[:5] for key in area.units}) if key in known]
    return [one.title for one in sorted(found, key=lambda one: one.sorting)]
