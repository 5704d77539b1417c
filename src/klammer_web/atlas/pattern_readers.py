# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""How the addresses of patterns are read again, from whatever release is handed in."""

from klammer.base.errors import InputRefusedError
from klammer.indicators.definitions import Definition
from klammer.warehouse.open import Release
from klammer_web.atlas import seen as seeing
from klammer_web.atlas.compare_state import CompareView
from klammer_web.atlas.comparing_readers import of_indicator
from klammer_web.atlas.pages import (
    comparing_funnel,
    comparing_segregation,
    comparing_slope,
    comparing_standardised,
)
from klammer_web.atlas.queries.funnel import funnel_figure
from klammer_web.atlas.queries.segregation import apart
from klammer_web.atlas.queries.slope import slope_figure
from klammer_web.atlas.queries.standardised import standardised_figure
from klammer_web.atlas.seen import Seen


def register() -> None:
    """Tell which addresses of patterns show figures."""
    seeing.register("atlas:funnel", of_indicator(_funnel))
    seeing.register("atlas:segregation", of_indicator(_segregation))
    seeing.register("atlas:slope", of_indicator(_slope))
    seeing.register("atlas:standardised", of_indicator(_standardised))


def _funnel(view: CompareView, release: Release, definition: Definition) -> Seen:
    found = funnel_figure(view, release=release, definition=definition)
    return comparing_funnel.funnel_seen(found, release=release)


def _segregation(view: CompareView, release: Release, definition: Definition) -> Seen:
    found = apart(view, release=release, definition=definition)
    return comparing_segregation.segregation_seen(found, release=release)


def _slope(view: CompareView, release: Release, definition: Definition) -> Seen:
    order = release.definitions.get(view.other)
    found = (
        slope_figure(view, release=release, definition=definition, order=order) if order else None
    )
    if found is None:
        raise InputRefusedError(
            "the address names no indicator by which areas are ordered",
            where="und",
            why="a slope needs an order of the same areas",
            remedy="choose the second indicator",
            code="figure_unknown",
        )
    return comparing_slope.slope_seen(found, release=release)


def _standardised(view: CompareView, release: Release, definition: Definition) -> Seen:
    found = standardised_figure(view, release=release, definition=definition)
    return comparing_standardised.standardised_seen(found, release=release)
