# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Another workspace's definition that was shared: to be read, and copied into the own workspace."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from klammer.base.errors import InputRefusedError
from klammer_web.accounts.queries import seat_of
from klammer_web.catalogue import rules, sharing
from klammer_web.catalogue.actions.definitions import save_definition
from klammer_web.catalogue.queries import shared
from klammer_web.catalogue.views.overview import CRUMB


@require_safe
def sheet(request, owner, indicator):
    """Show a shared definition; who may, can copy it."""
    seat, one = seat_of(request), _one(request, owner, indicator)
    may_copy = rules.may_edit_indicator(seat) and one.owner.id != seat.workspace_id
    based_on, differences = shared.differences_to_own(seat, one) if may_copy else ("", ())
    context = sharing.context_of(one) | {
        "may_copy": may_copy,
        "based_on": based_on,
        "differences": differences,
        "crumbs": [
            CRUMB,
            ("Kennzahlen", reverse("catalogue:indicators")),
            (one.definition.title, ""),
        ],
    }
    return render(request, "catalogue/shared_definition.html", context)


@require_POST
def copy(request, owner, indicator):
    """Copy exactly the wording that was looked at; from then on it is the workspace's own."""
    one, seat = _one(request, owner, indicator), seat_of(request)
    rules.check_edit_indicator(seat)
    if one.definition.version != request.POST.get("version"):
        raise InputRefusedError(
            "the definition was changed by its owner",
            where=indicator,
            why="another wording was looked at",
            remedy="look at it again",
            code="definition_conflict",
            name=indicator,
        )
    saved = save_definition(
        one.definition,
        seat=seat,
        based_on=request.POST.get("based_on", ""),
        note=f"Übernommen von {one.owner}, Fassung {one.definition.version}",
        at=timezone.now(),
    )
    messages.success(
        request, f"„{saved.title}“ gehört jetzt zu Ihren Kennzahlen. Weiter mit einer Freigabe."
    )
    return redirect("catalogue:indicator", saved.id)


def _one(request, owner, indicator):
    found = shared.one_shared(seat_of(request), owner=owner, indicator=indicator)
    if found is None:
        raise Http404("Diese Kennzahl gibt es hier nicht, oder sie ist nicht mehr freigegeben.")
    return found
