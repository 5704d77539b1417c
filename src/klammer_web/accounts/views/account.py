# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""One's own account: name, roles, workspaces."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from klammer_web.accounts import rules
from klammer_web.accounts.actions.people import rename_person
from klammer_web.accounts.door import CARE, TRAIL
from klammer_web.accounts.forms.people import NameForm
from klammer_web.accounts.labels import labels_of
from klammer_web.accounts.queries import memberships_on, people, seat_of
from klammer_web.accounts.views.answers import posted


@require_http_methods(["GET", "HEAD", "POST"])
def index(request):
    """Show who one is here and what one may do where; change the own name."""
    seat, day = seat_of(request), timezone.localdate()
    rules.check_signed_in(seat)
    form = NameForm(posted(request), initial={"name": request.user.name})
    if request.method == "POST" and form.is_valid():
        rename_person(user=request.user, name=form.cleaned_data["name"], at=timezone.now())
        messages.success(request, "Ihr Name ist gespeichert.")
        return redirect("accounts:account")
    held = list(memberships_on(request.user, day=day).select_related("workspace", "department"))
    asked = people.caretakers(seat.workspace_id, day=day) if seat.workspace_id else []
    return render(
        request,
        "accounts/account.html",
        {
            "form": form,
            "held": [(one, labels_of(one.workspace.kind).role(one.role)) for one in held],
            "caretakers": list(asked),
            "rooms": _rooms(seat),
            "crumbs": [("Start", "/"), ("Mein Konto", "")],
        },
        status=400 if form.errors else 200,
    )


def _rooms(seat):
    """Return (word, note, address) of the workspace's own pages that the seat may open."""
    rooms = [
        (
            rules.may_care_for_people(seat),
            ("Personen und Organisation", "Einladen, Rollen, verabschieden", "accounts:people"),
        ),
        (
            rules.may_open_workspaces(seat),
            ("Alle Mandanten", "Wer schon dabei ist; neue eröffnen", "accounts:workspaces"),
        ),
        (
            rules.may_share(seat),
            ("Was haben wir weitergegeben?", "Ansehen und zurücknehmen", "accounts:shares"),
        ),
        (
            rules.may_share(seat),
            ("Zweiter Blick", "Was darauf wartet, was daraus wurde", "accounts:second_looks"),
        ),
        (
            seat.has_any(TRAIL),
            ("Protokoll", "Wer hat wann was getan", "accountability:trail"),
        ),
        (
            seat.has_any(CARE),
            ("Personen und ihre Daten", "Auskunft geben, löschen", "accountability:people"),
        ),
    ]
    return [(word, note, reverse(name)) for may, (word, note, name) in rooms if may]
