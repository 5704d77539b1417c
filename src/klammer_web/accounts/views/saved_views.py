# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Keeping views of lists."""

from urllib.parse import parse_qsl, urlencode

from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from klammer_web.accounts import lists, rules
from klammer_web.accounts.actions import saved_views as actions
from klammer_web.accounts.queries import seat_of
from klammer_web.accounts.views.answers import done
from klammer_web.ui.listing.wanted import FILE, PAGE


class ViewForm(forms.Form):
    """Name and reach of a view; the query is what the page's address says."""

    name = forms.CharField(max_length=80)
    auswahl = forms.CharField(max_length=2000, required=False)
    alle = forms.BooleanField(required=False)


@require_POST
def save(request, listing):
    """Keep what the address of a list says under a name."""
    seat, held = seat_of(request), lists.find(listing)
    rules.check_save_view(seat, is_shared=False)
    if held is None:
        raise Http404
    held.check(request)
    form = ViewForm(request.POST)
    query = _tidy(request.POST.get("auswahl", ""))
    if not form.is_valid():
        messages.error(
            request,
            "Die Ansicht braucht einen Namen mit höchstens 80 Zeichen. Sie ist nicht gespeichert.",
        )
        return redirect(f"{held.address()}?{query}")
    done(
        request,
        lambda: actions.save_view(
            seat=seat,
            listing=held.key,
            name=form.cleaned_data["name"],
            query=query,
            is_shared=form.cleaned_data["alle"],
            at=timezone.now(),
        ),
        said=f"Die Ansicht „{form.cleaned_data['name']}“ ist gespeichert.",
    )
    return redirect(f"{held.address()}?{query}")


def _tidy(query: str) -> str:
    """Leave out what belongs to the moment: the page, and a wish for a file."""
    return urlencode([(n, v) for n, v in parse_qsl(query[:2000]) if n not in {PAGE, FILE}])


@require_POST
def remove(request, view_id):
    """Forget a view."""
    held = actions.remove_view(seat=seat_of(request), view_id=view_id, at=timezone.now())
    messages.success(request, f"Die Ansicht „{held.name}“ ist gelöscht. Die Liste selbst bleibt.")
    return redirect(_address(held))


@require_POST
def choose_default(request, view_id):
    """Let the list open with this view, or no longer."""
    held = actions.choose_default_view(seat=seat_of(request), view_id=view_id, at=timezone.now())
    said = "öffnet sich ab jetzt zuerst" if held.is_default else "öffnet sich nicht mehr zuerst"
    messages.success(request, f"Die Ansicht „{held.name}“ {said}.")
    return redirect(_address(held))


def _address(view) -> str:
    found = lists.find(view.listing)
    return f"{found.address()}?{view.query or 'ansicht='}" if found else "/"
