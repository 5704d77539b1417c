# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writes: asking the head for a second look, answering, and confirming alone without a head."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

from django.core import signing
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from klammer_web.accountability.actions import record
from klammer_web.accounts import rules, second_look
from klammer_web.accounts.enums import SecondLookState
from klammer_web.accounts.links import absolute
from klammer_web.accounts.models import SecondLook, User
from klammer_web.accounts.queries import second_looks as queries
from klammer_web.accounts.seats import Seat
from klammer_web.operation import mail

LINK_HOLDS = timedelta(days=7)
_SALT = "klammer.accounts.second_look"
_CHANGED = (
    "Der Inhalt wurde geändert, seit um den zweiten Blick gebeten wurde. Bitte neu darum bitten."
)


@transaction.atomic
def ask(
    *,
    seat: Seat,
    kind: str,
    object_id: str,
    note: str = "",
    link: Callable[[str], str],
    at: datetime,
) -> SecondLook:
    """Ask every head of the workspace by mail to look at the present content.

    link  makes the address in the mail from a personal word
    """
    rules.check_ask_second_look(seat)
    known = second_look.kind_of(kind)
    named = {"object_id": str(object_id), "workspace_id": seat.workspace_id}
    title = known.title(**named) if known else None
    if title is None:
        raise Http404
    waiting = SecondLook.objects.filter(
        kind=kind, state=SecondLookState.WAITING, **named
    ).select_for_update()
    if waiting.exists():
        raise ValidationError("Darum wurde schon gebeten; die Antwort steht noch aus.")
    look = SecondLook.objects.create(
        **named,
        kind=kind,
        title=title,
        fingerprint=known.fingerprint(**named),
        note=note.strip(),
        asked_by_id=seat.user_id,
        asked_at=at,
    )
    day = timezone.localdate(at)
    for head in queries.heads(seat.workspace_id, besides=seat.user_id, day=day):
        _send(look, to=head, word=known.word, address=link(word_for(look, head)))
    _tell("accounts.asked_second_look", look, actor_id=seat.user_id, at=at)
    return look


def tell_new_head(*, user: User, workspace_id: UUID) -> None:
    """Mail somebody who became head the links to everything that waits for a second look."""
    waiting = SecondLook.objects.filter(workspace_id=workspace_id, state=SecondLookState.WAITING)
    for look in waiting.exclude(asked_by=user):
        known = second_look.kind_of(look.kind)
        if known is not None and second_look.is_unchanged(look):
            path = reverse("accounts:second_look_link", args=[word_for(look, user)])
            _send(look, to=user, word=known.word, address=absolute(path))


@transaction.atomic
def answer(
    *, look_id: UUID, user_id: UUID, agrees: bool, reason: str, by_link: bool = False, at: datetime
) -> SecondLook:
    """Agree or decline as a head of the workspace; a refusal needs its reason."""
    look = _waiting(look_id)
    heads = queries.heads(look.workspace_id, besides=look.asked_by_id, day=timezone.localdate(at))
    if not heads.filter(id=user_id).exists():
        raise Http404
    if not second_look.is_unchanged(look):
        raise ValidationError(_CHANGED)
    if not agrees and not reason.strip():
        raise ValidationError({"reason": "Bitte sagen Sie kurz, was noch nicht stimmt."})
    state = SecondLookState.AGREED if agrees else SecondLookState.DECLINED
    return _decide(look, state=state, user_id=user_id, reason=reason, by_link=by_link, at=at)


@transaction.atomic
def confirm_alone(*, seat: Seat, look_id: UUID, reason: str, at: datetime) -> SecondLook:
    """Confirm without a second person: only where there is no head, 24 hours after asking."""
    rules.check_ask_second_look(seat)
    look = _own(seat, look_id)
    opens = queries.alone_from(look)
    if opens is None:
        raise ValidationError("Hier gibt es eine Leitung: Den zweiten Blick wirft sie.")
    if at < opens:
        when = timezone.localtime(opens)
        raise ValidationError(f"Das geht erst ab {when:%d.%m.%Y, %H:%M} Uhr.")
    if not second_look.is_unchanged(look):
        raise ValidationError(_CHANGED)
    if not reason.strip():
        raise ValidationError(
            {"reason": "Bitte sagen Sie, warum es ohne zweiten Blick gehen muss."}
        )
    return _decide(look, state=SecondLookState.ALONE, user_id=seat.user_id, reason=reason, at=at)


@transaction.atomic
def take_back(*, seat: Seat, look_id: UUID, at: datetime) -> SecondLook:
    """Take the question back, for example to change the content first."""
    rules.check_ask_second_look(seat)
    look = _own(seat, look_id)
    return _decide(look, state=SecondLookState.WITHDRAWN, user_id=seat.user_id, reason="", at=at)


def word_for(look: SecondLook, head: User) -> str:
    """Return the word of one head's personal link."""
    return signing.dumps({"look": str(look.id), "head": str(head.id)}, salt=_SALT)


def read_word(word: str) -> tuple[UUID, UUID]:
    """Return (second look, head) of a link; `Http404` when it is forged or too old."""
    try:
        found = signing.loads(word, salt=_SALT, max_age=LINK_HOLDS)
    except signing.BadSignature as error:
        raise Http404 from error
    return UUID(found["look"]), UUID(found["head"])


def _waiting(look_id: UUID) -> SecondLook:
    look = get_object_or_404(SecondLook.objects.select_for_update(), id=look_id)
    if look.state != SecondLookState.WAITING:
        raise ValidationError(f"Das ist schon entschieden: {look.get_state_display()}.")
    return look


def _own(seat: Seat, look_id: UUID) -> SecondLook:
    owned = {"workspace_id": seat.workspace_id, "asked_by_id": seat.user_id}
    get_object_or_404(SecondLook, id=look_id, **owned)
    return _waiting(look_id)


def _decide(
    look: SecondLook,
    *,
    state: SecondLookState,
    user_id: UUID | None,
    reason: str,
    by_link: bool = False,
    at: datetime,
) -> SecondLook:
    look.state, look.decided_by_id, look.decided_at = state, user_id, at
    look.reason, look.by_link = reason.strip(), by_link
    look.save()
    known = second_look.kind_of(look.kind)
    if known and known.decided:
        known.decided(look=look, at=at)
    _tell(f"accounts.second_look_{state.value}", look, actor_id=user_id, at=at)
    return look


def _send(look: SecondLook, *, to: User, word: str, address: str) -> None:
    asking = look.asked_by or "Jemand aus Ihrem Mandanten"
    text = render_to_string(
        "accounts/mails/second_look.txt",
        {"look": look, "asking": asking, "word": word, "address": address},
    )
    mail.send(
        to=to.email,
        subject=f"Bitte um einen zweiten Blick: {' '.join(look.title.split())}",
        text=text,
        key=f"accounts.second_look/{look.id}/{to.id}",
        workspace_id=look.workspace_id,
    )


def _tell(verb: str, look: SecondLook, *, actor_id: UUID | None, at: datetime) -> None:
    record(
        verb=verb,
        actor_id=actor_id,
        workspace_id=look.workspace_id,
        kind=look.kind,
        object_id=look.object_id,
        title=look.title,
        after={
            "second_look": str(look.id),
            "state": str(SecondLookState(look.state)),
            "fingerprint": look.fingerprint,
            "reason": look.reason or None,
            "by_link": look.by_link,
        },
        at=at,
    )
