# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Delete what was kept long enough, by the classification, and record that it was done."""

from datetime import datetime, timedelta

from django.db import transaction

from klammer_web.accountability import inspection
from klammer_web.accountability.actions.record import record
from klammer_web.accountability.models import AuditOrigin
from klammer_web.accountability.personal.classification import Holding, load

ORIGIN_DAYS = 90


@transaction.atomic
def keep_retention(*, at: datetime) -> dict[str, int]:
    """Delete all that is due; return how many rows of each table. One entry tells all of it."""
    gone = {one.label: _delete(one, at) for one in load().holdings.values() if one.retention}
    origins = _due_origins(at)
    AuditOrigin.objects.filter(entry_id__in=origins).delete()
    gone["accountability.AuditOrigin"] = len(origins)
    gone = {label: count for label, count in sorted(gone.items()) if count}
    if gone:
        record(
            verb=inspection.ERASED,
            actor_id=None,
            workspace_id=None,
            kind="accountability.trail",
            object_id="retention",
            title="Aufbewahrung",
            after={**inspection.erasure(origin=origins), "rows": gone},
            at=at,
        )
    return gone


def _delete(holding: Holding, at: datetime) -> int:
    due = at - timedelta(days=holding.retention["days"])
    rows = holding.model._base_manager.filter(**{f"{holding.retention['field']}__lt": due})  # noqa: SLF001  # reason: Django's documented name
    label = holding.label
    return rows.delete()[1].get(label, 0)


def _due_origins(at: datetime) -> list[int]:
    due = at - timedelta(days=ORIGIN_DAYS)
    found = AuditOrigin.objects.filter(entry__at__lt=due)
    return list(found.values_list("entry_id", flat=True))
