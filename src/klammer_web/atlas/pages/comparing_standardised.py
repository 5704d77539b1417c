# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page of figures standardised by age: counted beside standardised; the same to take along."""

from typing import Any

from django.urls import reverse

from klammer.presentation import formats
from klammer.presentation.charts.dumbbell import Scale, dumbbell, scale_for
from klammer.warehouse.open import Release
from klammer_web.atlas.addresses import Traces, profile_of
from klammer_web.atlas.enums import breakdown_label
from klammer_web.atlas.pages import comparing
from klammer_web.atlas.queries.figures import AreaFigure
from klammer_web.atlas.queries.standardised import Standardised, StandardisedFigure
from klammer_web.atlas.queries.standardised_words import even_words
from klammer_web.atlas.seen import Seen
from klammer_web.chain.enums import EvidenceShape
from klammer_web.ui.listing.columns import Figure, Kind
from klammer_web.ui.listing.writers import Head, Sheet

_HEADING = "Standardisiert"
STANDARDS = {"esp2013": "Europa 2013", "germany_2015": "Deutschland 2015"}


def standardised_context(
    found: StandardisedFigure, *, release: Release, traces: Traces
) -> dict[str, Any]:
    """Return the context of the page."""
    view = found.view
    context = comparing.shared(
        view,
        release=release,
        definition=found.definition,
        name="atlas:standardised",
        heading=_HEADING,
    )
    scale = scale_for([one for pair in _pairs(found).values() for one in pair])
    place = reverse("atlas:standardised", args=[view.indicator])
    return {
        **context,
        "figure": found,
        "standards": [(code, word, code == found.standard) for code, word in STANDARDS.items()],
        "standard": STANDARDS[found.standard],
        "even": even_words(by_sex=found.by_sex),
        "groups": ", ".join(breakdown_label("age", one) for one in found.groups),
        "scale": scale and (_bare(found, scale.low), _bare(found, scale.high)),
        "table": [_line(one, found, traces=traces, scale=scale) for one in _sorted(found)],
        "years": [
            (formats.period(year), f"{place}?{view.query(jahr=year)}") for year in found.years
        ],
        "has_limits": any(one.low is not None for one in found.lines.values()),
        "has_ratio_limits": any(one.ratio_low is not None for one in found.lines.values()),
        "has_reasons": any(one.reason for one in found.lines.values()),
        "back": f"{reverse('atlas:ranking', args=[view.indicator])}?{view.query(standard='')}",
    }


def _pairs(found: StandardisedFigure) -> dict[str, tuple[float, float]]:
    """Return area → counted and standardised figure, where both are shown."""
    pairs = {}
    for one in found.figures:
        line = found.lines.get(one.key)
        if line and line.value is not None and one.value is not None:
            pairs[one.key] = (float(one.value), line.value)
    return pairs


def _sorted(found: StandardisedFigure) -> list[AreaFigure]:
    """Return areas by their standardised figure, the highest first; those without one last."""

    def place(one: AreaFigure) -> tuple[bool, float, bool, float]:
        even = found.lines.get(one.key, Standardised()).value
        return even is None, -(even or 0.0), one.value is None, -(one.value or 0.0)

    return sorted(found.figures, key=place)


def _line(
    one: AreaFigure, found: StandardisedFigure, *, traces: Traces, scale: Scale | None
) -> dict[str, Any]:
    line = found.lines.get(one.key, Standardised())
    pair = _pairs(found).get(one.key)
    decimals = found.wording.decimals
    return {
        "one": one,
        "is_own": one.key == found.view.own,
        "profile": profile_of(one.key),
        "trace": traces.of(one.row) if one.value is not None else "",
        "picture": comparing.safe(dumbbell(*pair, scale=scale)) if pair and scale else "",
        "even": _bare(found, line.value),
        "limits": formats.interval(line.low, line.high, decimals=decimals),
        "ratio": "" if line.ratio is None else formats.number(line.ratio, decimals=2),
        "ratio_limits": formats.interval(line.ratio_low, line.ratio_high, decimals=2),
        "reason": line.reason,
    }


def _bare(found: StandardisedFigure, value: float | None) -> str:
    return "" if value is None else found.wording.bare(value)


def standardised_seen(found: StandardisedFigure, *, release: Release) -> Seen:
    """Return the page as what is seen."""
    title = f"{_HEADING}: {comparing.title_of(found.view, found.definition)}"
    return Seen(
        what=EvidenceShape.COMPARISON,
        address=(
            f"{reverse('atlas:standardised', args=[found.view.indicator])}?{found.view.query()}"
        ),
        title=title,
        sentence=" ".join(found.words),
        sources=found.sources,
        release=release,
        rows=[one.row for one in found.figures],
        names={one.key: one.name for one in found.figures},
        about=[
            ("Gebietsstand", formats.german_date(found.view.boundary)),
            ("Standardbevölkerung", STANDARDS[found.standard]),
            ("Verfahren", "direkt standardisiert, Grenzen nach Dobson (95 %)"),
            ("Verhältnis", "gezählte zu erwarteten Fällen; unter 10 exakt, sonst Byar (95 %)"),
        ],
        drawing=lambda: None,
        table=lambda: _sheet(found),
        places=(found.view.level, found.view.boundary),
    )


def _sheet(found: StandardisedFigure) -> Sheet:
    labels = (
        "standardisiert", "95 % von", "95 % bis",
        "Verhältnis zu erwarteten", "Verhältnis von", "Verhältnis bis",
    )  # fmt: skip
    heads = (
        Head("Gebietsschlüssel"),
        Head("Gebiet", width=28),
        Head(found.definition.title, Kind.NUMBER, decimals=2, has_status=True),
        *(Head(one, Kind.NUMBER, decimals=2) for one in labels),
        Head("Hinweis", width=40),
    )
    rows = []
    for one in found.figures:
        line = found.lines.get(one.key, Standardised())
        numbers = (
            line.value, line.low, line.high, line.ratio, line.ratio_low, line.ratio_high,
        )  # fmt: skip
        counted = Figure(one.value, one.row["status"])
        rows.append((one.key, one.name, counted, *numbers, line.reason))
    return Sheet(_HEADING, heads, rows)
