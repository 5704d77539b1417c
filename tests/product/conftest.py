# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What every test of the product starts from."""

import pytest

from klammer_web.config.walls.limits import COUNTER


@pytest.fixture(autouse=True)
def _password_is_enough(settings):
    """Let roles sign in without a second factor, except where a test is about it."""
    settings.SECOND_FACTOR_ROLES = frozenset()


@pytest.fixture(autouse=True)
def _nobody_asked_yet():
    """Count requests anew for each test."""
    COUNTER.forget()


@pytest.fixture(autouse=True)
def _connection_of_the_test_stays(monkeypatch):
    """Background work done inside a test keeps the test's transaction, as Django's client does."""
    monkeypatch.setattr(
        "django_tasks_db.management.commands.db_worker.close_old_connections", lambda: None
    )
