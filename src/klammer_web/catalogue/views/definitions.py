# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Adding and changing an indicator, with the formula executed before it is saved."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from klammer.base.errors import KlammerError
from klammer_web.accounts.queries import seat_of
from klammer_web.catalogue import rules
from klammer_web.catalogue.actions.definitions import save_definition
from klammer_web.catalogue.forms import DefinitionForm
from klammer_web.catalogue.instance import definitions
from klammer_web.catalogue.phrases.refusals import refusal
from klammer_web.catalogue.queries import previews
from klammer_web.catalogue.views.overview import CRUMB


def new(request):
    """Add an indicator of the county's own."""
    return _edit(request, None)


def edit(request, indicator):
    """Change an indicator: the result is a new version, old figures keep theirs."""
    present = definitions().get(indicator)
    if present is None:
        raise Http404(f"Eine Kennzahl „{indicator}“ gibt es nicht.")
    return _edit(request, present)


def _edit(request, present):
    seat = seat_of(request)
    rules.check_edit_indicator(seat)
    variables = _variables(present)
    form = DefinitionForm(request.POST or None, present=present, variables=variables)
    preview, refused = None, None
    if request.method == "POST" and form.is_valid():
        if "preview" in request.POST:
            preview = previews.preview(form.definition, seat=seat)
        else:
            try:
                return _save(request, form, seat=seat)
            except KlammerError as error:
                refused = refusal(error)
    title = f"{present.title} ändern" if present else "Kennzahl anlegen"
    return render(
        request,
        "catalogue/definition.html",
        {
            "form": form,
            "preview": preview,
            "refusal": refused,
            "present": present,
            "heading": title,
            "crumbs": [CRUMB, ("Kennzahlen", reverse("catalogue:indicators")), (title, "")],
        },
        status=400 if refused or (form.is_bound and form.errors) else 200,
    )


def _variables(present):
    known = previews.known_variables()
    names = {name for name, _ in known}
    needed = present.formula.variables if present else ()
    return [*known, *((name, f"{name} (keine Daten)") for name in needed if name not in names)]


def _save(request, form, *, seat):
    saved = save_definition(
        form.definition,
        seat=seat,
        based_on=form.cleaned_data["based_on"],
        note=form.cleaned_data["note"],
        at=timezone.now(),
    )
    messages.success(
        request,
        "Die neue Fassung ist gespeichert. Sie gilt ab der nächsten Freigabe; "
        "bisherige Zahlen behalten ihre Fassung.",
    )
    return redirect("catalogue:indicator", saved.id)
