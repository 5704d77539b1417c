# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page on types of areas."""

from typing import Any

from django.shortcuts import redirect, render
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from klammer.warehouse.open import Release
from klammer_web.accounts.queries import seat_of
from klammer_web.atlas.forms.types_view import read_types_view
from klammer_web.atlas.pages import types as pages
from klammer_web.atlas.queries.types import types
from klammer_web.atlas.remembered import Remembered
from klammer_web.atlas.types_state import TypesView
from klammer_web.atlas.views.figures import release_shown
from klammer_web.ui.errors import refusing

_ANSWERS: Remembered[dict[str, Any]] = Remembered()


@require_safe
@gzip_page
@refusing
def types_page(request):
    """Show types of areas by several indicators at once."""
    release = release_shown(request)
    view = read_types_view(request.GET, release=release)
    if not view.is_complete:
        own = {} if "gebiet" in request.GET else _own(request, view)
        return redirect(f"{request.path}?{view.query(**own)}")
    context = _ANSWERS.get(release, "types", view.query(), make=lambda: _made(view, release))
    return render(request, "atlas/compare/types.html", context)


def _made(view: TypesView, release: Release) -> dict[str, Any]:
    found = types(view, release=release)
    context = pages.types_context(found, release=release)
    return {**context, "seen": pages.types_seen(found, release=release)}


def _own(request, view: TypesView) -> dict[str, str]:
    """Mark the county of the person who asks, where it is among the areas."""
    key = seat_of(request).workspace_key
    is_there = view.level == "county" and view.extent in {"DG", key[:2]} and len(key) == 5
    return {"gebiet": key} if is_there else {}
