# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages on which two persons destroy a delivered file."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from klammer_web.accounts.queries import seat_of
from klammer_web.catalogue import rules
from klammer_web.catalogue.actions import destruction as actions
from klammer_web.catalogue.queries import deliveries, destructions
from klammer_web.catalogue.views.reading import CRUMBS


@require_POST
def ask(request, identity):
    """Ask that a file be destroyed; somebody else decides."""
    seat = seat_of(request)
    found = deliveries.visible_delivery(identity, seat=seat)
    asked = actions.ask(found, seat=seat, reason=request.POST.get("reason", ""), at=timezone.now())
    messages.success(
        request, "Vorgeschlagen. Vernichtet ist noch nichts: Das bestätigt jemand anderes."
    )
    return redirect("catalogue:destruction", asked.pk)


def detail(request, identity):
    """Say what would go and what stays; the second person decides here."""
    seat = seat_of(request)
    asked = destructions.visible(identity, seat=seat)
    if request.method == "POST":
        return _decide(request, asked, seat)
    return render(
        request,
        "catalogue/destruction.html",
        {
            "asked": asked,
            "reach": destructions.reach(asked, seat=seat),
            "seconds": "Verwaltung des Landes, des Kompetenzzentrums oder der Instanz"
            if not asked.owner_key
            else seat.labels.roles_in_words(rules.DESTROYERS),
            "is_second": asked.asked_by_id not in {None, seat.user_id},
            "may_open": rules.may_work_with_data(seat),
            "crumbs": [*CRUMBS, ("Datei vernichten", "")],
        },
    )


def _decide(request, asked, seat):
    if request.POST.get("answer") == "confirm":
        actions.confirm(asked, seat=seat, at=timezone.now())
        messages.success(request, "Bestätigt. Die Datei und alle Auszüge werden jetzt vernichtet.")
    else:
        actions.decline(asked, seat=seat, at=timezone.now())
        messages.success(request, "Nicht vernichtet. Die Datei bleibt, wie sie ist.")
    return redirect(reverse("catalogue:destruction", args=[asked.pk]))
