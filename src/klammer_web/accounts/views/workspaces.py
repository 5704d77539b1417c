# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Changing the workspace."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from klammer_web.accounts import queries


@require_POST
def choose_workspace(request):
    """Go on in another workspace in which the person has a role."""
    if not request.user.is_authenticated:
        return redirect("accounts:sign_in")
    try:
        wanted = UUID(request.POST.get("workspace", ""))
    except ValueError as error:
        raise Http404 from error
    offered = {one.id: one for one in queries.workspaces_of(request.user, day=timezone.localdate())}
    if wanted not in offered:
        raise Http404  # whether it exists is not told
    request.session[queries.SESSION_KEY] = str(wanted)
    messages.success(request, f"Sie arbeiten jetzt in „{offered[wanted]}“.")
    return redirect("portal:home")
