# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Composite indices in what all rooms share: search, sharing, second looks, history, lists.

Who shares an index shares how it is made; figures are computed from what each reader sees anyway.
Everybody reads it only after a second look, therefore not by the page of sharing alone.
"""

from collections.abc import Iterator
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from klammer.base.errors import InputRefusedError
from klammer.pipeline import indices as kept
from klammer_web.accountability import history, phrases
from klammer_web.accounts import lists, ownership, sharing
from klammer_web.accounts.enums import ShareTarget
from klammer_web.accounts.queries import seat_of
from klammer_web.accounts.rules import RefusedError
from klammer_web.accounts.seats import NOBODY
from klammer_web.atlas import finding_indices, index_list, index_readers, index_second_looks
from klammer_web.atlas.actions import indices as actions
from klammer_web.atlas.models import Index
from klammer_web.atlas.queries.indices import figures, readable
from klammer_web.atlas.queries.indices.beginning import begin_view
from klammer_web.atlas.queries.indices.fragility import WORDS
from klammer_web.atlas.queries.indices.readable import KIND
from klammer_web.catalogue.instance import instance, release_for
from klammer_web.chain.search import entries
from klammer_web.chain.search.entries import Found

KINDS = {KIND: "Index"}
VERBS = {
    "atlas.index_kept": "hat den Index {title} angelegt",
    "atlas.index_changed": "hat den Index {title} geändert",
    "atlas.index_published": "hat den Index {title} veröffentlicht",
    "atlas.index_deleted": "hat den Index {title} gelöscht",
    "atlas.index_restored": "hat den Index {title} zurückgeholt",
    "atlas.index_handed_over": "hat den Index {title} an {after.to} übergeben",
}


def register() -> None:
    """Let indices be found, shared, looked at twice, traced, handed over and listed."""
    phrases.register(verbs=VERBS, kinds=KINDS)
    entries.register("atlas.indices", kinds=finding_indices.KINDS, objects=_everything)
    lists.register(index_list.INDICES)
    index_readers.register()
    index_second_looks.register()
    sharing.register(
        KIND,
        word="Index",
        plural="Indizes",
        title=_title,
        preview=index_second_looks.preview,
        address=_page,
        targets=(ShareTarget.WORKSPACE, ShareTarget.ROLE),
        changed=_changed,
    )
    ownership.passing_on(
        KIND,
        word="Indizes",
        field="made_by",
        verb="atlas.index_handed_over",
        waiting=lambda workspace_id: Index.objects.filter(workspace=workspace_id, deleted_at=None),
        address=lambda index: _page(index.id),
    )
    history.register(
        KIND,
        may_see=lambda request, object_id: _own(request, object_id) is not None,
        restore=_restore,
        model="atlas.Index",
        labels={"made_by": "zuständig", "note": "Warum", "to": "zuständig"},
        address=_page,
        hidden=frozenset({"share", "committee"}),
    )


def _everything() -> Iterator[Found]:
    """Yield every index: the files are the truth, so those the database lost are known again.

    How sure common ones are is computed on the way, and kept beside the release for the pages.
    """
    try:
        here = instance()
    except InputRefusedError:
        return
    actions.reindex()
    release = release_for(NOBODY)
    for held in kept.common(here).values():
        common = readable.Readable(held, None, is_own=False, is_public=True)
        view = begin_view(common, release=release) if release is not None else None
        if release is not None and view is not None:
            sure = WORDS.get(figures.certainty_of(view, release), "")
            yield finding_indices.found_common(held, sure=sure)
    for index in Index.objects.filter(deleted_at=None).select_related("workspace"):
        one = finding_indices.found(index)
        if one is not None:
            yield one


def _page(object_id: str) -> str:
    return reverse("atlas:index", args=[object_id])


def _own(request, object_id: str) -> Index | None:
    seat = seat_of(request)
    if not seat.roles or seat.workspace_id is None:
        return None
    return readable.of_workspace(object_id, seat.workspace_id)


def _title(*, object_id: str, workspace_id: UUID | None) -> str | None:
    index = readable.of_workspace(object_id, workspace_id)
    return index.title if index else None


def _changed(*, object_id: str, workspace_id: UUID | None) -> None:
    index = readable.of_workspace(object_id, workspace_id)
    if index is not None:
        actions.follow_shares(index=index, at=timezone.now())


def _restore(request, *, object_id: str, values, expected, at) -> None:
    """Bring an earlier version back: its text becomes a new version."""
    seat, index = seat_of(request), _own(request, object_id)
    if index is None or "version" not in values or index.version != expected.get("version"):
        raise history.MovedOnError
    held = kept.find(instance(), index.id, owner=seat.workspace_key, version=str(values["version"]))
    if held is None:
        raise history.MovedOnError
    about = held.about
    draft = actions.Draft(
        held.text, about.get("level", ""), about.get("extent", ""), "frühere Fassung zurückgeholt"
    )
    try:
        actions.change_index(index_id=index.id, draft=draft, seat=seat, at=at)
    except (InputRefusedError, RefusedError) as error:
        raise history.MovedOnError from error
