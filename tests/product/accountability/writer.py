# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""A process of its own: many threads record at the same time; without acts it lays out tables.

    python -m tests.product.accountability.writer THREADS ACTS

Some acts fail after they were recorded; their entries must not stay.
"""

import os
import sys
from concurrent.futures import ThreadPoolExecutor

os.environ["DJANGO_SETTINGS_MODULE"] = "klammer_web.config.settings"


def main(threads: int, acts: int) -> None:
    """Record THREADS × ACTS acts, every fifth of which fails."""
    import django

    django.setup()
    from django.core.management import call_command

    if not acts:
        for app in ("contenttypes", "accounts", "accountability"):
            call_command("migrate", app, verbosity=0)
    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(lambda thread: _write(thread, acts), range(threads)))


def _write(thread: int, acts: int) -> None:
    from django.db import connection

    for number in range(acts):
        try:
            _act(thread, number)
        except ZeroDivisionError:
            continue
    connection.close()


def _act(thread: int, number: int) -> None:
    from django.db import transaction
    from django.utils import timezone

    from klammer_web.accountability.actions import record

    with transaction.atomic():
        record(
            verb="test.written",
            actor_id=None,
            workspace_id=None,
            kind=f"thread-{thread}",
            object_id=str(number),
            after={"number": number},
            at=timezone.now(),
        )
        if number % 5 == 4:
            raise ZeroDivisionError


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
