# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What operation keeps no longer than needed: entries, finished work, texts of mails."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from klammer_web.operation.enums import JobState, MailState
from klammer_web.operation.models import AskedAmount, DigestItem, Job, OutgoingMail
from klammer_web.operation.queue.progress import Progress

KEEP_ENTRIES = timedelta(days=1)
KEEP_JOBS = timedelta(days=30)
KEEP_TEXTS = timedelta(days=30)
KEEP_MAILS = timedelta(days=365)
_OVER = (JobState.DONE, JobState.CANCELLED)
_AWAY = (MailState.SENT, MailState.BY_HAND, MailState.DROPPED)
GONE = "Der Text wurde nach 30 Tagen gelöscht."


def tidy(_payload: dict[str, Any], progress: Progress) -> None:
    """Delete what is older than the days above; of sent mails only subject and date remain."""
    now = timezone.now()
    DBTaskResult.objects.finished().filter(finished_at__lt=now - KEEP_ENTRIES).delete()
    Job.objects.filter(state__in=_OVER, finished_at__lt=now - KEEP_JOBS).delete()
    AskedAmount.objects.filter(until__lt=now - KEEP_ENTRIES).delete()
    progress.check()
    away = OutgoingMail.objects.filter(state__in=_AWAY)
    away.filter(finished_at__lt=now - KEEP_TEXTS).update(text=GONE, attachments=[])
    away.filter(finished_at__lt=now - KEEP_MAILS).delete()
    DigestItem.objects.filter(mailed_at__lt=now - KEEP_TEXTS).delete()
