# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The strip that says for whom the figures of a page are: `{% load internal %}{% internal %}`."""

from django import template

from klammer.base.cells import Audience
from klammer_web.accounts.queries import seat_of
from klammer_web.catalogue.instance import current_release, is_public_view
from klammer_web.catalogue.phrases import words

register = template.Library()
_ROOMS = frozenset({"atlas", "catalogue"})  # whose pages show figures


@register.inclusion_tag("catalogue/_internal.html", takes_context=True)
def internal(context) -> dict:
    """Say that figures here are not public, or that somebody looks as the public does."""
    request = context.get("request")
    match = getattr(request, "resolver_match", None)
    is_silent = match is None or match.app_name not in _ROOMS
    if is_silent or seat_of(request).audience is Audience.PUBLIC:
        return {}
    release = current_release(request)
    shown = release.audience if release else Audience.PUBLIC
    return {
        "audience": "" if shown is Audience.PUBLIC else words.AUDIENCES[shown],
        "is_public_view": is_public_view(request),
        "path": request.get_full_path(),
        "csrf_token": context.get("csrf_token"),
    }
