# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the search finds of own geographies: for the people of their workspace."""

from collections.abc import Iterator
from uuid import UUID

from django.urls import reverse

from klammer.base.cells import Audience
from klammer.base.errors import InputRefusedError
from klammer.pipeline import geographies as kept
from klammer.territory.geographies import Geography
from klammer_web.accounts.models import Workspace
from klammer_web.catalogue.instance import instance
from klammer_web.chain.search import entries, readers
from klammer_web.chain.search.entries import Found

KIND = "atlas.geography"
KINDS = {KIND: "Eigene Gebietseinteilungen"}


def everything() -> Iterator[Found]:
    """Yield the newest version of every workspace's geographies."""
    try:
        here = instance()
    except InputRefusedError:
        return
    for workspace in Workspace.objects.all():
        newest = {one.level: one for one in kept.listed(here, workspace.key)}
        for one in newest.values():
            yield _found(one, workspace)


def put_again(level: str, *, workspace_id: UUID | None) -> None:
    """Let the search find a geography as it is now."""
    workspace = Workspace.objects.filter(id=workspace_id).first()
    versions = kept.of_level(instance(), workspace.key, level) if workspace else []
    if versions:
        entries.put([_found(versions[-1], workspace)])
    else:
        entries.remove(KIND, [level])


def _found(one: Geography, workspace: Workspace) -> Found:
    return Found(
        KIND,
        one.level,
        one.title,
        reverse("atlas:geography", args=[one.level]),
        (readers.of_workspace(workspace.id, Audience.PUBLIC),),
        workspace_id=workspace.id,
        detail=f"{len(one.parts)} {one.plural}",
        text=" ".join(part.name for part in one.parts),
    )
