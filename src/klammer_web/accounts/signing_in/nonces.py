# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""A word given to the provider, which its signed answer must repeat: nobody slips another in."""

import secrets

_KEY = "provider_nonce"


def draw(request) -> str:
    """Return a new word and keep it in the session."""
    request.session[_KEY] = secrets.token_urlsafe(24)
    return request.session[_KEY]


def fits(request, told: str) -> bool:
    """Return whether this is the word; it is good for one answer."""
    kept = request.session.pop(_KEY, "")
    return bool(kept) and secrets.compare_digest(kept, told)
