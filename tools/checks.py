# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Everything that is checked without running the program; all failures are reported at once.

uv run python -m tools.checks            all of them
uv run python -m tools.checks types      one of them
"""

import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CHECKS = {
    "style": ("ruff", "check", "."),
    "format": ("ruff", "format", "--check", "."),
    "types": ("mypy",),
    "architecture": ("lint-imports", "--no-logo", "--no-cache"),
    "licences": ("reuse", "lint", "--quiet"),
    "glossary": (sys.executable, "-m", "tools.glossary", "--check"),
}


def main(wanted: list[str]) -> int:
    """Run the checks, print what they found, return 1 when one of them failed."""
    unknown = [name for name in wanted if name not in CHECKS]
    if unknown:
        print(f"there is no check {', '.join(unknown)}; there are {', '.join(CHECKS)}")
        return 2
    failed = [name for name in wanted or CHECKS if not _passes(name)]
    print(f"checks failed: {', '.join(failed)}" if failed else "all checks passed")
    return 1 if failed else 0


def _passes(name: str) -> bool:
    began = time.monotonic()
    program, *arguments = CHECKS[name]
    beside = Path(sys.executable).parent / program
    command = [str(beside) if beside.exists() else program, *arguments]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    verdict = "ok" if ran.returncode == 0 else "FAILED"
    print(f"{name:14} {verdict} ({time.monotonic() - began:.1f} s)", flush=True)
    if ran.returncode:
        print(ran.stdout + ran.stderr, flush=True)
    return ran.returncode == 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
