# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Figures over time: of one area, of two groups, of all areas side by side."""

from django.shortcuts import redirect, render
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from klammer_web.atlas.addresses import Traces
from klammer_web.atlas.forms.gap_view import read_gap_view
from klammer_web.atlas.forms.map_view import read_map_view
from klammer_web.atlas.forms.series_view import read_series_view
from klammer_web.atlas.pages import choosing
from klammer_web.atlas.pages import gaps as gap_pages
from klammer_web.atlas.pages import multiples as multiples_pages
from klammer_web.atlas.pages import series as pages
from klammer_web.atlas.queries import gaps, multiples, series
from klammer_web.atlas.views.figures import HOME_STATE, definition_of, release_shown
from klammer_web.ui.errors import refusing


@require_safe
@gzip_page
@refusing
def series_page(request, indicator: str, area: str):
    """Show one indicator of one area over time."""
    release = release_shown(request)
    definition = definition_of(release, indicator)
    words = request.GET.dict()
    view = read_series_view(
        words, indicator=indicator, area=area, release=release, definition=definition
    )
    if "dazu" in words:  # the form that adds an area
        return redirect(f"{request.path}?{view.query()}")
    found = series.series_figure(
        view.area,
        release=release,
        definition=definition,
        coverage=view.coverage,
        breakdown=view.breakdown,
        chosen=view.others,
    )
    context = pages.series_context(found, view=view, release=release, traces=Traces(release))
    return render(request, "atlas/series.html", context)


@require_safe
@gzip_page
@refusing
def gap_page(request, indicator: str, area: str):
    """Show how far two groups of people are apart in an area, and over time."""
    release = release_shown(request)
    definition = definition_of(release, indicator)
    view = read_gap_view(
        request.GET.dict(), indicator=indicator, area=area, release=release, definition=definition
    )
    found = gaps.gap_figure(
        view.series.area,
        release=release,
        definition=definition,
        coverage=view.series.coverage,
        pair=view.pair,
    )
    context = gap_pages.gap_context(
        found, release=release, traces=Traces(release), missing=view.missing
    )
    return render(request, "atlas/gap.html", context)


@require_safe
@gzip_page
@refusing
def multiples_page(request, indicator: str):
    """Show one indicator over time for all areas of an extent, in small drawings."""
    release = release_shown(request)
    definition = definition_of(release, indicator)
    if not release.coverage(indicator):
        return render(request, "atlas/no_data.html", choosing.no_data(definition))
    words = request.GET.dict()
    view = read_map_view(words, indicator=indicator, release=release, home=HOME_STATE)
    if not {"ebene", "stand", "bereich"} <= words.keys():
        return redirect(multiples_pages.address_of(view))
    if len(multiples.keys_inside(view)) > multiples.MOST:
        context = multiples_pages.choosing_context(view, release=release, definition=definition)
        return render(request, "atlas/multiples.html", context)
    found = multiples.multiples(view, release=release, definition=definition)
    context = multiples_pages.multiples_context(found, release=release, traces=Traces(release))
    return render(request, "atlas/multiples.html", context)
