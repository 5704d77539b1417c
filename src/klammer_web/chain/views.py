# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page "Warum, und was daraus wurde", and linking and pinning."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from klammer_web.accounts.queries import seat_of
from klammer_web.chain import actions, queries, rules
from klammer_web.chain.drawing import draw
from klammer_web.chain.kinds import Ref


def chain(request, kind: str, identity: str):
    """Show an object with its reasons and with what became of it, as list and as drawing."""
    seat = seat_of(request)
    found = queries.chain_of(seat, Ref(kind, identity))
    if found is None:
        raise Http404  # whether it exists is not told
    return render(
        request,
        "chain/chain.html",
        {
            "chain": found,
            "drawing": draw(found),
            "evidence": queries.evidence_of(seat, found.card.ref),
            "may_link": rules.may_link(seat),
            "crumbs": [
                (found.card.label, ""),
                (found.card.title, found.card.address),
                ("Warum, und was daraus wurde", ""),
            ],
        },
    )


@require_POST
def unlink(request, identity):
    """Take a link away; what it joined stays."""
    actions.unlink(seat=seat_of(request), identity=identity, at=timezone.now())
    messages.success(request, "Die Verknüpfung ist gelöst. Beide Seiten sind noch da.")
    return _back(request)


@require_POST
def unpin(request, identity):
    """Take a piece of evidence away; the figure stays in its release."""
    actions.unpin(seat=seat_of(request), identity=identity, at=timezone.now())
    messages.success(request, "Der Beleg ist entfernt. Die Zahl bleibt in ihrer Freigabe.")
    return _back(request)


def _back(request):
    target = request.POST.get("zurueck", "")
    is_ours = url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()})
    return redirect(target if is_ours else "/")
