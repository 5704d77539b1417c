# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages on patterns of one indicator over many areas."""

from typing import Any

from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from klammer.indicators.definitions import Definition
from klammer.warehouse.open import Release
from klammer_web.atlas.addresses import Traces
from klammer_web.atlas.compare_state import CompareView
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
from klammer_web.atlas.views.comparing import indicator_page
from klammer_web.ui.errors import refusing


@require_safe
@gzip_page
@refusing
def funnel_page(request, indicator: str):
    """Show which areas lie farther from the common figure than chance carries them."""

    def made(view: CompareView, release: Release, definition: Definition) -> dict[str, Any]:
        found = funnel_figure(view, release=release, definition=definition)
        context = comparing_funnel.funnel_context(found, release=release, traces=Traces(release))
        return {**context, "seen": comparing_funnel.funnel_seen(found, release=release)}

    return indicator_page(request, indicator, made, template="atlas/compare/funnel.html")


@require_safe
@gzip_page
@refusing
def segregation_page(request, indicator: str):
    """Show whether a group lives apart from all others, over the years."""

    def made(view: CompareView, release: Release, definition: Definition) -> dict[str, Any]:
        found, pages = apart(view, release=release, definition=definition), comparing_segregation
        context = pages.segregation_context(found, release=release, traces=Traces(release))
        return {**context, "seen": pages.segregation_seen(found, release=release)}

    return indicator_page(request, indicator, made, template="atlas/compare/segregation.html")


@require_safe
@gzip_page
@refusing
def slope_page(request, indicator: str):
    """Show how far an indicator falls or rises over areas ordered by another."""

    def made(view: CompareView, release: Release, definition: Definition) -> dict[str, Any]:
        up, pages = release.definitions[view.other] if view.other else None, comparing_slope
        found = up and slope_figure(view, release=release, definition=definition, order=up)
        if not found:
            return pages.choose_order(view, release=release, definition=definition, up=up)
        context = pages.slope_context(found, release=release, traces=Traces(release))
        return {**context, "seen": pages.slope_seen(found, release=release)}

    return indicator_page(request, indicator, made, template="atlas/compare/slope.html")


@require_safe
@gzip_page
@refusing
def standardised_page(request, indicator: str):
    """Show figures as if the ages of all areas were alike, beside the counted ones."""

    def made(view: CompareView, release: Release, definition: Definition) -> dict[str, Any]:
        found = standardised_figure(view, release=release, definition=definition)
        pages = comparing_standardised
        context = pages.standardised_context(found, release=release, traces=Traces(release))
        return {**context, "seen": pages.standardised_seen(found, release=release)}

    return indicator_page(request, indicator, made, template="atlas/compare/standardised.html")
