# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Signing in; everything else about an account's safety is a page of allauth in our words."""

import logging

from allauth.account.views import LoginView, LogoutView
from allauth.socialaccount.providers.openid_connect import views as provider
from django.conf import settings
from django.contrib.auth import login
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST
from requests import RequestException

from klammer_web.accounts import queries
from klammer_web.accounts.models import User
from klammer_web.accounts.signing_in import nonces

_LOG = logging.getLogger(__name__)
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


class SignIn(LoginView):
    """The sign-in page; the demonstration lists its accounts beneath the form."""

    template_name = "account/login.html"

    def get_context_data(self, **kwargs):
        accounts = queries.demo_users() if settings.DEMO else []
        return super().get_context_data(demo_accounts=accounts, **kwargs)


sign_out = require_http_methods(["POST", "OPTIONS"])(LogoutView.as_view())


@require_POST
def demo_sign_in(request):
    """Sign in as a demonstration account without typing; does not exist outside the demo."""
    if not settings.DEMO:
        raise Http404
    user = get_object_or_404(
        User, email=request.POST.get("email", ""), is_demo=True, is_active=True
    )
    login(request, user, backend=BACKEND)
    request.session[queries.SESSION_KEY] = request.POST.get("workspace", "")
    return redirect("portal:home")


@require_POST
@never_cache
def provider_sign_in(request, provider_id):
    """Lead to the house's own provider by a page of ours.

    A redirect of the form itself would need the provider's host in `form-action`.
    """
    try:
        answer = provider.login(request, provider_id)
    except (RequestException, ValueError) as error:  # not there, or not what it says it is
        _LOG.warning("the OpenID Connect provider does not answer: %s", type(error).__name__)
        return redirect("socialaccount_login_error")
    if answer.status_code != 302:
        return answer
    address = f"{answer.url}&nonce={nonces.draw(request)}"
    return render(request, "socialaccount/login_redirect.html", {"address": address})
