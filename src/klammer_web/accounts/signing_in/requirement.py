# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Some roles see what must not be seen by a guessed password: they need a second factor."""

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from klammer_web.accounts.queries import seat_of
from klammer_web.accounts.seats import Seat

# What a person needs to set one up, to leave, and to read why.
_OPEN = (
    "/konto/zweiter-faktor/",
    "/konto/schluessel/",
    "/konto/ersatzcodes/",
    "/konto/nachfrage/",
    "/konto/abmelden/",
    "/konto/anmelden/",
    "/konto/passwort/",
    "/konto/e-mail/",
    "/konto/sitzungen/",
    "/konto/wechseln/",
    "/konto/einladung/",
    "/gesundheit/",
    "/static/",
    "/ui/",
)
# Public answers that know no session; asked afterwards when one was needed after all.
_PUBLIC = ("/atlas/werte/", "/atlas/geometrie/")
WHY = (
    "Ihre Rolle arbeitet mit Daten, die ein Passwort allein nicht schützen soll. Bitte richten Sie "
    "einen zweiten Faktor ein; danach geht es weiter."
)


def needs_second_factor(seat: Seat) -> bool:
    """Return whether a role held here must not go without a second factor."""
    if settings.DEMO:
        return False
    return any(role.value in settings.SECOND_FACTOR_ROLES for role in seat.roles)


def has_second_factor(user_id) -> bool:
    """Return whether the person has an app or a key; spare codes alone do not count."""
    kinds = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
    return Authenticator.objects.filter(user_id=user_id, type__in=kinds).exists()


class SecondFactorFirst:
    """Lead people whose role needs a second factor to the page where they set it up."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        is_public = request.path.startswith(_PUBLIC)
        if not is_public and self._is_missing(request):
            return _lead(request)
        response = self.get_response(request)
        if is_public and request.session.accessed and self._is_missing(request):
            return _lead(request)
        return response

    def _is_missing(self, request) -> bool:
        if request.path.startswith(_OPEN) or not request.user.is_authenticated:
            return False
        seat = seat_of(request)
        return needs_second_factor(seat) and not has_second_factor(seat.user_id)


def _lead(request):
    address = reverse("mfa_index")
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    if request.method not in {"GET", "HEAD"}:
        messages.error(request, "Es wurde nichts gespeichert.")
    return redirect(address)
