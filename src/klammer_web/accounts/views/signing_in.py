# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Signing in, and the accounts of the demonstration."""

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.views import LoginView
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from klammer_web.accounts.forms.signing_in import SignInForm
from klammer_web.accounts.models import User
from klammer_web.accounts.queries import demonstration


class SignIn(LoginView):
    """The sign-in page; the demonstration lists its accounts beneath the form."""

    template_name = "accounts/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs):
        accounts = demonstration.demo_users() if settings.DEMO else []
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
