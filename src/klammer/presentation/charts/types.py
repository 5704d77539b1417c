# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Types of areas: by what they stand out, and which types join first."""

from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

from klammer.patterns.typology import AreaType, Typology
from klammer.presentation import axes, formats

_ROW = 26
_MOST = 2.0  # standard deviations at the ends of a column; longer bars are cut and say so


def type_profiles(
    types: Sequence[AreaType],
    names: Mapping[int, str],
    titles: Mapping[str, str],
    *,
    label: str,
    narrow: bool = False,
) -> str:
    """Draw for each type a bar per input: how far its mean lies from that of all areas.

    names    number of the type → name; titles: input → title, in the order to be shown
    returns  an SVG; wide: inputs as rows, types as columns; narrow: one type below the other.
             Bars that stand out (half a standard deviation or more) are strong. Empty of no types
    """
    if not types or not titles:
        return ""
    return (_narrow if narrow else _wide)(types, names, titles, label)


def _wide(
    types: Sequence[AreaType], names: Mapping[int, str], titles: Mapping[str, str], label: str
) -> str:
    width, left, top = 760, 210, 52
    column = (width - left) / len(types)
    height = top + _ROW * len(titles) + 30
    rows = [axes.opening(width, height, label=label, style="compare types")]
    for row, title in enumerate(titles.values()):
        y = top + _ROW * row + _ROW / 2
        words = axes.shortened(title, left - 14)
        rows.append(f"<g><title>{escape(title)}</title>{axes.text(0, y + 4.5, words)}</g>")
        rows.append(f'<path class="grid" d="M{left} {y + _ROW / 2:.1f}H{width}"/>')
    for number, one in enumerate(types):
        middle = left + column * (number + 0.5)
        rows.append(_head(one, names, middle, room=column - 8))
        rows += _bars(one, titles, middle, top, half=column / 2 - 10)
    return "".join([*rows, _scale(left, column, len(types), height), "</svg>"])


def _head(one: AreaType, names: Mapping[int, str], middle: float, *, room: float) -> str:
    told = escape(f"Typ {one.number}: {names[one.number]}")
    count = formats.number(len(one.areas))
    return (
        f"<g><title>{told}</title>"
        f'<rect class="type-{one.number}" x="{middle - 26:.1f}" y="6" width="12" height="12"/>'
        f"{axes.text(middle - 9, 17, f'Typ {one.number}', style='label')}"
        f"{axes.text(middle, 36, axes.shortened(f'{count} Gebiete', room), style='middle')}</g>"
    )


def _narrow(
    types: Sequence[AreaType], names: Mapping[int, str], titles: Mapping[str, str], label: str
) -> str:
    width, left = 360, 170
    high = 40 + _ROW * len(titles)
    height = high * len(types) + 26
    rows = [axes.opening(width, height, label=label, style="compare compare--narrow types")]
    for number, one in enumerate(types):
        top = high * number + 34
        words = axes.shortened(f"Typ {one.number}: {names[one.number]}", width - 20)
        rows.append(
            f'<rect class="type-{one.number}" x="0" y="{top - 22}" width="12" height="12"/>'
        )
        rows.append(axes.text(18, top - 11, words, style="label"))
        for row, title in enumerate(titles.values()):
            y = top + _ROW * row + _ROW / 2
            rows.append(axes.text(0, y + 4.5, axes.shortened(title, left - 14)))
        rows += _bars(one, titles, (left + width) / 2, top, half=(width - left) / 2 - 8)
    return "".join([*rows, _scale(left, width - left, 1, height), "</svg>"])


