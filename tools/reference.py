# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Write the pages of docs/reference/ that are made from the code.

uv run python -m tools.reference            write them
uv run python -m tools.reference --check    exit 1 when one is not current
"""

import sys

from klammer_web.config import environment
from tools.architecture import ROOT

FOLDER = ROOT / "docs" / "reference"
HEADER = """<!--
SPDX-FileCopyrightText: 2026 Klammer contributors
SPDX-License-Identifier: EUPL-1.2
-->

"""
SETTINGS = """# Settings

Given by environment variable when Klammer starts; nothing else is configured outside the instance.
Written by `make docs` from `klammer_web.config.environment`.

| variable | default | meaning |
|---|---|---|
"""


def settings() -> str:
    """Return the page of every setting an operator may give."""
    rows = []
    for variable in environment.VARIABLES:
        default = f"`{variable.default}`" if variable.default else "–"
        rows.append(f"| `{variable.name}` | {default} | {variable.meaning} |")
    return HEADER + SETTINGS + "\n".join(rows) + "\n"


PAGES = {"settings.md": settings}


def main(arguments: list[str]) -> int:
    """Write every page, or with --check name those that are not current."""
    stale = []
    for name, make in PAGES.items():
        page, text = FOLDER / name, make()
        if page.is_file() and page.read_text(encoding="utf-8") == text:
            continue
        stale.append(name)
        if "--check" not in arguments:
            FOLDER.mkdir(parents=True, exist_ok=True)
            page.write_text(text, encoding="utf-8")
    if stale and "--check" in arguments:
        print(f"docs/reference is not current ({', '.join(stale)}): run make docs")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
