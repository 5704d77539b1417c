# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The import contracts hold, and would catch it if they did not."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tools.architecture import ROOT

# file → lines put at its end, and what the report must then say
PLANTED = {
    "klammer/base/planted.py": "from klammer.indicators import formulas",
    "klammer/indicators/planted.py": "import django",
    "klammer/territory/planted.py": "import klammer_web",
    "klammer/pipeline/planted.py": "import duckdb",
    "klammer/invented/__init__.py": "",
    "klammer/needs/__init__.py": "from klammer.disclosure import release",
    "klammer/parameters/planted_a.py": "from klammer.parameters import planted_b",
    "klammer/parameters/planted_b.py": "from klammer.parameters import planted_a",
    "klammer_web/ui/planted.py": "from klammer_web.accounts import models",
    "klammer_web/catalogue/planted.py": "from klammer_web.portal import views",
    "klammer_web/accounts/enums.py": "from klammer_web.accounts import views",
    "klammer_web/planted/__init__.py": "",
}
CAUGHT = (
    r"klammer\.base is not allowed to import klammer\.indicators",
    r"klammer is not allowed to import django",
    r"klammer is not allowed to import klammer_web",
    r"klammer\.pipeline\.planted -> duckdb",
    r"klammer\.invented\b",
    r"klammer\.needs is not allowed to import klammer\.disclosure",
    r"No cycles are allowed in klammer\.parameters",
    r"klammer_web\.ui is not allowed to import klammer_web\.accounts",
    r"klammer_web\.catalogue is not allowed to import klammer_web\.portal",
    r"klammer_web\.accounts\.enums is not allowed to import klammer_web\.accounts\.views",
    r"klammer_web\.planted\b",
)


def _lint(folder: Path) -> subprocess.CompletedProcess[str]:
    program = Path(sys.executable).parent / "lint-imports"
    return subprocess.run(
        [program, "--no-cache", "--no-logo", "--config", folder / "pyproject.toml"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder / "src")},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def planted_report(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("planted")
    only_code = shutil.ignore_patterns("data", "datasets", "static", "templates", "__pycache__")
    shutil.copytree(ROOT / "src", folder / "src", ignore=only_code)
    shutil.copy(ROOT / "pyproject.toml", folder)
    for name, line in PLANTED.items():
        file = folder / "src" / name
        file.parent.mkdir(exist_ok=True)
        before = file.read_text(encoding="utf-8") if file.exists() else ""
        file.write_text(f"{before}\n{line}\n", encoding="utf-8")

    result = _lint(folder)

    assert result.returncode == 1
    return re.sub(r"\s+", " ", result.stdout)


def test_contracts_hold():
    result = _lint(ROOT)

    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize("said", CAUGHT)
def test_contracts_catch_what_was_planted(planted_report, said):
    assert re.search(said, planted_report), planted_report
