# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Signing in and out, and changing the workspace."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.views import LoginView
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from klammer_web.accounts import queries
from klammer_web.accounts.forms import SignInForm
from klammer_web.accounts.models import User


class SignIn(LoginView):
    """The sign-in page; the demonstration lists its accounts beneath the form."""

    template_name = "accounts/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs):
        accounts = queries.demo_users() if settings.DEMO else []
        return super().get_context_data(demo_accounts=accounts, **kwargs)


@require_POST
def demo_sign_in(request):
    """Sign in as a demonstration account without typing; does not exist outside the demo."""
    if not settings.DEMO:
        raise Http404
    user = get_object_or_404(
        User, email=request.POST.get("email", ""), is_demo=True, is_active=True
    )
    login(request, user, backend="django.contrib.auth.backends.ModelBackend")
    return redirect("portal:home")


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
