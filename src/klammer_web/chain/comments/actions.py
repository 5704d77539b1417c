# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writes: saying, changing, deleting, and settling a thread."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404
from django.utils import timezone

from klammer_web.accountability.actions import record
from klammer_web.accounts.models import User
from klammer_web.accounts.seats import Seat
from klammer_web.chain import colleagues, kinds
from klammer_web.chain.comments import mentions, queries, rules
from klammer_web.chain.enums import NotificationKind
from klammer_web.chain.kinds import Card, Ref
from klammer_web.chain.models import Comment, Mention
from klammer_web.chain.notifications.sending import News, notify

KIND = "chain.comment"
LONGEST = 4000


@dataclass(frozen=True, slots=True)
class Written:
    """A comment, and the people it names who may not see the object and were not told."""

    comment: Comment
    unheard: tuple[str, ...]


@transaction.atomic
def comment(
    *, seat: Seat, ref: Ref, text: str, at: datetime, thread_id: UUID | None = None
) -> Written:
    """Say something about an object, or answer; whom it names is told, so is who spoke before."""
    rules.check_comment(seat)
    card = _card(seat, ref)
    thread = _thread(seat, ref, thread_id) if thread_id else None
    stored, heard, unheard = _read(seat, ref, _checked(text), at)
    made = Comment.objects.create(
        workspace_id=seat.workspace_id,
        object_kind=ref.kind,
        object_id=ref.id,
        thread=thread,
        author_id=seat.user_id,
        text=stored,
        made_at=at,
    )
    _name(made, heard)
    _tell(made, seat=seat, card=card, people=heard, at=at)
    if thread is not None:
        _tell_thread(made, thread, seat=seat, card=card, heard=heard, at=at)
    _record("chain.commented", made, seat, at, after={"text": text.strip()})
    return Written(made, tuple(str(user) for user in unheard))


@transaction.atomic
def change(*, seat: Seat, identity: UUID, text: str, at: datetime) -> Written:
    """Change one's own comment; whom it names newly is told."""
    one = _own(seat, identity)
    ref = Ref(one.object_kind, one.object_id)
    card = _card(seat, ref)
    before = mentions.typed(one.text, _people(seat, at))
    stored, heard, unheard = _read(seat, ref, _checked(text), at)
    if stored == one.text:
        return Written(one, ())
    one.text, one.changed_at = stored, at
    one.save()
    one.mentions.exclude(person__in=heard).delete()
    _name(one, heard)
    _tell(one, seat=seat, card=card, people=heard, at=at)
    after = {"text": text.strip()}
    _record("chain.comment_changed", one, seat, at, before={"text": before}, after=after)
    return Written(one, tuple(str(user) for user in unheard))


@transaction.atomic
def delete(*, seat: Seat, identity: UUID, at: datetime) -> Comment:
    """Take one's own comment away; it can be put back until the text is forgotten."""
    one = _own(seat, identity)
    one.deleted_at = at
    one.save()
    _record("chain.comment_deleted", one, seat, at)
    return one


@transaction.atomic
def restore(*, seat: Seat, identity: UUID, at: datetime) -> Comment:
    """Put one's own comment back."""
    one = _own(seat, identity, deleted=True)
    if not one.text:
        raise ValidationError("Der Text ist schon endgültig gelöscht. Bitte schreiben Sie ihn neu.")
    one.deleted_at = None
    one.save()
    _record("chain.comment_restored", one, seat, at)
    return one


@transaction.atomic
def settle(*, seat: Seat, identity: UUID, at: datetime, is_settled: bool = True) -> Comment:
    """Say that the matter of a thread is settled, or open again."""
    rules.check_comment(seat)
    found = queries.one_of(seat, identity)
    if found is None or found.thread_id is not None:
        raise Http404
    one = Comment.objects.select_for_update().get(pk=found.pk)
    if (one.resolved_at is not None) == is_settled:
        return one
    one.resolved_at = at if is_settled else None
    one.resolved_by_id = seat.user_id if is_settled else None
    one.save()
    verb = "chain.thread_settled" if is_settled else "chain.thread_reopened"
    _record(verb, one, seat, at)
    return one


