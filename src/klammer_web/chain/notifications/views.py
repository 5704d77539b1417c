# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page "Neues", opening one piece of news, and choosing how to be told."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from klammer_web.accounts.queries import SESSION_KEY, seat_of
from klammer_web.accounts.rules import check_signed_in
from klammer_web.chain.enums import NotificationKind
from klammer_web.chain.notifications import actions, manners, queries
from klammer_web.chain.notifications.forms import ChoicesForm

_PAGE = 30


@require_GET
def index(request):
    """Show what the person was told, the unread or everything."""
    seat, day = seat_of(request), timezone.localdate()
    check_signed_in(seat)
    found = queries.of_person(seat.user_id, day=day).select_related("workspace")
    everything = request.GET.get("zeige") == "alles"
    kind = request.GET.get("art", "")
    if not everything:
        found = found.filter(read_at=None)
    if kind in NotificationKind.values:
        found = found.filter(kind=kind)
    page = Paginator(found, _PAGE).get_page(request.GET.get("seite"))
    return render(
        request,
        "chain/news.html",
        {
            "page": page,
            "lines": queries.lines(list(page), user=request.user, day=day),
            "everything": everything,
            "kind": kind,
            "kinds": manners.HEADINGS.items(),
            "unread": queries.unread(seat.user_id, day=day),
            "crumbs": [("Start", "/"), ("Neues", "")],
        },
    )


@require_GET
def open_one(request, identity):
    """Go to what a piece of news is about, in its workspace; from then on it is read."""
    seat, day = seat_of(request), timezone.localdate()
    check_signed_in(seat)
    found = queries.of_person(seat.user_id, day=day).filter(pk=identity).first()
    if found is None:
        raise Http404
    actions.mark_read(user_id=seat.user_id, identity=identity, at=timezone.now())
    if found.workspace_id != seat.workspace_id:
        request.session[SESSION_KEY] = str(found.workspace_id)
        messages.info(request, f"Sie arbeiten jetzt in „{found.workspace}“.")
    return redirect(found.address)


@require_POST
def read(request):
    """Mark one piece of news, or all of them, as read; or one as unread again."""
    seat = seat_of(request)
    check_signed_in(seat)
    identity = _identity(request.POST.get("eine", ""))
    if request.POST.get("wieder"):
        if identity is not None:
            actions.mark_unread(user_id=seat.user_id, identity=identity)
    elif identity is not None or request.POST.get("alle"):
        actions.mark_read(user_id=seat.user_id, identity=identity, at=timezone.now())
    return redirect("notifications:index")


@require_http_methods(["GET", "HEAD", "POST"])
def choices(request):
    """Choose how to be told of each kind of news."""
    seat = seat_of(request)
    check_signed_in(seat)
    posted = request.POST if request.method == "POST" else None
    form = ChoicesForm(posted, current=manners.of_person(seat.user_id))
    if posted is not None and form.is_valid():
        actions.choose(seat=seat, wanted=form.wanted(), at=timezone.now())
        messages.success(request, "Ihre Wahl gilt ab jetzt.")
        return redirect("notifications:choices")
    crumbs = [("Start", "/"), ("Neues", "/neues/"), ("Benachrichtigungen", "")]
    return render(
        request,
        "chain/news_choices.html",
        {"form": form, "crumbs": crumbs},
        status=400 if form.errors else 200,
    )


def _identity(text: str):
    from uuid import UUID

    try:
        return UUID(text)
    except ValueError:
        return None
