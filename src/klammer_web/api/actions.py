# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writes: access keys are made, used, revoked."""

import secrets
from datetime import date, datetime, timedelta
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.shortcuts import get_object_or_404

from klammer_web.accountability.actions import record
from klammer_web.accounts.seats import Seat
from klammer_web.api import rules
from klammer_web.api.enums import Scope
from klammer_web.api.models import ApiToken
from klammer_web.api.queries import tokens

_SHOWN = 10  # letters by which a person recognises a key


@transaction.atomic
def make_token(*, seat: Seat, name: str, days: int, at: datetime) -> tuple[ApiToken, str]:
    """Make an access key; returns it with its word, which is not kept and never shown again."""
    rules.check_have_tokens(seat)
    if tokens.own(seat).filter(revoked_at=None, expires_at__gt=at).count() >= rules.MOST_TOKENS:
        raise ValidationError(
            f"Mehr als {rules.MOST_TOKENS} gültige Schlüssel kann eine Person nicht haben. Ziehen "
            "Sie zuerst einen zurück."
        )
    word = tokens.BEGINNING + secrets.token_urlsafe(32)
    made = ApiToken.objects.create(
        user_id=seat.user_id,
        workspace_id=seat.workspace_id,
        name=name,
        scope=Scope.READ,
        beginning=word[:_SHOWN],
        token_hash=tokens.hash_of(word),
        made_at=at,
        expires_at=at + timedelta(days=days),
    )
    _tell("api.made_token", made, before=None, after=_told(made), at=at)
    return made, word


@transaction.atomic
def revoke_token(*, seat: Seat, token_id: UUID, at: datetime) -> ApiToken:
    """Revoke an own key; one that is revoked stays so. Others' keys are not there."""
    held = get_object_or_404(tokens.own(seat).select_for_update(), pk=token_id)
    if held.revoked_at is None:
        held.revoked_at = at
        held.save(update_fields=["revoked_at"])
        _tell("api.revoked_token", held, before=_told(held), after=None, at=at)
    return held


def note_use(token: ApiToken, *, day: date) -> None:
    """Remember the day of the last use: one write a day, not one for each request."""
    if token.last_used_on != day:
        older = Q(last_used_on=None) | Q(last_used_on__lt=day)
        ApiToken.objects.filter(older, pk=token.pk).update(last_used_on=day)


def _told(token: ApiToken) -> dict[str, str]:
    return {
        "name": token.name,
        "scope": token.get_scope_display(),
        "beginning": token.beginning,
        "expires": token.expires_at.date().isoformat(),
    }


def _tell(verb: str, token: ApiToken, *, before, after, at: datetime) -> None:
    record(
        verb=verb,
        actor_id=token.user_id,
        workspace_id=token.workspace_id,
        kind="api.token",
        object_id=str(token.pk),
        title=token.name,
        before=before,
        after=after,
        at=at,
    )
