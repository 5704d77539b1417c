# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The profile of an area."""

from django.shortcuts import render
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from klammer_web.atlas.addresses import Traces
from klammer_web.atlas.forms.area import area_named
from klammer_web.atlas.pages import areas as area_pages
from klammer_web.atlas.pages import choosing
from klammer_web.atlas.pages import seen as seen_pages
from klammer_web.atlas.pages.briefs import brief_context
from klammer_web.atlas.queries import areas, briefs, profiles
from klammer_web.atlas.views.figures import release_shown
from klammer_web.ui.errors import PageRefusedError, Refusal, refusing


@require_safe
@gzip_page
@refusing
def profile_page(request, area: str):
    """Show everything about one area."""
    release = release_shown(request)
    boundary = choosing.boundary_shown(release, area, wanted=request.GET.get("stand", ""))
    named = area_named(area, boundary)
    everything = request.GET.get("umfang") == "alles"
    against = _against(request, area, boundary)
    found = profiles.profile(
        named,
        release=release,
        boundary=boundary,
        everything=everything,
        against=against,
        more=briefs.more_indicators().get(named.level, ()),
    )
    context = area_pages.profile_context(
        found,
        release=release,
        boundary=boundary,
        everything=everything,
        against=against,
        traces=Traces(release),
    )
    if not everything:
        context |= brief_context(found, release=release, boundary=boundary)
    query = {name: request.GET.get(name, "") for name in ("stand", "umfang")}
    context["seen"] = seen_pages.profile_seen(
        found, release=release, boundary=boundary, query=query
    )
    return render(request, "atlas/profile.html", context)


def _against(request, area: str, boundary: str) -> str:
    """Return the comparator to which a profile is coloured; refuse one that is none."""
    wanted = request.GET.get("vergleich", "")
    possible = areas.above(area, boundary=boundary)
    if not wanted or wanted in {one.key for one in possible}:
        return wanted
    raise PageRefusedError(
        Refusal(
            title="Damit lässt sich dieses Gebiet nicht vergleichen",
            what=f"„{wanted[:12]}“ liegt nicht über diesem Gebiet.",
            why="Verglichen wird mit dem Kreis, dem Land oder Deutschland.",
            remedies=tuple(
                (f"Mit {one.title} vergleichen", f"{request.path}?vergleich={one.key}")
                for one in possible
            ),
        ),
        status=400,
    )
