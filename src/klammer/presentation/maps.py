# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Maps as SVG in two halves: outlines that never change, and classes that change with each figure.

`outlines` writes the geometry once per (level, boundary, extent): one `<path id="a16063001">` per
area in quantised coordinates, kept by browsers for ever. `picture` writes what a page shows:
one `<use>` per area that points to its outline, carries its class and its words. Styles are
classes only, so that the strict content security policy holds and paper looks like the screen.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape, quoteattr

WIDTH = 1000  # units of the drawing's longer side; one decimal is kept
_GRID = 10  # positions per unit
LETTER_WIDTH = 8.4  # of the mean letter of a label
LABEL_HEIGHT = 19  # units between two lines of a label; the styles print it at 17


@dataclass(frozen=True)
class Outlines:
    """The unchanging half of a map.

    paths   area → the `d` of its path, in ascending order of area: this is *the* order of areas
    lines   name → `d` of lines drawn above the areas (borders of the level above)
    anchors area → (x, y, room): a point inside for a label, and how wide the area is there
    origin  (left, top, scale): metres of the upper left corner, and units for each metre
    """

    width: int
    height: int
    paths: Mapping[str, str]
    lines: Mapping[str, str]
    anchors: Mapping[str, tuple[float, float, float]]
    origin: tuple[float, float, float] = (0.0, 0.0, 1.0)

    def ground(self, x: float, y: float) -> tuple[float, float]:
        """Return easting and northing in metres of a point of the drawing."""
        left, top, scale = self.origin
        return left + x / scale, top - y / scale

    def path_of(self, shape: Any) -> str:
        """Return the `d` of another shape in metres, drawn on the same ground."""
        return _path(shape, _Place(*self.origin))

    @property
    def order(self) -> tuple[str, ...]:
        """The areas in the order in which values are served."""
        return tuple(self.paths)

    def svg(self) -> str:
        """Print the resource that pages refer to by `<use href="…#a…">`."""
        rows = [_opening(self), _PATTERNS]
        # Not inherited by what a <use> points to: it has to stand here.
        thin = 'vector-effect="non-scaling-stroke"'
        rows += [f'<path id="a{key}" {thin} d="{d}"/>' for key, d in self.paths.items()]
        rows += [f'<path id="l-{name}" {thin} d="{d}"/>' for name, d in self.lines.items()]
        return "".join([*rows, "</svg>"])


# The patterns stand in the outlines and in the picture: engines differ in where they look for it.
_PATTERNS = (
    '<defs><pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" '
    'patternTransform="rotate(45)"><rect class="hatch-ground" width="6" height="6"/>'
    '<line class="hatch-line" x1="0" y1="0" x2="0" y2="6"/></pattern>'
    '<pattern id="dots" width="6" height="6" patternUnits="userSpaceOnUse">'
    '<rect class="hatch-ground" width="6" height="6"/>'
    '<circle class="dot-mark" cx="3" cy="3" r="1.1"/></pattern></defs>'
)


@dataclass(frozen=True)
class Window:
    """The part of a drawing that is shown: how much larger, and around which point.

    zoom  1 shows everything
    x, y  the middle, as shares of width and height from the upper left corner
    """

    zoom: float = 1.0
    x: float = 0.5
    y: float = 0.5

    def inside(self) -> "Window":
        """Return the nearest window that shows nothing beyond the drawing."""
        half = 0.5 / self.zoom
        return Window(self.zoom, min(max(self.x, half), 1 - half), min(max(self.y, half), 1 - half))

    def box(self, drawn: Outlines) -> tuple[float, float, float, float]:
        """Return left, top, width and height in units of a drawing."""
        held = self.inside()
        width, height = drawn.width / held.zoom, drawn.height / held.zoom
        return held.x * drawn.width - width / 2, held.y * drawn.height - height / 2, width, height


@dataclass(frozen=True)
class Mark:
    """What a map says of one area: class name, words, address.

    style  c1…c7, suppressed, maybe-zero, missing
    """

    style: str
    words: str
    address: str = ""


