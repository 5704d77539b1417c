# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the page about two groups needs: both lines, the distance, the areas around."""

from typing import Any

from django.urls import reverse
from django.utils.safestring import mark_safe

from klammer.presentation import charts
from klammer.presentation.formats import german_date, period
from klammer.warehouse.open import Coverage, Release
from klammer_web.atlas.addresses import Traces, address, profile_of, series_of
from klammer_web.atlas.enums import LEVEL_BY_CODE
from klammer_web.atlas.pages import gap_words
from klammer_web.atlas.pages.choosing import crumbs
from klammer_web.atlas.queries.figures import AreaFigure, wording_of
from klammer_web.atlas.queries.gaps import PAIRS, Apart, GapFigure, Pair, pairs_of
from klammer_web.atlas.seen import Drawing, Seen
from klammer_web.chain.enums import EvidenceShape


def gap_address(indicator: str, area: str, *, boundary: str, pair: Pair) -> str:
    """Return the address of the page about two groups."""
    page = reverse("atlas:gap", args=[indicator, area])
    word = "" if pair is PAIRS[0] else f"&gruppen={pair.word}"
    return f"{page}?stand={boundary}{word}"


def gap_links(release: Release, *, coverage: Coverage, area: str) -> list[tuple[str, str]]:
    """Return (title, address) of every pair of groups that an indicator has at a level."""
    return [
        (
            f"{pair.title} im Vergleich",
            gap_address(coverage.indicator, area, boundary=coverage.boundary, pair=pair),
        )
        for pair in pairs_of(release, coverage)
    ]


def gap_context(
    found: GapFigure, *, release: Release, traces: Traces, missing: tuple[str, str]
) -> dict[str, Any]:
    """Return the context of a page about two groups; `missing` as `GapView` has it."""
    area, definition, boundary = found.area, found.definition, found.coverage.boundary
    newest = found.newest
    return {
        "gap": found,
        "pair": found.pair,
        "area": area,
        "definition": definition,
        "title": f"{definition.title}, {found.pair.title}: {area.title}",
        "missing": missing if missing[0] else None,
        "sentences": [] if missing[0] else gap_words.sentences(found),
        "unit": gap_words.unit_of(found),
        "chart": mark_safe(_lines(found)),  # noqa: S308  # reason: built by klammer.presentation, escaped there
        "distances": mark_safe(_distances(found)),  # noqa: S308  # reason: built by klammer.presentation, escaped there
        "breaks": [(n, cut, found.breaks[cut]) for n, cut in enumerate(sorted(found.breaks), 1)],
        "lines": [_line(found, one, traces) for one in reversed(found.years)],
        "has_limits": any(one.gap for one in found.years),
        "places": _places(found, traces),
        "places_noun": LEVEL_BY_CODE[area.level].plural,
        "year": period(newest.period) if newest else "",
        "together": gap_words.together(found),
        "pairs": [
            (one.title, gap_address(definition.id, area.key, boundary=boundary, pair=one), one)
            for one in pairs_of(release, found.coverage)
        ],
        "boundary": german_date(boundary),
        "series": series_of(definition.id, area.key, boundary=boundary),
        "profile": profile_of(area.key),
        "sheet": address("catalogue:indicator", definition.id),
        "seen": gap_seen(found, release=release),
        "crumbs": crumbs(
            (area.title, profile_of(area.key)),
            (definition.title, series_of(definition.id, area.key, boundary=boundary)),
            (found.pair.title, ""),
        ),
    }


def gap_seen(found: GapFigure, *, release: Release) -> Seen:
    """Return two groups of an area as what is seen."""
    area, definition = found.area, found.definition
    rows = [
        one.row for apart in found.years for one in (apart.first, apart.second) if "sex" in one.row
    ]
    return Seen(
        what=EvidenceShape.COMPARISON,
        address=gap_address(
            definition.id, area.key, boundary=found.coverage.boundary, pair=found.pair
        ),
        title=f"{definition.title}, {found.pair.title}: {area.title}",
        sentence=" ".join(gap_words.sentences(found)),
        sources=found.sources,
        release=release,
        rows=rows,
        names={area.key: area.title},
        about=[
            ("Gebietsstand", german_date(found.coverage.boundary)),
            *(("Bruch", f"ab {cut}: {reason}") for cut, reason in sorted(found.breaks.items())),
            *(("Gruppen", text) for text in [gap_words.together(found)] if text),
        ],
        drawing=(lambda: _drawing(found, chart)) if (chart := _lines(found)) else None,
    )


def _drawing(found: GapFigure, chart: str) -> Drawing:
    from klammer_web.atlas.pages.seen import chart_styles

    return Drawing(
        chart.partition("</svg>")[0] + "</svg>", chart_styles(), heading=found.definition.unit
    )


def _lines(found: GapFigure) -> str:
    wording, pair = wording_of(found.definition), found.pair
    series = [
        charts.Series(name, [_point(figure) for figure in figures], manner)
        for name, figures, manner in (
            (pair.names[0], [one.first for one in found.years], "own"),
            (pair.names[1], [one.second for one in found.years], "a"),
        )
    ]
    return "".join(
        charts.time_series(
            series,
            label=f"{found.definition.title}, {pair.title}, {found.area.title}",
            breaks=found.breaks,
            unit=wording.unit,
            narrow=narrow,
        )
        for narrow in (False, True)
    )


def _point(figure: AreaFigure) -> dict[str, Any]:
    is_number = figure.value is not None and figure.row["status"] != "zero_or_hidden"
    return {
        "period": figure.row["period"],
        "value": figure.value if is_number else None,
        "low": figure.row["low"],
        "high": figure.row["high"],
        "text": figure.text,
        "limits": figure.interval,
        "why": figure.meaning,
    }


def _distances(found: GapFigure) -> str:
    names = [name if len(name) < 12 else f"{name[:3]}." for name in found.pair.names]
    points = [
        {
            "period": one.period,
            "value": one.difference.value if one.difference else None,
            "low": one.difference.low if one.difference else None,
            "high": one.difference.high if one.difference else None,
            "text": gap_words.difference_text(found, one),
        }
        for one in found.years
    ]
    return "".join(
        charts.differences(
            points,
            label=f"Abstand {found.pair.title}, {found.area.title}, in {gap_words.unit_of(found)}",
            above=f"{names[0]} höher",
            below=f"{names[1]} höher",
            breaks=found.breaks,
            narrow=narrow,
        )
        for narrow in (False, True)
    )


def _line(found: GapFigure, one: Apart, traces: Traces) -> dict[str, Any]:
    return {
        "apart": one,
        "period": period(one.period),
        "first_trace": traces.of(one.first.row),
        "second_trace": traces.of(one.second.row),
        "difference": gap_words.difference_text(found, one),
        "limits": gap_words.limits_text(found, one.difference),
        "ratio": gap_words.ratio_text(one),
    }


def _places(found: GapFigure, traces: Traces) -> list[dict[str, Any]]:
    known = [one for one in found.places if one.difference]
    scale = charts.scale_for([f.row["value"] for one in known for f in (one.first, one.second)])
    return [
        {
            **_line(found, one, traces),
            "is_own": one.area.key == found.area.key,
            "address": gap_address(
                found.definition.id, one.area.key, boundary=found.coverage.boundary, pair=found.pair
            ),
            "picture": mark_safe(  # noqa: S308  # reason: built by klammer.presentation, numbers only
                charts.dumbbell(one.first.row["value"], one.second.row["value"], scale=scale)
                if one.difference and scale
                else ""
            ),
        }
        for one in found.places
    ]
