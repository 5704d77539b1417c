# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Background work: every night what was kept long enough is deleted."""

from django.utils import timezone

from klammer_web.accountability.actions.retention import keep_retention
from klammer_web.operation.jobs import Progress, daily, job


@job("accountability.retention", title="Aufbewahrungsfristen einhalten", whole=True)
def retention(payload: dict, progress: Progress) -> None:  # noqa: ARG001  # reason: every job has both
    """Delete what is due."""
    keep_retention(at=timezone.now())


daily("accountability.retention", hour=3)
