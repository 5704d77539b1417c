# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""From a delivery's variables to indicators: what nobody defined is not shown anywhere."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone

from klammer_web.accounts.queries import seat_of
from klammer_web.catalogue import rules
from klammer_web.catalogue.actions.new_indicators import make_indicators
from klammer_web.catalogue.forms.new_indicators import IndicatorsForm
from klammer_web.catalogue.instance import definitions
from klammer_web.catalogue.queries import deliveries
from klammer_web.catalogue.queries.quantities import quantities_of
from klammer_web.catalogue.views.reading import CRUMBS


def make(request, identity):
    """Propose an indicator for each variable without one; make those that are wanted."""
    seat = seat_of(request)
    rules.check_edit_indicator(seat)
    found = deliveries.visible_delivery(identity, seat=seat)
    rules.check_act_for(seat, found.workspace)
    known = definitions(found.workspace)
    form = IndicatorsForm(request.POST or None, quantities=quantities_of(found), known=known)
    if request.method == "POST" and form.is_valid():
        made = make_indicators(
            form.definitions(), seat=seat, is_common=not found.workspace, at=timezone.now()
        )
        said = "Eine Kennzahl ist" if len(made) == 1 else f"{len(made)} Kennzahlen sind"
        messages.success(request, f"{said} angelegt. Im Atlas stehen sie nach der Freigabe.")
        return redirect("catalogue:releases")
    return render(
        request,
        "catalogue/delivery_indicators.html",
        {
            "delivery": found,
            "form": form,
            "crumbs": [*CRUMBS, (found.title, f"/daten/lieferungen/{found.id}/"),
                       ("Kennzahlen", "")],
        },
        status=400 if form.is_bound else 200,
    )  # fmt: skip
