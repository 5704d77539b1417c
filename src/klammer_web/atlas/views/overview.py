# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The overview: many indicators for many areas, against one comparator."""

from django.shortcuts import redirect, render
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from klammer_web.accounts.queries import seat_of
from klammer_web.atlas.addresses import Traces
from klammer_web.atlas.forms import overview_view
from klammer_web.atlas.pages.overview import overview_context
from klammer_web.atlas.queries.overview import overview
from klammer_web.atlas.views.figures import HOME_STATE, release_shown
from klammer_web.ui.errors import refusing


@require_safe
@gzip_page
@refusing
def overview_page(request):
    """Show indicators × areas with colours and words."""
    release = release_shown(request)
    county = seat_of(request).workspace_key
    words = overview_view.fitting(request.GET.dict(), release=release)
    view, is_complete = overview_view.read_overview(
        words, release=release, home=county if len(county) == 5 else "", state=HOME_STATE
    )
    if not is_complete or "auswahl" in request.GET:
        return redirect(f"{request.path}?{overview_view.query(view)}")
    context = overview_context(
        overview(view, release=release), release=release, traces=Traces(release)
    )
    return render(request, "atlas/overview.html", context)
