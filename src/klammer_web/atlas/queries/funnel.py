# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which areas lie farther from the common figure than chance carries them, and smoothed figures."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from klammer.base.errors import InputRefusedError
from klammer.indicators.definitions import Definition
from klammer.patterns.funnel import Funnel, FunnelPoint, funnel
from klammer.patterns.smoothing import smooth
from klammer.presentation import formats, sentences
from klammer.warehouse.open import Release
from klammer_web.atlas.compare_state import CompareView
from klammer_web.atlas.enums import LEVEL_BY_CODE
from klammer_web.atlas.queries import areas, compared
from klammer_web.atlas.queries.figures import AreaFigure, figure_of, no_test, signs_in, wording_of
from klammer_web.atlas.queries.ranking import dative_of
from klammer_web.atlas.queries.smallness import NOTE
from klammer_web.catalogue.queries.origins import sources

FEWEST = 5  # areas: with fewer the common figure is mostly that of each of them
_NAMED = 6


@dataclass(frozen=True)
class Smooth:
    """A figure drawn towards that of all areas [unit], and how much of it is the area's own."""

    value: float
    own: float


@dataclass(frozen=True)
class FunnelFigure:
    """Everything a page with a funnel says.

    found    None where nothing could be tested; `reason` says why
    points   area → its place in the funnel, only areas whose cases are known
    smoothed area → its figure drawn towards all areas, beside the counted one
    words    sentences, the first the most important
    """

    view: CompareView
    definition: Definition
    wording: sentences.Wording
    figures: Sequence[AreaFigure]
    found: Funnel | None
    points: Mapping[str, FunnelPoint]
    smoothed: Mapping[str, Smooth]
    reason: str
    words: Sequence[str]
    gaps: str
    converted: str
    sources: Sequence[str]
    signs: Sequence[tuple[str, str]]


def funnel_figure(view: CompareView, *, release: Release, definition: Definition) -> FunnelFigure:
    """Read the figures of a view and place them around the figure of all of them together."""
    rows = compared.rows_of(view, release)
    names, wording = areas.names(view.level, view.boundary), wording_of(definition)
    figures = [figure_of(row, area=names[row["area"]], wording=wording) for row in rows]
    counted = compared.by_chance(rows, definition)
    found, reason = _tested(rows, counted, definition)
    points = _by_area(counted, found.points) if found else {}
    titles = {one.key: one.name for one in figures}
    return FunnelFigure(
        view=view,
        definition=definition,
        wording=wording,
        figures=figures,
        found=found,
        points=points,
        smoothed=_smoothed(counted, definition) if found else {},
        reason=reason,
        words=_said(view, found, points, reason, titles) + _untested(rows, counted, found),
        gaps=sentences.gaps(rows),
        converted=sentences.converted(rows),
        sources=sources(release, definition, level=view.level, period=view.period),
        signs=signs_in(rows),
    )


def _tested(
    rows: Sequence[compared.Row], counted: Sequence[compared.Row], definition: Definition
) -> tuple[Funnel | None, str]:
    """Return the funnel, or why there is none."""
    known = compared.numbers(rows)
    if not known:
        return None, "Kein Gebiet hat einen Wert, der gezeigt wird."
    if not counted:
        return None, why_no_chance(known)
    if len(counted) < FEWEST:
        return None, (
            f"Nur von {len(counted)} Gebieten sind die Fälle bekannt. Für einen gemeinsamen Wert "
            f"braucht es mindestens {FEWEST}."
        )
    try:
        found = funnel(*_counts(counted), kind=definition.kind, factor=definition.formula.factor)
    except InputRefusedError:
        return None, "In keinem Gebiet kommt ein Fall vor, oder überall nur solche."
    return found, ""


def why_no_chance(rows: Sequence[compared.Row]) -> str:
    """Say why chance cannot be computed for figures, as the reasons in their notes have it."""
    why = no_test(rows).removeprefix(f"{sentences.NO_TEST_TITLE}. ")
    return f"Wie weit der Zufall diese Werte trägt, lässt sich nicht berechnen. {why}".strip()


