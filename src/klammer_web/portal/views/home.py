# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The home page: for each role its own, for residents the county's figures."""

from django.shortcuts import render
from django.utils import timezone

from klammer_web.accounts.queries import seat_of
from klammer_web.catalogue.instance import current_release
from klammer_web.portal import beginning, homes
from klammer_web.portal.blocks import Asked, headline
from klammer_web.portal.queries import figures
from klammer_web.portal.queries.tasks import waiting

FIELD = "feld"  # the field a sector planner chose, kept in a cookie
_YEAR = 60 * 60 * 24 * 365


def home(request):
    """Show what waits, what stands out and what is new, for the role of the person."""
    seat, release = seat_of(request), current_release(request)
    asked = Asked(
        request=request,
        seat=seat,
        release=release,
        area=figures.home_area(seat),
        now=timezone.now(),
        tasks=tuple(waiting(seat, today=timezone.localdate())),
        domain=_domain(request, release),
    )
    role = homes.role_of(seat)
    page = homes.home(asked)
    answer = render(
        request,
        "portal/home.html" if page else "portal/entrance.html",
        {
            "page": page,
            "role": seat.labels.role(role) if role else "",
            "today": timezone.localdate(asked.now),
            "figures": None if page else headline(asked),
            "is_new": not page and beginning.is_empty(),
        },
    )
    if FIELD in request.GET:
        answer.set_cookie(FIELD, asked.domain, max_age=_YEAR, samesite="Lax", httponly=True)
    return answer


def _domain(request, release) -> str:
    """Return the chosen field; one without figures is none."""
    wanted = request.GET.get(FIELD, request.COOKIES.get(FIELD, ""))
    return wanted if wanted in dict(figures.domains(release)) else ""
