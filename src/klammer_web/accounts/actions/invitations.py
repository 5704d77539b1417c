# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writes: inviting somebody by mail, and joining by the link in it.

The link carries a random word; the database keeps only its hash. Inviting does the same for every
address: whoever invites cannot find out whose address has an account.
"""

import hashlib
import secrets
from collections.abc import Callable
from datetime import date, datetime, timedelta
from uuid import UUID

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.utils import timezone

from klammer_web.accountability.actions import record
from klammer_web.accounts import rules
from klammer_web.accounts.actions.members import check_department
from klammer_web.accounts.actions.people import admit, create_person
from klammer_web.accounts.enums import InvitationState, Role
from klammer_web.accounts.models import Department, Invitation, User
from klammer_web.accounts.seats import Seat
from klammer_web.operation import mail

HOLDS = timedelta(days=14)
_NO_ACCOUNT = (
    "Mit dieser Adresse lässt sich kein neues Konto anlegen. Haben Sie schon eines? Dann melden "
    "Sie sich damit an und öffnen den Link aus der Mail noch einmal."
)


@transaction.atomic
def invite(
    *,
    seat: Seat,
    email: str,
    role: Role,
    since: date,
    until: date | None = None,
    department: Department | None = None,
    link: Callable[[str], str],
    at: datetime,
) -> Invitation:
    """Invite an address to this workspace; an open invitation to it for the role is replaced.

    link  makes the address in the mail from the invitation's word
    """
    rules.check_give_role(seat, role)
    check_department(seat, department)
    if User.objects.filter(id=seat.user_id, email__iexact=email).exists():
        raise ValidationError({"email": "Das ist Ihre eigene Adresse."})
    email, word = email.strip().lower(), secrets.token_urlsafe(32)
    for older in _open(seat, at=at).filter(email=email, role=role):
        _revoke(older, seat=seat, at=at)
    invitation = Invitation.objects.create(
        workspace_id=seat.workspace_id,
        email=email,
        role=role,
        department=department,
        valid_from=since,
        valid_until=until,
        token_hash=hash_of(word),
        invited_by_id=seat.user_id,
        invited_at=at,
        expires_at=at + HOLDS,
    )
    _send(invitation, seat=seat, address=link(word))
    _tell("accounts.invited", invitation, seat=seat, at=at)
    return invitation


@transaction.atomic
def resend(
    *, seat: Seat, invitation_id: UUID, link: Callable[[str], str], at: datetime
) -> Invitation:
    """Send the mail again with a new link that holds for another 14 days; the old one ends."""
    invitation = _waiting(seat, invitation_id)
    word = secrets.token_urlsafe(32)
    invitation.token_hash, invitation.expires_at = hash_of(word), at + HOLDS
    invitation.sent += 1
    invitation.save(update_fields=["token_hash", "expires_at", "sent"])
    _send(invitation, seat=seat, address=link(word))
    _tell("accounts.resent_invitation", invitation, seat=seat, at=at)
    return invitation


@transaction.atomic
def revoke(*, seat: Seat, invitation_id: UUID, at: datetime) -> None:
    """Take an invitation back; its link opens nothing from now on."""
    _revoke(_waiting(seat, invitation_id), seat=seat, at=at)


@transaction.atomic
def accept(*, word: str, user: User, at: datetime) -> Invitation:
    """Join with an account there is; the word was sent to the invited address."""
    return _join(open_by_word(word, at=at, lock=True), user=user, at=at)


@transaction.atomic
def accept_with_new_account(
    *, word: str, name: str, password: str, at: datetime
) -> tuple[Invitation, User]:
    """Make an account for the invited address and join.

    Raises `ValidationError` for a weak password, and for an address that has an account.
    """
    invitation = open_by_word(word, at=at, lock=True)
    validate_password(password, user=User(email=invitation.email, name=name))
    if User.objects.filter(email__iexact=invitation.email).exists():
        raise ValidationError(_NO_ACCOUNT)
    user = create_person(email=invitation.email, name=name, password=password, at=at)
    return _join(invitation, user=user, at=at), user


def open_by_word(word: str, *, at: datetime, lock: bool = False) -> Invitation:
    """Return the open invitation of a link; `Http404` when it is unknown, used, over or revoked."""
    held = Invitation.objects.select_for_update() if lock else Invitation.objects
    return get_object_or_404(
        held,
        token_hash=hash_of(word),
        accepted_at__isnull=True,
        revoked_at__isnull=True,
        expires_at__gt=at,
    )


def hash_of(word: str) -> str:
    """Return what is kept of a link's word."""
    return hashlib.sha256(word.encode()).hexdigest()


