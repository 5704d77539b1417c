# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the search finds of composite indices: common ones for all, others for those who may."""

from dataclasses import replace

from django.urls import reverse
from django.utils import timezone

from klammer.base.cells import Audience
from klammer.pipeline import indices as kept
from klammer.pipeline.indices import KeptIndex
from klammer_web.atlas.models import Index
from klammer_web.atlas.queries.indices.readable import KIND
from klammer_web.catalogue.instance import instance
from klammer_web.chain.search import entries, readers
from klammer_web.chain.search.entries import Found
from klammer_web.chain.search.shared import readers_of_shares

KINDS = {KIND: "Indizes"}


def found_common(held: KeptIndex, *, sure: str) -> Found:
    """Return what the search keeps of an index that is common to all.

    sure  how sure its classes are, in words; empty where nothing can be said
    """
    one = _found(held, (readers.EVERYBODY,))
    return replace(one, detail=f"{one.detail}; Einordnung {sure}") if sure else one


def found(index: Index) -> Found | None:
    """Return what the search keeps of a workspace's index; None when its file is gone."""
    version = index.published or index.version
    held = kept.find(instance(), index.id, owner=index.workspace.key, version=version)
    if held is None:
        return None
    shared = readers_of_shares(
        kind=KIND, object_id=index.id, workspace_id=index.workspace_id, day=timezone.localdate()
    )
    inside = readers.of_workspace(index.workspace_id, Audience.PUBLIC)
    return _found(held, (inside, *shared), index=index)


def put_again(index: Index) -> None:
    """Let the search find the index as it is now, by those who may read it now."""
    one = found(index) if index.deleted_at is None else None
    if one is None:
        entries.remove(KIND, [index.id])
    else:
        entries.put([one])


def _found(held: KeptIndex, who: tuple, *, index: Index | None = None) -> Found:
    specification = held.specification
    return Found(
        KIND,
        held.id,
        specification.title,
        reverse("atlas:index", args=[held.id]),
        who,
        workspace_id=index.workspace_id if index else None,
        detail=f"Index, {index.workspace.name}" if index else "Index aus mehreren Kennzahlen",
        text=" ".join((specification.description, *(one.title for one in specification.inputs))),
    )
