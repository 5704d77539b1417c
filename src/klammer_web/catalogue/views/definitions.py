# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Adding and changing an indicator, with the formula executed before it is saved."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from klammer.base.errors import KlammerError
from klammer_web.accountability import editing
from klammer_web.accounts.queries import seat_of
from klammer_web.catalogue import rules
from klammer_web.catalogue.actions.definitions import save_definition
from klammer_web.catalogue.forms import DefinitionForm
from klammer_web.catalogue.instance import definitions
from klammer_web.catalogue.phrases.refusals import refusal
from klammer_web.catalogue.queries import previews
from klammer_web.catalogue.queries.keepers import keepers
from klammer_web.catalogue.views.overview import CRUMB


def new(request):
    """Add an indicator of the county's own."""
    return _edit(request, None)


def edit(request, indicator):
    """Change an indicator: the result is a new version, old figures keep theirs."""
    seat = seat_of(request)
    present = definitions(seat.workspace_key).get(indicator)
    if present is None:
        raise Http404(f"Eine Kennzahl „{indicator}“ gibt es nicht.")
    return _edit(request, present)


def _edit(request, present):
    seat = seat_of(request)
    rules.check_edit_indicator(seat)
    variables = _variables(present, seat)
    form = DefinitionForm(editing.submitted(request), present=present, variables=variables)
    if not rules.may_act_for_all(seat):
        del form.fields["is_common"]
    edit = _edit_of(request, form, present=present, variables=variables)
    preview, refused = None, None
    if request.method == "POST" and form.is_valid() and not edit.goes_on:
        if "preview" in request.POST:
            preview = previews.preview(form.definition, seat=seat)
        else:
            if edit.conflict:
                return edit.show_conflict()
            try:
                return _save(request, form, edit=edit, seat=seat)
            except KlammerError as error:
                refused = refusal(error)
    title = f"{present.title} ändern" if present else "Kennzahl anlegen"
    return render(
        request,
        "catalogue/definition.html",
        {
            "form": form,
            "edit": edit,
            "preview": preview,
            "refusal": refused,
            "present": present,
            "keeper": keepers(seat).get(present.id, "") if present else "",
            "heading": title,
            "crumbs": [CRUMB, ("Kennzahlen", reverse("catalogue:indicators")), (title, "")],
        },
        status=400 if refused or (form.is_bound and form.errors) else 200,
    )


def _variables(present, seat):
    known = previews.known_variables(seat.workspace_key)
    names = {name for name, _ in known}
    needed = present.formula.variables if present else ()
    return [*known, *((name, f"{name} (keine Daten)") for name in needed if name not in names)]


def _edit_of(request, form, *, present, variables):
    """Keep drafts of this form, and tell when somebody else saved the indicator meanwhile."""
    current = DefinitionForm(present=present, variables=variables)
    return editing.Edit(
        request,
        form="catalogue.definition",
        object_id=present.id if present else "",
        kind="catalogue.definition",
        parts=form.parts,
        current=current.parts,
    )


def _save(request, form, *, edit, seat):
    saved = save_definition(
        form.definition,
        seat=seat,
        based_on=form.cleaned_data["based_on"],
        note=form.cleaned_data["note"],
        is_common=form.cleaned_data.get("is_common", False),
        at=timezone.now(),
    )
    edit.done()
    messages.success(
        request,
        "Die neue Fassung ist gespeichert. Sie gilt ab der nächsten Freigabe; "
        "bisherige Zahlen behalten ihre Fassung.",
    )
    return redirect("catalogue:indicator", saved.id)
