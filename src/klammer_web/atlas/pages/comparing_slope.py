# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page on the slope over ordered areas: picture, groups, areas; and the same to take along."""

from typing import Any

from django.urls import reverse

from klammer.indicators.definitions import Definition
from klammer.presentation import formats
from klammer.presentation.charts import pattern_styles
from klammer.presentation.charts.slope import Column, slope_plot
from klammer.presentation.scatter import Side
from klammer.warehouse.open import Release
from klammer_web.atlas.addresses import Traces, profile_of
from klammer_web.atlas.compare_state import CompareView
from klammer_web.atlas.downloads import drawings
from klammer_web.atlas.enums import LEVEL_BY_CODE
from klammer_web.atlas.pages import comparing
from klammer_web.atlas.queries.scatter import Pair
from klammer_web.atlas.queries.slope import Group, SlopeFigure
from klammer_web.atlas.seen import Drawing, Seen
from klammer_web.chain.enums import EvidenceShape
from klammer_web.ui.listing.columns import Kind
from klammer_web.ui.listing.writers import Head, Sheet

_HEADING = "Gefälle"


def slope_context(found: SlopeFigure, *, release: Release, traces: Traces) -> dict[str, Any]:
    """Return the context of the page."""
    both = found.both
    context = _shared(found.view, release, both.across)
    title = f"{both.across.title} nach {both.up.title}: {comparing.place_words(found.view)}"
    pairs = sorted(both.pairs, key=lambda one: one.across.name.casefold())
    return {
        **context,
        "figure": found,
        "both": both,
        "about": title,
        "title": f"{_HEADING}: {title}",
        "others": comparing.indicators(release, found.view.level, chosen=both.up.id),
        "picture": comparing.safe(slope_picture(found, label=f"{_HEADING}: {title}")),
        "groups": [_group(number, one, found) for number, one in enumerate(found.groups, start=1)],
        "table": [_pair(one, found.view.own, traces) for one in pairs],
        "periods": (formats.period(found.view.period), formats.period(both.year)),
    }


def choose_order(
    view: CompareView, *, release: Release, definition: Definition, up: Definition | None
) -> dict[str, Any]:
    """Return the context of the page while nothing is chosen to order areas by."""
    plural = LEVEL_BY_CODE[view.level].plural
    why = f"„{up.title}“ gibt es nicht für {plural}. " if up else ""
    return {
        **_shared(view, release, definition),
        "others": comparing.indicators(release, view.level, chosen=""),
        "choose": f"{why}Wählen Sie, wonach die Gebiete geordnet werden sollen, etwa nach Armut.",
    }


def _shared(view: CompareView, release: Release, definition: Definition) -> dict[str, Any]:
    return comparing.shared(
        view, release=release, definition=definition, name="atlas:slope", heading=_HEADING
    )


def slope_picture(found: SlopeFigure, *, label: str) -> str:
    """Draw the groups and the fitted line, wide and narrow; empty without a slope."""
    if found.found is None:
        return ""
    definition = found.both.across
    everybody = sum(one.people for one in found.groups)
    columns = [
        Column(
            one.people / everybody,
            definition.formula.factor * one.value,
            f"{number}: {_text(one, found)} ({len(one.pairs)} Gebiete)",
        )
        for number, one in enumerate(found.groups, start=1)
    ]
    return "".join(
        slope_plot(
            columns,
            found.found,
            kind=definition.kind,
            factor=definition.formula.factor,
            label=label,
            up=Side(definition.title, definition.unit, definition.decimals),
            ends=found.ends,
            narrow=narrow,
        )
        for narrow in (False, True)
    )


def _text(one: Group, found: SlopeFigure) -> str:
    definition = found.both.across
    value = definition.formula.factor * one.value
    return formats.with_unit(value, decimals=definition.decimals, unit=definition.unit)


def _group(number: int, one: Group, found: SlopeFigure) -> dict[str, Any]:
    values = [float(pair.up.value or 0.0) for pair in one.pairs]
    decimals = found.both.up.decimals
    return {
        "number": number,
        "names": ", ".join(pair.across.name for pair in one.pairs[:3])
        + (" …" if len(one.pairs) > 3 else ""),
        "count": len(one.pairs),
        "order": formats.interval(min(values), max(values), decimals=decimals),
        "people": formats.number(one.people),
        "cases": formats.number(one.cases),
        "value": _text(one, found),
    }


def _pair(pair: Pair, own: str, traces: Traces) -> dict[str, Any]:
    def trace(one: Any) -> str:
        return traces.of(one.row) if one.value is not None else ""

    return {
        "one": pair.across,
        "other": pair.up,
        "is_own": pair.across.key == own,
        "profile": profile_of(pair.across.key),
        "trace": trace(pair.across),
        "other_trace": trace(pair.up),
    }


def slope_seen(found: SlopeFigure, *, release: Release) -> Seen:
    """Return the page as what is seen."""
    both = found.both
    place = comparing.place_words(found.view)
    title = f"{_HEADING}: {both.across.title} nach {both.up.title}: {place}"
    figures = [one for pair in both.pairs for one in (pair.across, pair.up)]
    return Seen(
        what=EvidenceShape.COMPARISON,
        address=f"{reverse('atlas:slope', args=[found.view.indicator])}?{found.view.query()}",
        title=title,
        sentence=" ".join(found.words),
        sources=both.sources,
        release=release,
        rows=[one.row for one in figures],
        names={one.key: one.name for one in figures},
        about=[
            ("Gebietsstand", formats.german_date(found.view.boundary)),
            *(("Hinweis", text) for text in both.notes),
            ("Verfahren", "Steigungsindex (SII) und relativer Index (RII), Low und Low 2004"),
        ],
        drawing=lambda: _drawing(found, title),
        table=(lambda: _sheet(found)) if found.groups else None,
    )


def _drawing(found: SlopeFigure, title: str) -> Drawing | None:
    drawn = slope_picture(found, label=title)
    return Drawing(drawings.wide_one(drawn), pattern_styles.STYLES) if drawn else None


def _sheet(found: SlopeFigure) -> Sheet:
    heads = (
        Head("Gruppe", Kind.NUMBER),
        Head("Gebiete", Kind.NUMBER),
        Head("Fälle", Kind.NUMBER),
        Head("Nenner", Kind.NUMBER),
        Head(found.both.across.title, Kind.NUMBER, decimals=2),
    )
    factor = found.both.across.formula.factor
    rows = [
        (number, len(one.pairs), one.cases, one.people, factor * one.value)
        for number, one in enumerate(found.groups, start=1)
    ]
    return Sheet(_HEADING, heads, rows)
