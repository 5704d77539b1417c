# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The workers of test_hanging.py: `python -m tests.product.operation.hanging MARK PATIENCE`.

Each asks for the same job and works. It takes the database's write lock, and the first process that
does it never comes back.
"""

import os
import sys
import time
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "klammer_web.config.settings")

import django

django.setup()

# ruff: noqa: E402  # reason: models can be imported only after Django was set up
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from klammer_web.config import workers
from klammer_web.operation.jobs import enqueue, job
from klammer_web.operation.models import DigestItem

MARK, PATIENCE = sys.argv[1], float(sys.argv[2])


@job("test.hanging", patience=PATIENCE)
def hanging(_payload, _progress):
    """Hang inside a transaction, the first time."""
    mark = Path(MARK)
    with transaction.atomic():
        DigestItem.objects.create(
            key=f"again: {mark.exists()}", recipient="empfang@beispiel.example",
            heading="h", text="t", mailed_at=timezone.now(),
        )  # fmt: skip
        if not mark.exists():
            mark.touch()
            while True:
                time.sleep(60)


if __name__ == "__main__":
    call_command("migrate", verbosity=0, skip_checks=True)
    enqueue("test.hanging", {}, key="once")
    sys.exit(workers.run(with_parent=False))