def outlines(
    shapes: Mapping[str, Any],
    *,
    borders: Mapping[str, Mapping[str, Any]] | None = None,
    width: int = WIDTH,
    ground: Outlines | None = None,
) -> Outlines:
    """Draw projected geometries (metres, y upward) on a grid of 0.1 units.

    shapes   area → shapely polygon or multipolygon; one that crosses itself is mended, of an empty
             one nothing is drawn and nothing labelled, but it keeps its place in the order
    borders  name → area → geometry whose boundaries are drawn as lines
    ground   another drawing, on whose ground and at whose scale this one is drawn
    """
    shapes = {key: _sound(shape) for key, shape in shapes.items()}
    left, bottom, right, top = _extent(shapes)
    scale = width / max(right - left, top - bottom, 1e-9)
    size = max(1, round((right - left) * scale)), max(1, round((top - bottom) * scale))
    if ground is not None:
        (left, top, scale), size = ground.origin, (ground.width, ground.height)
    place = _Place(left, top, scale)
    paths = {key: _path(shapes[key], place) for key in sorted(shapes)}
    lines = {
        name: "".join(_path(shape, place) for shape in geometries.values())
        for name, geometries in (borders or {}).items()
    }
    return Outlines(
        width=size[0],
        height=size[1],
        paths=paths,
        lines=lines,
        anchors={key: _anchor(shapes[key], place) for key in paths if paths[key]},
        origin=(left, top, scale),
    )


def picture(
    drawn: Outlines,
    *,
    address: str,
    marks: Mapping[str, Mark],
    label: str,
    style: str = "",
    labels: Mapping[str, Sequence[str]] | None = None,
    over: str = "",
    window: Window | None = None,
    under: str = "",
) -> str:
    """Print the changing half: every area of the outlines in its class, with its words.

    address  of the outlines' resource; empty draws the paths themselves (a file that stands alone)
    marks    area → mark; an area without one is drawn as missing and says so
    label    what the picture is called by a screen reader
    labels   area → lines of text written on it
    over     `d` of a line drawn above everything
    window   the part that is shown; None shows everything
    under    elements drawn below everything, e.g. the pictures of a base map
    """
    shown = window or Window()
    more = f' role="group" aria-label={quoteattr(label)}'
    opening = _opening(drawn, style=f"map {style}".strip(), more=more, window=shown)
    rows = [opening, _PATTERNS, under]
    nothing = Mark("missing", "")
    for key, d in drawn.paths.items():
        mark = marks.get(key, nothing)
        rows.append(_area(mark, _shape(key, d, address=address, mark=mark)))
    for name, d in drawn.lines.items():
        href = f'<use href="{escape(address)}#l-{name}" class="lines"/>'
        rows.append(href if address else f'<path class="lines" d="{d}"/>')
    rows += [f'<path class="drawn" d="{over}"/>'] if over else []
    for key, texts in (labels or {}).items():
        style_of = marks.get(key, nothing).style
        rows.append(_label(key, drawn.anchors[key], texts, style_of, zoom=shown.zoom))
    return "".join([*rows, "</svg>"])


def merged(
    drawn: Outlines, *, styles: Mapping[str, str], label: str, style: str = "", more: str = ""
) -> str:
    """Print a map of very many areas: one path for each class, without words and addresses.

    styles  area → class name; an area without one is drawn as missing
    more    elements after the opening: a title, styles of a file that stands alone
    """
    together: dict[str, list[str]] = {}
    for key, d in drawn.paths.items():
        together.setdefault(styles.get(key, "missing"), []).append(d)
    named = f' role="img" aria-label={quoteattr(label)}'
    rows = [_opening(drawn, style=f"map {style}".strip(), more=named), more, _PATTERNS]
    rows += [
        f'<path class="shape {one}" d="{"".join(together[one])}"/>' for one in sorted(together)
    ]
    rows += [f'<path class="lines" d="{d}"/>' for d in drawn.lines.values()]
    return "".join([*rows, "</svg>"])


def room_for_labels(
    drawn: Outlines, labels: Mapping[str, Sequence[str]], *, window: Window | None = None
) -> dict[str, Sequence[str]]:
    """Return the labels that fit into their area and touch no other; larger areas come first.

    labels  area → lines of text; only areas that have an anchor
    window  the part that is shown: what lies beyond gets none, and what is larger has more room
    """
    zoom = window.zoom if window else 1.0
    left, top, width, height = (window or Window()).box(drawn)
    taken: list[tuple[float, float, float, float]] = []
    chosen: dict[str, Sequence[str]] = {}
    for key in sorted(labels, key=lambda one: (-drawn.anchors[one][2], one)):
        x, y, room = drawn.anchors[key]
        if not (left <= x <= left + width and top <= y <= top + height):
            continue
        half = LETTER_WIDTH * max(len(text) for text in labels[key]) / 2 / zoom
        high = LABEL_HEIGHT * len(labels[key]) / 2 / zoom
        box = (x - half, y - high, x + half, y + high)
        touches = any(
            box[0] < o[2] and o[0] < box[2] and box[1] < o[3] and o[1] < box[3] for o in taken
        )
        if 2 * half <= max(room, 1) * 1.1 and not touches:
            taken.append(box)
            chosen[key] = labels[key]
    return chosen


