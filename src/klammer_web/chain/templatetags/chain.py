# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What people ask and say, in any template:

{% load chain %}{% tasks_of kind id %} {% due_dates_of kind id %} {% comments kind id %}

Each shows nothing where the reader does not see the object. A page loads `chain/working.css`, and
for comments `chain/js/mentions.js`, in its head.
"""

from django import template
from django.utils import timezone

from klammer_web.accounts.queries import seat_of
from klammer_web.chain import kinds, tasks
from klammer_web.chain.assignments import queries as assignments
from klammer_web.chain.assignments import rules as giving
from klammer_web.chain.comments import section
from klammer_web.chain.due_dates import queries as due_dates
from klammer_web.chain.due_dates import rules as setting
from klammer_web.chain.kinds import Ref
from klammer_web.chain.notifications import queries as news

register = template.Library()


@register.inclusion_tag("chain/comments.html", takes_context=True)
def comments(context, kind: str, identity) -> dict:
    """Show what was said about an object, and let people answer."""
    request = context["request"]
    seat, ref = seat_of(request), Ref(kind, str(identity))
    is_shown = bool(seat.roles) and kinds.card(seat, ref) is not None
    return {
        **(section.context(seat, ref) if is_shown else {}),
        "is_shown": is_shown,
        "request": request,
        "csrf_token": context.get("csrf_token"),
    }


@register.inclusion_tag("chain/tasks_of.html", takes_context=True)
def tasks_of(context, kind: str, identity) -> dict:
    """Show what is asked about an object, and let people ask."""
    request = context["request"]
    seat, ref = seat_of(request), Ref(kind, str(identity))
    is_shown = bool(seat.roles) and kinds.card(seat, ref) is not None
    found = assignments.of_object(seat, ref) if is_shown else []
    today = timezone.localdate()
    return {
        "is_shown": is_shown,
        "ref": ref,
        "rows": [
            {
                "one": one,
                "whom": assignments.whom_in_words(one, seat),
                "is_overdue": one.is_open and one.due_on is not None and one.due_on < today,
            }
            for one in found
        ],
        "may_give": giving.may_give(seat),
    }


@register.inclusion_tag("chain/due_dates_of.html", takes_context=True)
def due_dates_of(context, kind: str, identity) -> dict:
    """Show the due dates of an object, and let people set one."""
    seat, ref = seat_of(context["request"]), Ref(kind, str(identity))
    is_shown = bool(seat.roles) and kinds.card(seat, ref) is not None
    return {
        "is_shown": is_shown,
        "ref": ref,
        "lines": due_dates.of_object(seat, ref) if is_shown else [],
        "may_set": setting.may_set(seat),
        "csrf_token": context.get("csrf_token"),
    }


@register.inclusion_tag("chain/bell.html", takes_context=True)
def bell(context) -> dict:
    """Show in the head where tasks and news are, and how much of it is unread."""
    request = context.get("request")
    seat = seat_of(request) if request is not None else None
    if seat is None or not seat.roles:
        return {"is_shown": False}
    unread = news.unread(seat.user_id, day=timezone.localdate())
    many = news.MOST_COUNTED
    return {
        "is_shown": True,
        "unread": unread,
        "shown": f"{many}+" if unread > many else str(unread),
        "path": request.path,
    }


register.filter(tasks.days_in_words)
