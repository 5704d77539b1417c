# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Drawing the areas of a draft by hand: lines in, lines laid along borders, pieces given away.

Each step returns another draft; what it means is judged by `geography_drafts.propose`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import shapely

from klammer.base.errors import InputRefusedError
from klammer.pipeline.geography_drafts import (
    LONGEST_NAME,
    GeographyDraft,
    Row,
    named_rows,
    whole_of,
)
from klammer.sources.geofiles.features import MOST
from klammer.territory import drawings
from klammer.territory.geometry import geometry
from klammer.territory.keys import level_of
from klammer.territory.versions import current

_REACH = 0.005  # of the longer side of the whole: what a hand misses on a screen
_LEVEL = "municipality"


@dataclass(frozen=True)
class Line:
    """One area as a person left it.

    row      place of the area in the draft; -1 for a new one
    code     of a new one that was there before; empty takes the next number
    corners  its line in metres; None leaves the shape as it is
    """

    row: int
    name: str
    corners: Sequence[drawings.Corner] | None = None
    code: str = ""


@dataclass(frozen=True)
class Overlap:
    """Two areas that share ground: places in the draft, the ground, its share of the smaller."""

    first: int
    second: int
    shape: Any
    share: float


def redrawn(draft: GeographyDraft, lines: Sequence[Line]) -> GeographyDraft:
    """Return a draft with the areas as a person left them; a row that no line names is gone.

    A line without a name and without corners is no area. Raises `InputRefusedError` for more
    areas than a geography may have, and for a row that the draft does not have.
    """
    rows: list[Row] = []
    for one in lines:
        if one.row >= len(draft.rows):
            raise _refused("a row is unknown", "draft_changed")
        before = draft.rows[one.row] if one.row >= 0 else Row(_named_again(draft, one.code))
        name = " ".join(one.name.split())[:LONGEST_NAME]
        if name or one.corners or one.corners is None:
            rows.append(_row(draft, before, name, one.corners))
    if len(rows) > MOST:
        raise _refused(f"{len(rows)} areas, {MOST} are taken", "too_many_areas")
    return _coded(replace(draft, rows=tuple(rows)))


def _named_again(draft: GeographyDraft, code: str) -> dict[str, str]:
    return {draft.code: code} if draft.code and code else {}


def _row(
    draft: GeographyDraft, before: Row, name: str, corners: Sequence[drawings.Corner] | None
) -> Row:
    field = draft.name or draft.code
    texts = {**before.texts, field: name} if field else dict(before.texts)
    if corners is None or list(corners) == drawings.corners_of(before.shape):
        return replace(before, texts=texts)
    return Row(texts, drawings.as_drawn(corners), (), drawn=bool(corners))


def _coded(draft: GeographyDraft) -> GeographyDraft:
    """Give every new area a code of its own, where codes stand in a field."""
    if not draft.code or draft.code == draft.name:
        return draft
    taken = {one.texts.get(draft.code, "") for one in draft.rows}
    rows = []
    number = 0
    for one in draft.rows:
        if not one.texts.get(draft.code, "").strip():
            number = next(n for n in range(number + 1, number + MOST + 2) if _two(n) not in taken)
            one = replace(one, texts={**one.texts, draft.code: _two(number)})  # noqa: PLW2901  # reason: the same row with its code
        rows.append(one)
    return replace(draft, rows=tuple(rows))


def _two(number: int) -> str:
    return f"{number:02d}"


def along_borders(draft: GeographyDraft, *, row: int | None = None) -> GeographyDraft:
    """Return a draft whose drawn lines follow municipal borders and areas that came before them.

    row  only this one; None does it for all that were drawn here
    """
    borders = list(ground(draft.about.within).values())
    wanted = range(len(draft.rows)) if row is None else [row]
    rows = list(draft.rows)
    for at in wanted:
        if 0 <= at < len(rows) and _is_area(rows[at]) and rows[at].drawn:
            beside = [one.shape for place, one in enumerate(rows) if place != at and _is_area(one)]
            corners = drawings.corners_of(rows[at].shape) or []
            found = drawings.laid_along(
                corners, [*borders, *_settled(beside, rows[at].shape)], reach=reach(draft)
            )
            rows[at] = replace(rows[at], shape=drawings.as_drawn(found))
    return replace(draft, rows=tuple(rows))


