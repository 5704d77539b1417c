# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading an uploaded file: small ones at once, large ones in the background.

A job that died may run again: what it had read lies in a scratch folder and counts for nothing
until one rename.
"""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.urls import reverse
from django.utils import timezone

from klammer.base.errors import KlammerError
from klammer_web.accounts.models import User
from klammer_web.accounts.queries import seat_in
from klammer_web.accounts.seats import NOBODY, Seat
from klammer_web.catalogue.actions import uploads as actions
from klammer_web.catalogue.models import Upload
from klammer_web.catalogue.phrases.refusals import refusal
from klammer_web.operation.enums import OPEN_JOBS
from klammer_web.operation.jobs import Progress, enqueue, job
from klammer_web.operation.models import Job

STAGE = "catalogue.stage_upload"
AT_ONCE_UP_TO = 3_000_000  # bytes; what takes longer than a person waits for a page is a job


def stage(upload: Upload, *, seat: Seat) -> Job | None:
    """Read and check the file; return the job that does it when it is a large one."""
    if upload.size <= AT_ONCE_UP_TO:
        actions.stage(upload, seat=seat, at=timezone.now())
        return None
    return enqueue(
        STAGE,
        {
            "user": str(seat.user_id),
            "workspace": str(seat.workspace_id),
            "upload": str(upload.id),
            "at": timezone.now().isoformat(),
        },
        key=f"{STAGE}:{upload.id}:{uuid4()}",
        title=f"„{upload.name[:150]}“ einlesen",
        workspace_id=seat.workspace_id,
        requested_by_id=seat.user_id,
    )


def under_way(upload: Upload) -> Job | None:
    """Return the job that is reading this upload, if there is one."""
    open_jobs = Job.objects.filter(name=STAGE, state__in=OPEN_JOBS)
    return open_jobs.filter(key__startswith=f"{STAGE}:{upload.id}:").first()


def _explain(error: Exception) -> dict[str, str] | None:
    return refusal(error).as_json() if isinstance(error, KlammerError) else None


@job(STAGE, long=True, explain=_explain)
def stage_upload(payload: dict[str, Any], progress: Progress) -> str:
    """Read and check one uploaded file; a refusal stands on the upload's page."""
    progress("Die Datei wird gelesen und geprüft", 0.1)
    address = reverse("catalogue:upload", args=[payload["upload"]])
    found = Upload.objects.filter(pk=payload["upload"]).first()
    if found is None or not found.is_open:
        return address  # decided meanwhile: nothing to do
    actions.stage(found, seat=_seat(payload), at=datetime.fromisoformat(payload["at"]))
    return address


def _seat(payload: dict[str, Any]) -> Seat:
    """Return the person's seat as it is now: a right that was taken away since does not work."""
    person = User.objects.filter(pk=payload["user"], is_active=True).first()
    if person is None:
        return NOBODY
    wanted = UUID(payload["workspace"])
    seat = seat_in(person, day=timezone.localdate(), workspace_id=wanted)
    return seat if seat.workspace_id == wanted else NOBODY
