# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page with a funnel: picture, table with smoothed figures; and the same to take along."""

from typing import Any

from django.urls import reverse

from klammer.patterns.funnel import FunnelPoint
from klammer.presentation import formats
from klammer.presentation.charts import pattern_styles
from klammer.presentation.charts.funnel import FunnelDot, funnel_plot
from klammer.presentation.scatter import Side
from klammer.warehouse.open import Release
from klammer_web.atlas.addresses import Traces, profile_of
from klammer_web.atlas.downloads import drawings
from klammer_web.atlas.pages import comparing
from klammer_web.atlas.queries.figures import AreaFigure
from klammer_web.atlas.queries.funnel import FunnelFigure
from klammer_web.atlas.seen import Drawing, Seen
from klammer_web.chain.enums import EvidenceShape
from klammer_web.ui.listing.columns import Figure, Kind
from klammer_web.ui.listing.writers import Head, Sheet

_HEADING = "Streuung"
PLACES = {
    "far_above": "weit darüber (99,8 %)",
    "above": "darüber (95 %)",
    "far_below": "weit darunter (99,8 %)",
    "below": "darunter (95 %)",
    "inside": "im Rahmen des Zufalls",
    "": "nicht geprüft",
}
_ORDER = tuple(PLACES)


def funnel_context(found: FunnelFigure, *, release: Release, traces: Traces) -> dict[str, Any]:
    """Return the context of the page."""
    context = comparing.shared(
        found.view,
        release=release,
        definition=found.definition,
        name="atlas:funnel",
        heading=_HEADING,
    )
    return {
        **context,
        "figure": found,
        "picture": comparing.safe(funnel_picture(found, label=context["title"])),
        "table": [_line(one, found, traces) for one in _sorted(found)],
        "target": found.wording.text(found.found.target) if found.found else "",
    }


def funnel_picture(found: FunnelFigure, *, label: str) -> str:
    """Draw each area over the people it rests on, wide and narrow; empty without a test."""
    if found.found is None:
        return ""
    names = comparing.short_names({one.key: one.name for one in found.figures})
    dots = [
        _dot(one, found.points[one.key], names[one.key], found.view.own)
        for one in found.figures
        if one.key in found.points
    ]
    definition = found.definition
    return "".join(
        funnel_plot(
            dots,
            kind=definition.kind,
            target=found.found.target,
            factor=definition.formula.factor,
            label=label,
            up=Side(definition.title, definition.unit, definition.decimals),
            across="Größe (Nenner der Kennzahl)",
            narrow=narrow,
        )
        for narrow in (False, True)
    )


def _dot(one: AreaFigure, point: FunnelPoint, name: str, own: str) -> FunnelDot:
    return FunnelDot(
        key=one.key,
        name=name,
        size=float(point.size or 0.0),
        value=float(one.value or 0.0),
        place=point.place,
        words=f"{one.name}: {one.text}, {PLACES[point.place]}",
        style="own" if one.key == own else "",
        address=profile_of(one.key),
    )


def _sorted(found: FunnelFigure) -> list[AreaFigure]:
    """Return areas outside first, then high figures before low ones, hidden ones last."""

    def place(one: AreaFigure) -> tuple[int, float]:
        if one.value is None:
            return len(_ORDER), 0.0
        point = found.points.get(one.key)
        return _ORDER.index(point.place if point else ""), -one.value

    return sorted(found.figures, key=place)


def _line(one: AreaFigure, found: FunnelFigure, traces: Traces) -> dict[str, Any]:
    point, smooth = found.points.get(one.key), found.smoothed.get(one.key)
    wording = found.wording
    return {
        "one": one,
        "is_own": one.key == found.view.own,
        "profile": profile_of(one.key),
        "trace": traces.of(one.row) if one.value is not None else "",
        "size": formats.number(point.size) if point and point.size is not None else "",
        "limits": formats.interval(point.low, point.high, decimals=wording.decimals)
        if point
        else "",
        "words": (PLACES[point.place] if point else PLACES[""]) if one.value is not None else "",
        "is_outside": bool(point and point.place != "inside"),
        "smooth": wording.bare(smooth.value) if smooth else "",
        "own": formats.with_unit(100 * smooth.own, unit="%") if smooth else "",
    }


def funnel_seen(found: FunnelFigure, *, release: Release) -> Seen:
    """Return the page as what is seen."""
    title = f"{_HEADING}: {comparing.title_of(found.view, found.definition)}"
    return Seen(
        what=EvidenceShape.COMPARISON,
        address=f"{reverse('atlas:funnel', args=[found.view.indicator])}?{found.view.query()}",
        title=title,
        sentence=" ".join(found.words),
        sources=found.sources,
        release=release,
        rows=[one.row for one in found.figures],
        names={one.key: one.name for one in found.figures},
        about=[
            ("Gebietsstand", formats.german_date(found.view.boundary)),
            ("Grenzen", "95 % und 99,8 % um den gemeinsamen Wert aller gezeigten Gebiete"),
            ("Geglättet", "empirisch Bayes (Marshall 1991), zum gemeinsamen Wert hin"),
        ],
        drawing=lambda: _drawing(found, title),
        table=lambda: _sheet(found),
        places=(found.view.level, found.view.boundary),
    )


def _drawing(found: FunnelFigure, title: str) -> Drawing | None:
    drawn = funnel_picture(found, label=title)
    if not drawn:
        return None
    legend = "Linien: 95 %, gestrichelt 99,8 %; waagerecht der gemeinsame Wert"
    return Drawing(drawings.wide_one(drawn), pattern_styles.STYLES, heading=legend)


def _sheet(found: FunnelFigure) -> Sheet:
    labels = ("Nenner", "95 % von", "95 % bis", "99,8 % von", "99,8 % bis")
    heads = (
        Head("Gebietsschlüssel"),
        Head("Gebiet", width=28),
        Head(found.definition.title, Kind.NUMBER, decimals=2, has_status=True),
        Head("Lage", width=28),
        *(Head(one, Kind.NUMBER, decimals=2) for one in labels),
        Head("geglättet", Kind.NUMBER, decimals=2),
        Head("Gewicht des eigenen Werts", Kind.NUMBER, decimals=2),
    )
    rows = []
    for one in found.figures:
        point = found.points.get(one.key, FunnelPoint())
        smooth = found.smoothed.get(one.key)
        limits = (point.size, point.low, point.high, point.lower, point.upper)
        drawn = (smooth.value, smooth.own) if smooth else (None, None)
        value = Figure(one.value, one.row["status"])
        place = PLACES[point.place] if one.value is not None else ""
        rows.append((one.key, one.name, value, place, *limits, *drawn))
    return Sheet(_HEADING, heads, rows)
