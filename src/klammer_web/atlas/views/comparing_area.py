# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages comparing one area: all its indicators, similar counties, those around it; the entry."""

from typing import Any

from django.shortcuts import redirect, render
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from klammer.warehouse.open import Release
from klammer_web.accounts.queries import seat_of
from klammer_web.atlas.addresses import Traces
from klammer_web.atlas.comparisons import COMPARISONS
from klammer_web.atlas.forms import comparing_area as reading
from klammer_web.atlas.forms.area import area_named
from klammer_web.atlas.forms.refusals import refused
from klammer_web.atlas.pages import choosing, comparing_around, comparing_peers
from klammer_web.atlas.pages import comparing_area as pages
from klammer_web.atlas.pages import comparing_seen as seen
from klammer_web.atlas.pages.comparing import indicators
from klammer_web.atlas.queries import areas, peers, spine, surroundings
from klammer_web.atlas.remembered import Remembered
from klammer_web.atlas.view_words import AreaView
from klammer_web.atlas.views.figures import HOME_STATE, release_shown
from klammer_web.ui.errors import refusing

_ANSWERS: Remembered[dict[str, Any]] = Remembered()
_OF_INDICATOR = {one.name for one in COMPARISONS}
_OF_AREA = ("spine", "peers", "surroundings")


@require_safe
@refusing
def compare(request):
    """Say which ways of comparing there are, and lead to each."""
    release = release_shown(request)
    key = seat_of(request).workspace_key
    counties = choosing.counties(release, HOME_STATE)
    own = next((one for one in counties if one.key == key), None)
    context = {
        "own": own,
        "counties": counties,
        "indicators": indicators(release, "county", chosen=""),
        "title": "Vergleichen",
        "crumbs": choosing.crumbs(("Vergleichen", "")),
    }
    return render(request, "atlas/compare/entry.html", context)


@require_safe
@refusing
def choose(request):
    """Go from the entry to a comparison of the indicator or area chosen there."""
    release = release_shown(request)
    way, indicator = request.GET.get("art", ""), request.GET.get("kennzahl", "")
    area = request.GET.get("gebiet", "")
    if way in _OF_INDICATOR and indicator in release.definitions:
        return redirect(f"atlas:{way}", indicator)
    if way in _OF_AREA and areas.level_of_key(area):
        return redirect(f"atlas:{way}", area)
    raise refused(
        "Mit dieser Auswahl lässt sich nichts vergleichen.",
        why="Gebraucht werden die Art des Vergleichs und eine Kennzahl oder ein Gebiet.",
        remedies=(("Neu auswählen", "/atlas/vergleich/"),),
    )


@require_safe
@gzip_page
@refusing
def spine_page(request, area: str):
    """Show one area in all its indicators."""
    release = release_shown(request)
    named = _named(request, area, release)
    view = reading.read_spine_view(request.GET, area=area, release=release)
    if not view.is_complete:
        return redirect(f"{request.path}?{view.query()}")
    context = _ANSWERS.get(
        release, "spine", area, view.query(), make=lambda: _spine(named, view, release)
    )
    return render(request, "atlas/compare/spine.html", context)


def _named(request, area: str, release: Release) -> areas.AreaName:
    boundary = reading.read_boundary(request.GET, release=release, area=area)
    return area_named(area, boundary)


def _spine(area: areas.AreaName, view: AreaView, release: Release) -> dict[str, Any]:
    found = spine.spine_chart(
        area,
        release=release,
        boundary=view.boundary,
        whole=reading.whole_named(view),
        among=reading.similar_keys(release, area.key, view),
        everything=view.everything,
    )
    context = pages.spine_context(found, view, release=release, traces=Traces(release))
    return {**context, "seen": seen.spine_seen(found, view, release=release)}


@require_safe
@gzip_page
@refusing
def peers_page(request, area: str):
    """Show the counties most like one."""
    release = release_shown(request)
    if areas.level_of_key(area) != "county":
        raise refused(
            "Ähnliche Gebiete werden nur für Kreise gesucht.",
            why="Die Merkmale, nach denen verglichen wird, gibt es für alle Kreise Deutschlands, "
            "nicht für Gemeinden.",
            status=404,
        )
    named = _named(request, area, release)
    view = reading.read_peers_view(request.GET, area=area, release=release)
    if not view.is_complete:
        return redirect(f"{request.path}?{view.query()}")
    context = _ANSWERS.get(
        release, "peers", area, view.query(), make=lambda: _peers(named, view, release)
    )
    return render(request, "atlas/compare/peers.html", context)


def _peers(area: areas.AreaName, view: AreaView, release: Release) -> dict[str, Any]:
    found = peers.find_peers(
        area, release=release, boundary=view.boundary, same_kind=view.kind_word == "gleiche"
    )
    context = comparing_peers.peers_context(found, view, release=release)
    rows = peers.feature_rows(found, release=release, chosen=view.group)
    is_seen = bool(rows) and not found.reason
    shown = seen.peers_seen(found, view, release=release, rows=rows) if is_seen else None
    return {**context, "seen": shown}


@require_safe
@gzip_page
@refusing
def surroundings_page(request, area: str):
    """Show an area among those it borders on."""
    release = release_shown(request)
    if areas.level_of_key(area) not in {"county", "municipality", "association"}:
        raise refused(
            "Ein Umfeld gibt es nur für Kreise und Gemeinden.",
            why="Für größere Gebiete sind keine Nachbarn hinterlegt.",
            status=404,
        )
    named = _named(request, area, release)
    view = reading.read_around_view(request.GET, area=area, release=release)
    if not view.is_complete:
        return redirect(f"{request.path}?{view.query()}")
    context = _ANSWERS.get(
        release, "around", area, view.query(), make=lambda: _around(named, view, release)
    )
    return render(request, "atlas/compare/surroundings.html", context)


def _around(area: areas.AreaName, view: AreaView, release: Release) -> dict[str, Any]:
    found = surroundings.surroundings(
        area, release=release, boundary=view.boundary, indicator=view.indicator
    )
    context = comparing_around.surroundings_context(
        found, view, release=release, traces=Traces(release)
    )
    return {**context, "seen": seen.surroundings_seen(found, view, release=release)}
