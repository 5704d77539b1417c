# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Write the description of the interface: python -m tools.openapi."""

import os
from pathlib import Path

import django

DOCUMENT = Path(__file__).resolve().parent.parent / "docs" / "reference" / "openapi.json"


def main() -> int:
    """Write `docs/reference/openapi.json`, as the test compares it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "klammer_web.config.settings")
    django.setup()
    from django.urls import get_resolver

    from klammer_web.api.interface import text

    get_resolver().url_patterns  # noqa: B018  # reason: the addresses register the operations
    DOCUMENT.write_text(text(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
