# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Sharing with a preview, and the list of what was shared."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from klammer_web.accounts import lists, rules, sharing, tables
from klammer_web.accounts.actions import sharing as actions
from klammer_web.accounts.forms.sharing import ShareForm
from klammer_web.accounts.queries import seat_of, shares
from klammer_web.accounts.views.answers import done, posted, tried


@require_safe
def index(request):
    """List what the workspace shared, and what others shared with it."""
    rules.check_share(seat_of(request))
    page = lists.opened(request, tables.SHARES)
    if answer := lists.answer(page):
        return answer
    context = {"crumbs": [("Start", "/"), ("Weitergaben", "")]}
    return lists.shown(request, page, "accounts/shares.html", context=context)


@require_http_methods(["GET", "HEAD", "POST"])
def share(request, kind, object_id):
    """Choose who shall read it, look at what they will see, confirm."""
    seat, at = seat_of(request), timezone.now()
    rules.check_share(seat)
    known, named = (
        sharing.kind_of(kind),
        {"object_id": object_id, "workspace_id": seat.workspace_id},
    )
    title = known.title(**named) if known else None
    if title is None:
        raise Http404
    form = ShareForm(posted(request), seat=seat, kind=known, day=timezone.localdate(at))
    draft = None
    if request.method == "POST" and form.is_valid():
        draft = tried(
            form,
            lambda: actions.draft(
                seat=seat, kind=kind, object_id=object_id, **form.chosen(), at=at
            ),
        )
    if draft and request.POST.get("step") == "confirm":
        if tried(form, lambda: actions.share(draft=draft, seat=seat, at=at)):
            messages.success(request, f"„{title}“ ist weitergegeben.")
            return redirect("accounts:shares")
        draft = None
    context = {
        "shared_kind": known,
        "title": title,
        "form": form,
        "crumbs": [("Start", "/"), ("Weitergaben", "/konto/weitergaben/"), ("Weitergeben", "")],
    }
    if draft:
        context |= {
            "draft": draft,
            "who": shares.target_in_words(draft, day=timezone.localdate(at)),
            "reach": shares.reach_in_words(draft, day=timezone.localdate(at)),
            "preview": known.preview(**named),
        }
        return render(request, "accounts/share_preview.html", context)
    return render(request, "accounts/share.html", context, status=400 if form.errors else 200)


@require_POST
def withdraw(request, share_id):
    """Take a share back."""
    seat = seat_of(request)
    done(
        request,
        lambda: actions.withdraw(seat=seat, share_id=share_id, at=timezone.now()),
        said="Zurückgenommen. Ab jetzt kann es dort niemand mehr lesen.",
    )
    return redirect("accounts:shares")