def _counts(rows: Sequence[compared.Row]) -> tuple[list[float], list[float]]:
    return [float(row["numerator"]) for row in rows], [float(row["denominator"]) for row in rows]


def _by_area(rows: Sequence[compared.Row], points: Sequence[FunnelPoint]) -> dict[str, FunnelPoint]:
    return {str(row["area"]): point for row, point in zip(rows, points, strict=True)}


def _smoothed(rows: Sequence[compared.Row], definition: Definition) -> dict[str, Smooth]:
    found = smooth(*_counts(rows), kind=definition.kind, factor=definition.formula.factor)
    return {
        str(row["area"]): Smooth(float(value), float(own))
        for row, value, own in zip(rows, found.value, found.own, strict=True)
    }


def _said(
    view: CompareView,
    found: Funnel | None,
    points: Mapping[str, FunnelPoint],
    reason: str,
    names: Mapping[str, str],
) -> list[str]:
    if found is None:
        return [f"Ob Gebiete ungewöhnlich hoch oder niedrig liegen, ist nicht zu sagen. {reason}"]
    outside = [key for key, one in points.items() if one.place != "inside"]
    words = [_outside(len(outside), len(points), view)]
    for side, place in (("Darüber", "above"), ("Darunter", "below")):
        there = [key for key in outside if points[key].place.endswith(place)]
        if there:
            ordered = sorted(there, key=lambda key: (not points[key].place.startswith("far"), key))
            words.append(f"{side}: {named(ordered, names)}.")
    if found.is_overdispersed:
        times = formats.number(found.scatter or 0.0, decimals=1)
        words.append(
            f"Die Werte streuen {times}-mal so stark wie durch Zufall: Die Gebiete unterscheiden "
            "sich ohnehin, und außerhalb zu liegen heißt hier nicht, ungewöhnlich zu sein."
        )
    return words


def _untested(
    rows: Sequence[compared.Row], counted: Sequence[compared.Row], found: Funnel | None
) -> list[str]:
    """Say which areas are left out, and what that does to the picture."""
    if found is None:
        return []
    said = []
    if any(row.get("note") == NOTE for row in rows):
        said.append(
            "Gebiete mit zu wenigen Fällen stehen nicht im Trichter. Unter den kleinen fehlen "
            "dadurch eher die mit niedrigen Werten."
        )
    left = len(compared.numbers(rows)) - len(counted)
    if not left:
        return said
    verb = "ist" if left == 1 else "sind"
    said.append(
        f"{formats.number(left)} mit Wert {verb} nicht geprüft: Die Fälle dahinter sind nicht "
        "bekannt oder geschätzt umgerechnet."
    )
    return said


def _outside(count: int, every: int, view: CompareView) -> str:
    if not count:
        plural = LEVEL_BY_CODE[view.level].plural
        return (
            f"Alle {formats.number(every)} {plural} mit bekannten Fällen liegen innerhalb dessen, "
            "was der Zufall erwarten lässt."
        )
    verb = "liegt" if count == 1 else "liegen"
    by_chance = formats.number(0.05 * every, decimals=0 if every >= 20 else 1)
    return (
        f"{formats.number(count)} von {formats.number(every)} {dative_of(view.level)} {verb} "
        "außerhalb dessen, was der Zufall erwarten lässt; durch Zufall allein wären es etwa "
        f"{by_chance}."
    )


def named(keys: Sequence[str], names: Mapping[str, str]) -> str:
    """Name areas in a sentence, at most six, and how many more there are."""
    shown = [names[key] for key in keys[:_NAMED]]
    more = len(keys) - len(shown)
    if more:
        return f"{', '.join(shown)} und {more} weitere"
    return " und ".join([", ".join(shown[:-1]), shown[-1]]) if len(shown) > 1 else shown[0]
