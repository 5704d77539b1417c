# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the pages comparing areas in one indicator need: ranks, spread, pairs, inequality."""

from collections.abc import Mapping
from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse

from klammer.indicators.definitions import Definition
from klammer.presentation import charts, distribution, formats, gaps, ranking, scatter, sentences
from klammer.warehouse.open import Release
from klammer_web.atlas.addresses import Traces, profile_of
from klammer_web.atlas.compare_state import CompareView
from klammer_web.atlas.enums import LEVEL_BY_CODE
from klammer_web.atlas.pages import comparing
from klammer_web.atlas.pages.comparing import safe, series_link, shared, short_names
from klammer_web.atlas.queries.distribution import Distribution, YearSpread, five_words
from klammer_web.atlas.queries.figures import AreaFigure
from klammer_web.atlas.queries.inequality import InequalityFigure, Within, YearGap
from klammer_web.atlas.queries.ranking import RankedLine, Ranking
from klammer_web.atlas.queries.scatter import Pair, Together


def ranking_context(found: Ranking, *, release: Release, traces: Traces) -> dict[str, Any]:
    """Return the context of a ranking; without ranks the figures are shown as they are spread."""
    view = found.view
    context = shared(
        view,
        release=release,
        definition=found.definition,
        name="atlas:ranking",
        heading="Rangfolge",
    )
    shown = {
        "figure": found,
        "table": [_ranked(line, found, traces) for line in found.lines],
        "has_intervals": any(line.figure.interval for line in found.lines),
    }
    return {
        **context,
        **shown,
        "picture": safe(ranking_picture(found, label=context["title"])),
        "rows": safe(render_to_string("atlas/compare/_ranking_rows.html", shown)),
        "above": [(one, traces.of(one.row)) for one in found.above],
    }


def ranking_picture(found: Ranking, *, label: str) -> str:
    """Draw rank bars where there are ranks, else the figures on one strip; wide and narrow."""
    if found.reason:
        own = found.view.own
        dots = [_dot(line.figure, own, found.view) for line in found.lines if _known(line.figure)]
        rows = [distribution.Strip(formats.period(found.view.period), dots)]
        return _strips(rows, label, found.wording)
    names = short_names({line.figure.key: line.figure.name for line in found.lines})
    bars = [
        ranking.RankBar(
            key=line.figure.key,
            name=names[line.figure.key],
            ranks=line.ranks,
            text=line.figure.text,
            address=profile_of(line.figure.key),
            is_own=line.figure.key == found.view.own,
        )
        for line in found.lines
        if line.ranks is not None
    ]
    return "".join(ranking.rank_bars(bars, label=label, narrow=narrow) for narrow in (False, True))


def _ranked(line: RankedLine, found: Ranking, traces: Traces) -> dict[str, Any]:
    ranks = line.ranks
    return {
        "one": line.figure,
        "is_own": line.figure.key == found.view.own,
        "profile": profile_of(line.figure.key),
        "series": series_link(found.view, line.figure.key),
        "trace": traces.of(line.figure.row) if _known(line.figure) else "",
        "ranks": ranking.ranks_text(ranks) if ranks else "",
        "third": ranking.third_text(ranks) if ranks else "",
    }


def distribution_context(
    found: Distribution, *, release: Release, traces: Traces
) -> dict[str, Any]:
    """Return the context of a page on one indicator's spread."""
    view = found.view
    context = shared(
        view,
        release=release,
        definition=found.definition,
        name="atlas:distribution",
        heading="Verteilung",
    )
    return {
        **context,
        "figure": found,
        "picture": safe(distribution_picture(found, label=context["title"])),
        "table": [_spread(year, found, traces) for year in found.years],
        "breaks": [(one.period, one.break_reason) for one in found.years if one.break_reason],
        "above_name": next((one.above.name for one in found.years if one.above), ""),
    }


def distribution_picture(found: Distribution, *, label: str) -> str:
    """Draw one strip for each year, the year asked for on top; wide and narrow."""
    rows = []
    for year in found.years:
        dots = [_dot(one, found.view.own, found.view) for one in year.known]
        above = year.above
        rows.append(
            distribution.Strip(
                formats.period(year.period) + (" *" if year.break_reason else ""),
                dots,
                tick=above.value if above else None,
                tick_words=f"{above.name}: {above.text}" if above else "",
                note="kein Wert",
            )
        )
    return _strips(rows, label, found.wording)


