# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The way into the atlas: an indicator, an area, or another way to look."""

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from klammer_web.accounts.queries import seat_of
from klammer_web.atlas.addresses import address
from klammer_web.atlas.pages import choosing
from klammer_web.atlas.pages.entry import entry_context
from klammer_web.atlas.queries import areas, choices
from klammer_web.atlas.queries.lookup import lookup
from klammer_web.atlas.views.figures import HOME_STATE, release_shown
from klammer_web.ui.errors import refusing

MOST_OFFERED = 40  # areas of a name that fits several


@require_safe
@refusing
def entry(request):
    """Choose an indicator or an area."""
    release = release_shown(request)
    words = {name: request.GET.get(name, "")[:80] for name in ("suche", "bereich", "ebene")}
    found = lookup(
        words["suche"],
        release=release,
        seat=seat_of(request),
        level=choosing.level_code(words["ebene"]),
        domain=words["bereich"],
    )
    context = entry_context(found, words, release=release, state=HOME_STATE)
    is_typing = request.htmx and not request.htmx.history_restore_request
    response = render(
        request, "atlas/entry_found.html" if is_typing else "atlas/entry.html", context
    )
    patch_vary_headers(response, ["HX-Request"])
    return response


@require_safe
@refusing
def find_area(request):
    """Go to the profile of an area chosen by name or key."""
    release = release_shown(request)
    wanted = request.GET.get("gebiet", "").strip()[:80]
    if areas.level_of_key(wanted):
        return redirect("atlas:profile", wanted)
    found = choices.matching_areas(release, words=wanted, limit=MOST_OFFERED)
    found = found or lookup(wanted, release=release, seat=seat_of(request)).areas
    if len(found) == 1:
        return redirect("atlas:profile", found[0].key)
    context = {
        "wanted": wanted,
        "areas": found,
        "crumbs": [
            ("Start", address("portal:home")),
            ("Atlas", reverse("atlas:entry")),
            ("Gebiet suchen", ""),
        ],
    }
    return render(request, "atlas/find_area.html", context)
