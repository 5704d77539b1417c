# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The demonstration as a process of its own, and the pictures of the manual taken from it."""

import fcntl
import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import Page

from tests.places import ROOT

PICTURES = ROOT / "docs" / "pictures"
_ANSWERS = re.compile(r"answers at (http://127\.0\.0\.1:\d+)/")
_PATIENCE = 400  # seconds


def built(folder: Path) -> Path:
    """Return a demonstration that processes of one test run make together, to be copied.

    It is made by a first start, as a stranger would: that one must answer, too.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        instance = folder / "instance"
        if not instance.is_dir():
            for address in served(instance):
                assert urlopen(address, timeout=30).status == 200  # noqa: S310  # reason: our own
    return instance


def served(folder: Path) -> Iterator[str]:
    """Yield the address of a demonstration; it is built where there is none in the folder."""
    running = subprocess.Popen(
        [sys.executable, "-m", "klammer.cli", "demo", "--no-browser", "--port", "0",
         "--instance", str(folder)],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )  # fmt: skip
    said = []
    patience = threading.Timer(_PATIENCE, running.kill)
    patience.start()
    try:
        for line in running.stdout:
            said.append(line)
            if found := _ANSWERS.search(line):
                break
        else:
            pytest.fail("the demo did not start:\n" + "".join(said[-20:]))
        patience.cancel()
        yield found[1]
    finally:
        patience.cancel()
        running.send_signal(signal.SIGINT)
        running.communicate(timeout=30)


def picture(page: Page, name: str, tmp_path: Path) -> None:
    """Take a picture of the manual; it must be there in the repository, too."""
    kept = PICTURES / f"{name}.png"
    target = kept if os.environ.get("KLAMMER_PICTURES") else tmp_path / kept.name
    page.screenshot(path=target)
    assert target.stat().st_size > 15_000
    assert kept.is_file(), f"KLAMMER_PICTURES=1 pytest tests/journeys -k demo writes {kept.name}"
