# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What every page's frame needs: workspace, release, demonstration. All of it lazy."""

from django.conf import settings
from django.utils.functional import SimpleLazyObject

from klammer.presentation import formats
from klammer_web.accounts.queries import seat_of, workspaces_of_request
from klammer_web.catalogue.instance import current_release


def frame(request):
    """Return the context of the base template; nothing is asked before a template uses it."""
    return {
        "demo": settings.DEMO,
        "request_number": getattr(request, "number", ""),
        "seat": SimpleLazyObject(lambda: seat_of(request)),
        "workspace": SimpleLazyObject(lambda: _workspace(request)),
        "workspaces": SimpleLazyObject(lambda: workspaces_of_request(request)),
        "release": SimpleLazyObject(lambda: current_release(request)),
        "release_made_at": SimpleLazyObject(lambda: _made_at(current_release(request))),
    }


def _workspace(request):
    seat = seat_of(request)
    return {"name": seat.workspace_name} if seat.workspace_name else None


def _made_at(release):
    return formats.german_date(str(release.manifest["made"]["at"])) if release else ""