def _strips(rows: list[distribution.Strip], label: str, wording: sentences.Wording) -> str:
    return "".join(
        distribution.strips(
            rows, label=label, unit=wording.unit, decimals=wording.decimals, narrow=narrow
        )
        for narrow in (False, True)
    )


def _spread(year: YearSpread, found: Distribution, traces: Traces) -> dict[str, Any]:
    return {
        "year": formats.period(year.period),
        "five": five_words(year.five, found.wording) if year.five else [],
        "own": year.own,
        "own_trace": traces.of(year.own.row) if year.own and _known(year.own) else "",
        "above": year.above,
        "above_trace": traces.of(year.above.row) if year.above else "",
        "count": len(year.known),
        "is_break": bool(year.break_reason),
    }


def scatter_context(found: Together, *, release: Release, traces: Traces) -> dict[str, Any]:
    """Return the context of a page on two indicators."""
    view = found.view
    context = shared(
        view, release=release, definition=found.across, name="atlas:scatter", heading="Zusammenhang"
    )
    title = f"{found.across.title} und {found.up.title}: {comparing.place_words(view)}"
    pairs = sorted(found.pairs, key=lambda one: one.across.name.casefold())
    return {
        **context,
        "figure": found,
        "other": found.up,
        "about": title,
        "title": f"Zusammenhang: {title}",
        "others": comparing.indicators(release, view.level, chosen=found.up.id),
        "picture": safe(scatter_picture(found, label=f"Zusammenhang: {title}")),
        "rows": safe(
            render_to_string(
                "atlas/compare/_scatter_rows.html",
                {"table": [_pair(pair, view.own, traces) for pair in pairs]},
            )
        ),
        "periods": (formats.period(view.period), formats.period(found.year)),
    }


def choose_second(
    view: CompareView, *, release: Release, definition: Definition, up: Definition | None
) -> dict[str, Any]:
    """Return the context of the page while no second indicator can be shown: which there are."""
    context = shared(
        view, release=release, definition=definition, name="atlas:scatter", heading="Zusammenhang"
    )
    plural = LEVEL_BY_CODE[view.level].plural
    why = f"„{up.title}“ gibt es nicht für {plural}. " if up else ""
    return {
        **context,
        "others": comparing.indicators(release, view.level, chosen=""),
        "choose": f"{why}Wählen Sie, womit „{definition.title}“ verglichen werden soll.",
    }


def scatter_picture(found: Together, *, label: str) -> str:
    """Draw both indicators against each other; wide and narrow."""
    above = found.above
    sides = [
        scatter.Side(
            definition.title,
            definition.unit,
            definition.decimals,
            comparator=one.value if one else None,
            comparator_words=f"{one.name}: {one.text}" if one else "",
        )
        for definition, one in (
            (found.across, above.across if above else None),
            (found.up, above.up if above else None),
        )
    ]
    names = short_names({pair.across.key: pair.across.name for pair in found.pairs})
    points = [_point(pair, found.view.own, names) for pair in found.pairs if pair.is_drawn]
    return "".join(
        scatter.scatter(points, across=sides[0], up=sides[1], label=label, narrow=narrow)
        for narrow in (False, True)
    )


def _point(pair: Pair, own: str, names: Mapping[str, str]) -> scatter.Point:
    return scatter.Point(
        key=pair.across.key,
        name=names[pair.across.key],
        x=float(pair.across.value or 0.0),
        y=float(pair.up.value or 0.0),
        words=f"{pair.across.name}: {pair.across.text} und {pair.up.text}",
        style="own" if pair.across.key == own else "",
        address=profile_of(pair.across.key),
    )


def _pair(pair: Pair, own: str, traces: Traces) -> dict[str, Any]:
    return {
        "one": pair.across,
        "other": pair.up,
        "is_own": pair.across.key == own,
        "profile": profile_of(pair.across.key),
        "trace": traces.of(pair.across.row) if _known(pair.across) else "",
        "other_trace": traces.of(pair.up.row) if _known(pair.up) else "",
    }


