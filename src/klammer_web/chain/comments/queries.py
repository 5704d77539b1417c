# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads: the threads of an object, in the reader's own workspace."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils import timezone
from django.utils.safestring import SafeString

from klammer_web.accounts.models import User
from klammer_web.accounts.seats import Seat
from klammer_web.chain import colleagues, kinds
from klammer_web.chain.comments import mentions, rules
from klammer_web.chain.kinds import Ref
from klammer_web.chain.models import Comment

MOST_OFFERED = 8


@dataclass(frozen=True, slots=True)
class Said:
    """One comment as it is shown; `typed` is its text for changing it."""

    comment: Comment
    author: str
    html: SafeString
    typed: str
    may_change: bool


@dataclass(frozen=True, slots=True)
class Thread:
    """A comment with its answers; one that was deleted stays only where it was answered."""

    first: Said
    answers: tuple[Said, ...]

    @property
    def is_resolved(self) -> bool:
        """Whether the matter is settled."""
        return self.first.comment.resolved_at is not None


def threads(seat: Seat, ref: Ref) -> list[Thread]:
    """Return what was said about an object; nothing where the seat does not see the object."""
    if seat.workspace_id is None or kinds.card(seat, ref) is None:
        return []
    held = list(
        Comment.objects.filter(
            workspace_id=seat.workspace_id, object_kind=ref.kind, object_id=ref.id
        )
        .select_related("author", "resolved_by")
        .prefetch_related("mentions__person")
    )
    people = colleagues.in_workspace(seat.workspace_id, day=timezone.localdate())
    answers: dict[UUID, list[Said]] = {}
    for one in held:
        if one.thread_id and one.deleted_at is None:
            answers.setdefault(one.thread_id, []).append(_said(one, seat, people))
    return [
        Thread(_said(one, seat, people), tuple(answers.get(one.pk, ())))
        for one in held
        if one.thread_id is None and (one.deleted_at is None or one.pk in answers)
    ]


def _said(one: Comment, seat: Seat, people: Sequence[User]) -> Said:
    names = {held.person_id: str(held.person) for held in one.mentions.all()}
    may = rules.may_change(seat, one) and one.deleted_at is None
    text = "" if one.deleted_at else one.text
    return Said(
        comment=one,
        author=str(one.author) if one.author_id else mentions.FORMER,
        html=mentions.shown(text, names, reader=seat.user_id),
        typed=mentions.typed(text, people) if may else "",
        may_change=may,
    )


def one_of(seat: Seat, identity: UUID) -> Comment | None:
    """Return a comment of the seat's workspace on an object it sees, or nothing."""
    if seat.workspace_id is None:
        return None
    found = Comment.objects.filter(pk=identity, workspace_id=seat.workspace_id).first()
    if found is None or kinds.card(seat, Ref(found.object_kind, found.object_id)) is None:
        return None
    return found


def offered(seat: Seat, ref: Ref, *, begins: str, day: date) -> list[tuple[str, User]]:
    """Return whom to mention: people who see the object, with a word that begins so."""
    if seat.workspace_id is None or kinds.card(seat, ref) is None:
        return []
    asked = begins.casefold().strip()
    found = []
    for name, user in colleagues.handles(
        colleagues.in_workspace(seat.workspace_id, day=day)
    ).items():
        low = name.casefold()
        fits = low.startswith(asked) or any(word.startswith(asked) for word in low.split())
        if user.id == seat.user_id or not fits:
            continue
        if colleagues.who_see([user], ref, workspace_id=seat.workspace_id, day=day):
            found.append((name, user))
        if len(found) == MOST_OFFERED:
            break
    return found
