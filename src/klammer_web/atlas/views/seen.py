# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is seen, kept as evidence or taken along as a file."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from klammer_web.accounts.queries import seat_of
from klammer_web.atlas import seen as seeing
from klammer_web.atlas.actions import evidence
from klammer_web.atlas.downloads import files
from klammer_web.atlas.seen import Seen
from klammer_web.atlas.views.figures import release_shown
from klammer_web.catalogue import rules
from klammer_web.catalogue.instance import release_known_to
from klammer_web.catalogue.queries.pinned import CLIPBOARD
from klammer_web.chain.kinds import Ref
from klammer_web.chain.rules import check_pin
from klammer_web.ui.errors import refusing


@require_safe
@refusing
def take(request, ending: str):
    """Answer with what is seen at an address as a file."""
    answer = files.response(
        seen_asked(request, request.GET),
        ending,
        address=request.build_absolute_uri(request.GET.get("ansicht", "")),
        at=timezone.localtime(),
    )
    if answer is None:
        raise Http404(f"Eine Datei „{ending[:20]}“ gibt es hier nicht.")
    return answer


@require_POST
@refusing
def pin(request):
    """Pin what is seen to the person's own list."""
    seat = seat_of(request)
    check_pin(seat)
    found = seen_asked(request, request.POST)
    evidence.pin_seen(
        seat=seat,
        holder=Ref(CLIPBOARD, str(seat.user_id)),
        seen=found,
        note=request.POST.get("notiz", ""),
        at=timezone.now(),
    )
    if request.htmx:
        return render(request, "atlas/_pinned.html")
    messages.success(request, "Steht auf Ihrer Merkliste. Die Zahlen bleiben, wie sie heute sind.")
    return redirect(found.address)


def seen_asked(request, words: Mapping[str, str]) -> Seen:
    """Return what `ansicht` names, from the release that `freigabe` names or from the current one.

    So what is kept is what was seen, even when a newer release came in between.
    """
    seat, root = seat_of(request), words.get("freigabe", "")
    release = release_known_to(seat, root) if root else release_shown(request)
    rules.check_see_audience(seat, release.audience)
    return seeing.at(words.get("ansicht", ""), release=release, seat=seat)
