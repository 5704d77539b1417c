# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writes of the people who run things: another attempt, sent by hand, stop, once more."""

from datetime import datetime
from uuid import uuid4

from django.db import transaction

from klammer_web.operation import phrases, rules
from klammer_web.operation.enums import JobState, MailState
from klammer_web.operation.mail.outbox import deliver
from klammer_web.operation.models import Job, OutgoingMail
from klammer_web.operation.ports import Actor, record
from klammer_web.operation.queue import dispatching


@transaction.atomic
def send_again(mail: OutgoingMail, *, actor: Actor, at: datetime) -> None:
    """Try once more, on a person's word; the Message-ID stays, so that a double is recognised."""
    held = OutgoingMail.objects.select_for_update().get(pk=mail.pk)
    rules.check(rules.may_send_again(held), now=held.get_state_display())
    before = held.state
    held.state, held.attempts, held.error, held.finished_at = MailState.WAITING, 0, "", None
    held.save(update_fields=["state", "attempts", "error", "finished_at"])
    deliver(held, attempt=uuid4().hex)
    _note(held, phrases.SENT_AGAIN, actor=actor, before=before, at=at)


@transaction.atomic
def mark_by_hand(mail: OutgoingMail, *, actor: Actor, at: datetime) -> None:
    """Note that a person sent the downloaded mail with another program."""
    _settle(mail, MailState.BY_HAND, phrases.SENT_BY_HAND, actor=actor, at=at)


@transaction.atomic
def drop(mail: OutgoingMail, *, actor: Actor, at: datetime) -> None:
    """Note that a mail shall not be sent."""
    _settle(mail, MailState.DROPPED, phrases.DROPPED, actor=actor, at=at)


def _settle(mail: OutgoingMail, state: MailState, verb: str, *, actor: Actor, at: datetime) -> None:
    held = OutgoingMail.objects.select_for_update().get(pk=mail.pk)
    rules.check(rules.may_settle(held), now=held.get_state_display())
    before = held.state
    held.state, held.finished_at = state, at
    held.save(update_fields=["state", "finished_at"])
    _note(held, verb, actor=actor, before=before, at=at)


def _note(mail: OutgoingMail, verb: str, *, actor: Actor, before: str, at: datetime) -> None:
    record(
        verb=verb,
        actor=actor,
        kind=phrases.MAIL,
        object_id=str(mail.pk),
        title=mail.subject,
        before={"state": str(before)},
        after={"state": str(mail.state)},
        at=at,
    )


@transaction.atomic
def ask_to_stop(job: Job, *, actor: Actor, at: datetime) -> None:
    """End work: at once when it still waits, at its next step when it runs."""
    rules.check(rules.may_stop(job), now=job.get_state_display())
    waiting = Job.objects.filter(pk=job.pk, state=JobState.WAITING)
    ended = waiting.update(state=JobState.CANCELLED, stop_asked_at=at, finished_at=at)
    if not ended:
        Job.objects.filter(pk=job.pk, state=JobState.RUNNING).update(stop_asked_at=at)
    _note_job(job, phrases.STOPPED, actor=actor, at=at)


@transaction.atomic
def repeat(job: Job, *, actor: Actor, at: datetime) -> None:
    """Do work once more that failed, or of which nobody knows whether it was done."""
    held = Job.objects.select_for_update().get(pk=job.pk)
    rules.check(rules.may_repeat(held), now=held.get_state_display())
    fresh = {"state": JobState.WAITING, "attempts": 0, "refusal": None, "stop_asked_at": None}
    Job.objects.filter(pk=held.pk).update(**fresh, finished_at=None, run_after=at, holder="")
    dispatching.dispatch(held)
    _note_job(held, phrases.REPEATED, actor=actor, at=at)


def _note_job(job: Job, verb: str, *, actor: Actor, at: datetime) -> None:
    record(verb=verb, actor=actor, kind=phrases.JOB, object_id=str(job.pk), title=str(job), at=at)
