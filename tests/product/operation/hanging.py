# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The worker that test_hanging.py lets hang: `python -m tests.product.operation.hanging`.

Its work takes the database's write lock, and the first process that does it never comes back.
"""

import os
import sys
import time
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "klammer_web.config.settings")

import django

django.setup()

# ruff: noqa: E402  # reason: models can be imported only after Django was set up
from django.db import transaction
from django.utils import timezone

from klammer_web.config import workers
from klammer_web.operation.jobs import job
from klammer_web.operation.models import DigestItem

PATIENCE = 1.0


@job("test.hanging", patience=PATIENCE)
def hanging(payload, _progress):
    """Hang inside a transaction, the first time."""
    mark = Path(payload["mark"])
    with transaction.atomic():
        DigestItem.objects.create(
            key=f"{payload['mark']} {mark.exists()}", recipient="empfang@beispiel.example",
            heading="h", text="t", mailed_at=timezone.now(),
        )  # fmt: skip
        if not mark.exists():
            mark.touch()
            while True:
                time.sleep(60)


@job("test.moving", patience=PATIENCE)
def moving(_payload, progress):
    """Take longer than its patience, and tell of each step."""
    for step in range(4):
        time.sleep(PATIENCE / 2)
        progress("Schritt", step / 4)


if __name__ == "__main__":
    sys.exit(workers.run(with_parent=False))
