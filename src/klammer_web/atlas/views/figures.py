# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Figures on the map and over time, and what every page of figures begins with."""

from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from klammer.indicators.definitions import Definition
from klammer.territory.versions import current
from klammer.warehouse.open import Release
from klammer_web.atlas.addresses import Traces, address
from klammer_web.atlas.forms.map_view import fitting, read_breakdown, read_map_view
from klammer_web.atlas.pages import areas as area_pages
from klammer_web.atlas.pages import choosing
from klammer_web.atlas.pages import maps as map_pages
from klammer_web.atlas.pages import seen as seen_pages
from klammer_web.atlas.queries import areas, figures, series
from klammer_web.catalogue.instance import current_release
from klammer_web.ui.errors import PageRefusedError, Refusal, refusing

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


@require_safe
@gzip_page
@refusing
def series_page(request, indicator: str, area: str):
    """Show one indicator of one area over time."""
    release = release_shown(request)
    definition = definition_of(release, indicator)
    level = areas.level_of_key(area)
    covered = [one for one in release.coverage(indicator) if one.area_level == level]
    wanted = request.GET.get("stand", "")
    chosen = [one for one in covered if one.boundary == wanted] if wanted else covered[-1:]
    named = area_named(area, wanted or (covered[-1].boundary if covered else ""))
    if not chosen:
        raise PageRefusedError(
            Refusal(
                title="Dazu gibt es keine Werte",
                what=f"„{definition.title}“ gibt es {named.within} nicht.",
                why="Die Quelle veröffentlicht diese Kennzahl auf dieser Ebene oder zu diesem "
                "Gebietsstand nicht.",
                remedies=(
                    ("Kennzahl auf der Karte ansehen", reverse("atlas:map", args=[indicator])),
                ),
            )
        )
    found = series.series_figure(
        named,
        release=release,
        definition=definition,
        coverage=chosen[0],
        breakdown=read_breakdown(request.GET.get("merkmal", ""), chosen[0]),
    )
    context = area_pages.series_context(found, release=release, traces=Traces(release))
    context["seen"] = seen_pages.series_seen(found, release=release)
    return render(request, "atlas/series.html", context)


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


def area_named(key: str, boundary: str) -> areas.AreaName:
    """Return the area of a key at a boundary version, or refuse with where to search."""
    level = areas.level_of_key(key)
    is_there = level and (boundary or level in areas.LEVELS)  # own areas: only with figures
    found = areas.name_of(key, boundary=boundary or current(level).id) if is_there else None
    if found is None:
        raise PageRefusedError(
            Refusal(
                title="Dieses Gebiet gibt es nicht",
                what=f"Zum Schlüssel „{key[:20]}“ ist kein Gebiet bekannt.",
                why="Gebiete werden aufgelöst oder zusammengelegt; die Seite zeigt den "
                "Gebietsstand der Zahlen.",
                remedies=(("Gebiet suchen", reverse("atlas:find_area")),),
            )
        )
    return found
