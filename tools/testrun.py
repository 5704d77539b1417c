# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The complete test run: everything on SQLite, then the product once more on PostgreSQL.

    uv run python -m tools.testrun [PYTEST ARGUMENTS …]

The last line adds both up. What this machine could not offer is said in one line before it.
"""

import os
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree as ET  # reason: reads only what pytest wrote

ROOT = Path(__file__).resolve().parents[1]
PYTEST = (
    sys.executable, "-m", "pytest", "-q", "-n", "auto", "--maxprocesses=4", "--dist=loadfile",
    "--no-loadscope-reorder",  # the order of tests/conftest.py: what takes long begins first
)  # fmt: skip
ON_POSTGRES = ("tests/product", "-m", "not browser and not originals")


def main(arguments: list[str]) -> int:
    """Run both legs; return 0 when everything passed that could be run."""
    for tool in ("tools.browser", "tools.engines"):
        subprocess.run([sys.executable, "-m", tool], cwd=ROOT, check=False)
    with tempfile.TemporaryDirectory() as folder:
        everything = Path(folder) / "everything.xml"
        product = Path(folder) / "product.xml"
        status = _pytest("SQLite, library and browser", everything, arguments)
        if not arguments and any((ROOT / "tests" / "product").rglob("test_*.py")):
            prefix = [sys.executable, "-m", "tools.postgres"]
            status = _pytest("PostgreSQL", product, ON_POSTGRES, prefix=prefix) or status
        print(_sum(_counted(everything), _counted(product)))
    return status


def _pytest(title: str, report: Path, arguments: object, *, prefix: list[str] | None = None) -> int:
    print(f"\n── {title}", flush=True)
    command = [*(prefix or ()), *PYTEST, f"--junitxml={report}", *arguments]
    return subprocess.run(command, cwd=ROOT, env={**os.environ}, check=False).returncode


def _counted(report: Path) -> Counter:
    if not report.is_file():
        return Counter()
    counts = Counter()
    for suite in ET.parse(report).getroot():  # noqa: S314  # reason: as above
        failed = int(suite.get("failures", 0)) + int(suite.get("errors", 0))
        skipped = int(suite.get("skipped", 0))
        passed = int(suite.get("tests", 0)) - failed - skipped
        counts.update(passed=passed, failed=failed, skipped=skipped)
    return counts


def _sum(everything: Counter, product: Counter) -> str:
    total = everything + product
    legs = f"{everything['passed']} on SQLite, {product['passed']} once more on PostgreSQL"
    counts = f"{total['passed']} passed, {total['failed']} failed, {total['skipped']} skipped"
    return f"{counts} ({legs})"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