def _settled(beside: Sequence[Any], shape: Any) -> list[Any]:
    """Leave out areas that mostly cover the shape: to follow them would make both the same."""
    return [one for one in beside if shapely.area(one & shape) < 0.5 * min(one.area, shape.area)]


def reach(draft: GeographyDraft) -> float:
    """Return how near in metres a line has to come to a border to follow it."""
    whole = whole_of(draft.about.within)
    if whole is None:
        return 0.0
    west, south, east, north = whole.bounds
    return float(round(_REACH * max(east - west, north - south), -1))


def ground(within: str) -> Mapping[str, Any]:
    """Return key → polygon in metres of the municipalities in which is drawn; empty where none
    are packaged.
    """
    level = level_of(within)
    if level not in {"county", _LEVEL}:
        return {}
    try:
        return geometry(_LEVEL, boundary=current(_LEVEL).id, within=within)
    except InputRefusedError:
        return {}


def given(draft: GeographyDraft, *, to: int, taken_from: int) -> GeographyDraft:
    """Return a draft in which the ground that two areas share belongs to the first.

    Raises `InputRefusedError` when nothing would be left of the other, or one is no area.
    """
    places = {to, taken_from}
    if len(places) != 2 or any(not 0 <= one < len(draft.rows) for one in places):
        raise _refused("a row is unknown", "draft_changed")
    one, other = draft.rows[to], draft.rows[taken_from]
    left = drawings.without(other.shape, one.shape) if _is_area(one) and _is_area(other) else None
    if left is None:
        raise _refused("nothing would be left of the other area", "nothing_left")
    rows = list(draft.rows)
    rows[taken_from] = replace(other, shape=left, units=())
    return replace(draft, rows=tuple(rows))


def overlaps(draft: GeographyDraft, *, least: float) -> list[Overlap]:
    """Return the areas that share more than a least part of the smaller one."""
    held = [(at, one.shape) for at, one in enumerate(draft.rows) if _is_area(one)]
    if len(held) < 2:
        return []
    shapes = [shape for _, shape in held]
    firsts, seconds = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    found = []
    for a, b in sorted((int(a), int(b)) for a, b in zip(firsts, seconds, strict=True) if a < b):
        shared = shapely.intersection(shapes[a], shapes[b])
        share = float(shared.area / min(shapes[a].area, shapes[b].area))
        if share > least:
            found.append(Overlap(held[a][0], held[b][0], shared, share))
    return found


def crossings(draft: GeographyDraft) -> dict[int, list[drawings.Crossing]]:
    """Return row → where its drawn line crosses itself; rows that do not are left out."""
    found = {
        at: drawings.crossings(drawings.corners_of(one.shape) or [])
        for at, one in enumerate(draft.rows)
        if one.drawn and one.shape is not None and not one.shape.is_valid
    }
    return {at: several for at, several in found.items() if several}


def whole_units(draft: GeographyDraft) -> dict[int, tuple[str, ...]]:
    """Return row → the municipalities that a shape consists of, where it consists of whole ones.

    Borders are simplified: a hundredth of the ground may differ.
    """
    units = ground(draft.about.within)
    found = {}
    for at, one in enumerate(draft.rows):
        if not _is_area(one) or not units:
            continue
        inside = [key for key, unit in units.items() if _share(unit, one.shape) > 0.99]
        covered = sum(units[key].area for key in inside)
        if inside and covered > 0.99 * one.shape.area:
            found[at] = tuple(sorted(inside))
    return found


def _share(unit: Any, shape: Any) -> float:
    if not shapely.intersects(unit, shape):
        return 0.0
    return float(shapely.area(unit & shape) / unit.area)


def _is_area(row: Row) -> bool:
    shape = row.shape
    return bool(
        shape is not None
        and shape.geom_type.endswith("Polygon")
        and shape.is_valid
        and shape.area > 0
    )


def names(draft: GeographyDraft) -> list[str]:
    """Return the name of each row."""
    return [name for _, name in named_rows(draft)]


def _refused(what: str, code: str) -> InputRefusedError:
    return InputRefusedError(
        what, why="the drawing was looked at anew", remedy="look at the areas again", code=code,
        name="Die Zeichnung", count=MOST + 1, most=MOST,
    )  # fmt: skip
