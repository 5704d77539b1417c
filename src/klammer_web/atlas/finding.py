# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the search finds of own areas: for their workspace, and for whom they are shared with."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone

from klammer.base.cells import Audience
from klammer_web.atlas.models import CustomArea
from klammer_web.atlas.queries.custom_areas import KIND, part_names
from klammer_web.chain.search import entries, readers
from klammer_web.chain.search.entries import Found
from klammer_web.chain.search.shared import readers_of_shares

KINDS = {KIND: "Eigene Gebiete"}


def everything() -> Iterator[Found]:
    """Yield every own area that was not deleted."""
    for area in CustomArea.objects.filter(deleted_at=None).select_related("workspace"):
        yield found(area)


def found(area: CustomArea) -> Found:
    """Return what the search keeps of one area: its name and parts."""
    named = part_names(area.parts, level=area.level, boundary=area.boundary)
    shared = readers_of_shares(
        kind=KIND,
        object_id=str(area.id),
        workspace_id=area.workspace_id,
        day=timezone.localdate(),
    )
    inside = readers.of_workspace(area.workspace_id, Audience.PUBLIC)
    return Found(
        KIND,
        str(area.id),
        area.name,
        reverse("atlas:own_area", args=[area.id]),
        (inside, *shared),
        workspace_id=area.workspace_id,
        detail=f"Eigenes Gebiet, {area.workspace.name}",
        text=" ".join(one.name for one in named),
    )


def put_again(area: CustomArea) -> None:
    """Let the search find the area as it is now, by those who may see it now."""
    if area.deleted_at is None:
        entries.put([found(area)])
    else:
        entries.remove(KIND, [str(area.id)])
