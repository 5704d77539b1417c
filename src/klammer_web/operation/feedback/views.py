# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages: report a barrier, thanks, and the list for those who run things."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from klammer_web.operation import queries
from klammer_web.operation.enums import BarrierState
from klammer_web.operation.feedback import actions
from klammer_web.operation.feedback.forms import BarrierForm, NoteForm
from klammer_web.operation.ports import actor_of, sender_of

_DECLARATION = ("Barrierefreiheit", "/ui/barrierefreiheit/")
_NUMBER = "barrier_number"
_ON_A_PAGE = 25


@require_http_methods(["GET", "HEAD", "POST"])
def report(request):
    """Ask what does not work; anybody may say so."""
    form = BarrierForm(request.POST if request.method == "POST" else None, initial=_known(request))
    if request.method == "POST" and form.is_valid():
        if not form.is_by_a_machine:
            _keep(request, form.cleaned_data)
        return redirect("feedback:barrier_thanks")
    context = {"form": form, "crumbs": [_DECLARATION, ("Barriere melden", "")]}
    status = 400 if form.errors else 200
    return render(request, "operation/barrier_report.html", context, status=status)


@require_safe
def thanks(request):
    """Say that the report arrived, and under which number."""
    context = {
        "number": request.session.get(_NUMBER, ""),
        "crumbs": [_DECLARATION, ("Meldung angekommen", "")],
    }
    return render(request, "operation/barrier_thanks.html", context)


@require_safe
def barriers(request):
    """List what was reported; the open ones first."""
    found = queries.barriers_for(actor_of(request))
    page = Paginator(found, _ON_A_PAGE).get_page(request.GET.get("seite"))
    context = {
        "page": page,
        "lines": [(one, NoteForm(instance=one, auto_id=f"id_%s_{one.pk.hex}")) for one in page],
        "open": found.filter(state=BarrierState.OPEN).count(),
        "crumbs": [("Betrieb", "/betrieb/"), ("Gemeldete Barrieren", "")],
    }
    return render(request, "operation/barriers.html", context)


@require_POST
def settle(request, identity):
    """Note how far a report has come."""
    actor = actor_of(request)
    found = get_object_or_404(queries.barriers_for(actor), pk=identity)
    form = NoteForm(request.POST)
    if form.is_valid():
        said = form.cleaned_data
        actions.note(found, state=said["state"], text=said["note"], actor=actor, at=timezone.now())
        messages.success(request, f"Vermerkt zu Meldung {found.number}.")
    else:
        messages.warning(request, "Nicht gespeichert: Bitte wählen Sie einen Stand aus der Liste.")
    return redirect("operation:barriers")


def _known(request) -> dict[str, str]:
    email = request.user.email if request.user.is_authenticated else ""
    return {"page": request.GET.get("seite", "")[:300], "email": email}


def _keep(request, said: dict) -> None:
    made = actions.report(
        text=said["text"],
        page=said["page"],
        aid=said["aid"],
        email=said["email"],
        by=sender_of(request),
        address=request.build_absolute_uri("/betrieb/barrieren/"),
        at=timezone.now(),
    )
    request.session[_NUMBER] = made.number
