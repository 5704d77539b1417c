# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tables of pages: forgotten end tags, spans, tables within tables."""

import pytest

from klammer.base.errors import InputRefusedError
from klammer.sources.html_tables import read_tables


def test_forgotten_end_tags_close_as_in_a_browser():
    (table,) = read_tables("<table><tr><td><nobr>Erfurt<td>1<tr><td>Gera<td>2</table>", name="x")

    assert table.rows == [["Erfurt", "1"], ["Gera", "2"]]


def test_spans_shift_the_cells_below_and_become_merged_ranges():
    (table,) = read_tables(
        "<table><tr><th rowspan=2>Ort<th colspan=2>Kinder</tr><tr><th>m<th>w</tr>"
        "<tr><td>A<td>1<td>2</tr></table>",
        name="x",
    )

    assert table.rows == [["Ort", "Kinder", ""], ["", "m", "w"], ["A", "1", "2"]]
    assert table.merged == [(0, 0, 1, 0), (0, 1, 0, 2)]


def test_breaks_stay_and_scripts_do_not():
    (table,) = read_tables(
        "<p>Titel</p><table><tr><td>Kreis-<br>nr.<script>x<td></script></td></tr></table>", name="x"
    )

    assert (table.before, table.rows) == ("Titel", [["Kreis-\nnr."]])


def test_tables_within_tables_stand_by_themselves():
    inner, outer = read_tables(
        "<table><tr><td>A</td><td><table><tr><td>1</td></tr></table></td></tr></table>", name="x"
    )

    assert (inner.rows, outer.rows) == ([["1"]], [["A", ""]])


def test_cell_that_spans_too_much_is_refused():
    with pytest.raises(InputRefusedError) as refused:
        read_tables("<table><tr><td colspan=100000>A</td></tr></table>", name="x.xls")

    assert (refused.value.code, refused.value.where.row) == ("html_span", 1)
