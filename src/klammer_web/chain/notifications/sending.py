# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tell people something: here at once, by mail as each of them chose.

Part of the caller's transaction: what is not stored is not told. The same key is told once. A mail
never names the object or quotes what was written: titles of figures hold values, and mails travel
in the open.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from klammer_web.accounts.links import absolute
from klammer_web.accounts.models import User
from klammer_web.chain import colleagues
from klammer_web.chain.enums import NotificationKind, NotificationManner
from klammer_web.chain.kinds import Ref
from klammer_web.chain.models import Notification
from klammer_web.chain.notifications import manners
from klammer_web.operation import mail
from klammer_web.operation.mail import digest


@dataclass(frozen=True, slots=True)
class News:
    """What is told.

    key      stable: the same key is told to a person once
    title    one sentence; it goes into mails, so it holds no figures
    ref      the object it is about, shown as far as the reader may see it then
    """

    kind: NotificationKind
    key: str
    title: str
    address: str
    ref: Ref | None = None


@transaction.atomic
def notify(
    news: News,
    *,
    to: Iterable[UUID | None],
    workspace_id: UUID,
    at: datetime,
    besides: UUID | None = None,
) -> list[Notification]:
    """Tell those who have a role in the workspace today; return what is new.

    besides   who did it, and need not be told
    """
    wanted = {one for one in to if one is not None and one != besides}
    here = colleagues.in_workspace(workspace_id, day=timezone.localdate(at)) if wanted else []
    people = [user for user in here if user.id in wanted]
    ways = manners.of_people([user.id for user in people], news.kind)
    told = []
    for user in people:
        made, is_new = Notification.objects.get_or_create(
            person=user,
            key=news.key[:200],
            defaults={
                "workspace_id": workspace_id,
                "kind": news.kind,
                "title": " ".join(news.title.split())[:300],
                "object_kind": news.ref.kind if news.ref else "",
                "object_id": news.ref.id if news.ref else "",
                "address": news.address,
                "made_at": at,
            },
        )
        if is_new:
            _by_mail(made, user=user, manner=ways[user.id])
            told.append(made)
    return told


def _by_mail(made: Notification, *, user: User, manner: NotificationManner) -> None:
    address = absolute(reverse("notifications:open", args=[made.pk]))
    if manner == NotificationManner.DAILY:
        digest.collect(
            to=user.email,
            heading=manners.HEADINGS[NotificationKind(made.kind)],
            text=made.title,
            key=f"notification:{made.pk}",
            address=address,
        )
    elif manner == NotificationManner.AT_ONCE:
        mail.send(
            to=user.email,
            subject=f"Klammer: {made.title}"[:300],
            text=_text(made, address),
            key=f"notification:{made.pk}",
            workspace_id=made.workspace_id,
        )


def _text(made: Notification, address: str) -> str:
    choices = absolute(reverse("notifications:choices"))
    return "\n".join(
        [
            "Guten Tag,",
            "",
            made.title,
            "",
            f"Öffnen: {address}",
            "",
            "Wovon Sie Mails bekommen, wählen Sie hier:",
            choices,
            "",
            "Klammer",
            "",
        ]
    )
