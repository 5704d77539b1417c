# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Sums between own geographies and official areas, as disclosure control wants to see them.

The areas of a geography lie in one county or municipality whose count may be published, and may be
made of whole municipalities. Both sides stand on different boundary versions; disclosure control
adds up on one. So the rows of a geography are looked at on every official version on which such a
count stands, each under a name of its own, and a figure is hidden when it is hidden on one of them.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from klammer.base.cells import Status
from klammer.base.tables import Table
from klammer.disclosure.relations import AreaSum
from klammer.territory.geographies import Geography, find
from klammer.territory.own_keys import is_level

Places = Iterable[tuple[str, str]]  # level × boundary


@dataclass(frozen=True)
class Linked:
    """A table with the rows of own geographies beside official ones.

    rows  row of the linked table → row it was made from; sums between both kinds of areas
    """

    table: Table
    rows: tuple[int, ...]
    sums: tuple[AreaSum, ...]

    def back(self, safe: Table, before: Table) -> Table:
        """Return protected rows in the places of the rows they were made from.

        returns  indicator × area × boundary × period × breakdowns → numerator, denominator
                 [counts], value, low, high [unit of the indicator], as in `before`

        Missing: a row is hidden when one of the rows made from it is.
        """
        chosen: dict[int, int] = {}
        for place, row in enumerate(self.rows):
            if row not in chosen or _hides_more(safe, place, chosen[row]):
                chosen[row] = place
        order = [chosen[row] for row in range(len(before))]
        columns = {name: [values[at] for at in order] for name, values in safe.columns.items()}
        return Table({**columns, "area": before["area"], "boundary": before["boundary"]})


def geographies_of(places: Places) -> list[Geography]:
    """Return the own geographies that stand behind places, as they are now."""
    found = (find(level, boundary) for level, boundary in sorted(set(places)) if is_level(level))
    return [one for one in found if one is not None]


def link(table: Table, geographies: Iterable[Geography]) -> Linked:
    """Set the rows of own geographies beside those of the official areas they add up with.

    table  indicator × area × boundary × period × breakdowns, own and official rows together
    """
    on, sums = _versions(table, geographies)
    rows: list[int] = []
    moved: dict[str, list[str]] = {"area": [], "boundary": []}
    for row, (area, level, boundary) in enumerate(
        zip(table["area"], table["area_level"], table["boundary"], strict=True)
    ):
        several = on.get((level, boundary), ())
        for version in several or (boundary,):
            rows.append(row)
            moved["boundary"].append(version)
            moved["area"].append(_named(area, boundary) if several else area)
    columns = {name: [values[row] for row in rows] for name, values in table.columns.items()}
    return Linked(Table({**columns, **moved}), tuple(rows), tuple(sums))


def _versions(
    table: Table, geographies: Iterable[Geography]
) -> tuple[Mapping[tuple[str, str], tuple[str, ...]], list[AreaSum]]:
    """Return on which official versions a geography's rows are looked at, and the sums there."""
    versions: dict[str, set[str]] = defaultdict(set)
    for area, level, boundary in zip(
        table["area"], table["area_level"], table["boundary"], strict=True
    ):
        if not is_level(level):
            versions[area].add(boundary)
    on: dict[tuple[str, str], tuple[str, ...]] = {}
    sums: list[AreaSum] = []
    for one in geographies:
        groups = _groups(one)
        official = {one.within, *(unit for part in one.parts for unit in part.units)}
        found = sorted(set().union(*(versions.get(key, set()) for key in official)))
        if found:
            on[one.level, one.boundary] = tuple(found)
            sums += [AreaSum(parent, parts, at) for at in found for parent, parts in groups]
    return on, sums


def _groups(one: Geography) -> list[tuple[str, tuple[str, ...]]]:
    """What adds up to what; what the areas leave out of `within` is a part that nobody names."""
    parts = tuple(_named(key, one.boundary) for key in one.names)
    left = () if one.complete else (_named(f"{one.level}-_rest", one.boundary),)
    inside = [
        (_named(one.key(part.code), one.boundary), part.units) for part in one.parts if part.units
    ]
    return [(one.within, (*parts, *left)), *inside]


def _named(key: str, boundary: str) -> str:
    """One geography's versions count different ground under the same keys."""
    return f"{key}@{boundary}"


def _hides_more(safe: Table, place: int, other: int) -> bool:
    return _hidden(safe, place) > _hidden(safe, other)


def _hidden(safe: Table, place: int) -> tuple[bool, bool]:
    return (safe["status"][place] == Status.SUPPRESSED, safe["denominator"][place] is None)
