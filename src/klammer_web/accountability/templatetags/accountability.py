# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The section "Verlauf" of an object's page:

{% load accountability %}{% history_of "accounts.workspace" workspace.id %}
"""

from django import template

from klammer_web.accountability import history
from klammer_web.accountability.access import door
from klammer_web.accountability.queries import trail

register = template.Library()
_SHOWN = 10


@register.inclusion_tag("accountability/section.html", takes_context=True)
def history_of(context, kind: str, object_id) -> dict:
    """Show the newest changes of an object, where the reader may see them."""
    request = context["request"]
    if not history.may_see(request, kind=kind, object_id=str(object_id)):
        return {"acts": None}
    workspace = door().reader_of(request).workspace_id
    acts = trail.of_object(
        kind=kind, object_id=str(object_id), workspace_id=workspace, most=_SHOWN + 1
    )
    return {
        "acts": acts[:_SHOWN],
        "has_more": len(acts) > _SHOWN,
        "kind": kind,
        "object_id": str(object_id),
        "csrf_token": context.get("csrf_token"),
    }


@register.inclusion_tag("accountability/section.html", takes_context=True)
def history_of_parts(context, kind: str, object_ids) -> dict:
    """Show what lately happened to the parts of an object, as far as the reader may see it."""
    request = context["request"]
    seen = [
        str(one) for one in object_ids
        if history.may_see(request, kind=kind, object_id=str(one))
    ]  # fmt: skip
    workspace = door().reader_of(request).workspace_id
    acts = trail.of_objects(kind=kind, object_ids=seen, workspace_id=workspace, most=_SHOWN)
    return {"acts": acts if seen else None, "csrf_token": context.get("csrf_token")}
