# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Several years of an indicator together, for areas in which one year says too little."""

from django.shortcuts import render
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from klammer_web.atlas.addresses import Traces
from klammer_web.atlas.forms.area import area_named, boundary_shown
from klammer_web.atlas.pages.pooled import pooled_context
from klammer_web.atlas.views.figures import definition_of, release_shown
from klammer_web.ui.errors import refusing


@require_safe
@gzip_page
@refusing
def pooled_page(request, indicator: str, area: str):
    """Show the last years of an area as one figure, with the years behind it."""
    release = release_shown(request)
    definition = definition_of(release, indicator)
    boundary = boundary_shown(release, area, wanted=request.GET.get("stand", ""))
    context = pooled_context(
        area_named(area, boundary),
        definition,
        release=release,
        boundary=boundary,
        traces=Traces(release),
    )
    return render(request, "atlas/pooled.html", context)
