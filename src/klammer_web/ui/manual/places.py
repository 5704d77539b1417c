# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where the manual lies: inside the installed package, or in the project's `docs` folder."""

from pathlib import Path

_PACKED = Path(__file__).with_name("pages")
_DOCS = Path(__file__).parents[4] / "docs"


def pages() -> Path:
    """Return the folder of the German pages."""
    return _PACKED / "de" if _PACKED.is_dir() else _DOCS / "de"


def pictures() -> Path:
    """Return the folder of the pictures."""
    return _PACKED / "pictures" if _PACKED.is_dir() else _DOCS / "pictures"
