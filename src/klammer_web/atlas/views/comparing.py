# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages of comparison: of one indicator over areas, of one area over indicators."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from klammer.indicators.definitions import Definition
from klammer.warehouse.open import Release
from klammer_web.accounts.queries import seat_of
from klammer_web.atlas.addresses import Traces
from klammer_web.atlas.compare_state import CompareView
from klammer_web.atlas.forms.comparing import fitting_comparison, read_compare_view
from klammer_web.atlas.pages import choosing
from klammer_web.atlas.pages import comparing_clusters as pages_of_clusters
from klammer_web.atlas.pages import comparing_indicator as pages
from klammer_web.atlas.pages import comparing_seen as seen
from klammer_web.atlas.pages.inequality_measures import measures_context
from klammer_web.atlas.queries import clusters, distribution, inequality, ranking, scatter
from klammer_web.atlas.queries.inequality_measures import measures
from klammer_web.atlas.remembered import Remembered
from klammer_web.atlas.views.figures import HOME_STATE, definition_of, release_shown
from klammer_web.ui.errors import refusing

_ANSWERS: Remembered[dict[str, Any]] = Remembered()
Made = Callable[[CompareView, Release, Definition], dict[str, Any]]


@require_safe
@gzip_page
@refusing
def ranking_page(request, indicator: str):
    """Rank the areas of a level, with how sure that is."""

    def made(view: CompareView, release: Release, definition: Definition) -> dict[str, Any]:
        found = ranking.rank_figures(view, release=release, definition=definition)
        context = pages.ranking_context(found, release=release, traces=Traces(release))
        return {**context, "seen": seen.ranking_seen(found, release=release)}

    return indicator_page(request, indicator, made, template="atlas/compare/ranking.html")


@require_safe
@gzip_page
@refusing
def distribution_page(request, indicator: str):
    """Show how an indicator is spread over areas."""

    def made(view: CompareView, release: Release, definition: Definition) -> dict[str, Any]:
        found = distribution.distribution(view, release=release, definition=definition)
        context = pages.distribution_context(found, release=release, traces=Traces(release))
        return {**context, "seen": seen.distribution_seen(found, release=release)}

    return indicator_page(request, indicator, made, template="atlas/compare/distribution.html")


@require_safe
@gzip_page
@refusing
def inequality_page(request, indicator: str):
    """Show how far areas are apart, and whether the gap closes."""

    def made(view: CompareView, release: Release, definition: Definition) -> dict[str, Any]:
        found = inequality.inequality_figure(view, release=release, definition=definition)
        measured = measures(found, release=release)
        context = {
            **pages.inequality_context(found, release=release, traces=Traces(release)),
            **measures_context(found, measured),
        }
        return {**context, "seen": seen.inequality_seen(found, release=release)}

    return indicator_page(request, indicator, made, template="atlas/compare/inequality.html")


@require_safe
@gzip_page
@refusing
def clusters_page(request, indicator: str):
    """Show where high or low figures lie together."""

    def made(view: CompareView, release: Release, definition: Definition) -> dict[str, Any]:
        found = clusters.clusters(view, release=release, definition=definition)
        context = pages_of_clusters.clusters_context(found, release=release, traces=Traces(release))
        return {**context, "seen": pages_of_clusters.clusters_seen(found, release=release)}

    return indicator_page(request, indicator, made, template="atlas/compare/clusters.html")


def indicator_page(request, indicator: str, made: Made, *, template: str) -> HttpResponse:
    """Answer with the page, with the full address, or with why there is nothing."""
    release = release_shown(request)
    definition = definition_of(release, indicator)
    if not release.coverage(indicator):
        return render(request, "atlas/no_data.html", choosing.no_data(definition))
    words, is_form = request.GET.dict(), "auswahl" in request.GET
    wanted = words.get("kennzahl", "")
    if is_form and wanted and wanted != indicator and wanted in release.definitions:
        return _elsewhere(request, wanted, words, release)
    if is_form:
        words = fitting_comparison(words, release=release, definition=definition)
    view = read_compare_view(words, indicator=indicator, release=release, home=HOME_STATE)
    if is_form or not view.is_complete:
        own = {} if "gebiet" in request.GET else _own(request, view)
        return redirect(f"{request.path}?{view.query(**own)}")
    context = _ANSWERS.get(
        release, template, indicator, view.query(), make=lambda: made(view, release, definition)
    )
    return render(request, template, context)


def _elsewhere(request, wanted: str, words: dict[str, str], release: Release) -> HttpResponse:
    """Go to the same page of another indicator, with what of the address fits it."""
    definition = release.definitions[wanted]
    kept = fitting_comparison(words, release=release, definition=definition)
    view = read_compare_view(kept, indicator=wanted, release=release, home=HOME_STATE)
    place = reverse(request.resolver_match.view_name, args=[wanted])
    return redirect(f"{place}?{view.query()}")


def _own(request, view: CompareView) -> dict[str, str]:
    """Mark the county of the person who asks, where it is among the areas."""
    key = seat_of(request).workspace_key
    is_there = view.level == "county" and view.extent in {"DG", key[:2]}
    return {"gebiet": key} if key and is_there and len(key) == 5 else {}


@require_safe
@gzip_page
@refusing
def scatter_page(request, indicator: str):
    """Show two indicators of the same areas against each other."""

    def made(view: CompareView, release: Release, definition: Definition) -> dict[str, Any]:
        up = release.definitions[view.other] if view.other else None
        found = scatter.together(view, release=release, across=definition, up=up) if up else None
        if found is None:
            return pages.choose_second(view, release=release, definition=definition, up=up)
        context = pages.scatter_context(found, release=release, traces=Traces(release))
        return {**context, "seen": seen.scatter_seen(found, release=release)}

    return indicator_page(request, indicator, made, template="atlas/compare/scatter.html")
