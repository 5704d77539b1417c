# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The processes that test_kills.py kills: web processes and workers of one instance.

    python -m tests.product.operation.killed web PORT | worker

Each POST is one deed in one transaction: a row, an entry of the audit trail, a job and a mail. The
job writes its row once (`whole`), another one in two steps that may be repeated.
"""

import os
import signal
import sys
import time

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "klammer_web.config.settings")

import django

django.setup()

# ruff: noqa: E402  # reason: models can be imported only after Django was set up
from django.core.handlers.wsgi import WSGIHandler
from django.db import transaction
from django.http import HttpResponse
from django.test.utils import override_settings
from django.urls import path
from django.utils import timezone

from klammer_web.accountability.actions import record
from klammer_web.operation.jobs import enqueue, job
from klammer_web.operation.mail import send
from klammer_web.operation.models import DigestItem
from klammer_web.operation.queue import working

TEST_ADDRESS = "empfang@beispiel.example"


def row(key, **more):
    """Create a row; a second one with the same key is an error."""
    return DigestItem.objects.create(
        key=key, recipient=TEST_ADDRESS, heading="h", text=key, mailed_at=timezone.now(), **more
    )


@job("test.once", whole=True)
def once(payload, _progress):
    """Write one row in the transaction that also ends the job."""
    row(f"once-{payload['n']}")
    time.sleep(0.01)


@job("test.steps")
def steps(payload, _progress):
    """Write two rows, one after the other; may be repeated from the beginning."""
    for step in (1, 2):
        DigestItem.objects.get_or_create(
            key=f"step{step}-{payload['n']}",
            defaults={"recipient": TEST_ADDRESS, "heading": "h", "mailed_at": timezone.now()},
        )
        time.sleep(0.01)


def deed(_request, number):
    """Do one deed, whole."""
    with transaction.atomic():
        if DigestItem.objects.filter(key=f"deed-{number}").exists():
            return HttpResponse("schon geschehen")
        row(f"deed-{number}")
        enqueue("test.once", {"n": number}, key=f"once-{number}")
        enqueue("test.steps", {"n": number}, key=f"steps-{number}")
        send(to=TEST_ADDRESS, subject=f"Tat {number}", text="Text", key=f"mail-{number}")
        record(
            verb="operation.job_repeated", actor_id=None, workspace_id=None, kind="deed",
            object_id=str(number), at=timezone.now(),
        )  # fmt: skip
    return HttpResponse("geschehen")


urlpatterns = [path("<int:number>/", deed)]
override_settings(ROOT_URLCONF=__name__, MIDDLEWARE=[], ALLOWED_HOSTS=["127.0.0.1"]).enable()
application = WSGIHandler()


def _web(port):
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    Granian(
        "tests.product.operation.killed:application", address="127.0.0.1", port=port,
        interface=Interfaces.WSGI, workers=2, blocking_threads=2, log_level=LogLevels.critical,
        log_access=False, respawn_failed_workers=True, respawn_interval=0.1,
    ).serve()  # fmt: skip


if __name__ == "__main__":
    if sys.argv[1] == "web":
        _web(int(sys.argv[2]))
    else:
        signal.signal(signal.SIGTERM, lambda *_: working.stop())
        working.work()
