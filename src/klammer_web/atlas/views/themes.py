# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The council view: one page per theme."""

from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from klammer_web.atlas.addresses import Traces
from klammer_web.atlas.forms.area import area_named, boundary_shown
from klammer_web.atlas.pages import choosing
from klammer_web.atlas.pages import themes as theme_pages
from klammer_web.atlas.pages.themes_seen import theme_seen
from klammer_web.atlas.queries import areas
from klammer_web.atlas.queries.themes import theme_figures, themes
from klammer_web.atlas.views.figures import HOME_STATE, release_shown
from klammer_web.catalogue.instance import scope_of
from klammer_web.ui.errors import PageRefusedError, Refusal, refusing


@require_safe
@refusing
def themes_page(request):
    """List the themes of an area; an address without one is led to the reader's county."""
    release = release_shown(request)
    wanted = request.GET.get("gebiet", "")[:20]
    if not wanted:
        own = scope_of(request)
        home = own if areas.level_of_key(own) == "county" else HOME_STATE
        return redirect(f"{request.path}?gebiet={home}")
    area = area_named(wanted, boundary_shown(release, wanted))
    state = areas.name_of(HOME_STATE, boundary=boundary_shown(release, HOME_STATE))
    offered = [*([state] if state else []), *choosing.counties(release, HOME_STATE)]
    if area.key not in {one.key for one in offered}:
        offered.append(area)
    return render(request, "atlas/themes.html", theme_pages.contents(area, offered))


@require_safe
@gzip_page
@refusing
def theme_page(request, theme: str, area: str):
    """Show a theme of an area in three figures."""
    release = release_shown(request)
    boundary = boundary_shown(release, area)
    named = area_named(area, boundary)
    chosen = themes().get(theme)
    if chosen is None:
        raise PageRefusedError(
            Refusal(
                title="Dieses Thema gibt es nicht",
                what=f"Ein Thema „{theme[:40]}“ ist nicht eingerichtet.",
                why="Die Ratssicht hat eine feste Liste von Themen.",
                remedies=(("Themen ansehen", f"{reverse('atlas:themes')}?gebiet={named.key}"),),
            )
        )
    found = theme_figures(chosen, named, release=release, boundary=boundary)
    context = theme_pages.theme_context(
        found, release=release, boundary=boundary, traces=Traces(release)
    )
    context["seen"] = theme_seen(found, release=release, boundary=boundary)
    return render(request, "atlas/theme.html", context)
