# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tables in memory: equal columns, rows by name, keys that may stand once."""

import pytest

from klammer.base.errors import GrainError
from klammer.base.tables import Table, table_of


def test_table_refuses_columns_of_different_length() -> None:
    with pytest.raises(GrainError) as refused:
        Table({"area": ["16063", "16056"], "value": [1]})

    assert refused.value.why == "{'area': 2, 'value': 1}"


def test_rows_give_each_row_by_name_in_order() -> None:
    table = Table({"area": ["16063", "16056"], "value": [1, None]})

    assert list(table.rows()) == [
        {"area": "16063", "value": 1},
        {"area": "16056", "value": None},
    ]
    assert (len(table), table.names, table["value"]) == (2, ("area", "value"), [1, None])


def test_table_of_gives_back_what_rows_took_apart() -> None:
    table = Table({"area": ["16063", "16056"], "value": [1, None]})

    assert table_of(list(table.rows())) == table


def test_table_of_fills_absent_names_with_none() -> None:
    assert table_of([{"area": "1"}], names=("area", "note")) == Table(
        {"area": ["1"], "note": [None]}
    )


def test_table_of_no_rows_keeps_the_named_columns() -> None:
    table = table_of([], names=("area", "value"))

    assert (table.names, len(table), list(table.rows())) == (("area", "value"), 0, [])


def test_table_without_columns_has_no_rows() -> None:
    assert len(Table({})) == 0


def test_with_columns_adds_and_replaces_and_leaves_the_first_alone() -> None:
    first = Table({"area": ["1"], "value": [1]})

    second = first.with_columns(value=[2], note=["x"])

    assert second == Table({"area": ["1"], "value": [2], "note": ["x"]})
    assert first == Table({"area": ["1"], "value": [1]})


def test_require_names_the_first_column_that_is_not_there() -> None:
    table = Table({"area": ["1"]})

    with pytest.raises(GrainError) as refused:
        table.require("area", "period", "value")

    assert (refused.value.code, refused.value.details) == ("column_missing", {"column": "period"})
    assert refused.value.why == "found the columns area"


def test_require_unique_names_the_key_and_both_rows() -> None:
    table = Table({"area": ["1", "2", "1"], "period": ["2022"] * 3, "value": [1, 2, 3]})

    with pytest.raises(GrainError) as refused:
        table.require_unique("area", "period")

    # Rows are counted as a spreadsheet counts them: the header is row 1.
    assert refused.value.where == "row 4 (first in row 2)"
    assert refused.value.what == "the key area=1, period=2022 repeats"
    assert refused.value.code == "key_repeats"


def test_require_unique_lets_different_keys_pass() -> None:
    table = Table({"area": ["1", "1"], "period": ["2021", "2022"]})

    assert table.require_unique("area", "period") is None