def _opening(
    drawn: Outlines, *, style: str = "", more: str = "", window: Window | None = None
) -> str:
    named = f' class="{style}"' if style else ""
    box = " ".join(f"{number:.6g}" for number in (window or Window()).box(drawn))
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}"{named}{more}>'


def _shape(key: str, d: str, *, address: str, mark: Mark) -> str:
    title = f"<title>{escape(mark.words)}</title>" if mark.words else ""
    start = f'<use href="{escape(address)}#a{key}"' if address else f'<path d="{d}"'
    name = "use" if address else "path"
    return f'{start} class="shape {mark.style}" data-area="{key}">{title}</{name}>'


def _area(mark: Mark, shape: str) -> str:
    # Not reachable by Tab: 631 stops would be a wall; the twin table holds the same links in order.
    if not mark.address:
        return shape
    return f'<a href={quoteattr(mark.address)} tabindex="-1" aria-hidden="true">{shape}</a>'


def _label(
    key: str, anchor: tuple[float, float, float], texts: Sequence[str], style: str, *, zoom: float
) -> str:
    """Print lines around a point; in an enlarged map they stay as large as they were."""
    x, y, _ = anchor
    first = -0.5 * LABEL_HEIGHT * (len(texts) - 1)
    moved = f"translate({x:.1f} {y:.1f})" + (f" scale({1 / zoom:.4g})" if zoom != 1 else "")
    rows = [
        f'<text class="map__label on-{style}" y="{first + LABEL_HEIGHT * number + 6:.0f}">'
        f"{escape(text)}</text>"
        for number, text in enumerate(texts)
    ]
    named = f'class="map__words" data-label="{key}" aria-hidden="true"'
    return f'<g {named} transform="{moved}">{"".join(rows)}</g>'


@dataclass(frozen=True)
class _Place:
    left: float
    top: float
    scale: float

    def on_grid(self, coordinates: Any) -> Any:
        """Return whole numbers in tenths of a unit, y downward."""
        import numpy as np

        moved = np.empty_like(coordinates)
        moved[:, 0] = coordinates[:, 0] - self.left
        moved[:, 1] = self.top - coordinates[:, 1]
        return np.rint(moved * self.scale * _GRID).astype(int)


def _sound(shape: Any) -> Any:
    """Return the areas of a shape that does not cross itself: lines and points of it are lost."""
    import shapely

    if shapely.is_valid(shape):
        return shape
    mended = shapely.make_valid(shape, method="structure", keep_collapsed=False)
    parts = [one for one in shapely.get_parts(mended) if one.geom_type.endswith("Polygon")]
    return shapely.union_all(parts)


def _extent(shapes: Mapping[str, Any]) -> tuple[float, float, float, float]:
    import shapely

    known = [shape for shape in shapes.values() if not shape.is_empty]
    if not known:
        return 0.0, 0.0, 1.0, 1.0
    left, bottom, right, top = shapely.total_bounds(known)
    return float(left), float(bottom), float(right), float(top)


def _path(shape: Any, place: _Place) -> str:
    import shapely

    rings = shapely.get_rings(shapely.get_parts(shape))  # of a multipolygon it would give none
    return "".join(_ring(place.on_grid(shapely.get_coordinates(ring))) for ring in rings)


def _ring(points: Any) -> str:
    """Print one closed ring by relative steps; steps that vanish on the grid are left out."""
    import numpy as np

    steps = np.diff(points, axis=0)[:-1]  # the last one closes the ring: "z"
    steps = steps[np.any(steps != 0, axis=1)]
    if len(steps) < 2:
        return ""
    start = f"M{_tenths(points[0, 0])},{_tenths(points[0, 1])}"
    moves = "".join(f"{_tenths(x)}{'' if y < 0 else ','}{_tenths(y)} " for x, y in steps.tolist())
    return f"{start}l{moves.rstrip()}z"


def _tenths(value: int) -> str:
    whole, part = divmod(abs(int(value)), _GRID)
    sign = "-" if value < 0 else ""
    if part == 0:
        return f"{sign}{whole}"
    return f"{sign}{whole or ''}.{part}"


def _anchor(shape: Any, place: _Place) -> tuple[float, float, float]:
    import shapely

    point = shapely.get_coordinates(shapely.point_on_surface(shape))
    x, y = (place.on_grid(point)[0] / _GRID).tolist()
    left, _, right, _ = shapely.bounds(shape).tolist()
    return x, y, (right - left) * place.scale
