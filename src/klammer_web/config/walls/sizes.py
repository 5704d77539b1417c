# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Requests that no page can mean well: signs no database knows, bodies beyond the limit."""

from django.conf import settings
from django.http import UnreadablePostError

from klammer_web.config.walls.pages import TOO_LARGE, UNREADABLE, refuse
from klammer_web.ui.errors import bad_request

_BESIDE_THE_FILE = 1_000_000  # the other fields of a form with a file
_WITH_BODY = frozenset({"POST", "PUT", "PATCH"})


class ReadableRequests:
    """Refuse what is too large before it is read, and the sign NUL wherever it stands."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not (length.isascii() and length.isdigit()):
            return refuse(request, UNREADABLE, status=400)
        if int(length) > settings.UPLOAD_LIMIT + _BESIDE_THE_FILE:
            return refuse(request, TOO_LARGE, status=413)
        return self.get_response(request)

    def process_view(self, request, _view, _arguments, _named):
        """Look at the address now, and at the form once somebody else has read it."""
        if "\0" in request.path or _has_nul(request.GET):
            return bad_request(request)
        is_form = request.content_type == "application/x-www-form-urlencoded"
        if request.method == "POST" and is_form and _has_nul(request.POST):
            return bad_request(request)
        return None

    def process_exception(self, request, error):
        """Refuse a body that broke off, or is nested deeper than anybody writes."""
        unreadable = isinstance(error, (RecursionError, UnreadablePostError))
        if unreadable and request.method in _WITH_BODY:
            return bad_request(request)
        return None


def _has_nul(fields) -> bool:
    return any("\0" in name or any("\0" in one for one in fields.getlist(name)) for name in fields)
