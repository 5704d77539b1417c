# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Template filters."""

from datetime import date

import pytest
from django.template import Context, Template


@pytest.mark.parametrize(
    ("template", "context", "text"),
    [
        ("{{ n|number:1 }}", {"n": 12345.6}, "12.345,6"),
        ("{{ n|number }}", {"n": None}, ""),
        ("{{ n|signed:1 }}", {"n": -0.4}, "−0,4"),
        ("{{ d|german_date }}", {"d": date(2022, 12, 31)}, "31.12.2022"),
        ("{{ d|german_date }}", {"d": "2022-12-31T08:00:00"}, "31.12.2022"),
        ("{{ p|period }}", {"p": "2022-Q1"}, "1. Quartal 2022"),
        ("{{ s|sign_meaning }}", {"s": "zero"}, "genau null"),
        (
            "{% figure_text row decimals=1 unit='%' %}",
            {"row": {"value": 4711.0, "status": "suppressed"}},
            "•",
        ),
        ("{% interval_text row decimals=1 %}", {"row": {"low": 1, "high": 2}}, "1,0 bis 2,0"),
    ],
)
def test_filter_prints_german(template, context, text):
    assert Template("{% load formatting %}" + template).render(Context(context)) == text
