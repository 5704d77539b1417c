# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Telling the second persons that a file waits for their word: a task, a line here, and a mail."""

from datetime import datetime

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from klammer_web.accounts.links import absolute
from klammer_web.catalogue.models import Destruction
from klammer_web.catalogue.queries.destructions import seconds
from klammer_web.chain.enums import NotificationKind
from klammer_web.chain.notifications.sending import News, notify
from klammer_web.operation import mail


def tell_seconds(asked: Destruction, *, at: datetime) -> None:
    """Tell everybody who may decide, besides the person who asks.

    The mail names no file: its name may hold what should never have been delivered.
    """
    path = reverse("catalogue:destruction", args=[asked.pk])
    news = News(
        NotificationKind.SECOND_LOOK,
        f"destruction:{asked.pk}",
        "Eine gelieferte Datei soll vernichtet werden: Ihr Wort wird gebraucht",
        path,
    )
    for workspace_id, people in seconds(asked, day=timezone.localdate(at)).items():
        notify(news, to=[one.id for one in people], workspace_id=workspace_id, at=at)
        for one in people:
            mail.send(
                to=one.email,
                subject="Klammer: Vernichtung einer Datei bestätigen oder ablehnen",
                text=render_to_string(
                    "catalogue/mails/destruction.txt", {"asked": asked, "address": absolute(path)}
                ),
                key=f"catalogue.destruction/{asked.pk}/{one.id}",
                workspace_id=workspace_id,
            )
