# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What other rooms do, told to those it concerns: second looks, shares, work in the background."""

import logging
from uuid import UUID

from django.db.models.signals import post_save
from django.urls import reverse
from django.utils import timezone
from django_tasks.signals import task_finished

from klammer_web.accounts.enums import Role, SecondLookState, ShareTarget
from klammer_web.accounts.models import SecondLook, Share
from klammer_web.accounts.queries import second_looks as looks
from klammer_web.accounts.queries.people import with_roles
from klammer_web.accounts.rules import STAFF
from klammer_web.chain.enums import NotificationKind
from klammer_web.chain.notifications.sending import News, notify
from klammer_web.operation.enums import JobState
from klammer_web.operation.models import Job
from klammer_web.ui.templatetags.navigation import address_of

_log = logging.getLogger(__name__)

_ENDED = {
    JobState.DONE: "Fertig",
    JobState.FAILED: "Gescheitert",
    JobState.UNCLEAR: "Unterbrochen",
}


def connect() -> None:
    """Begin to listen; called once, from `ready`."""
    post_save.connect(_second_look, sender=SecondLook, dispatch_uid="chain.second_look")
    post_save.connect(_share, sender=Share, dispatch_uid="chain.share")
    task_finished.connect(_task_finished, dispatch_uid="chain.job")


def _second_look(instance: SecondLook, created: bool, **_named) -> None:  # noqa: FBT001  # reason: Django's names
    address = reverse("accounts:second_look", args=[instance.pk])
    state = SecondLookState(instance.state)
    if created:
        at = instance.asked_at
        heads = looks.heads(
            instance.workspace_id, besides=instance.asked_by_id, day=timezone.localdate(at)
        )
        to = [user.id for user in heads]
        title = "Um Ihren zweiten Blick wird gebeten"
    elif state in {SecondLookState.AGREED, SecondLookState.DECLINED}:
        at, to = instance.decided_at, [instance.asked_by_id]
        title = f"Der zweite Blick, um den Sie gebeten haben: {state.label}"
    else:
        return
    news = News(
        NotificationKind.SECOND_LOOK, f"second_look:{instance.pk}:{state.value}", title, address
    )
    notify(news, to=to, workspace_id=instance.workspace_id, at=at)


def _share(instance: Share, created: bool, **_named) -> None:  # noqa: FBT001  # reason: Django's names
    roles: set[Role] = {
        ShareTarget.WORKSPACE: set(STAFF),
        ShareTarget.ROLE: {Role(instance.role)} if instance.role else set(),
    }.get(ShareTarget(instance.target), set())
    if not created or not roles:
        return
    people = with_roles(
        roles, workspace_id=instance.to_workspace_id, day=timezone.localdate(instance.at)
    )
    news = News(
        NotificationKind.SHARE,
        f"share:{instance.pk}",
        f"„{instance.workspace}“ hat etwas an Sie weitergegeben",
        reverse("accounts:shares"),
    )
    to = [user.id for user in people]
    notify(news, to=to, workspace_id=instance.to_workspace_id, at=instance.at)


def _task_finished(task_result, **_named) -> None:
    """Tell who began it how a job ended; the queue's entry names it in its only argument."""
    try:
        identity = UUID(str(task_result.args[0]))
    except (IndexError, ValueError):
        return
    try:
        job = Job.objects.filter(pk=identity).first()
        if job is not None:
            tell_of_job(job)
    except Exception as error:  # noqa: BLE001  # reason: the work is done; the worker goes on
        _log.error("nobody was told how a job ended: %s", type(error).__name__)


def tell_of_job(job: Job) -> None:
    """Tell who began a job that it ended, once."""
    word = _ENDED.get(JobState(job.state))
    if word is None or job.requested_by_id is None or job.workspace_id is None:
        return
    news = News(
        NotificationKind.JOB,
        f"job:{job.pk}:{job.attempts}",
        f"{word}: {job.title or 'Hintergrundarbeit'}",
        job.result if job.result.startswith("/") else address_of("catalogue:work", job.pk) or "/",
    )
    at = job.finished_at or timezone.now()
    notify(news, to=[job.requested_by_id], workspace_id=job.workspace_id, at=at)
