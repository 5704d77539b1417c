# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Changing the workspace, and opening new ones."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from klammer_web.accounts import lists, queries, rules, tables
from klammer_web.accounts.actions.workspaces import open_place
from klammer_web.accounts.forms.people import OpenWorkspaceForm
from klammer_web.accounts.views.answers import link_maker, posted, tried


@require_POST
def choose_workspace(request):
    """Go on in another workspace in which the person has a role."""
    if not request.user.is_authenticated:
        return redirect("accounts:sign_in")
    try:
        wanted = UUID(request.POST.get("workspace", ""))
    except ValueError as error:
        raise Http404 from error
    offered = {one.id: one for one in queries.workspaces_of(request.user, day=timezone.localdate())}
    if wanted not in offered:
        raise Http404  # whether it exists is not told
    request.session[queries.SESSION_KEY] = str(wanted)
    messages.success(request, f"Sie arbeiten jetzt in „{offered[wanted]}“.")
    return redirect("portal:home")


@require_http_methods(["GET", "HEAD", "POST"])
def index(request):
    """List which counties and cities have a workspace, and open one."""
    seat = queries.seat_of(request)
    rules.check_open_workspaces(seat)
    page = lists.opened(request, tables.WORKSPACES)
    if request.method != "POST" and (answer := lists.answer(page)):
        return answer
    missing = [one.place for one in page.everything if one.opened_at is None]
    form = OpenWorkspaceForm(posted(request), places=missing)
    if request.method == "POST" and form.is_valid():
        link = link_maker(request, "accounts:invitation")
        made = tried(
            form, lambda: open_place(seat=seat, **form.cleaned_data, link=link, at=timezone.now())
        )
        if made:
            messages.success(request, f"„{made}“ ist eröffnet, die Einladung ist unterwegs.")
            return redirect("accounts:workspaces")
    return lists.shown(
        request,
        page,
        "accounts/workspaces.html",
        context={
            "opened": len(page.everything) - len(missing),
            "missing": missing,
            "form": form,
            "crumbs": [("Start", "/"), ("Alle Mandanten", "")],
        },
        status=400 if form.errors else 200,
    )
