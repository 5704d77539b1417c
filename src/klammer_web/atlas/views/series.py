# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Figures over time: of one area, of several side by side."""

from django.shortcuts import redirect, render
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from klammer_web.atlas.addresses import Traces
from klammer_web.atlas.forms.series_view import read_series_view
from klammer_web.atlas.pages import series as pages
from klammer_web.atlas.queries import series
from klammer_web.atlas.views.figures import definition_of, release_shown
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
