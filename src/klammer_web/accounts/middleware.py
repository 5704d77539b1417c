# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who is refused only for not being signed in is asked to sign in, and comes back afterwards."""

from django.contrib.auth.views import redirect_to_login

from klammer_web.accounts.rules import RefusedError


class SignInFirst:
    """Turn a refusal of an unknown visitor's page into the sign-in page."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, error):
        is_unknown = not request.user.is_authenticated
        if isinstance(error, RefusedError) and is_unknown and request.method == "GET":
            return redirect_to_login(request.get_full_path())
        return None
