# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Error pages: what happened, what is safe, what to do, and a number to quote.

A view that is wrapped in `refusing` raises `PageRefusedError`, any view `Http404(Refusal(…))`; the
sentences are shown. Other texts of exceptions never are: they may hold what nobody should read.
"""

import functools
from dataclasses import dataclass

from django.shortcuts import render
from django.template.loader import render_to_string


@dataclass(frozen=True)
class Refusal:
    """German sentences of one refusal: what, why, and (word, address) of what to do now."""

    what: str
    why: str = ""
    remedies: tuple[tuple[str, str], ...] = ()
    title: str = ""


_START = (("Zur Startseite", "/"),)
_UNKNOWN = Refusal(
    title="Diese Seite gibt es nicht",
    what="Unter dieser Adresse ist nichts zu finden.",
    why="Vielleicht ist die Adresse unvollständig, oder die Seite wurde verschoben.",
    remedies=_START,
)
_BAD = Refusal(
    title="Diese Anfrage ist nicht verständlich",
    what="Die Adresse enthält Angaben, mit denen diese Seite nichts anfangen kann.",
    why="Es wurde nichts verändert.",
    remedies=_START,
)
_FORBIDDEN = Refusal(
    title="Dafür fehlt die Berechtigung",
    what="Diese Seite ist bestimmten Rollen eines Arbeitsbereichs vorbehalten.",
    why="Es wurde nichts verändert. Melden Sie sich an, oder bitten Sie die Verwaltung um Zugang.",
    remedies=_START,
)


class PageRefusedError(Exception):
    """A page that cannot be shown, and why."""

    def __init__(self, refusal: Refusal, *, status: int = 404) -> None:
        super().__init__(refusal.what)
        self.refusal, self.status = refusal, status


def refusing(view):
    """Let a view raise `PageRefusedError` and answer with a page that says why."""

    @functools.wraps(view)
    def wrapped(request, *arguments, **named):
        try:
            return view(request, *arguments, **named)
        except PageRefusedError as error:
            return _page(request, f"{error.status}.html", error.refusal, error.status)

    return wrapped


def bad_request(request, exception=None):
    """Answer 400 with the refusal's sentences."""
    return _page(request, "400.html", _refusal(exception, _BAD), 400)


def permission_denied(request, exception=None):
    """Answer 403."""
    return _page(request, "403.html", _refusal(exception, _FORBIDDEN), 403)


def csrf_failure(request, reason=""):  # noqa: ARG001  # reason: the name is Django's
    """Answer 403 for a form that is too old or comes from elsewhere."""
    refusal = Refusal(
        title="Das Formular ist nicht mehr gültig",
        what="Die Sitzung ist abgelaufen, oder die Eingabe kam von einer anderen Seite.",
        why="Es wurde nichts gespeichert. Gehen Sie zurück, laden Sie die Seite neu.",
        remedies=_START,
    )
    return _page(request, "403.html", refusal, 403)


def not_found(request, exception=None):
    """Answer 404 with the refusal's sentences."""
    return _page(request, "404.html", _refusal(exception, _UNKNOWN), 404)


def server_error(request):
    """Answer 500 from a template that needs nothing but the number of the request."""
    from django.http import HttpResponseServerError

    number = getattr(request, "number", "")
    return HttpResponseServerError(render_to_string("500.html", {"request_number": number}))


def _refusal(exception, otherwise: Refusal) -> Refusal:
    given = exception.args[0] if exception is not None and exception.args else None
    return given if isinstance(given, Refusal) else otherwise


def _page(request, template: str, refusal: Refusal, status: int):
    fallback = {400: _BAD, 403: _FORBIDDEN, 404: _UNKNOWN}[status]
    context = {
        "title": refusal.title or fallback.title,
        "what": refusal.what,
        "why": refusal.why,
        "remedies": refusal.remedies or fallback.remedies,
    }
    return render(request, template, context, status=status)
