# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tables as text, so that a chapter can be read by someone who does not program."""

from collections.abc import Callable
from typing import Any

import pytest


def _cell(text: str) -> Any:
    if text in {"", "?"}:
        return None
    try:
        return float(text)
    except ValueError:
        return text


@pytest.fixture
def columns() -> Callable[[str], dict[str, list[Any]]]:
    """Read "a | b" tables: column → values; an empty cell or "?" is missing."""

    def read(text: str) -> dict[str, list[Any]]:
        lines = [line.strip().strip("|") for line in text.strip().splitlines()]
        head, *body = [[cell.strip() for cell in line.split("|")] for line in lines]
        return {name: [_cell(row[at]) for row in body] for at, name in enumerate(head)}

    return read
