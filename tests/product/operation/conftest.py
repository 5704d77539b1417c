# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Kinds of background work for one test."""

import pytest

from klammer_web.operation.jobs import job
from klammer_web.operation.queue import registry


@pytest.fixture
def kinds(monkeypatch):
    """Register background work for this test: kinds(name, work, **manner)."""
    monkeypatch.setattr(registry, "_KINDS", dict(registry._KINDS))
    monkeypatch.setattr(registry, "_DAILY", {})

    def register(name, work, **manner):
        return job(name, **manner)(work)

    return register


@pytest.fixture
def record_of():
    """What was written into the audit trail: record_of() lists the verbs in order."""
    from klammer_web.accountability.models import AuditEntry

    def verbs():
        return list(AuditEntry.objects.order_by("sequence").values_list("verb", flat=True))

    return verbs
