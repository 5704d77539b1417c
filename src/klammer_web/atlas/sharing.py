# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Areas of one's own are shared with another workspace, one role there, or everybody.

Inside the workspace everybody sees it anyway. Figures are never shared with it: readers see those
of their own release.
"""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.urls import reverse

from klammer.presentation import formats
from klammer_web.accounts import sharing
from klammer_web.accounts.enums import ShareTarget
from klammer_web.atlas import finding
from klammer_web.atlas.models import CustomArea
from klammer_web.atlas.queries.custom_areas import part_names

KIND = finding.KIND


def register() -> None:
    """Let own areas be shared; the search follows in the same step."""
    sharing.register(
        KIND,
        word="Eigenes Gebiet",
        plural="Eigene Gebiete",
        title=_title,
        preview=_preview,
        address=lambda object_id: reverse("atlas:own_area", args=[object_id]),
        targets=(ShareTarget.WORKSPACE, ShareTarget.ROLE, ShareTarget.PUBLIC),
        changed=_changed,
    )


def _area(object_id: str, workspace_id: UUID | None) -> CustomArea | None:
    own = CustomArea.objects.filter(workspace_id=workspace_id, deleted_at=None)
    try:
        return own.select_related("workspace").filter(id=object_id).first()
    except (ValidationError, ValueError):
        return None


def _title(*, object_id: str, workspace_id: UUID | None) -> str | None:
    area = _area(object_id, workspace_id)
    return area.name if area else None


def _preview(*, object_id: str, workspace_id: UUID | None) -> str:
    area = _area(object_id, workspace_id)
    parts = part_names(area.parts, level=area.level, boundary=area.boundary)
    context = {"area": area, "parts": parts, "boundary": formats.german_date(area.boundary)}
    return render_to_string("atlas/_own_shared.html", context)


def _changed(*, object_id: str, workspace_id: UUID | None) -> None:
    area = _area(object_id, workspace_id)
    if area is not None:
        finding.put_again(area)
