# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Bring an older DuckDB beside the locked one: releases must have the same root on both.

    uv run python -m tools.engines

It lies in .tools/ and is seen only by a process that is given that folder as PYTHONPATH.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

VERSION = "1.5.6"
FOLDER = Path(__file__).resolve().parents[1] / ".tools" / f"duckdb-{VERSION}"


def find() -> Path | None:
    """Return the folder to put before everything else on the path; None if it was not brought."""
    return FOLDER if (FOLDER / "duckdb" / "__init__.py").is_file() else None


def bring() -> None:
    """Install the older engine into its folder, whole or not at all."""
    uv = os.environ.get("UV") or shutil.which("uv")
    if find() or uv is None:
        return
    unfinished = FOLDER.with_name(f"{FOLDER.name}.part")
    shutil.rmtree(unfinished, ignore_errors=True)
    command = [uv, "pip", "install", "-q", "--no-deps", "--python", sys.executable]
    done = subprocess.run(
        [*command, "--target", str(unfinished), f"duckdb=={VERSION}"], check=False
    )
    if done.returncode == 0:
        unfinished.rename(FOLDER)


if __name__ == "__main__":
    bring()
    print(find() or f"DuckDB {VERSION} could not be brought")
