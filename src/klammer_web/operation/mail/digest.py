# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""One mail a day for each person, from what was collected since the last one."""

from itertools import groupby
from typing import Any

from django.db import transaction
from django.utils import timezone

from klammer_web.operation.mail.outbox import send
from klammer_web.operation.models import DigestItem
from klammer_web.operation.queue.progress import Progress

HOUR = 6  # local time from which the day's mails are written


def collect(*, to: str, heading: str, text: str, key: str, address: str = "") -> DigestItem:
    """Keep one line for a person's next daily mail; the same key is the same line."""
    item, _ = DigestItem.objects.get_or_create(
        key=key,
        defaults={
            "recipient": to.lower(),
            "heading": heading[:120],
            "text": text[:500],
            "address": address,
        },
    )
    return item


def write_digests(payload: dict[str, Any], progress: Progress) -> None:
    """Write each person's mail of this day, in one transaction with taking its lines."""
    day = payload.get("day") or timezone.localdate().isoformat()
    waiting = DigestItem.objects.filter(mailed_at__isnull=True)
    recipients = sorted(set(waiting.values_list("recipient", flat=True)))
    for number, recipient in enumerate(recipients):
        progress("Tagesmails werden geschrieben", number / len(recipients))
        _write(recipient, day)


def _write(recipient: str, day: str) -> None:
    with transaction.atomic():
        items = list(
            DigestItem.objects.select_for_update()
            .filter(recipient=recipient, mailed_at__isnull=True)
            .order_by("heading", "created_at")
        )
        if not items:
            return
        send(to=recipient, subject=_subject(items), text=_text(items), key=_key(recipient, day))
        DigestItem.objects.filter(pk__in=[one.pk for one in items]).update(mailed_at=timezone.now())


def _key(recipient: str, day: str) -> str:
    return f"digest:{day}:{recipient}"[:200]


def _subject(items: list[DigestItem]) -> str:
    count = "eine Neuigkeit" if len(items) == 1 else f"{len(items)} Neuigkeiten"
    return f"Klammer: {count} für Sie"


def _text(items: list[DigestItem]) -> str:
    parts = ["Guten Tag,", "", "seit der letzten Tagesmail gab es für Sie:", ""]
    for heading, lines in groupby(items, key=lambda item: item.heading):
        parts += [heading, "-" * len(heading)]
        for item in lines:
            parts.append(f"• {item.text}")
            if item.address:
                parts.append(f"  {item.address}")
        parts.append("")
    parts += ["Diese Mail kommt höchstens einmal am Tag.", "Klammer", ""]
    return "\n".join(parts)
