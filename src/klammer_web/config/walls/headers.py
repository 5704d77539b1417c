# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What every answer carries beside the headers of Django and the content security policy."""

_ALWAYS = {
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Permitted-Cross-Domain-Policies": "none",
}


class SafeHeaders:
    """Say what browsers may do; keep pages of signed-in people out of shared stores."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        for name, value in _ALWAYS.items():
            response.setdefault(name, value)
        session = getattr(request, "session", None)
        if session is not None and session.accessed and session.get("_auth_user_id"):
            response.setdefault("Cache-Control", "private, no-cache")
        return response
