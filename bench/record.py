# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is kept of a benchmark: when, on what machine, with which versions, under which load.

One Markdown file per benchmark in `bench/results/`, and a JSON file of the same name where the
benchmark measures in numbers. Short runs go to `results/smoke/`, which is not kept.
"""

import json
import os
import platform
import subprocess
from collections.abc import Mapping
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from typing import Any

RESULTS = Path(__file__).parent / "results"
# In two parts: the licence checker would take it for this file's own.
_LICENCE = (
    "SPDX-" + "FileCopyrightText: 2026 Klammer contributors\nSPDX-" + "License-Identifier: EUPL-1.2"
)
_PACKAGES = ("duckdb", "numpy", "django", "granian", "pandas", "pyarrow")


def folder_of(*, smoke: bool) -> Path:
    """Return where results go; it is made."""
    folder = RESULTS / "smoke" if smoke else RESULTS
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def load() -> float:
    """Processes that want to run, mean of the last minute: more than cores means a busy machine."""
    return round(os.getloadavg()[0], 1)


def surroundings(*, began: float, more: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Return date, commit, machine, versions and load; `began` is the load at the start."""
    versions = {"python": platform.python_version()}
    for name in _PACKAGES:
        try:
            versions[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            continue
    return {
        "date": datetime.now(UTC).date().isoformat(),
        "commit": _commit(),
        "machine": {
            "system": f"{platform.system()} {platform.machine()}",
            "processor": _processor(),
            "cores": os.cpu_count(),
            "memory_gb": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30, 1),
        },
        "versions": {**versions, **(more or {})},
        "load": {"start": began, "end": load()},
    }


def write(
    name: str,
    text: str,
    *,
    around: Mapping[str, Any],
    smoke: bool,
    command: str,
    data: Mapping[str, Any] | None = None,
) -> Path:
    """Write results/<name>.md, and .json where there is data; return the former."""
    path = folder_of(smoke=smoke) / f"{name}.md"
    machine, versions = around["machine"], around["versions"]
    head = [
        f"<!--\n{_LICENCE}\n-->\n",
        f"# {name}\n",
        f"- {around['date']}, commit {around['commit']}, `{command}`",
        "- {processor}, {cores} cores, {memory_gb} GB, {system}".format(**machine),
        f"- {', '.join(f'{one} {number}' for one, number in versions.items())}",
        f"- load at the start {around['load']['start']}, at the end {around['load']['end']}"
        + ("; **the machine was busy**" if around["load"]["start"] > 0.5 else ""),
    ]
    path.write_text("\n".join([*head, "", text.strip(), ""]), encoding="utf-8")
    if data is not None:
        told = json.dumps({**around, "command": command, "result": data}, indent=1)
        path.with_suffix(".json").write_text(told + "\n", encoding="utf-8")
    return path


def _commit() -> str:
    words = ["git", "describe", "--always", "--dirty"]
    try:
        done = subprocess.run(words, cwd=RESULTS.parent, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return "unknown"
    return done.stdout.strip()


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    found = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return found[0] if found else platform.machine()
