# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages of comparison of one indicator over areas."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from klammer.warehouse.open import Release
from klammer_web.accounts.queries import seat_of
from klammer_web.atlas.compare_state import CompareView
from klammer_web.atlas.comparisons import Comparison
from klammer_web.atlas.forms.comparing import fitting_comparison, read_compare_view
from klammer_web.atlas.pages import choosing
from klammer_web.atlas.remembered import Remembered
from klammer_web.atlas.views.figures import HOME_STATE, definition_of, release_shown
from klammer_web.ui.errors import refusing

_ANSWERS: Remembered[dict[str, Any]] = Remembered()


def page_of(way: Comparison) -> Callable[..., HttpResponse]:
    """Return the view of one way of comparing the areas of a level in an indicator."""

    @require_safe
    @gzip_page
    @refusing
    def page(request, indicator: str):
        return _answered(request, indicator, way)

    page.__name__, page.__doc__ = f"{way.name}_page", f"Show the comparison “{way.word}”."
    return page


def _answered(request, indicator: str, way: Comparison) -> HttpResponse:
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
        release, way.name, indicator, view.query(),
        make=lambda: way.made(view, release=release, definition=definition),
    )  # fmt: skip
    return render(request, way.template, context)


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
