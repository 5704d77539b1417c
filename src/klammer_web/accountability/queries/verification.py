# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads: the whole chain, to be inspected."""

from collections.abc import Iterator, Mapping

from django.db import connection, transaction

from klammer_web.accountability import sealing, triggers
from klammer_web.accountability.inspection import Finding, Report, Row, inspect
from klammer_web.accountability.models import AuditEntry, ChainHead

CHUNK = 2_000


def head() -> tuple[int, str]:
    """Return number and seal of the newest entry."""
    found = ChainHead.objects.filter(pk=1).first()
    return (found.sequence, found.seal) if found else (0, sealing.START)


def verify(*, kept: Mapping[int, str] | None = None) -> Report:
    """Inspect the chain as it stands; the walls of the database count as a finding too."""
    with transaction.atomic():
        # The head waits for a writer on its way, so that head and rows are of one moment.
        ChainHead.objects.select_for_update().filter(pk=1).first()
        report = inspect(_rows(), head=head(), kept=kept)
    missing = triggers.missing(connection)
    if not missing:
        return report
    wall = Finding(
        "walls_missing", ", ".join(missing), "the database no longer refuses changes itself"
    )
    return Report(report.count, report.sequence, report.seal, (*report.findings, wall))


def _rows() -> Iterator[Row]:
    apart = ("held__salt", "held__text", "came_from__salt", "came_from__request")
    asked = (*sealing.FIELDS, "seal", *apart, "came_from__address")
    ordered = AuditEntry.objects.order_by("sequence").values(*asked)
    for one in ordered.iterator(chunk_size=CHUNK):
        content = origin = None
        if one["held__salt"] is not None:
            content = (one["held__salt"], one["held__text"])
        if one["came_from__salt"] is not None:
            told = sealing.origin_text(
                request=one["came_from__request"], address=one["came_from__address"]
            )
            origin = (one["came_from__salt"], told)
        fields = {name: one[name] for name in sealing.FIELDS}
        yield Row(fields=fields, seal=one["seal"], content=content, origin=origin)
