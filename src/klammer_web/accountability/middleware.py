# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Each act is recorded with the request it came from."""

from django.conf import settings

from klammer_web.accountability.origins import PRESENT, Origin, shortened


class OriginOfRequest:
    """Remember number and shortened address of the request while it is answered."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        origin = Origin(
            request=getattr(request, "number", ""), address=shortened(_address(request))
        )
        token = PRESENT.set(origin)
        try:
            return self.get_response(request)
        finally:
            PRESENT.reset(token)


def _address(request) -> str:
    """Return the sender's address; the header of a proxy counts only where there is one."""
    if getattr(settings, "SECURE_PROXY_SSL_HEADER", None):
        forwarded = request.headers.get("X-Forwarded-For", "").rpartition(",")[2]
        return forwarded or request.META.get("REMOTE_ADDR", "")
    return request.META.get("REMOTE_ADDR", "")
