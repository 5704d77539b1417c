# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""A browser and a served instance: what every journey starts from.

Chromium and its arguments come from `tests/conftest.py`. `served_atlas` is a small instance with
made-up figures on real areas; `watched` is a page that fails the test on any message of the
browser's console, so that a breach of the content security policy cannot go unseen.
"""

import os
import shutil
from pathlib import Path

import pytest

from tests.journeys.demonstration import built, served
from tests.product.atlas.small_atlas import small_atlas

WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


@pytest.fixture(autouse=True)
def _password_is_enough(settings):
    """Let roles sign in without a second factor, except where a journey is about it."""
    settings.SECOND_FACTOR_ROLES = frozenset()


@pytest.fixture(scope="session")
def journey_instance(tmp_path_factory):
    """One built instance for all journeys that only read."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("klammer.pipeline.instance.LIBRARY", tmp_path_factory.mktemp("library"))
        return small_atlas(tmp_path_factory.mktemp("journeys")).folder


@pytest.fixture
def served_atlas(journey_instance, live_server, settings):
    """The address of a server that shows the small instance."""
    settings.INSTANCE = journey_instance
    return live_server.url


@pytest.fixture
def watched(page):
    """A page that must leave the browser's console silent."""
    said: list[str] = []
    page.on("console", lambda message: _note(said, message))
    page.on("pageerror", lambda error: said.append(f"error: {error}"))
    yield page
    assert said == []


@pytest.fixture(scope="session")
def demo(tmp_path_factory):
    """The address of a demo that was built from nothing, or that lies in KLAMMER_DEMO_FOLDER.

    Processes that share a test run build it once; each serves a copy of its own.
    """
    if given := os.environ.get("KLAMMER_DEMO_FOLDER"):
        yield from served(Path(given))
        return
    here = tmp_path_factory.getbasetemp()
    own = tmp_path_factory.mktemp("demo") / "instance"
    together = here.parent if "PYTEST_XDIST_WORKER" in os.environ else here
    shutil.copytree(built(together / "built-demo"), own)
    yield from served(own)


def _note(said, message):
    """Keep what the browser says, except for advice that it marks as chatter."""
    if message.type != "verbose":
        said.append(f"{message.type}: {message.text}")
