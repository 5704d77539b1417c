# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Refusals: who is not signed in is asked to, who is learns which colleague can help."""

from dataclasses import replace

from django.contrib.auth.views import redirect_to_login
from django.utils import timezone

from klammer_web.accounts.queries import people, seat_of
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
        if isinstance(error, RefusedError):
            _name_people(request, error)
        return None


def _name_people(request, error: RefusedError) -> None:
    """Add to the refusal who holds a role that would do, for members of the workspace alone."""
    seat = seat_of(request)
    if not error.roles or not seat.workspace_id:
        return
    named = people.names_with(error.roles, workspace_id=seat.workspace_id, day=timezone.localdate())
    if named:
        why = f"{error.ask} Fragen Sie {' oder '.join(named)}."
        error.args = (replace(error.args[0], why=why), *error.args[1:])
