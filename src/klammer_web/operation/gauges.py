# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Numbers for the operator's monitoring, in Prometheus' text form; never a name or a value.

They come from the database at each question, so that all processes answer alike.
"""

import hmac
import shutil
import time
from collections.abc import Iterator

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpResponse
from django.views.decorators.http import require_safe
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.exposition import CONTENT_TYPE_LATEST

from klammer_web.operation.enums import JobState, MailState
from klammer_web.operation.queries import Pulse, pulse

_FORWARDED = ("HTTP_FORWARDED", "HTTP_X_FORWARDED_FOR", "HTTP_X_REAL_IP")


@require_safe
def gauges(request):
    """Answer who knows the token, or asks from this machine itself without a proxy between."""
    if not _may_ask(request):
        return HttpResponse("not for this address\n", status=403, content_type="text/plain")
    registry = CollectorRegistry(auto_describe=False)
    registry.register(_Collector())
    return HttpResponse(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)


def _may_ask(request) -> bool:
    token = settings.GAUGES_TOKEN
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if token and hmac.compare_digest(given.encode(), token.encode()):
        return True
    is_near = request.META.get("REMOTE_ADDR") in {"127.0.0.1", "::1"}
    return is_near and not any(request.META.get(name) for name in _FORWARDED)


class _Collector:
    """Ask the database once for each question of the monitoring."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        begun = time.monotonic()
        try:
            found: Pulse | None = pulse()
        except DatabaseError:
            found = None
        yield _one("klammer_database_up", "1 when the database answers", int(found is not None))
        if found is not None:
            took = time.monotonic() - begun
            yield _one("klammer_database_seconds", "time of the questions asked here", took)
            yield from _of(found)
        if settings.INSTANCE.is_dir():
            free = shutil.disk_usage(settings.INSTANCE).free
            yield _one("klammer_disk_free_bytes", "free space below the instance", free)


def _of(found: Pulse) -> Iterator[GaugeMetricFamily]:
    yield _one("klammer_workers", "processes that do background work", found.workers)
    waited = found.oldest_waiting.total_seconds()
    yield _one("klammer_job_waiting_seconds", "age of the oldest waiting job", waited)
    yield _many("klammer_jobs", "background work by state", found.jobs, JobState.values)
    yield _many("klammer_mails", "outgoing mail by state", found.mails, MailState.values)


def _one(name: str, meaning: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(name, meaning, value=value)


def _many(name: str, meaning: str, counted: dict[str, int], states) -> GaugeMetricFamily:
    family = GaugeMetricFamily(name, meaning, labels=["state"])
    for state in states:
        family.add_metric([state], counted.get(state, 0))
    return family
