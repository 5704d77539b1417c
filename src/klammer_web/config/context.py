# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What every page's frame needs: workspace, roles, release, demonstration."""

from django.conf import settings


def frame(request):
    """Return the context of the base template; nothing here costs a query before it is used."""
    return {
        "demo": settings.DEMO,
        "request_number": getattr(request, "number", ""),
    }
