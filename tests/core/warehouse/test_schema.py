# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Columns of tidy tables: order, breakdowns, and names that may stand in a query."""

import pytest

from klammer.base.errors import GrainError
from klammer.warehouse.schema import TIDY_HEAD, TIDY_TAIL, breakdowns_of, check_name, tidy_columns


def test_tidy_columns_stand_in_the_promised_order() -> None:
    assert tidy_columns(("sex", "age")) == (
        *("area", "area_level", "boundary", "period", "variable"),
        *("sex", "age"),
        *("value", "status", "secrecy", "file", "sheet", "row", "column"),
    )
    assert tidy_columns() == (*TIDY_HEAD, *TIDY_TAIL)


def test_breakdowns_are_what_is_neither_head_nor_tail() -> None:
    assert breakdowns_of(tidy_columns(("sex", "school_type"))) == ("sex", "school_type")
    assert breakdowns_of(list(tidy_columns())) == ()


@pytest.mark.parametrize("name", ["sex", "group", "order", "a", "age_2", "x" * 60])
def test_check_name_gives_a_plain_name_back(name: str) -> None:
    assert check_name(name) == name


@pytest.mark.parametrize(
    "name",
    ["", "Sex", "2sex", "_sex", "straße", "a b", "a-b", 'a"', "a'", "a;--", "sex\n", "a\n"],
)
def test_check_name_refuses_what_could_end_a_query(name: str) -> None:
    with pytest.raises(GrainError, match="cannot be the name of a column"):
        check_name(name)


def test_tidy_columns_refuses_a_breakdown_that_is_no_name() -> None:
    with pytest.raises(GrainError):
        tidy_columns(("sex", "x; DROP TABLE edges"))
