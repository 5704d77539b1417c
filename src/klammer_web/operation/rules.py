# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the state of a job or a mail allows."""

from klammer_web.operation.enums import OPEN_JOBS, JobState, MailState
from klammer_web.operation.models import Job, OutgoingMail

_AGAIN = {MailState.FAILED, MailState.UNCLEAR}
_SETTLE = {MailState.WAITING, MailState.FAILED, MailState.UNCLEAR}


class StateError(ValueError):
    """The state no longer allows this; the text is German and meant for the person."""


def may_send_again(mail: OutgoingMail) -> bool:
    """Whether a person may ask for another attempt."""
    return mail.state in _AGAIN


def may_settle(mail: OutgoingMail) -> bool:
    """Whether a person may say that the mail went out by hand, or shall not go out."""
    return mail.state in _SETTLE


def may_stop(job: Job) -> bool:
    """Whether work can still be ended."""
    return job.state in OPEN_JOBS and job.stop_asked_at is None


def may_repeat(job: Job) -> bool:
    """Whether work that came to a bad end can be asked for again."""
    return job.state in {JobState.FAILED, JobState.UNCLEAR}


def check(allowed: bool, *, now: str) -> None:  # noqa: FBT001  # reason: reads as a sentence
    """Raise `StateError` unless it is allowed; `now` is the German word of the present state."""
    if not allowed:
        raise StateError(f"Das geht nicht mehr: Der Stand ist jetzt „{now}“.")
