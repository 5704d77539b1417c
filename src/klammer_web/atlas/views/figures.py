# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Figures on the map and over time, and what every page of figures begins with."""

from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from klammer.indicators.definitions import Definition
from klammer.warehouse.open import Release
from klammer_web.atlas.addresses import Traces, address
from klammer_web.atlas.forms.area import area_named
from klammer_web.atlas.forms.map_view import fitting, read_map_view
from klammer_web.atlas.pages import choosing
from klammer_web.atlas.pages import maps as map_pages
from klammer_web.atlas.pages import seen as seen_pages
from klammer_web.atlas.queries import figures
from klammer_web.catalogue.instance import current_release
from klammer_web.ui.errors import PageRefusedError, Refusal, refusing

__all__ = ["HOME_STATE", "area_named", "definition_of", "release_shown"]

HOME_STATE = "16"  # the state of the data set; an address without extent means it


@require_safe
@gzip_page
@refusing
def map_page(request, indicator: str):
    """Show one indicator on a map with its twin table."""
    release = release_shown(request)
    definition = definition_of(release, indicator)
    if not release.coverage(indicator):
        return render(request, "atlas/no_data.html", choosing.no_data(definition))
    words, is_form = request.GET.dict(), "auswahl" in request.GET
    if is_form:
        words = fitting(words, found=release.coverage(indicator), definition=definition)
    view = read_map_view(words, indicator=indicator, release=release, home=HOME_STATE)
    if is_form or not view.complete:
        return redirect(f"{request.path}?{view.query()}")
    found = figures.map_figure(view, release=release, definition=definition)
    context = map_pages.map_context(found, release=release, traces=Traces(release))
    context["seen"] = seen_pages.map_seen(found, release=release)
    return render(request, "atlas/map.html", context)


def release_shown(request) -> Release:
    """Return the release of a request, or refuse with what would bring one."""
    release = current_release(request)
    if release is None:
        raise PageRefusedError(
            Refusal(
                title="Noch keine Zahlen",
                what="In dieser Anwendung sind noch keine Zahlen freigegeben.",
                why="Zahlen erscheinen hier, sobald eine Lieferung angenommen und freigegeben ist.",
                remedies=(("Zu den Daten", address("catalogue:overview") or "/"),),
            )
        )
    return release


def definition_of(release: Release, indicator: str) -> Definition:
    """Return a definition of a release, or refuse with where to search."""
    found = release.definitions.get(indicator)
    if found is None:
        raise PageRefusedError(
            Refusal(
                title="Diese Kennzahl gibt es nicht",
                what=f"Eine Kennzahl „{indicator[:60]}“ ist in der Freigabe nicht enthalten.",
                why="Vielleicht wurde sie umbenannt.",
                remedies=(("Kennzahl suchen", reverse("atlas:entry")),),
            )
        )
    return found
