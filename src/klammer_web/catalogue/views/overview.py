# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The entry of the data pages, and the list of sources."""

from django.shortcuts import render

from klammer_web.accounts.queries import seat_of
from klammer_web.catalogue import rules
from klammer_web.catalogue.instance import current_release, scope_of
from klammer_web.catalogue.queries import deliveries, indicators, releases

CRUMB = ("Daten", "/daten/")


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
            "works_with_data": works,
            "waiting": deliveries.waiting(seat) if works else [],
            "freshness": releases.freshness(release, workspace=seat.workspace_key)
            if works
            else None,
        },
    )


def sources(request):
    """List the publishers behind the figures with licence and date."""
    found = deliveries.sources(current_release(request))
    return render(
        request,
        "catalogue/sources.html",
        {"sources": found, "crumbs": [CRUMB, ("Quellen", "")]},
    )
