# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The list of figures a person has pinned, to use them as evidence later."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from klammer_web.accounts.queries import seat_of
from klammer_web.catalogue.actions import pinned as actions
from klammer_web.catalogue.instance import current_release
from klammer_web.catalogue.queries import pinned as queries
from klammer_web.catalogue.views.overview import CRUMB
from klammer_web.chain import evidence, rules
from klammer_web.chain import queries as chain
from klammer_web.chain.kinds import Ref


def index(request):
    """Show what was pinned, each figure as it was then, and what has changed since."""
    seat = seat_of(request)
    rules.check_pin(seat)
    held = chain.evidence_of(seat, Ref(queries.CLIPBOARD, str(seat.user_id)))
    return render(
        request,
        "catalogue/pinned.html",
        {
            "pinned": evidence.shown(held, seat=seat, current=current_release(request)),
            "crumbs": [CRUMB, ("Merkliste", "")],
        },
    )


@require_POST
def pin(request):
    """Pin a figure and stay on its page."""
    address = request.POST.get("wert", "")
    note = request.POST.get("notiz", "")
    actions.pin(seat=seat_of(request), address=address, note=note, at=timezone.now())
    messages.success(request, "Die Zahl steht auf Ihrer Merkliste. Sie bleibt, wie sie heute ist.")
    return redirect(f"{reverse('catalogue:trace')}?wert={address}")
