# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The map page, and the answer that switches it without loading it anew."""

from dataclasses import replace
from urllib.parse import urlencode

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from klammer.warehouse.open import Release
from klammer_web.atlas.addresses import Traces
from klammer_web.atlas.forms.map_view import fitting, read_map_view
from klammer_web.atlas.pages import choosing
from klammer_web.atlas.pages import maps as pages
from klammer_web.atlas.pages.seen import map_seen
from klammer_web.atlas.queries.recent import recent_figures
from klammer_web.atlas.view_state import MapView
from klammer_web.atlas.views.figures import HOME_STATE, definition_of, release_shown
from klammer_web.ui.errors import refusing


@require_safe
@gzip_page
@refusing
def map_page(request, indicator: str):
    """Show one indicator on a map with its twin table, or two maps side by side."""
    release = release_shown(request)
    definition = definition_of(release, indicator)
    chosen = request.GET.get("kennzahl", indicator)
    if chosen != indicator:
        return redirect(_of_another(request, chosen))
    if not release.coverage(indicator):
        return render(request, "atlas/no_data.html", choosing.no_data(definition))
    view, is_asked = _view(request.GET.dict(), release, indicator)
    if is_asked or not view.complete:
        return redirect(f"{request.path}?{view.query()}")
    found = recent_figures(view, release=release)
    context = pages.map_context(found, release=release, traces=Traces(release))
    context["seen"] = map_seen(found[0], release=release)
    return render(request, "atlas/map.html", context)


@require_safe
@gzip_page
@refusing
def map_state(request, indicator: str):
    """Answer what changes on the page when another view of the same areas is chosen.

    The page loads itself anew where this is refused: it then says the reason.
    """
    release = release_shown(request)
    chosen = request.GET.get("kennzahl", indicator)
    definition_of(release, chosen)
    wanted = request.GET.get("freigabe", "")
    if not release.coverage(chosen) or (wanted and wanted != release.root[:12]):
        return HttpResponse("Diese Ansicht gibt es nicht mehr.", status=404)
    words = request.GET.dict() if chosen == indicator else _kept(request)
    view, _ = _view(words, release, chosen)
    found = recent_figures(view, release=release)
    area = request.GET.get("gebiet")
    told = (
        pages.map_state(found, release=release, traces=Traces(release))
        if area is None
        else pages.area_state(found[0], area[:20])
    )
    response = JsonResponse(
        told,
        json_dumps_params={"ensure_ascii": False, "separators": (",", ":")},
    )
    response["Cache-Control"] = "private, max-age=3600"
    return response


def _view(words: dict[str, str], release: Release, indicator: str) -> tuple[MapView, bool]:
    """Return the view that is asked for, and whether the form asked for it."""
    is_form = "auswahl" in words
    if is_form:
        words = fitting(
            words,
            found=release.coverage(indicator),
            definition=release.definitions[indicator],
        )
    view = read_map_view(words, indicator=indicator, release=release, home=HOME_STATE)
    # Whoever chooses the year of the map beside means one map, not twice the same.
    is_twice = view.beside is not None and str(view.beside) == f"jahr:{view.period}"
    return (replace(view, beside=None) if is_twice else view), is_form


def _kept(request) -> dict[str, str]:
    """Return the words of a view that mean something for another indicator too."""
    words = request.GET.dict()
    of_one = {"kennzahl", "klassen", "grenzen", "unterschied", "merkmal", "daneben"}
    return {name: word for name, word in words.items() if name not in of_one} | {"auswahl": "1"}


def _of_another(request, indicator: str) -> str:
    """Return the address of the same view of another indicator, as far as it fits."""
    words = urlencode(_kept(request), safe=":,;")
    return f"{reverse('atlas:map', args=[indicator[:80]])}?{words}"
