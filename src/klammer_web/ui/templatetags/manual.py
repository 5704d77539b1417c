# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The help of the page one is on: `{% load manual %}{% help_panel %}`."""

from django import template

from klammer_web.ui.manual import panels
from klammer_web.ui.templatetags.navigation import address_of

register = template.Library()


@register.inclusion_tag("ui/help.html", takes_context=True)
def help_panel(context) -> dict:
    """Show what the page is for; nothing where the file of texts has no entry."""
    request = context.get("request")
    match = getattr(request, "resolver_match", None)
    return {
        "help": panels.panel(match.view_name) if match else None,
        "contents": address_of("manual:contents"),
        "barrier": address_of("feedback:barrier"),
        "here": request.path if request else "",
    }
