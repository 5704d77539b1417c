# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Drawing the areas of a draft on the map of municipalities, or by their corners."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from klammer.base.errors import InputRefusedError
from klammer.pipeline.geography_drafts import GeographyDraft, propose
from klammer_web.accounts.queries import seat_of
from klammer_web.atlas import rules
from klammer_web.atlas.actions import geographies as actions
from klammer_web.atlas.actions import geography_drawing as drawing
from klammer_web.atlas.forms.geography_drawing import Sent, read_drawing
from klammer_web.atlas.pages import geography_drawing as pages
from klammer_web.atlas.queries import geographies
from klammer_web.atlas.views.geographies import after_keeping, unknown
from klammer_web.catalogue.phrases.refusals import refusal
from klammer_web.ui.errors import refusing


@require_http_methods(["GET", "HEAD", "POST"])
@refusing
def draw(request, level):
    """Draw the areas of a draft; what was drawn is kept in the draft at every step."""
    seat = seat_of(request)
    rules.check_geographies(seat)
    draft = geographies.draft_of(seat, level)
    if draft is None:
        raise unknown()
    if request.method != "POST":
        return _shown(request, draft)
    sent = read_drawing(request.POST)
    if sent.wrong:
        return _shown(request, draft, sent=sent)
    try:
        drawn = drawing.drawn(draft, sent.lines, seen=request.POST.get("stand", ""))
        changed = drawing.stepped(drawn, request.POST)
    except InputRefusedError as error:
        return _shown(request, draft, sent=sent, refused=error)
    actions.draft_geography(draft=changed, seat=seat, at=timezone.now())
    if "fertig" in request.POST:
        return _finished(request, changed, seat=seat)
    return redirect("atlas:geography_draw", level)


def _finished(request, draft: GeographyDraft, *, seat):
    if not draft.rows or propose(draft).stops:
        return _shown(request, draft, status=400)
    try:
        found = actions.keep_geography(draft=draft, seat=seat, at=timezone.now())
    except InputRefusedError as error:
        return _shown(request, draft, refused=error)
    messages.success(request, f"„{found.title}“ ist gespeichert.")
    return after_keeping(request, found, draft, seat=seat)


def _shown(
    request,
    draft: GeographyDraft,
    *,
    sent: Sent | None = None,
    refused: InputRefusedError | None = None,
    status: int = 200,
):
    context = pages.drawing_context(draft, sent=sent, seen=request.POST.get("stand", ""))
    context["refusal"] = refusal(refused) if refused else None
    status = 400 if refused or (sent and sent.wrong) else status
    return render(request, "atlas/geography_drawing.html", context, status=status)