def _bars(
    one: AreaType, titles: Mapping[str, str], middle: float, top: float, *, half: float
) -> list[str]:
    rows = [f'<path class="zero" d="M{middle:.1f} {top}v{_ROW * len(titles)}"/>']
    strong = {feature.name for feature in one.features}
    for row, (name, title) in enumerate(titles.items()):
        mean = one.profile[name]
        length = min(abs(mean), _MOST) / _MOST * half
        x = middle if mean >= 0 else middle - length
        y = top + _ROW * row + 7
        style = f"bar {'bar--sure' if name in strong else 'bar--open'}"
        told = (
            f"{title}: {formats.signed(mean, decimals=1)} Standardabweichungen gegenüber allen, "
            f"Mittel {formats.number(one.means[name], decimals=1)}"
        )
        rows.append(
            f'<rect class="{style}" x="{x:.1f}" y="{y:.1f}" width="{max(length, 1):.1f}" '
            f'height="{_ROW - 14}"><title>{escape(told)}</title></rect>'
        )
        if abs(mean) > _MOST:
            end = middle + half + 1 if mean > 0 else middle - half - 7
            rows.append(axes.text(end, y + 10, "›" if mean > 0 else "‹"))
    return rows


def _scale(left: float, column: float, count: int, height: float) -> str:
    """Write below each column which side is which."""
    rows = []
    for number in range(count):
        start = left + column * number
        rows.append(axes.text(start + 6, height - 8, "← weniger" if column > 150 else "−"))
        right = "mehr →" if column > 150 else "+"
        rows.append(axes.text(start + column - 6, height - 8, right, style="end"))
    return "".join(rows)


def dendrogram(
    found: Typology, names: Mapping[int, str], *, label: str, narrow: bool = False
) -> str:
    """Draw which types join first: the further right two lines meet, the less alike they are.

    returns  an SVG; empty for k-means, which joins nothing
    """
    if not found.merges:
        return ""
    width = 360 if narrow else 760
    left = 78 if narrow else 330
    order = _order(found)
    far = max(one.distance for one in found.merges)
    across = axes.axis([0.0, far], start=left, end=width - 16, steps=3 if narrow else 5)
    height = 34 * len(order) + 52
    style = "compare compare--narrow" if narrow else "compare"
    rows = [axes.opening(width, height, label=label, style=f"{style} tree")]
    floor = 34 * len(order) + 8
    for tick, words in zip(across.ticks, across.words(0), strict=True):
        x = across.at(tick)
        rows.append(f'<path class="grid" d="M{x:.1f} 4V{floor}"/>')
        rows.append(axes.text(x, floor + 18, words, style="middle"))
    rows.append(axes.text(across.end, floor + 38, "Abstand (Ward) →", style="end title"))
    places = {number: 34.0 * row + 22 for row, number in enumerate(order)}
    for number, y in places.items():
        told = f"Typ {number}" if narrow else f"Typ {number}: {names[number]}"
        words = axes.shortened(told, left - 28)
        rows.append(f'<rect class="type-{number}" x="0" y="{y - 7:.0f}" width="12" height="12"/>')
        rows.append(axes.text(18, y + 4, words))
    return "".join([*rows, *_branches(found, places, across), "</svg>"])


def _order(found: Typology) -> list[int]:
    """Return type numbers so that no two branches cross."""
    groups: dict[tuple[int, ...], list[int]] = {(one.number,): [one.number] for one in found.types}
    for merge in found.merges:
        joined = groups.pop(merge.first) + groups.pop(merge.second)
        groups[tuple(sorted(joined))] = joined
    return [number for group in groups.values() for number in group]


def _branches(found: Typology, places: Mapping[int, float], across: axes.Axis) -> list[str]:
    ends: dict[tuple[int, ...], tuple[float, float]] = {
        (number,): (y, across.at(0.0)) for number, y in places.items()
    }
    rows = []
    for merge in found.merges:
        (y1, x1), (y2, x2) = ends.pop(merge.first), ends.pop(merge.second)
        x = across.at(merge.distance)
        rows.append(f'<path class="branch" d="M{x1:.1f} {y1:.1f}H{x:.1f}V{y2:.1f}H{x2:.1f}"/>')
        ends[tuple(sorted({*merge.first, *merge.second}))] = ((y1 + y2) / 2, x)
    return rows
