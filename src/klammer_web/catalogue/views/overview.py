# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The entry of the data pages, and the list of sources."""

from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from klammer.base.cells import Audience
from klammer_web.accounts.queries import seat_of
from klammer_web.catalogue import rules
from klammer_web.catalogue.instance import (
    CHOSEN_COUNTY,
    PUBLIC_VIEW,
    chosen_county,
    current_release,
    scope_of,
)
from klammer_web.catalogue.queries import deliveries, indicators, releases

CRUMB = ("Daten", "/daten/")
_A_YEAR = 365 * 24 * 60 * 60


def overview(request):
    """Show how old the data are, what was released, and what is due."""
    seat, release = seat_of(request), current_release(request)
    entries = indicators.entries(release, workspace=scope_of(request))
    works = rules.may_work_with_data(seat)
    return render(
        request,
        "catalogue/overview.html",
        {
            "with_data": sum(entry.has_data for entry in entries),
            "without_data": sum(not entry.has_data for entry in entries),
            "latest_year": max((r.last for e in entries for r in e.reach), default=""),
            "line": releases.line(release) if release else None,
            "sources": deliveries.sources(release),
            "counties": [] if seat.workspace_key else releases.counties(),
            "chosen": scope_of(request),
            "crumbs": [("Start", "/"), (CRUMB[0], "")],
            "works_with_data": works,
            "waiting": deliveries.waiting(seat) if works else [],
            "freshness": releases.freshness(release, workspace=seat.workspace_key)
            if works
            else None,
        },
    )


@require_POST
def choose_county(request):
    """Let a visitor see the public figures of one county beside the common ones."""
    key = chosen_county(request.POST.get("kreis", ""))
    response = redirect("catalogue:overview")
    if not key:
        response.delete_cookie(CHOSEN_COUNTY)
        return response
    response.set_cookie(
        CHOSEN_COUNTY, key, max_age=_A_YEAR, samesite="Lax", httponly=True,
        secure=request.is_secure(),
    )  # fmt: skip
    return response


@require_POST
def view_as(request):
    """Let somebody who sees more look at what everybody sees, or go back; for this session."""
    target = request.POST.get("zurueck", "")
    is_ours = url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()})
    response = redirect(target if is_ours else "catalogue:overview")
    if request.POST.get("sicht") == Audience.PUBLIC.value:
        response.set_cookie(
            PUBLIC_VIEW, Audience.PUBLIC.value, samesite="Lax", httponly=True,
            secure=request.is_secure(),
        )  # fmt: skip
    else:
        response.delete_cookie(PUBLIC_VIEW)
    return response


def sources(request):
    """List the publishers behind the figures with licence and date."""
    found = deliveries.sources(current_release(request))
    return render(
        request,
        "catalogue/sources.html",
        {"sources": found, "crumbs": [CRUMB, ("Quellen", "")]},
    )
