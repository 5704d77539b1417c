# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The profile of an area."""

from django.shortcuts import render
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from klammer.warehouse.open import Release
from klammer_web.atlas.addresses import Traces
from klammer_web.atlas.forms.profile_view import ProfileView, read_profile_view
from klammer_web.atlas.pages import areas as area_pages
from klammer_web.atlas.pages import seen as seen_pages
from klammer_web.atlas.pages.briefs import brief_context
from klammer_web.atlas.queries import briefs
from klammer_web.atlas.queries.profiles import Profile, profile
from klammer_web.atlas.views.figures import release_shown
from klammer_web.ui.errors import refusing


@require_safe
@gzip_page
@refusing
def profile_page(request, area: str):
    """Show everything about one area."""
    release = release_shown(request)
    view = read_profile_view(request.GET.dict(), area=area, release=release)
    found = profile_shown(view, release)
    context = area_pages.profile_context(found, view, release=release, traces=Traces(release))
    if not view.everything:
        context |= brief_context(found, release=release, boundary=view.boundary)
    context["seen"] = seen_pages.profile_seen(
        found, release=release, boundary=view.boundary, query=view.query()
    )
    return render(request, "atlas/profile.html", context)


def profile_shown(view: ProfileView, release: Release) -> Profile:
    """Read what a profile page shows, from any release."""
    return profile(
        view.area,
        release=release,
        boundary=view.boundary,
        everything=view.everything,
        against=view.against,
        more=briefs.more_indicators().get(view.area.level, ()),
        breakdown=view.breakdown,
    )
