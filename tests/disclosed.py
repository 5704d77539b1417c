# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Figures of a small county, all our own unless said otherwise."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from klammer.base.cells import Audience
from klammer.disclosure.rules import Rules, rules_for


@pytest.fixture
def figure() -> Callable[..., dict[str, Any]]:
    """One row of a values table with source_class."""

    def make(
        area: str, numerator: float | None, denominator: float | None = 1000, **more: Any
    ) -> dict[str, Any]:
        known = numerator is not None and denominator
        return {
            "indicator": "care", "definition": "abc", "area": area, "area_level": "municipality",
            "boundary": "2023-12-31", "period": "2022", "sex": "_T", "age": "_T",
            "nationality": "_T", "numerator": numerator, "denominator": denominator,
            "value": 1000 * numerator / denominator if known else None, "low": 1.0, "high": 2.0,
            "status": "reported" if numerator is not None else "missing", "secrecy": "exact",
            "method": "byar", "error_class": "", "note": "", "source_class": "own",
        } | more  # fmt: skip

    return make


@pytest.fixture
def public_rules() -> Rules:
    """The shipped rules for the public: a minimum count of 5."""
    return rules_for(Audience.PUBLIC, on=date(2026, 1, 1))
