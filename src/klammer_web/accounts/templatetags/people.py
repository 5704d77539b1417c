# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Words about people in templates: `{% load people %}`."""

from datetime import timedelta

from django import template
from django.utils import timezone
from django.utils.html import format_html

from klammer_web.accounts.enums import SecondLookState
from klammer_web.accounts.signatures import named
from klammer_web.accounts.tables.second_looks import BADGES

register = template.Library()


@register.simple_tag(takes_context=True)
def role_word(context, role: str) -> str:
    """Print a role as the workspace of the page calls it."""
    return context["seat"].labels.role(role)


@register.filter
def time_of_membership(membership) -> str:
    """Print the time of a membership: seit 1.1.2026, ab …, bis …; the end is the last day."""
    begin, end = membership.valid_from, membership.valid_until
    word = "ab" if begin > timezone.localdate() else "seit"
    if end is None:
        return f"{word} {begin:%d.%m.%Y}"
    last = end - timedelta(days=1)
    return f"{begin:%d.%m.%Y} bis {last:%d.%m.%Y}"


@register.filter
def person_name(text: str) -> str:
    """Print who stands in a file of the instance, after "von": by name while there is one."""
    return named(text)


@register.filter
def look_badge(look) -> str:
    """Print the state of a second look as a badge in words."""
    state = SecondLookState(look.state)
    return format_html('<span class="badge badge--{}">{}</span>', BADGES[state], state.label)
