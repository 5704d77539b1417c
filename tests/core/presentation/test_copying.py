# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What goes to the clipboard: the same for Word and for plain mail, safe as HTML."""

from datetime import date

from klammer.presentation.copying import MOST_ROWS, copied

DAY = date(2026, 3, 1)
ADDRESS = "https://klammer.example/atlas/?a=1&b=2"


def test_copy_says_title_sentence_figures_source_release_day_and_address():
    found = copied(
        title="Quote: Gotha, 2022",
        sentence="In Gotha lag der Wert bei 9,8 %.",
        heads=["Zeit", "Wert"],
        rows=[["2022", "9,8 %"]],
        sources=["Quelle: Amt."],
        release="a" * 64,
        address=ADDRESS,
        day=DAY,
    )
    assert found.text.splitlines() == [
        "Quote: Gotha, 2022",
        "In Gotha lag der Wert bei 9,8 %.",
        "",
        "Zeit\tWert",
        "2022\t9,8 %",
        "",
        "Quelle: Amt.",
        "Klammer, Freigabe aaaaaaaaaaaa, kopiert am 01.03.2026.",
        ADDRESS,
    ]
    assert "<td>9,8 %</td>" in found.html
    assert 'href="https://klammer.example/atlas/?a=1&amp;b=2"' in found.html


def test_copy_escapes_what_would_be_markup():
    found = copied(title="<b>x</b>", sentence="", heads=["<i>"], rows=[["<script>"]], day=DAY)
    assert ("<script>" in found.html, "<i>" in found.html, "<b>" in found.html) == (
        False,
        False,
        False,
    )


def test_long_table_stays_out_and_says_so():
    rows = [["2022", "1"]] * (MOST_ROWS + 1)
    found = copied(title="x", sentence="", heads=["Zeit", "Wert"], rows=rows, day=DAY)
    assert ("<table" in found.html, f"{len(rows)} Werte: siehe Adresse." in found.text) == (
        False,
        True,
    )
