# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Errors: what, where, why and what now, each on its line and only when there is something."""

import pytest

from klammer.base.errors import (
    DisclosureError,
    GrainError,
    InputRefusedError,
    KlammerError,
    NotConvertibleError,
    Place,
)


@pytest.mark.parametrize(
    ("place", "text"),
    [
        (Place(), ""),
        (Place(file="a.csv"), "a.csv"),
        (Place(file="a.csv", row=3, column=2), "a.csv, row 3, column 2"),
        (Place(file="a.xlsx", sheet="12411", row=1), "a.xlsx, sheet 12411, row 1"),
        (Place(column=4), "column 4"),
    ],
)
def test_place_says_what_is_known_of_it(place: Place, text: str) -> None:
    assert str(place) == text


def test_error_prints_four_lines() -> None:
    error = InputRefusedError(
        "'x' is not a number",
        where=Place(file="a.csv", row=3, column=2),
        why="expected a number",
        remedy="correct the cell",
    )

    assert str(error).splitlines() == [
        "'x' is not a number",
        "  where:  a.csv, row 3, column 2",
        "  why:    expected a number",
        "  remedy: correct the cell",
    ]


def test_error_leaves_out_lines_it_knows_nothing_of() -> None:
    assert str(KlammerError("no", where=Place())) == "no"


@pytest.mark.parametrize(
    ("kind", "code", "is_input"),
    [
        (KlammerError, "error", False),
        (InputRefusedError, "input_refused", True),
        (GrainError, "grain", True),
        (NotConvertibleError, "not_convertible", True),
        (DisclosureError, "disclosure", False),  # the input is sound: it may not be shown
    ],
)
def test_error_has_a_code_by_which_the_product_finds_its_sentence(
    kind: type[KlammerError], code: str, is_input: object
) -> None:
    error = kind("no")

    assert (error.code, isinstance(error, InputRefusedError)) == (code, is_input)


def test_error_carries_its_own_code_and_details_for_the_sentence() -> None:
    error = GrainError("no", code="column_missing", column="area")

    assert (error.code, error.details) == ("column_missing", {"column": "area"})
    assert GrainError("no").code == "grain"
