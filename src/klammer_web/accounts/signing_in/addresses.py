# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The mail address by which a person signs in: ours is the truth, allauth keeps a copy."""

from allauth.account.models import EmailAddress
from django.db import transaction

from klammer_web.accounts.models import User


@transaction.atomic
def settle(user: User) -> None:
    """Make the person's address the one that allauth knows, and no other beside a wished one.

    An account comes by invitation: its address was confirmed by opening the invitation, or given
    by the administration, and counts as confirmed.
    """
    email = user.email.lower()
    known = EmailAddress.objects.filter(user=user, primary=True).first()
    if known and known.email == email and known.verified:
        return
    EmailAddress.objects.filter(email=email, verified=True).exclude(user=user).delete()
    EmailAddress.objects.filter(user=user).delete()
    EmailAddress.objects.create(user=user, email=email, primary=True, verified=True)


def follow(user: User) -> None:
    """Forget the old address at once when ours was changed: it must not reset the password."""
    known = EmailAddress.objects.filter(user=user, primary=True).first()
    if known and known.email != user.email.lower():
        settle(user)
