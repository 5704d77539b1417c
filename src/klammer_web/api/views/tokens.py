# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""One's own access keys: list, make, revoke."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from klammer_web.accounts.queries import seat_of
from klammer_web.api import rules
from klammer_web.api.actions import make_token, revoke_token
from klammer_web.api.enums import TokenState
from klammer_web.api.forms import TokenForm
from klammer_web.api.queries import tokens


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def index(request):
    """List the own keys; a new one is shown once, in the answer that made it."""
    seat = seat_of(request)
    rules.check_have_tokens(seat)
    form = TokenForm(request.POST if request.method == "POST" else None)
    made, word = None, ""
    if request.method == "POST" and form.is_valid():
        given, now = form.cleaned_data, timezone.now()
        try:
            made, word = make_token(seat=seat, name=given["name"], days=int(given["days"]), at=now)
            form = TokenForm()
        except ValidationError as error:
            form.add_error(None, error)
    held = [(one, one.state_at(timezone.now())) for one in tokens.own(seat)]
    return render(
        request,
        "api/tokens.html",
        {
            "form": form,
            "made": made,
            "word_of_key": word,
            "active": [one for one, state in held if state == TokenState.ACTIVE],
            "past": [(one, state) for one, state in held if state != TokenState.ACTIVE],
            "crumbs": [("Start", "/"), ("Mein Konto", "/konto/"), ("Zugangsschlüssel", "")],
        },
        status=400 if form.errors else 200,
    )


@require_POST
def revoke(request, token_id):
    """Revoke a key: programs that use it read nothing more but what is public."""
    held = revoke_token(seat=seat_of(request), token_id=token_id, at=timezone.now())
    messages.success(
        request, f"Der Schlüssel „{held.name}“ ist zurückgezogen und öffnet nichts mehr."
    )
    return redirect("api:tokens")
