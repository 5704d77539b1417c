# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Due dates of a workspace and of an object; files and addresses for calendar programs."""

from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from klammer_web.accounts.links import absolute
from klammer_web.accounts.queries import seat_of
from klammer_web.accounts.rules import RefusedError, check_signed_in
from klammer_web.chain import kinds
from klammer_web.chain.due_dates import actions, calendars, queries, rules
from klammer_web.chain.due_dates.forms import DueDateForm
from klammer_web.chain.kinds import Ref
from klammer_web.chain.models import CalendarFeed

_HOME, _LIST = ("Start", "/"), ("Fristen", "/fristen/")


@require_GET
def index(request):
    """List what is due in the workspace, and offer it to calendar programs."""
    seat = _member(request)
    lines = queries.of_workspace(seat, today=timezone.localdate())
    feed = CalendarFeed.objects.filter(person_id=seat.user_id).first()
    return render(
        request,
        "chain/due_dates.html",
        {
            "missed": [one for one in lines if one.days < 0],
            "coming": [one for one in lines if one.days >= 0],
            "feed": feed,
            "feed_address": request.session.pop("feed_address", ""),
            "crumbs": [_HOME, ("Fristen", "")],
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def of_object(request, kind, identity):
    """Set a due date for an object."""
    seat, ref = _member(request), Ref(kind, identity)
    rules.check_set(seat)
    card = kinds.card(seat, ref)
    if card is None:
        raise Http404
    posted = request.POST if request.method == "POST" else None
    form = DueDateForm(posted, seat=seat)
    if posted is not None and form.is_valid():
        due = _tried(
            form, lambda: actions.set_due(seat=seat, ref=ref, at=timezone.now(), **form.given())
        )
        if due is not None:
            messages.success(request, f"Frist gesetzt: {due.reason} bis {due.day:%d.%m.%Y}.")
            return redirect(card.address)
    crumbs = [_HOME, _LIST, (card.title, card.address), ("Frist setzen", "")]
    return render(
        request,
        "chain/due_date_form.html",
        {"form": form, "card": card, "crumbs": crumbs},
        status=400 if form.errors else 200,
    )


@require_POST
def remove(request, identity):
    """Take a due date away."""
    seat = _member(request)
    due = actions.remove(seat=seat, identity=identity, at=timezone.now())
    messages.success(request, f"Die Frist „{due.reason}“ ist entfernt.")
    return redirect("due_dates:index")


@require_GET
def as_file(request, identity):
    """Download one due date for a calendar program."""
    line = queries.one_of(_member(request), identity)
    if line is None:
        raise Http404
    return _ics(calendars.of_one(line), name="frist.ics")


@require_POST
def renew(request):
    """Make a new secret address, or end it; the new one is shown once."""
    seat, now = _member(request), timezone.now()
    if request.POST.get("beenden"):
        actions.end_feed(seat=seat, at=now)
        messages.success(request, "Die Kalenderadresse gilt nicht mehr.")
    else:
        token = actions.renew_feed(seat=seat, at=now)
        path = reverse("due_dates:feed", args=[token])
        request.session["feed_address"] = absolute(path, request=request)
    return redirect(f"{reverse('due_dates:index')}#kalender")


@require_GET
def feed(_request, token):
    """Give a calendar program what its person has to keep in mind; nobody signs in here."""
    held = CalendarFeed.objects.filter(token_hash=actions.print_of(token)).select_related("person")
    found = held.first()
    if found is None or not found.person.is_active:
        raise Http404
    answer = _ics(calendars.of_person(found.person, today=timezone.localdate()), name="klammer.ics")
    answer["Cache-Control"] = f"private, max-age={int(timedelta(minutes=15).total_seconds())}"
    answer["Referrer-Policy"] = "no-referrer"
    return answer


def _ics(content: bytes, *, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _member(request):
    seat = seat_of(request)
    check_signed_in(seat)
    if seat.workspace_id is None:
        raise RefusedError(
            "Fristen gibt es in einem Mandanten; Sie haben noch in keinem eine Rolle.",
            ask="Bitten Sie die Stelle, für die Sie arbeiten, um eine Einladung.",
        )
    return seat


def _tried(form, act):
    try:
        return act()
    except ValidationError as error:
        form.add_error(None, error)
        return None