def forget_deleted(*, before: datetime) -> int:
    """Forget the texts of comments deleted before a moment; return how many."""
    gone = Comment.objects.filter(deleted_at__lt=before).exclude(text="")
    return gone.update(text="")


def _card(seat: Seat, ref: Ref) -> Card:
    card = kinds.card(seat, ref)
    if card is None:
        raise Http404
    return card


def _thread(seat: Seat, ref: Ref, identity: UUID) -> Comment:
    found = queries.one_of(seat, identity)
    if found is None or (found.object_kind, found.object_id) != (ref.kind, ref.id):
        raise Http404
    return found.thread or found


def _own(seat: Seat, identity: UUID, *, deleted: bool = False) -> Comment:
    rules.check_comment(seat)
    found = queries.one_of(seat, identity)
    if found is None or (found.deleted_at is not None) != deleted:
        raise Http404
    rules.check_change(seat, found)
    return Comment.objects.select_for_update().get(pk=found.pk)


def _checked(text: str) -> str:
    clean = text.strip()
    if not clean:
        raise ValidationError("Bitte schreiben Sie etwas.")
    if len(clean) > LONGEST:
        raise ValidationError(
            f"Bitte höchstens {LONGEST} Zeichen; es sind {len(clean)}. Längeres gehört in ein "
            "Dokument."
        )
    return clean


def _people(seat: Seat, at: datetime) -> list[User]:
    return colleagues.in_workspace(seat.workspace_id, day=timezone.localdate(at))


def _read(seat: Seat, ref: Ref, text: str, at: datetime) -> tuple[str, list[User], list[User]]:
    """Return the text to store, whom it reaches, and whom it names in vain."""
    stored, named = mentions.read(text, _people(seat, at))
    day = timezone.localdate(at)
    heard = colleagues.who_see(named, ref, workspace_id=seat.workspace_id, day=day)
    known = {user.id for user in heard}
    return stored, heard, [user for user in named if user.id not in known]


def _name(one: Comment, people: list[User]) -> None:
    for user in people:
        Mention.objects.get_or_create(comment=one, person=user)


def _tell(one: Comment, *, seat: Seat, card: Card, people: list[User], at: datetime) -> None:
    news = News(
        NotificationKind.MENTION,
        f"comment:{one.pk}:mention",
        f"{seat.user_name} hat Sie in einem Kommentar erwähnt",
        _address(card, one),
        card.ref,
    )
    to = [user.id for user in people]
    notify(news, to=to, workspace_id=one.workspace_id, besides=seat.user_id, at=at)


def _tell_thread(
    one: Comment, thread: Comment, *, seat: Seat, card: Card, heard: list[User], at: datetime
) -> None:
    day = timezone.localdate(at)
    spoke = {thread.author_id, *thread.answers.values_list("author_id", flat=True)}
    spoke -= {user.id for user in heard}
    people = [user for user in _people(seat, at) if user.id in spoke]
    people = colleagues.who_see(people, card.ref, workspace_id=one.workspace_id, day=day)
    news = News(
        NotificationKind.MENTION,
        f"comment:{one.pk}:answer",
        f"{seat.user_name} hat in einem Gespräch geantwortet, an dem Sie beteiligt sind",
        _address(card, one),
        card.ref,
    )
    to = [user.id for user in people]
    notify(news, to=to, workspace_id=one.workspace_id, besides=seat.user_id, at=at)


def _address(card: Card, one: Comment) -> str:
    from django.urls import reverse

    page = reverse("chain:chain", args=[card.ref.kind, card.ref.id])
    return f"{page}#kommentar-{one.pk}"


def _record(verb: str, one: Comment, seat: Seat, at: datetime, **fields: dict) -> None:
    kind = kinds.known(one.object_kind)
    record(
        verb=verb,
        actor_id=seat.user_id,
        workspace_id=seat.workspace_id,
        kind=KIND,
        object_id=str(one.pk),
        title=kind.label if kind else "",  # a figure's title would hold its value
        at=at,
        **fields,
    )
