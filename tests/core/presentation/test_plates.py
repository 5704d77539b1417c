# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""A picture to take along: everything inside, in proportion, whatever its texts hold."""

from lxml import etree

from klammer.presentation.plates import WIDTH, plate

_NS = "{http://www.w3.org/2000/svg}"
DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100"><path class="a" d="M0 0"/></svg>'
)


def test_plate_holds_the_drawing_in_its_proportions_between_the_words():
    found = etree.fromstring(plate(DRAWING, title="Titel", sentence="Satz.", foot=["Quelle: Amt."]))
    inner = found.find(f"{_NS}svg")
    wide, high = float(inner.get("width")), float(inner.get("height"))
    assert (round(wide / high, 2), wide <= WIDTH) == (2.0, True)
    heights = [float(one.get("y")) for one in found.findall(f"{_NS}text")]
    assert heights == sorted(heights)
    top = float(inner.get("y"))
    assert (heights[1] < top, heights[2] > top + high) == (True, True)
    assert float(found.get("height")) > heights[-1]


def test_plate_breaks_long_titles_and_escapes_texts():
    found = etree.fromstring(plate(DRAWING, title="Sehr langes Wort " * 20, foot=["a < b & c"]))
    texts = [one.text for one in found.findall(f"{_NS}text")]
    assert (len(texts) > 4, texts[-1]) == (True, "a < b & c")
    assert max(map(len, texts)) < 90


def test_legend_names_each_key_once_with_its_colour():
    keys = [("k3 c1", "1 bis 2 (4)"), ("missing", "kein Wert (1)")]
    found = etree.fromstring(plate(DRAWING, title="x", legend=keys, heading="%"))
    texts = [one.text for one in found.findall(f"{_NS}text")]
    assert texts == ["x", "%", "1 bis 2 (4)", "kein Wert (1)"]
    assert [one.get("class") for one in found.iter(f"{_NS}rect")] == ["sheet", "c1", "missing"]


def test_plate_without_a_drawing_still_says_its_words():
    found = etree.fromstring(plate("", title="x"))
    assert [one.text for one in found.findall(f"{_NS}text")] == ["x"]
