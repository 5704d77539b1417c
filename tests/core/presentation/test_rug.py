# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The rug: every figure in its place, its colour with a word, headings over their columns."""

from lxml import etree

from klammer.presentation.charts.rug import WIDTH, Cell, Head, rug

NS = "{http://www.w3.org/2000/svg}"
GROUPS = [
    ("Arbeit", [Head("Arbeitslosenquote", "2022", "5,0"), Head("Jugend", "2021", "4,0")]),
    ("Wohnen", [Head("Mieten & Nebenkosten", "2022", "k. A.")]),
]
ROWS = [
    ("Gera", [Cell("7,9", "höher", "worse-2"), Cell("•"), Cell("6,1", "≈", "even")]),
    ("Jena", [Cell("4,0", "niedr.", "better-1"), Cell("3,9", "1–5", "rank-1"), Cell("9,8")]),
]


def drawn(groups=GROUPS, rows=ROWS):
    return etree.fromstring(rug(groups, rows, whole="Land", label="a < b"))


def test_every_figure_stands_once_with_its_word_in_its_row():
    texts = {one.text: float(one.get("y") or 0) for one in drawn().iter(f"{NS}text")}
    for row in ROWS:
        for cell in row[1]:
            assert abs(texts[cell.text] - texts[row[0]]) < 12
    assert {"höher", "≈", "niedr.", "1–5", "Land", "5,0", "k. A.", "2021"} <= set(texts)


def test_only_figures_with_a_class_have_a_colour():
    styles = [one.get("class") for one in drawn().iter(f"{NS}rect")]
    assert sorted(styles) == ["better-1", "even", "rank-1", "worse-2"]


def test_many_columns_become_narrow_and_then_the_sheet_wider():
    heads = [Head(f"Kennzahl {number}", "2022", "1") for number in range(40)]
    rows = [("Gera", [Cell("1")] * 40)]
    wide = float(drawn([("Alles", heads)], rows).get("viewBox").split()[2])
    assert (wide > WIDTH, drawn().get("viewBox").split()[2]) == (True, str(WIDTH))


def test_heading_without_room_is_left_to_its_column():
    texts = [
        one.text
        for one in drawn([("Sehr langer Name", GROUPS[1][1])], [("x", [Cell("1")])]).iter(
            f"{NS}text"
        )
    ]
    assert "Sehr langer Name" not in texts


def test_nothing_gives_no_picture():
    assert (rug([], ROWS, whole="", label=""), rug(GROUPS, [], whole="", label="")) == ("", "")
