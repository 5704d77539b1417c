# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What every test may use, what no test may do, and what this machine could not offer.

Fixtures  chromium_path, browser_type_launch_args (for pytest-playwright), postgres_url, originals
Refused   connections to other machines: tests know loopback only
Said      in one line at the end: what was not run here, and why; an error when CI=true
"""

import os
import socket
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import DjangoDbBlocker

from tests.places import ORIGINALS
from tools import browser as browsers
from tools import postgres

IN_CI = os.environ.get("CI") == "true"
NOT_HERE = "not here: "
BROWSER_FIXTURES = {"page", "context", "browser", "chromium_path"}
LONG_FIRST = (
    "tests/product/operation/",
    "tests/journeys/",
    "tests/attacks/",
    "tests/architecture/test_rights.py",
)
LOOPBACK = ("127.", "::1", "localhost")

# Playwright keeps an event loop in the thread of the test; Django would refuse the database there.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


def _needs(item: pytest.Item) -> set[str]:
    needs = {mark.name for mark in item.iter_markers()} & {"browser", "postgres", "originals"}
    fixtures = set(getattr(item, "fixturenames", ()))
    needs |= {"browser"} if fixtures & BROWSER_FIXTURES else set()
    needs |= {"postgres"} if "postgres_url" in fixtures else set()
    return needs | ({"originals"} if "originals" in fixtures else set())


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark tests by what they need, so that `-m "not browser"` catches all; leave slow ones out.

    Files that take long begin first: no process waits at the end for the one that has them.
    """
    items.sort(key=lambda item: not item.nodeid.startswith(LONG_FIRST))
    for item in items:
        for need in _needs(item):
            item.add_marker(need)
    if "slow" not in config.option.markexpr:
        slow = [item for item in items if item.get_closest_marker("slow")]
        items[:] = [item for item in items if item not in slow]
        config.hook.pytest_deselected(items=slow)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a test whose Chromium, PostgreSQL or originals are missing; fail it in CI."""
    needs = _needs(item)
    if "browser" in needs and browsers.find() is None:
        _unavailable("Chromium (make test brings one)")
    if "postgres" in needs and postgres.programs() is None:
        _unavailable("PostgreSQL (neither on the system nor as a wheel)")
    if "originals" in needs and not ORIGINALS.is_dir():
        # Never mandatory: not everyone makes the data set anew.
        pytest.skip(f"{NOT_HERE}the publishers' originals (../shared/data)")


def _unavailable(what: str) -> None:
    if IN_CI:
        pytest.fail(f"{what} is mandatory when CI=true", pytrace=False)
    pytest.skip(NOT_HERE + what)


def require(found: object, what: str) -> None:
    """Skip a test whose program is missing; fail it in CI. For programs that few tests need."""
    if not found:
        _unavailable(what)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say in one line what could not be run on this machine."""
    reasons = Counter(
        report.longrepr[2].partition(NOT_HERE)[2]
        for report in terminalreporter.stats.get("skipped", [])
        if isinstance(report.longrepr, tuple) and NOT_HERE in report.longrepr[2]
    )
    if reasons:
        said = "; ".join(f"{reason}: {count} tests" for reason, count in sorted(reasons.items()))
        terminalreporter.write_line(f"Not run on this machine: {said}")


@pytest.fixture(scope="session", autouse=True)
def _loopback_only() -> Iterator[None]:
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: object) -> None:
        if self.family in {socket.AF_INET, socket.AF_INET6}:
            host = str(address[0])  # type: ignore[index]  # reason: internet addresses are tuples
            if not host.startswith(LOOPBACK):
                raise PermissionError(f"tests use no network: connection to {host} refused")
        connect(self, address)  # type: ignore[arg-type]  # reason: passed on as it came

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded)
        yield


@pytest.fixture(scope="session")
def originals() -> Path:
    """The folder of publishers' originals; the test is skipped where it is absent."""
    return ORIGINALS


@pytest.fixture(scope="session")
def chromium_path() -> Path:
    """The Chromium executable."""
    found = browsers.find()
    assert found is not None
    return found.path


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, object]:
    """Chromium's executable, arguments and environment, as pytest-playwright asks for them."""
    found = browsers.find()
    assert found is not None
    return {
        "executable_path": str(found.path),
        "args": list(browsers.ARGUMENTS),
        "env": {**os.environ, **found.environment},
    }


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """The URL of a throw-away PostgreSQL server, one for each test process."""
    with postgres.server() as url:
        yield url


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """Let the test database be emptied: the walls of the audit trail would refuse even that.

    `tests/product/accountability` builds them again where it is about them.
    """
    from django.db import connection

    from klammer_web.accountability import triggers

    with django_db_blocker.unblock():
        triggers.remove(connection)
