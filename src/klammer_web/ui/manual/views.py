# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The manual's pages: contents, one page, everything as one document, and the pictures."""

import re

from django.http import FileResponse, Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from klammer_web.ui.manual import contents, places

_CRUMB = ("Hilfe", "/hilfe/")
_PICTURE = re.compile(r"[a-z0-9][a-z0-9_-]*\.(png|jpg)")


@require_safe
def index(request):
    """Show what the manual holds."""
    context = {"kinds": contents.by_kind(), "crumbs": [("Hilfe", "")]}
    return render(request, "ui/manual/contents.html", context)


@require_safe
def page(request, folder, slug):
    """Show one page with its table of contents and its neighbours."""
    found = contents.page(folder, slug)
    if found is None:
        raise Http404
    before, after = contents.neighbours(found)
    context = {
        "page": found,
        "rendered": found.rendered(),
        "before": before,
        "after": after,
        "siblings": [one for one in contents.pages() if one.kind == found.kind],
        "crumbs": [_CRUMB, (found.kind.title, f"/hilfe/#{found.kind.folder}"), (found.title, "")],
    }
    return render(request, "ui/manual/page.html", context)


@require_safe
def whole(request):
    """Show everything as one document that can be printed."""
    parts = [
        (kind, [(one, one.rendered(prefix=f"{kind.folder}-{one.slug}-", deeper=2)) for one in some])
        for kind, some in contents.by_kind()
        if some
    ]
    context = {"parts": parts, "crumbs": [_CRUMB, ("Als ein Dokument", "")]}
    return render(request, "ui/manual/whole.html", context)


@require_safe
def picture(_request, name):
    """Hand out a picture of the manual."""
    path = places.pictures() / name
    if not _PICTURE.fullmatch(name) or not path.is_file():
        raise Http404
    response = FileResponse(path.open("rb"))
    response["Cache-Control"] = "public, max-age=86400"
    return response
