# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Four eyes before everybody reads an index: which version is looked at, and how it stands."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from klammer.pipeline import indices as kept
from klammer_web.accounts import second_look
from klammer_web.accounts.enums import SecondLookState
from klammer_web.accounts.models import SecondLook, User
from klammer_web.accounts.queries import second_looks as looks
from klammer_web.accounts.rules import RefusedError
from klammer_web.atlas.models import Index
from klammer_web.atlas.pages.indices.printing import printed
from klammer_web.atlas.queries.indices import readable
from klammer_web.atlas.queries.indices.readable import KIND
from klammer_web.catalogue.instance import instance


def register() -> None:
    """Let heads look at an index before everybody reads it; also by the link of the mail."""
    second_look.register(
        KIND,
        word="Veröffentlichung eines Index",
        title=_title,
        fingerprint=_fingerprint,
        preview=preview,
        address=lambda object_id: reverse("atlas:index_publish", args=[object_id]),
        opens_by_link=True,
    )


@dataclass(frozen=True)
class Standing:
    """How the second look at the present version of an index stands.

    look      the newest question; None when nobody asked yet
    cleared   the answer that opens the way for exactly this version
    heads     who may answer; nobody: the person who asks confirms alone after a day
    opens_at  from when that is
    """

    look: SecondLook | None
    cleared: SecondLook | None
    heads: tuple[User, ...]
    opens_at: datetime | None

    @property
    def is_waiting(self) -> bool:
        """Whether an answer is still due."""
        return self.look is not None and self.look.state == SecondLookState.WAITING

    @property
    def is_declined(self) -> bool:
        """Whether the head said that something is not right yet."""
        return self.look is not None and self.look.state == SecondLookState.DECLINED


def standing(index: Index, *, besides: UUID | None) -> Standing:
    """Return how the second look stands for who would ask."""
    look = looks.of_workspace(index.workspace_id).filter(kind=KIND, object_id=index.id).first()
    is_waiting = look is not None and look.state == SecondLookState.WAITING
    asking = look.asked_by_id if look is not None and is_waiting else besides
    heads = looks.heads(index.workspace_id, besides=asking, day=timezone.localdate())
    return Standing(look, cleared(index), tuple(heads), looks.alone_from(look) if look else None)


def cleared(index: Index) -> SecondLook | None:
    """Return the second look at exactly the present version."""
    return looks.cleared(
        workspace_id=index.workspace_id,
        kind=KIND,
        object_id=index.id,
        fingerprint=index.version,
    )


def check_cleared(index: Index) -> None:
    """Raise `RefusedError` unless somebody else looked at exactly the present version."""
    if cleared(index) is None:
        raise RefusedError(
            "Diese Fassung hat noch niemand sonst angesehen.",
            ask="Bitten Sie auf der Seite „Veröffentlichen“ um den zweiten Blick.",
            roles=frozenset(),
        )


def preview(*, object_id: str, workspace_id: UUID | None) -> str:
    """Show what everybody would read: the whole making of the present version."""
    index = readable.of_workspace(object_id, workspace_id)
    held = kept.find(instance(), index.id, owner=index.workspace.key, version=index.version)
    context = {"index": index, "made": printed(held.specification)}
    return render_to_string("atlas/indices/_shared.html", context)


def _title(*, object_id: str, workspace_id: UUID | None) -> str | None:
    index = readable.of_workspace(object_id, workspace_id)
    return index.title if index else None


def _fingerprint(*, object_id: str, workspace_id: UUID | None) -> str:
    index = readable.of_workspace(object_id, workspace_id)
    return index.version if index else ""
