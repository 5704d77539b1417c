# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Outlines as they were drawn, made fit for a map: mended where that changes little, said aloud.

Figures never follow from an outline: what is mended here changes a picture, not a number. What
cannot be mended without guessing stops (`Finding.stops`): then nothing is kept.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np
import shapely

OVERLAP = 0.05  # of the smaller area: up to it the later one is cut, above it a person decides
SLIVER = 0.001  # of the smaller area: nothing is said
OUTSIDE = 0.02  # of an area beyond the whole: more is said; half of it stops
WHOLE = 0.99  # of the whole covered: then the areas are all of it
MOST_POINTS = 60_000  # of all outlines together
_COARSER = 10.0  # metres
Severity = Literal["stops", "mended", "note"]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something about the outlines.

    code      crosses_itself, no_polygon, empty, several_parts, joined, overlaps, overlaps_much,
              outside, outside_much, gap, simplified, no_outlines, some_outlines
    areas     codes of the areas concerned
    share     how much: of the area, of the smaller one, of the whole [0 to 1]
    """

    code: str
    severity: Severity
    areas: tuple[str, ...] = ()
    share: float = 0.0


@dataclass(frozen=True)
class Mended:
    """Outlines by code, what was done to them, and whether they are all of the whole."""

    outlines: Mapping[str, Any]
    findings: tuple[Finding, ...] = ()
    complete: bool = False

    @property
    def stops(self) -> tuple[Finding, ...]:
        """What must be mended by a person first."""
        return tuple(one for one in self.findings if one.severity == "stops")


@dataclass
class _Work:
    findings: list[Finding] = field(default_factory=list)

    def say(self, code: str, severity: Severity, *areas: str, share: float = 0.0) -> None:
        self.findings.append(Finding(code, severity, areas, share))


def mend(drawn: Sequence[tuple[str, Any]], *, whole: Any = None) -> Mended:
    """Make outlines fit for a map.

    drawn  code and shape in metres of each row, None where there is none; a code may repeat
    whole  the area in which they lie, in metres; None when it has no geometry

    Invalid rings are mended by their structure, rows of one code are joined, small overlaps are
    cut from the later area, too many points are thinned with borders kept together.
    """
    work = _Work()
    single = [(code, _polygon(code, shape, work)) for code, shape in drawn]
    joined = _joined([(code, shape) for code, shape in single if shape is not None], work)
    codes = dict.fromkeys(code for code, _ in drawn)
    _say_missing(codes, joined, work)
    apart = _without_overlaps(joined, work)
    thin = _thinned(apart, work)
    complete = _compare(thin, whole, work) and len(thin) == len(codes)
    for code, shape in thin.items():
        if shape.geom_type == "MultiPolygon":
            work.say("several_parts", "note", code, share=float(len(shape.geoms)))
    return Mended(thin, tuple(work.findings), complete)


def _polygon(code: str, shape: Any, work: _Work) -> Any:
    """The polygons of a shape, valid; None where there are none."""
    if shape is None or shape.is_empty:
        if shape is not None:
            work.say("empty", "mended", code)
        return None
    if shape.geom_type not in {"Polygon", "MultiPolygon", "GeometryCollection"}:
        work.say("no_polygon", "stops", code)
        return None
    before = shape.area
    if not shape.is_valid:
        shape = _polygons_of(shapely.make_valid(shape, method="structure"))
        work.say("crosses_itself", "mended", code, share=_changed(before, shape))
    shape = _polygons_of(shape)
    if shape is None or shape.area == 0:
        work.say("empty", "mended", code)
        return None
    return shape


def _polygons_of(shape: Any) -> Any:
    """Only the polygons of what may hold lines and points besides."""
    parts = [one for one in shapely.get_parts(shape).tolist() if one.geom_type.endswith("Polygon")]
    flat = [one for part in parts for one in shapely.get_parts(part).tolist()]
    if not flat:
        return None
    return flat[0] if len(flat) == 1 else shapely.MultiPolygon(flat)


def _changed(before: float, shape: Any) -> float:
    after = shape.area if shape is not None else 0.0
    return float(abs(after - before) / max(before, after, 1e-9))


def _joined(single: Sequence[tuple[str, Any]], work: _Work) -> dict[str, Any]:
    groups: dict[str, list[Any]] = {}
    for code, shape in single:
        groups.setdefault(code, []).append(shape)
    found = {}
    for code, shapes in groups.items():
        found[code] = shapes[0] if len(shapes) == 1 else _polygons_of(shapely.union_all(shapes))
        if len(shapes) > 1:
            work.say("joined", "mended", code, share=float(len(shapes)))
    return found


def _say_missing(codes: Mapping[str, None], joined: Mapping[str, Any], work: _Work) -> None:
    missing = tuple(code for code in codes if code not in joined)
    if not joined:
        work.say("no_outlines", "note")
    elif missing:
        work.say("some_outlines", "note", *missing)


def _without_overlaps(shapes: Mapping[str, Any], work: _Work) -> dict[str, Any]:
    """Cut small overlaps from the later area; a large one is somebody's to decide."""
    found = dict(shapes)
    codes = list(found)
    if len(codes) < 2:
        return found
    held = np.array(list(found.values()))
    firsts, seconds = shapely.STRtree(held).query(held, predicate="intersects")
    for first, second in sorted((int(a), int(b)) for a, b in zip(firsts, seconds, strict=True)):
        if first >= second:
            continue
        one, other = found[codes[first]], found[codes[second]]
        share = shapely.area(shapely.intersection(one, other)) / min(one.area, other.area)
        if share > OVERLAP:
            work.say("overlaps_much", "stops", codes[first], codes[second], share=float(share))
        elif share > SLIVER:
            cut = _polygons_of(shapely.difference(other, one))
            found[codes[second]] = cut if cut is not None else other
            work.say("overlaps", "mended", codes[first], codes[second], share=float(share))
    return found


def _thinned(shapes: Mapping[str, Any], work: _Work) -> dict[str, Any]:
    points = sum(int(shapely.get_num_coordinates(one)) for one in shapes.values())
    if points <= MOST_POINTS:
        return dict(shapes)
    fewer = shapely.coverage_simplify(list(shapes.values()), _COARSER)
    work.say("simplified", "mended", share=float(points))
    return dict(zip(shapes, fewer, strict=True))


def _compare(shapes: Mapping[str, Any], whole: Any, work: _Work) -> bool:
    """Say what lies beyond the whole and what of it is left; True when nothing worth it is."""
    if whole is None or not shapes:
        return False
    outside = {
        code: 1 - shapely.area(shapely.intersection(shape, whole)) / shape.area
        for code, shape in shapes.items()
    }
    for code, share in outside.items():
        if share > 0.5:
            work.say("outside_much", "stops", code, share=float(share))
        elif share > OUTSIDE:
            work.say("outside", "note", code, share=float(share))
    covered = shapely.area(shapely.intersection(shapely.union_all(list(shapes.values())), whole))
    left = float(1 - covered / whole.area)
    if left > 1 - WHOLE:
        work.say("gap", "note", share=left)
    return left <= 1 - WHOLE
