# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page "Protokoll": what was done in the reader's own workspace."""

from django.urls import reverse
from django.views.decorators.http import require_safe

from klammer_web.accountability import tables
from klammer_web.accountability.access import door


@require_safe
def index(request):
    """List what was done, the newest first."""
    reader = door().check_trail(request)
    page = door().list_opened(request, tables.TRAIL)
    if answer := door().list_answer(page):
        return answer
    context = {
        "reader": reader,
        "crumbs": [("Start", reverse("portal:home")), ("Protokoll", "")],
    }
    return door().list_shown(request, page, "accountability/trail.html", context=context)
