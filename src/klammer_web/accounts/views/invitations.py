# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Inviting somebody, and joining by the link of a mail."""

from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from klammer_web.accounts import rules
from klammer_web.accounts.actions import invitations as actions
from klammer_web.accounts.enums import Role
from klammer_web.accounts.forms.people import InviteForm, NewAccountForm
from klammer_web.accounts.labels import labels_of
from klammer_web.accounts.queries import SESSION_KEY, seat_of
from klammer_web.accounts.views.answers import done, link_maker, posted, tried


@require_http_methods(["GET", "HEAD", "POST"])
def invite(request):
    """Invite an address to this workspace."""
    seat = seat_of(request)
    rules.check_care_for_people(seat)
    form = InviteForm(posted(request), seat=seat)
    if request.method == "POST" and form.is_valid():
        given, link = form.cleaned_data, link_maker(request, "accounts:invitation")
        until = given["until"] + timedelta(days=1) if given["until"] else None
        if tried(
            form,
            lambda: actions.invite(
                seat=seat,
                email=given["email"],
                role=Role(given["role"]),
                since=given["since"],
                until=until,
                department=given["department"],
                link=link,
                at=timezone.now(),
            ),
        ):
            messages.success(request, f"Die Einladung an {given['email']} ist unterwegs.")
            return redirect("accounts:people")
    return render(
        request,
        "accounts/invite.html",
        {
            "form": form,
            "crumbs": [("Start", "/"), ("Mandant", "/konto/mandant/"), ("Einladen", "")],
        },
        status=400 if form.errors else 200,
    )


@require_POST
def resend(request, invitation_id):
    """Send the mail again with a new link."""
    seat, link = seat_of(request), link_maker(request, "accounts:invitation")
    done(
        request,
        lambda: actions.resend(
            seat=seat, invitation_id=invitation_id, link=link, at=timezone.now()
        ),
        said="Die Mail geht noch einmal hinaus. Der frühere Link gilt nicht mehr.",
    )
    return redirect("accounts:people")


@require_POST
def revoke(request, invitation_id):
    """Take an invitation back."""
    seat = seat_of(request)
    done(
        request,
        lambda: actions.revoke(seat=seat, invitation_id=invitation_id, at=timezone.now()),
        said="Die Einladung ist zurückgezogen. Ihr Link öffnet nichts mehr.",
    )
    return redirect("accounts:people")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def join(request, word):
    """Say who invites as what; join with the account one has, or with a new one."""
    at = timezone.now()
    try:
        invitation = actions.open_by_word(word, at=at)
    except Http404:
        return render(request, "accounts/invitation_over.html", status=404)
    is_known = request.user.is_authenticated
    form = NewAccountForm(None if is_known else posted(request))
    if request.method == "POST" and (is_known or form.is_valid()):
        joined = tried(form, lambda: _join(request, word=word, form=form, at=at))
        if joined:
            return _welcome(request, joined)
    return render(
        request,
        "accounts/invitation.html",
        {
            "invitation": invitation,
            "role": labels_of(invitation.workspace.kind).role(invitation.role),
            "form": form,
            "is_known": is_known,
        },
        status=400 if form.errors else 200,
    )


def _join(request, *, word, form, at):
    if request.user.is_authenticated:
        return actions.accept(word=word, user=request.user, at=at)
    given = form.cleaned_data
    invitation, user = actions.accept_with_new_account(
        word=word, name=given["name"], password=given["password"], at=at
    )
    login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
    return invitation


def _welcome(request, invitation):
    request.session[SESSION_KEY] = str(invitation.workspace_id)
    said = f"Willkommen: Sie arbeiten jetzt mit in „{invitation.workspace}“."
    if invitation.valid_from > timezone.localdate():
        said = f"Angenommen. Ihr Zugang beginnt am {invitation.valid_from:%d.%m.%Y}."
    messages.success(request, said)
    return redirect("portal:home")
