# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writes: taking a lost second factor off somebody's account, openly and with a reason."""

from datetime import datetime
from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404
from django.template.loader import render_to_string
from django.utils import timezone

from klammer_web.accountability.actions import record
from klammer_web.accountability.actions.sessions import end_sessions
from klammer_web.accounts import rules
from klammer_web.accounts.models import Membership, User
from klammer_web.accounts.queries import people
from klammer_web.accounts.seats import Seat
from klammer_web.operation import mail


@transaction.atomic
def remove_second_factor(*, seat: Seat, user_id: UUID, reason: str, at: datetime) -> User:
    """Remove app, keys and spare codes of a person of this workspace; end all their sessions.

    The person and everybody else who administers the workspace read of it by mail.

    Raises `ValidationError` for the own account, without a reason, where there is nothing to
    remove, and where the person guards something in another workspace.
    """
    rules.check_remove_second_factor(seat)
    day = timezone.localdate(at)
    if people.member(seat.workspace_id, user_id, day=day) is None:
        raise Http404
    if user_id == seat.user_id:
        raise ValidationError(
            "Den eigenen zweiten Faktor ändern Sie unter „Mein Konto“. Haben Sie ihn verloren, "
            "bitten Sie jemand anderen aus der Verwaltung."
        )
    elsewhere = Membership.objects.filter(
        people.holding(day=day), user_id=user_id, role__in=rules.GUARDED
    ).exclude(workspace_id=seat.workspace_id)
    if elsewhere.exists():
        raise ValidationError(
            "Dieses Konto schützt auch andere Mandanten. Den zweiten Faktor kann nur entfernen, "
            "wer die Anwendung betreibt (klammer workspace unlock)."
        )
    user = _remove(user_id, reason=reason)
    _tell(user, seat=seat, reason=reason, at=at)
    return user


@transaction.atomic
def remove_by_operator(*, user_id: UUID, reason: str, at: datetime) -> User:
    """Do the same on the command line; the operator holds the instance anyway."""
    user = _remove(user_id, reason=reason)
    _tell(user, seat=None, reason=reason, at=at)
    return user


def _remove(user_id: UUID, *, reason: str) -> User:
    if not reason.strip():
        raise ValidationError({"reason": "Bitte sagen Sie, warum er entfernt werden soll."})
    user = User.objects.select_for_update().get(id=user_id)
    if not Authenticator.objects.filter(user=user).exists():
        raise ValidationError(f"{user} hat keinen zweiten Faktor.")
    Authenticator.objects.filter(user=user).delete()
    end_sessions(user.pk)
    UserSession.objects.filter(user=user).delete()
    return user


def _tell(user: User, *, seat: Seat | None, reason: str, at: datetime) -> None:
    entry = record(
        verb="accounts.second_factor_taken_off",
        actor_id=seat.user_id if seat else None,
        workspace_id=seat.workspace_id if seat else None,
        kind="accounts.user",
        object_id=str(user.id),
        title=str(user),
        after={"reason": reason.strip()},
        at=at,
    )
    others = []
    if seat:
        day = timezone.localdate(at)
        caring = people.with_roles(
            rules.SECOND_FACTOR_REMOVERS, workspace_id=seat.workspace_id, day=day
        )
        others = list(caring.exclude(id__in=[seat.user_id, user.id]))
    by = seat.user_name if seat else "Wer die Anwendung betreibt"
    for one in [user, *others]:
        text = render_to_string(
            "accounts/mails/second_factor_removed.txt",
            {"person": user, "by": by, "reason": reason.strip(), "is_own": one == user,
             "where": seat.workspace_name if seat else ""},
        )  # fmt: skip
        subject = "Ihr zweiter Faktor wurde entfernt" if one == user else (
            "Der zweite Faktor einer Person wurde entfernt"
        )  # fmt: skip
        mail.send(
            to=one.email, subject=f"Klammer: {subject}", text=text,
            key=f"accounts.second_factor/{entry.sequence}/{one.id}",
            workspace_id=seat.workspace_id if seat else None,
        )  # fmt: skip
