# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which indices a seat may read, and in which version."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from klammer.base.errors import InputRefusedError
from klammer.patterns.indices import Specification
from klammer.pipeline import indices as kept
from klammer.pipeline.indices import KeptIndex
from klammer_web.accounts.enums import ShareTarget
from klammer_web.accounts.queries import shares
from klammer_web.accounts.seats import Seat
from klammer_web.atlas import index_rules
from klammer_web.atlas.models import Index
from klammer_web.catalogue.instance import instance

KIND = "atlas.index"
ALL_VERSIONS = ""


@dataclass(frozen=True)
class Readable:
    """An index as a seat may read it.

    held      the version shown
    row       what the database has of it; None for a common one
    is_own    whether the seat belongs to its workspace, and so reads every version
    is_public whether everybody reads it
    """

    held: KeptIndex
    row: Index | None
    is_own: bool
    is_public: bool

    @property
    def id(self) -> str:
        """What addresses call it."""
        return self.held.id

    @property
    def version(self) -> str:
        """The version shown."""
        return self.held.version

    @property
    def specification(self) -> Specification:
        """What it is made of."""
        return self.held.specification

    @property
    def title(self) -> str:
        """What it is called."""
        return self.specification.title

    @property
    def owner(self) -> str:
        """The name of the workspace that made it; empty for a common one."""
        return str(self.row.workspace) if self.row else ""


def rows(seat: Seat) -> QuerySet[Index]:
    """Return the workspaces' indices that a seat may read: of its own, and shared ones."""
    shown = Q(id__in=shared_ids(seat))
    if seat.roles and seat.workspace_id:
        shown |= Q(workspace=seat.workspace_id)
    found = Index.objects.filter(shown, deleted_at=None)
    return found.select_related("workspace", "made_by")


def readable(seat: Seat) -> list[Readable]:
    """Return every index a seat may read: common ones first, then workspaces', by title.

    One whose file cannot be read is left out; `klammer doctor` tells of it.
    """
    shared = [Readable(one, None, False, True) for one in kept.common(instance()).values()]
    everybody = public_ids()
    own = [_of_row(row, seat, everybody=everybody) for row in rows(seat)]
    return [one for one in [*shared, *filter(None, own)] if _is_sound(one)]


def one(seat: Seat, index: str, *, version: str = "") -> Readable | None:
    """Return an index that a seat may read, in the version asked for or the present one.

    Outside its workspace the public version alone is read, and those that were public before are
    not told apart from unknown ones.
    """
    here = instance()
    row = rows(seat).filter(id=index).first()
    if row is None:
        held = kept.find(here, index, version=version)
        return Readable(held, None, False, True) if held else None
    return _of_row(row, seat, everybody=public_ids(), version=version)


def _of_row(row: Index, seat: Seat, *, everybody: set[str], version: str = "") -> Readable | None:
    is_own = bool(seat.roles) and row.workspace_id == seat.workspace_id
    is_public = row.id in everybody
    present = row.version if is_own or not row.published else row.published
    if not is_own and version not in {"", *_seen_versions(row)}:
        return None
    held = kept.find(instance(), row.id, owner=row.workspace.key, version=version or present)
    return Readable(held, row, is_own, is_public) if held else None


def _seen_versions(row: Index) -> set[str]:
    """Return the versions others may read: all that were ever published, and the shared one.

    Evidence in a council's paper names a version; it is read again years later.
    """
    return {*row.opened, row.published or row.version}


def versions(found: Readable) -> Sequence[KeptIndex]:
    """Return the versions of an index, the newest first."""
    return kept.versions(instance(), found.id, found.held.owner)[::-1]


def shared_ids(seat: Seat) -> set[str]:
    """Return the indices that other workspaces shared with the seat, or with everybody."""
    held = shares.visible_to(seat, kind=KIND, day=timezone.localdate())
    return set(held.values_list("object_id", flat=True))


def public_ids() -> set[str]:
    """Return the indices that their workspaces published."""
    held = shares.holding(day=timezone.localdate()).filter(kind=KIND, target=ShareTarget.PUBLIC)
    return set(held.values_list("object_id", flat=True))


def shared_with(row: Index) -> list[str]:
    """Return who outside the workspace can read the index, in words."""
    day = timezone.localdate()
    held = shares.holding(day=day).filter(
        kind=KIND, object_id=row.id, workspace_id=row.workspace_id
    )
    return [shares.target_in_words(one, day=day) for one in held.select_related("to_workspace")]


def of_workspace(index: str, workspace_id: UUID | None) -> Index | None:
    """Return an index of a workspace that was not deleted."""
    own = Index.objects.filter(workspace_id=workspace_id, deleted_at=None)
    return own.select_related("workspace").filter(id=index).first()


def deleted(seat: Seat) -> QuerySet[Index]:
    """Return the indices that the seat may bring back, the last deleted first."""
    if not index_rules.may_build(seat):
        return Index.objects.none()
    gone = Index.objects.filter(workspace=seat.workspace_id, deleted_at__isnull=False)
    return gone.order_by("-deleted_at")


def _is_sound(one: Readable) -> bool:
    try:
        return bool(one.specification)
    except InputRefusedError:
        return False
