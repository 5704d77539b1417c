# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Models and migrations say the same; Django finds nothing to complain about."""

import os
import subprocess
import sys

import pytest

from tools.architecture import ROOT


def _django(*words: str, instance: str) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "klammer_web.config.settings",
        "KLAMMER_INSTANCE": instance,
    }
    return subprocess.run(
        [sys.executable, "-m", "django", *words],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    "words", [("makemigrations", "--check", "--dry-run"), ("check", "--fail-level", "WARNING")]
)
def test_django_agrees(words, tmp_path):
    result = _django(*words, instance=str(tmp_path))

    assert result.returncode == 0, (result.stdout + result.stderr)[-600:]
