# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page on segregation: years beside each other, areas in a table; the same to take along."""

from typing import Any

from django.urls import reverse

from klammer.presentation import charts, formats
from klammer.warehouse.open import Release
from klammer_web.atlas.addresses import Traces, profile_of
from klammer_web.atlas.downloads import drawings
from klammer_web.atlas.pages import comparing
from klammer_web.atlas.queries.figures import AreaFigure
from klammer_web.atlas.queries.segregation import Apart, YearApart, stands_with
from klammer_web.atlas.seen import Drawing, Seen
from klammer_web.chain.enums import EvidenceShape
from klammer_web.ui.listing.columns import Kind
from klammer_web.ui.listing.writers import Head, Sheet

_HEADING = "Trennung"


def segregation_context(found: Apart, *, release: Release, traces: Traces) -> dict[str, Any]:
    """Return the context of the page."""
    context = comparing.shared(
        found.view,
        release=release,
        definition=found.definition,
        name="atlas:segregation",
        heading=_HEADING,
    )
    return {
        **context,
        "figure": found,
        "picture": comparing.safe(segregation_picture(found, label=context["title"])),
        "table": [_year(one) for one in reversed(found.years)],
        "places": [_place(one, found, traces) for one in _sorted(found)],
        "has_tests": any(one.apart for one in found.years),
        "breaks": [
            (number, one.period, one.break_reason)
            for number, one in enumerate((y for y in found.years if y.break_reason), start=1)
        ],
    }


def segregation_picture(found: Apart, *, label: str) -> str:
    """Draw the dissimilarity over the years, with its limits where chance is known."""
    points = []
    for one in found.years:
        is_on_line = found.now is not None and stands_with(one, found.now)
        value, low, high = _measured(one) if is_on_line else (None, None, None)
        words = "" if value is None else formats.number(value, decimals=2)
        points.append(
            {
                "period": one.period, "value": value, "low": low, "high": high,
                "status": "reported" if value is not None else "missing", "text": words,
            }
        )  # fmt: skip
    while points and points[0]["value"] is None:
        points.pop(0)
    if sum(point["value"] is not None for point in points) < 2:
        return ""
    lines = [charts.Series("Dissimilarität", points)]
    breaks = {one.period: one.break_reason for one in found.years if one.break_reason}
    return "".join(
        charts.time_series(lines, label=label, breaks=breaks, narrow=narrow)
        for narrow in (False, True)
    )


def _measured(one: YearApart) -> tuple[float | None, float | None, float | None]:
    """Return dissimilarity and limits without chance where it is known, else as counted."""
    if one.apart is not None:
        return one.apart.value, one.apart.low, one.apart.high
    return one.observed, None, None


def _year(one: YearApart) -> dict[str, Any]:
    def number(value: float | None) -> str:
        return "" if value is None else formats.number(value, decimals=3)

    def share(value: float | None) -> str:
        return "" if value is None else formats.with_unit(100 * value, decimals=1, unit="%")

    found = one.apart
    is_measured = found is not None and found.value is not None
    return {
        "period": formats.period(one.period),
        "is_break": bool(one.break_reason),
        "observed": number(one.observed),
        "expected": number(found.expected) if found else "",
        "value": number(found.value) if found else "",
        "interval": formats.interval(found.low, found.high, decimals=3) if is_measured else "",
        "isolation": share(one.isolation),
        "share": share(one.share),
        "areas": len(one.counts),
    }


def _sorted(found: Apart) -> list[AreaFigure]:
    return sorted(found.figures, key=lambda one: (one.value is None, -(one.value or 0.0), one.key))


def _place(one: AreaFigure, found: Apart, traces: Traces) -> dict[str, Any]:
    counts = {area: (x, n) for area, x, n in found.now.counts} if found.now else {}
    group, everybody = (sum(pair[side] for pair in counts.values()) for side in (0, 1))
    x, n = counts.get(one.key, (None, None))
    return {
        "one": one,
        "is_own": one.key == found.view.own,
        "profile": profile_of(one.key),
        "trace": traces.of(one.row) if one.value is not None else "",
        "of_group": _part(x, group),
        "of_all": _part(n, everybody),
    }


def _part(value: float | None, whole: float) -> str:
    if value is None or not whole:
        return ""
    return formats.with_unit(100 * value / whole, decimals=1, unit="%")


def segregation_seen(found: Apart, *, release: Release) -> Seen:
    """Return the page as what is seen."""
    title = f"{_HEADING}: {comparing.title_of(found.view, found.definition)}"
    return Seen(
        what=EvidenceShape.COMPARISON,
        address=f"{reverse('atlas:segregation', args=[found.view.indicator])}?{found.view.query()}",
        title=title,
        sentence=" ".join(found.words),
        sources=found.sources,
        release=release,
        rows=[one.row for one in found.figures],
        names={one.key: one.name for one in found.figures},
        about=[
            ("Gebietsstand", formats.german_date(found.view.boundary)),
            ("Gruppe", f"{found.group}, unter allen: {found.everybody}"),
            ("Maß", "Dissimilaritätsindex gegen alle Übrigen (Duncan und Duncan 1955), Isolation"),
        ],
        drawing=lambda: _drawing(found, title),
        table=lambda: _sheet(found),
        places=(found.view.level, found.view.boundary),
    )


def _drawing(found: Apart, title: str) -> Drawing | None:
    drawn = segregation_picture(found, label=title)
    if not drawn:
        return None
    return Drawing(drawings.wide_one(drawn), drawings.styles("chart-file.css"))


def _sheet(found: Apart) -> Sheet:
    labels = (
        "Dissimilarität gezählt", "durch Zufall zu erwarten", "ohne Zufall", "untere Grenze",
        "obere Grenze", "Isolation", "Anteil der Gruppe",
    )  # fmt: skip
    heads = (
        Head("Zeit"),
        *(Head(one, Kind.NUMBER, decimals=4) for one in labels),
        Head("Gebiete", Kind.NUMBER),
    )
    rows = []
    for one in found.years:
        free = one.apart
        tested = (free.expected, free.value, free.low, free.high) if free else (None,) * 4
        period = formats.period(one.period)
        rows.append((period, one.observed, *tested, one.isolation, one.share, len(one.counts)))
    return Sheet(_HEADING, heads, rows)
