# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rows of areas of which a release says nothing: missing, never absent."""

from typing import Any

from klammer.base.cells import Status


def empty_row(area: str, *, period: str) -> dict[str, Any]:
    """Return the row of an area of which the release says nothing."""
    nothing = dict.fromkeys(("numerator", "denominator", "value", "low", "high"))
    return {"area": area, "period": period, "status": Status.MISSING, "note": "", **nothing}
