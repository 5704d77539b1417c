# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page "Woher kommt diese Zahl?"."""

from django.shortcuts import render

from klammer_web.accounts.queries import seat_of
from klammer_web.catalogue.instance import current_release
from klammer_web.catalogue.queries.addresses import parse_address
from klammer_web.catalogue.queries.traces import origin
from klammer_web.catalogue.views.overview import CRUMB
from klammer_web.chain.rules import may_pin


def trace(request):
    """Walk a figure back to the publisher's cell; without an address explain what this is for."""
    crumbs = [CRUMB, ("Woher kommt diese Zahl?", "")]
    value = request.GET.get("wert", "")
    if not value:
        return render(request, "catalogue/trace_entry.html", {"crumbs": crumbs})
    current = current_release(request)
    found = origin(parse_address(value), seat=seat_of(request), current=current)
    # The frame's banner speaks of the release the figure is from, not of the current one.
    return render(
        request,
        "catalogue/trace.html",
        {
            "origin": found,
            "release": found.release,
            "crumbs": crumbs,
            "may_pin": may_pin(seat_of(request)),
        },
    )
