# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Links that leave the house in a mail: our own address alone, never a forged Host header."""

from django.conf import settings


def absolute(path: str, *, request=None) -> str:
    """Return the path with the instance's public address, else with the one of this request."""
    public = getattr(settings, "PUBLIC_ADDRESS", "")
    if public or request is None:
        return f"{public.rstrip('/')}{path}"
    return request.build_absolute_uri(path)
