# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""One person of the own workspace, as everybody there may see them."""

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from klammer_web.accounts import rules
from klammer_web.accounts.queries import people, seat_of


@require_safe
def colleague(request, user_id):
    """Show what a person does here, and how to write to them."""
    seat = seat_of(request)
    rules.check_signed_in(seat)
    day = timezone.localdate()
    found = people.member(seat.workspace_id, user_id, day=day) if seat.workspace_id else None
    if found is None or not found.user.is_active:
        raise Http404
    return render(
        request,
        "portal/colleague.html",
        {
            "member": found,
            "may_change": rules.may_care_for_people(seat),
            "crumbs": [("Start", "/"), ("Personen", ""), (str(found.user), "")],
        },
    )
