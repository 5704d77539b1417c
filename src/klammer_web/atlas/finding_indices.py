# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the search finds of composite indices: common ones for all, others for those who may."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone

from klammer.base.cells import Audience
from klammer.base.errors import InputRefusedError
from klammer.pipeline import indices as kept
from klammer.pipeline.indices import KeptIndex
from klammer_web.accounts.seats import NOBODY
from klammer_web.atlas.forms.index_view import begin_view
from klammer_web.atlas.models import Index
from klammer_web.atlas.queries.indices.readable import KIND, Readable
from klammer_web.catalogue.instance import instance, release_for
from klammer_web.chain.search import entries, readers
from klammer_web.chain.search.entries import Found
from klammer_web.chain.search.shared import readers_of_shares

KINDS = {KIND: "Indizes"}


def everything() -> Iterator[Found]:
    """Yield every index: the files are the truth, so those the database lost are known again."""
    from klammer_web.atlas.actions import indices as actions

    try:
        here = instance()
    except InputRefusedError:
        return
    actions.reindex()
    release = release_for(NOBODY)
    for held in kept.common(here).values():
        common = Readable(held, None, False, True)
        if release is not None and begin_view(common, release=release) is not None:
            yield _found(held, (readers.EVERYBODY,))
    for index in Index.objects.filter(deleted_at=None).select_related("workspace"):
        one = found(index)
        if one is not None:
            yield one


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