def inequality_context(
    found: InequalityFigure, *, release: Release, traces: Traces
) -> dict[str, Any]:
    """Return the context of a page on inequality."""
    view = found.view
    context = shared(
        view,
        release=release,
        definition=found.definition,
        name="atlas:inequality",
        heading="Ungleichheit",
    )
    return {
        **context,
        "figure": found,
        "picture": safe(inequality_picture(found, label=context["title"])),
        "within_picture": safe(within_picture(found)),
        "table": [_gap(one, found) for one in reversed(found.years)],
        "within": [_within(one, found, traces) for one in found.within],
        "within_year": formats.period(found.within_year) if found.within_year else "",
        "has_tests": any(one.beyond for one in found.years),
        "breaks": [
            (number, one.period, one.break_reason)
            for number, one in enumerate((y for y in found.years if y.break_reason), start=1)
        ],
        "unit": gaps.unit_of(found.wording),
        "towns": f"{reverse('atlas:inequality', args=[view.indicator])}?ebene=gemeinde",
    }


def inequality_picture(found: InequalityFigure, *, label: str) -> str:
    """Draw the usual deviation over the years, with its interval where chance is known."""
    points = []
    for one in found.years:
        value = one.beyond.value if one.beyond else one.found.deviation
        words = "" if value is None else gaps.difference_text(value, wording=found.wording)
        limits = (one.beyond.low, one.beyond.high) if one.beyond else (None, None)
        points.append(
            {
                "period": one.period, "value": value, "low": limits[0], "high": limits[1],
                "status": "reported" if value is not None else "missing", "text": words,
            }
        )  # fmt: skip
    if sum(point["value"] is not None for point in points) < 2:
        return ""
    lines = [charts.Series("übliche Abweichung", points)]
    breaks = {one.period: one.break_reason for one in found.years if one.break_reason}
    return "".join(
        charts.time_series(lines, label=label, breaks=breaks, narrow=narrow)
        for narrow in (False, True)
    )


def within_picture(found: InequalityFigure) -> str:
    """Draw a strip of municipalities for each county, its own figure as a tick."""
    names = short_names({one.figure.key: one.figure.name for one in found.within})
    rows = []
    for one in found.within:
        figure = one.figure
        is_number = sentences.is_number(figure.row)
        rows.append(
            distribution.Strip(
                names[figure.key],
                [_dot(part, "", found.view) for part in one.parts],
                tick=figure.value if is_number else None,
                tick_words=f"{figure.name}: {figure.text}",
                note="keine Gemeinde mit Wert",
            )
        )
    label = f"{found.definition.title}: Gemeinden je Kreis, {found.within_year}"
    return _strips(rows, label, found.wording) if rows else ""


def _gap(one: YearGap, found: InequalityFigure) -> dict[str, Any]:
    wording, decimals = found.wording, max(found.wording.decimals, 1)
    gap, beyond = one.found, one.beyond

    def number(value: float | None, digits: int = decimals) -> str:
        return "" if value is None else formats.number(value, decimals=digits)

    return {
        "period": formats.period(one.period),
        "is_break": bool(one.break_reason),
        "areas": gap.areas,
        "lowest": number(gap.lowest, wording.decimals),
        "highest": number(gap.highest, wording.decimals),
        "width": number(gap.width),
        "ratio": number(gap.ratio, 2),
        "deviation": number(gap.deviation),
        "beyond": number(beyond.value) if beyond else "",
        "interval": formats.interval(beyond.low, beyond.high, decimals=decimals) if beyond else "",
        "gini": number(gap.gini, 3),
        "theil": number(gap.theil, 4),
        "hoover": number(gap.hoover, 3),
    }


def _within(one: Within, found: InequalityFigure, traces: Traces) -> dict[str, Any]:
    wording = found.wording
    gap = one.found
    ends = [gap.lowest, gap.highest]
    return {
        "one": one.figure,
        "profile": profile_of(one.figure.key),
        "trace": traces.of(one.figure.row) if _known(one.figure) else "",
        "ends": formats.interval(*ends, decimals=wording.decimals),
        "deviation": ""
        if gap.deviation is None
        else formats.number(gap.deviation, decimals=max(wording.decimals, 1)),
        "count": len(one.parts),
        "missing": one.missing,
    }


def _dot(one: AreaFigure, own: str, view: Any) -> distribution.Dot:
    return distribution.Dot(
        key=one.key,
        name=one.name,
        value=float(one.value or 0.0),
        words=f"{one.name}: {one.text}" + (f" ({one.interval})" if one.interval else ""),
        style="own" if one.key == own else "",
        address=series_link(view, one.key) if len(one.key) == len(own or one.key) else "",
    )


def _known(one: AreaFigure) -> bool:
    return sentences.is_number(one.row)
