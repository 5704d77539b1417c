# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The view of two groups as it stands in the address, checked against what a release holds."""

from collections.abc import Mapping
from dataclasses import dataclass

from klammer.indicators.definitions import Definition
from klammer.warehouse.open import Coverage, Release
from klammer_web.atlas.enums import BREAKDOWN_LABELS
from klammer_web.atlas.forms.refusals import refused, retry
from klammer_web.atlas.forms.series_view import SeriesView, read_series_view
from klammer_web.atlas.queries.breakdowns import why_not
from klammer_web.atlas.queries.gaps import PAIRS, Pair, missing_groups, pairs_of


@dataclass(frozen=True)
class GapView:
    """What a page about two groups shows; `missing` says why there is nothing to compare."""

    series: SeriesView
    pair: Pair
    missing: tuple[str, str] = ("", "")  # what is not there, and why


def read_gap_view(
    words: Mapping[str, str], *, indicator: str, area: str, release: Release, definition: Definition
) -> GapView:
    """Read an address; raise `PageRefusedError` for an area, version or groups there are not.

    Without the word `gruppen` the first pair that has figures is meant.
    """
    view = read_series_view(
        {"stand": words.get("stand", "")},
        indicator=indicator,
        area=area,
        release=release,
        definition=definition,
    )
    wanted = words.get("gruppen", "")
    possible = pairs_of(release, view.coverage)
    if not wanted and possible:
        return GapView(view, possible[0])
    pair = next((one for one in PAIRS if one.word == (wanted or PAIRS[0].word)), None)
    if pair is None:
        listed = ", ".join(one.word for one in PAIRS)
        raise refused(
            f"„{wanted[:30]}“ sind keine Gruppen, die sich hier vergleichen lassen.",
            why=f"Möglich: {listed}.",
            remedies=retry(words, "gruppen", "", "Frauen und Männer vergleichen"),
        )
    if pair in possible:
        return GapView(view, pair)
    return GapView(view, pair, _missing(pair, view.coverage, release, definition))


def _missing(
    pair: Pair, coverage: Coverage, release: Release, definition: Definition
) -> tuple[str, str]:
    missing = missing_groups(pair, release=release, coverage=coverage)
    if len(missing) == 1:
        return (
            f"Für {missing[0]} gibt es keine Zahlen",
            "Es liegt nur eine der beiden Gruppen vor; zu allen zusammen gehört sie selbst.",
        )
    label = BREAKDOWN_LABELS[pair.column][0]
    why = why_not(pair.column, release=release, coverage=coverage, definition=definition)
    return (f"Nicht nach {label} verfügbar", why)
