# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rank intervals as bars: who certainly stands where, and whom chance does not part."""

from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from klammer.patterns.ranks import RankInterval
from klammer.presentation import axes, formats

_ROW = 22
MOST_NAMED = 60  # areas; beyond it rows are thin and only some are named


@dataclass(frozen=True)
class RankBar:
    """One area: its ranks, what is written on it, and whether it is the one looked at."""

    key: str
    name: str
    ranks: RankInterval
    text: str
    address: str = ""
    is_own: bool = False


def ranks_text(ranks: RankInterval) -> str:
    """Print a rank interval: "3 bis 7", or "1" where the draws leave no other."""
    low, high = formats.number(ranks.low), formats.number(ranks.high)
    return low if low == high else f"{low} bis {high}"


def third_text(ranks: RankInterval) -> str:
    """Say in which outer third an area certainly is; empty where that is open."""
    words = {"upper": "oben", "lower": "unten"}
    return words.get(ranks.third, "")


def standing(place: str, ranks: RankInterval, *, count: int, plural: str) -> str:
    """Say where an area stands, and how sure that is.

    place   the area after "in": "im Wartburgkreis"
    plural  the areas in the dative: "Kreisen und kreisfreien Städten"
    """
    begin, span = place[:1].upper() + place[1:], ranks_text(ranks)
    among = f"unter den {formats.number(count)} {plural}"
    where = {"upper": "im oberen Drittel", "lower": "im unteren Drittel"}.get(ranks.third)
    if where:
        return f"{begin} liegt der Wert {among} mit hoher Sicherheit {where} (Rang {span})."
    return (
        f"{begin} lässt sich der Wert {among} keinem Drittel sicher zuordnen: Möglich sind die "
        f"Ränge {span}."
        if ranks.low != ranks.high
        else f"{begin} liegt der Wert {among} mit hoher Sicherheit auf Rang {span}."
    )


def separation(found: Sequence[RankInterval], *, plural: str) -> str:
    """Say how many areas certainly belong to an end, and for how many that is open.

    plural  the areas in the dative: "Kreisen und kreisfreien Städten"
    """
    upper = sum(one.third == "upper" for one in found)
    lower = sum(one.third == "lower" for one in found)
    rest = len(found) - upper - lower
    return (
        f"Von den {formats.number(len(found))} {plural} liegen {formats.number(upper)} mit hoher "
        f"Sicherheit im oberen und {formats.number(lower)} im unteren Drittel; bei "
        f"{formats.number(rest)} lässt der Zufall das offen, oder sie liegen dazwischen."
    )


def rank_bars(bars: Sequence[RankBar], *, label: str, narrow: bool = False) -> str:
    """Draw rank intervals, in the order given, with the thirds as a quiet ground.

    bars     area → ranks among all of them; empty gives no picture
    returns  an SVG; areas beyond `MOST_NAMED` make thin rows, only the own one is named
    """
    if not bars:
        return ""
    is_thin = len(bars) > MOST_NAMED
    row = (3.0 if len(bars) < 250 else 1.5) if is_thin else _ROW
    width, left, right = (360, 128, 12) if narrow else (760, 214, 22)
    left = 16 if is_thin else left
    count, top = len(bars), 30
    height = top + row * count + 12
    place = axes.Axis((0.5, count + 0.5), left, width - right)
    style = "compare compare--narrow" if narrow else "compare"
    rows = [axes.opening(width, height, label=label, style=f"{style} ranks")]
    rows += _thirds(place, count, top, height - 12)
    rows += _scale(place, count, top)
    for number, bar in enumerate(bars):
        y = top + row * (number + 0.5)
        rows.append(_bar(bar, place, y, row))
        if not is_thin:
            name = axes.shortened(bar.name, left - 12)
            style = "label end" if bar.is_own else "end"
            rows.append(axes.text(left - 8, y + 4.5, name, style=style))
        elif bar.is_own:
            rows.append(_own_name(bar, place, y, width))
    return "".join([*rows, "</svg>"])


def _thirds(place: axes.Axis, count: int, top: float, bottom: float) -> list[str]:
    third = count // 3
    if not third:
        return []
    parts = [("ground", 0.5, third + 0.5), ("ground", count - third + 0.5, count + 0.5)]
    return [
        f'<rect class="{style}" x="{place.at(low):.1f}" y="{top - 6}" '
        f'width="{place.at(high) - place.at(low):.1f}" height="{bottom - top + 8:.1f}"/>'
        for style, low, high in parts
    ]


def _scale(place: axes.Axis, count: int, top: float) -> list[str]:
    third = count // 3
    marks = sorted({1, *((third, count - third + 1) if third > 1 else ()), count})
    return [
        axes.text(place.at(mark), top - 12, formats.number(mark), style="middle") for mark in marks
    ]


def _bar(bar: RankBar, place: axes.Axis, y: float, row: float) -> str:
    low, high = place.at(bar.ranks.low - 0.5), place.at(bar.ranks.high + 0.5)
    thick = max(1.0, row * 0.55)
    sure = "sure" if bar.ranks.third else "open"
    style = f"bar bar--{sure}{' is-own' if bar.is_own else ''}"
    words = f"{bar.name}: {bar.text}, Rang {ranks_text(bar.ranks)}"
    shape = (
        f'<rect class="{style}" x="{low:.1f}" y="{y - thick / 2:.1f}" width="{high - low:.1f}" '
        f'height="{thick:.1f}" rx="{min(3.0, thick / 2):.1f}" data-area="{escape(bar.key)}">'
        f"<title>{escape(words)}</title></rect>"
    )
    return axes.linked(shape, address=bar.address)


def _own_name(bar: RankBar, place: axes.Axis, y: float, width: float) -> str:
    """Name the own area beside its thin bar, on the side that has room."""
    end = place.at(bar.ranks.high + 0.5)
    if end + axes.LETTER * len(bar.name) + 12 < width:
        return axes.text(end + 8, y + 4.5, bar.name, style="label halo")
    return axes.text(place.at(bar.ranks.low - 0.5) - 8, y + 4.5, bar.name, style="label end halo")
