# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Cells: which status lets a number stand beside it, and who may see more than whom."""

import pytest

from klammer.base.cells import Audience, Secrecy, Status
from klammer.base.quantities import Kind


@pytest.mark.parametrize(
    ("status", "has_value"),
    [
        ("reported", True),
        ("zero", True),
        ("zero_or_hidden", True),
        ("unreliable", True),
        ("suppressed", False),
        ("not_applicable", False),
        ("not_yet_available", False),
        ("missing", False),
    ],
)
def test_status_says_whether_a_number_may_stand_beside_it(status: str, has_value: object) -> None:
    assert Status(status).has_value is has_value


def test_status_table_above_names_every_status() -> None:
    marks = test_status_says_whether_a_number_may_stand_beside_it.pytestmark

    assert {status for status, _ in marks[0].args[1]} == {status.value for status in Status}


def test_words_are_their_own_text() -> None:
    # They are written to files as they are: another text would be another word.
    assert [f"{word}" for word in (Status.ZERO, Secrecy.ROUNDED_5, Audience.PUBLIC)] == [
        "zero",
        "rounded_5",
        "public",
    ]


def test_audiences_are_an_order_from_few_to_many_secrets() -> None:
    by_rank = sorted(Audience, key=lambda audience: audience.rank)

    assert [(a.value, a.rank) for a in by_rank] == [
        ("public", 0),
        ("partners", 1),
        ("administration", 2),
        ("confidential", 3),
    ]


@pytest.mark.parametrize(
    ("kind", "adds_up"),
    [
        ("count", True),
        ("amount", True),
        ("proportion", False),
        ("rate", False),
        ("ratio", False),
        ("mean", False),
        ("index", False),
    ],
)
def test_kind_says_whether_sums_over_areas_mean_something(kind: str, adds_up: object) -> None:
    assert Kind(kind).adds_up is adds_up


def test_kind_table_above_names_every_kind() -> None:
    marks = test_kind_says_whether_sums_over_areas_mean_something.pytestmark

    assert {kind for kind, _ in marks[0].args[1]} == {kind.value for kind in Kind}
