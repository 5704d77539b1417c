# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The Moran scatter, and the words and colours of clusters on a map."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from klammer.patterns.autocorrelation import Global, HotSpots, LocalMoran
from klammer.presentation import axes, formats

_MANY = 120
_TIGHT = 0.05

# cluster → class of the colour, words
CLUSTERS = {
    "HH": ("more-2", "hoch unter hohen"),
    "HL": ("more-1", "hoch unter niedrigen"),
    "LH": ("less-1", "niedrig unter hohen"),
    "LL": ("less-2", "niedrig unter niedrigen"),
    "": ("even", "kein Muster belegt"),
    "island": ("missing", "ohne Nachbargebiet"),
    "missing": ("missing", "kein Wert"),
}
SPOTS = {
    "hot": ("more-2", "hohe Werte liegen beisammen"),
    "cold": ("less-2", "niedrige Werte liegen beisammen"),
    "": ("even", "kein Muster belegt"),
    "island": ("missing", "ohne Nachbargebiet"),
    "everywhere": ("missing", "alle Gebiete sind Nachbarn"),
    "missing": ("missing", "kein Wert"),
}


@dataclass(frozen=True)
class ClusterKey:
    """One line of a map's legend: class of the colour, words, number of areas."""

    style: str
    words: str
    count: int


def cluster_classes(found: LocalMoran) -> dict[str, tuple[str, str]]:
    """Return area → class of the colour and words."""
    return {one.area: CLUSTERS[one.reason or one.cluster] for one in found.areas}


def spot_classes(found: HotSpots) -> dict[str, tuple[str, str]]:
    """Return area → class of the colour and words."""
    return {one.area: SPOTS[one.reason or one.spot] for one in found.areas}


def cluster_keys(classes: Mapping[str, tuple[str, str]]) -> list[ClusterKey]:
    """Return the legend in a fixed order; classes no area has are left out."""
    order = list(dict.fromkeys([*CLUSTERS.values(), *SPOTS.values()]))
    every = list(classes.values())
    return [ClusterKey(*one, every.count(one)) for one in order if one in every]


def moran_scatter(
    found: Global,
    names: Mapping[str, str],
    *,
    label: str,
    clusters: Mapping[str, str] | None = None,
    words: Mapping[str, str] | None = None,
    own: str = "",
    narrow: bool = False,
) -> str:
    """Draw each area over the mean of its neighbours, both in standard deviations.

    clusters  area → HH, HL, LH, LL: only these are coloured
    words     area → what is said when pointed at; its name otherwise
    returns   an SVG; the line through the middle has the slope of Moran's I where weights add up
              to 1 in each row
    """
    width, height = (360, 390) if narrow else (640, 520)
    steps = 4 if narrow else 6
    pairs = list(zip(found.areas, found.standard.tolist(), found.lag.tolist(), strict=True))
    if not pairs:
        return ""
    vertical = axes.axis([0.0, *(one[2] for one in pairs)], start=height - 62, end=40, steps=steps)
    left = 18 + axes.LETTER * max(len(word) for word in vertical.words(1))
    horizontal = axes.axis(
        [0.0, *(one[1] for one in pairs)], start=left, end=width - 14, steps=steps
    )
    style = "compare compare--narrow" if narrow else "compare"
    rows = [axes.opening(width, height, label=label, style=f"{style} moran")]
    rows += _frame(horizontal, vertical)
    rows.append(_slope(found.value, horizontal, vertical))
    rows += _dots(pairs, horizontal, vertical, clusters or {}, own, words or names)
    return "".join([*rows, "</svg>"])


def said(found: Global, *, title: str) -> str:
    """Say whether neighbours are alike, no more than the test shows."""
    value = formats.number(found.value, decimals=2)
    chance = formats.number(found.p_two_sided, decimals=3)
    bracket = (
        f"(Morans I{formats.NBSP}={formats.NBSP}{value}, p{formats.NBSP}={formats.NBSP}{chance})"
    )
    count = formats.number(len(found.areas))
    few = (
        f" Bei nur {count} Gebieten lassen sich allein sehr starke Muster erkennen."
        if found.few
        else ""
    )
    if found.p_two_sided > _TIGHT:
        return f"„{title}“: In {count} Gebieten ist kein räumliches Muster belegt {bracket}.{few}"
    like = "ähnlichere" if found.direction > 0 else "unähnlichere"
    return (
        f"„{title}“: Benachbarte Gebiete haben {like} Werte, als der Zufall erwarten lässt "
        f"{bracket}; verglichen wurden {count} Gebiete.{few}"
    )


def _dots(
    pairs: Sequence[tuple[str, float, float]],
    horizontal: axes.Axis,
    vertical: axes.Axis,
    clusters: Mapping[str, str],
    own: str,
    words: Mapping[str, str],
) -> list[str]:
    """Draw quiet areas first, then those in clusters, the own one last."""
    radius = 2.4 if len(pairs) > _MANY else 4.0
    rows = []
    for key, z, lag in sorted(
        pairs, key=lambda one: (one[0] == own, clusters.get(one[0], ""), one[0])
    ):
        colour = clusters.get(key, "")
        style = f"dot {CLUSTERS[colour][0]}" if colour else "dot"
        if key == own:
            style = f"{style} dot--own"
        size = radius + (2 if key == own else 1 if colour else 0)
        told = words.get(key, key)
        rows.append(
            axes.dot(
                horizontal.at(z), vertical.at(lag), radius=size, style=style, key=key, words=told
            )
        )
    return rows


def _frame(horizontal: axes.Axis, vertical: axes.Axis) -> list[str]:
    rows = []
    left, right, floor, top = horizontal.start, horizontal.end, vertical.start, vertical.end
    for tick, words in zip(horizontal.ticks, horizontal.words(1), strict=True):
        x = horizontal.at(tick)
        style = "grid zero" if tick == 0 else "grid"
        rows.append(f'<path class="{style}" d="M{x:.1f} {top}V{floor}"/>')
        rows.append(axes.text(x, floor + 20, words, style="middle"))
    for tick, words in zip(vertical.ticks, vertical.words(1), strict=True):
        y = vertical.at(tick)
        style = "grid zero" if tick == 0 else "grid"
        rows.append(f'<path class="{style}" d="M{left:.1f} {y:.1f}H{right:.1f}"/>')
        rows.append(axes.text(left - 8, y + 4.5, words, style="end"))
    rows.append(
        axes.text(4, 18, "↑ Mittel der Nachbargebiete (Standardabweichungen)", style="title")
    )
    rows.append(axes.text(right, floor + 44, "Gebiet (Standardabweichungen) →", style="end title"))
    return rows


def _slope(value: float, horizontal: axes.Axis, vertical: axes.Axis) -> str:
    """Draw the line through 0 with the slope, as far as it stays inside."""
    low, high = horizontal.ticks[0], horizontal.ticks[-1]
    bottom, top = vertical.ticks[0], vertical.ticks[-1]
    if value:
        ends = sorted((bottom / value, top / value))
        low, high = max(low, ends[0]), min(high, ends[1])
    x, y = horizontal.at(low), vertical.at(low * value)
    return (
        f'<path class="tick" d="M{x:.1f} {y:.1f}L{horizontal.at(high):.1f} '
        f'{vertical.at(high * value):.1f}"/>'
    )
