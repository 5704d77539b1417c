# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Background work of the catalogue: builds that take minutes.

Each may be run again after its process died: everything in an instance becomes visible by one
rename, and the same figures give the same release.
"""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.urls import reverse
from django.utils import timezone

from klammer.base.cells import Audience
from klammer.base.errors import InputRefusedError, KlammerError
from klammer_web.accounts.models import User
from klammer_web.accounts.queries import seat_in
from klammer_web.accounts.seats import NOBODY, Seat
from klammer_web.catalogue.actions import destruction
from klammer_web.catalogue.actions import releases as actions
from klammer_web.catalogue.models import Destruction, Preparation
from klammer_web.catalogue.phrases.refusals import refusal
from klammer_web.operation.enums import OPEN_JOBS
from klammer_web.operation.jobs import Progress, enqueue, job
from klammer_web.operation.models import Job

PREPARE = "catalogue.prepare_release"
CREATE = "catalogue.create_release"
VERIFY = "catalogue.verify_release"
_BUILDS = (PREPARE, CREATE, VERIFY)


def begin(name: str, title: str, *, seat: Seat, **payload: Any) -> Job:
    """Ask for a build; the job's page tells how far it is.

    Raises `InputRefusedError` while other work of this instance is under way.
    """
    other = Job.objects.filter(name__in=_BUILDS, state__in=OPEN_JOBS).first()
    if other is not None:
        raise InputRefusedError(
            "other work is running",
            where=_named(other, seat),
            why="two builds at the same time would only slow each other down",
            remedy="wait until it is done",
            code="work_running",
            title=_named(other, seat),
        )
    asked = {"user": str(seat.user_id), "workspace": str(seat.workspace_id), **payload}
    return enqueue(
        name,
        asked | {"at": timezone.now().isoformat()},
        key=f"{name}:{uuid4()}",
        title=title,
        workspace_id=seat.workspace_id,
        requested_by_id=seat.user_id,
    )


def _named(other: Job, seat: Seat) -> str:
    """Name work of the own workspace; what others work on is not told."""
    is_own = other.workspace_id == seat.workspace_id
    return other.title if is_own else "Arbeit eines anderen Mandanten"


def _explain(error: Exception) -> dict[str, str] | None:
    return refusal(error).as_json() if isinstance(error, KlammerError) else None


def _seat(payload: dict[str, Any]) -> Seat:
    """Return the person's seat as it is now: a right that was taken away since does not work."""
    person = User.objects.filter(pk=payload["user"], is_active=True).first()
    if person is None:
        return NOBODY
    wanted = UUID(payload["workspace"])
    seat = seat_in(person, day=timezone.localdate(), workspace_id=wanted)
    return seat if seat.workspace_id == wanted else NOBODY


def _at(payload: dict[str, Any]) -> datetime:
    return datetime.fromisoformat(payload["at"])


@job(PREPARE, long=True, explain=_explain)
def prepare_release(payload: dict[str, Any], progress: Progress) -> str:
    """Count what a release would show."""
    made = actions.prepare_release(
        seat=_seat(payload),
        audience=Audience(payload["audience"]),
        is_common=payload["is_common"],
        at=_at(payload),
        progress=progress,
    )
    return reverse("catalogue:release_prepared", args=[made.id])


@job(CREATE, long=True, explain=_explain)
def create_release(payload: dict[str, Any], progress: Progress) -> str:
    """Build everything as it was prepared, and release it."""
    seat = _seat(payload)
    prepared = Preparation.objects.select_related("workspace").get(
        pk=payload["preparation"], workspace_id=seat.workspace_id
    )
    made = actions.create_release(
        seat=seat, preparation=prepared, at=_at(payload), progress=progress
    )
    return reverse("catalogue:release", args=[made.root[:12]])


@job(VERIFY, long=True, explain=_explain)
def verify_release(payload: dict[str, Any], progress: Progress) -> str:
    """Compute a release again from the bytes as delivered."""
    progress("Alle Lieferungen werden neu gelesen und gerechnet", 0.1)
    actions.verify_release(seat=_seat(payload), root=payload["root"], at=_at(payload))
    return reverse("catalogue:release", args=[payload["root"][:12]])


@job(destruction.CARRY_OUT, explain=_explain)
def destroy(payload: dict[str, Any], _progress: Progress) -> str:
    """Destroy a file that two persons decided about."""
    asked = Destruction.objects.select_related("asked_by", "answered_by").get(
        pk=payload["destruction"]
    )
    destruction.carry_out(asked, at=timezone.now())
    return reverse("catalogue:destruction", args=[asked.pk])