def _join(invitation: Invitation, *, user: User, at: datetime) -> Invitation:
    since = max(invitation.valid_from, timezone.localdate(at))
    if invitation.valid_until and invitation.valid_until <= since:
        raise ValidationError(
            "Die Zeit, für die Sie eingeladen waren, ist vorbei. Bitten Sie um eine neue Einladung."
        )
    invitation.accepted_at, invitation.accepted_by = at, user
    invitation.save(update_fields=["accepted_at", "accepted_by"])
    admit(
        user=user,
        workspace=invitation.workspace,
        role=Role(invitation.role),
        since=since,
        until=invitation.valid_until,
        department=invitation.department,
        actor_id=user.id,
        at=at,
    )
    record(
        verb="accounts.accepted_invitation",
        actor_id=user.id,
        workspace_id=invitation.workspace_id,
        kind="accounts.invitation",
        object_id=str(invitation.id),
        title=str(user),
        after={"role": invitation.role, "invited": invitation.email},
        at=at,
    )
    return invitation


def _open(seat: Seat, *, at: datetime):
    return Invitation.objects.select_for_update().filter(
        workspace_id=seat.workspace_id,
        accepted_at__isnull=True,
        revoked_at__isnull=True,
        expires_at__gt=at,
    )


def _waiting(seat: Seat, identity: UUID) -> Invitation:
    rules.check_care_for_people(seat)
    invitation = get_object_or_404(
        Invitation.objects.select_for_update(),
        id=identity,
        workspace_id=seat.workspace_id,
        accepted_at__isnull=True,
        revoked_at__isnull=True,
    )
    rules.check_give_role(seat, Role(invitation.role))
    return invitation


def _revoke(invitation: Invitation, *, seat: Seat, at: datetime) -> None:
    invitation.revoked_at = at
    invitation.save(update_fields=["revoked_at"])
    _tell("accounts.revoked_invitation", invitation, seat=seat, at=at)


def _send(invitation: Invitation, *, seat: Seat, address: str) -> None:
    text = render_to_string(
        "accounts/mails/invitation.txt",
        {
            "inviting": seat.user_name,
            "place": seat.workspace_name,
            "role": seat.labels.role(invitation.role),
            "invitation": invitation,
            "address": address,
        },
    )
    mail.send(
        to=invitation.email,
        subject=f"Einladung: {seat.workspace_name} arbeitet mit Klammer",
        text=text,
        key=f"accounts.invitation/{invitation.id}/{invitation.sent}",
        workspace_id=invitation.workspace_id,
    )


def _tell(verb: str, invitation: Invitation, *, seat: Seat, at: datetime) -> None:
    record(
        verb=verb,
        actor_id=seat.user_id,
        workspace_id=invitation.workspace_id,
        kind="accounts.invitation",
        object_id=str(invitation.id),
        title=invitation.email,
        after={
            "email": invitation.email,
            "role": str(Role(invitation.role)),
            "state": str(InvitationState(invitation.state_at(at))),
            "from": invitation.valid_from.isoformat(),
            "until": invitation.valid_until.isoformat() if invitation.valid_until else None,
        },
        at=at,
    )
