# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Many small drawings on one sheet: all of them, in order, inside the sheet, with their words."""

from lxml import etree

from klammer.presentation.charts import arrays
from klammer.presentation.charts.arrays import Line, Panel

NS = "{http://www.w3.org/2000/svg}"
SMALL = '<svg class="spine" viewBox="0 0 300 26" aria-hidden="true"><path d="M0 0"/></svg>'
HEADS = ("Kennzahl", "hier", "von", "bis", "dort")


def texts(drawn):
    return [one.text for one in etree.fromstring(drawn).iter(f"{NS}text") if one.text]


def places(drawn):
    inner = etree.fromstring(drawn).findall(f"{NS}svg")
    return [tuple(float(one.get(name)) for name in ("x", "y", "width", "height")) for one in inner]


def test_panels_lie_in_columns_without_touching():
    panels = [Panel(f"Ort {number}", "5 %", SMALL) for number in range(7)]
    drawn = arrays.side_by_side(panels, label="x", columns=3)
    found = places(drawn)
    assert ([len({x for x, *_ in found}), len({y for _, y, *_ in found})], len(found)) == (
        [3, 3],
        7,
    )
    assert all(x + wide <= arrays.WIDTH + 0.1 for x, _, wide, _ in found)
    assert texts(drawn)[:2] == ["Ort 0", "5 %"]


def test_panel_without_a_drawing_says_why_in_its_place():
    drawn = arrays.side_by_side([Panel("Ort", "–", "", "in keinem Jahr ein Wert")], label="x")
    assert (texts(drawn), places(drawn)) == (["Ort", "–", "in keinem Jahr ein Wert"], [])


def test_long_name_of_a_panel_is_cut_with_an_ellipsis():
    drawn = arrays.side_by_side([Panel("Verwaltungsgemeinschaft " * 3, "1", SMALL)], label="x")
    assert texts(drawn)[0].endswith("…")


def test_lines_stand_below_each_other_under_the_heading_of_their_group():
    lines = [
        Line("Kurz", "%, 2022", "8,0", SMALL, ("1,0", "9,0"), "7,0"),
        Line("Sehr langer Name einer Kennzahl, der nicht in eine Zeile passt", "%", "1", SMALL),
        Line("Ohne", "", "–", "", words="kein Wert"),
    ]
    drawn = arrays.line_by_line(
        [("Arbeit", lines)], heads=HEADS, sides=("links", "rechts"), label="a < b"
    )
    ys = [y for _, y, *_ in places(drawn)]
    said = texts(drawn)
    assert (len(ys), ys == sorted(ys), etree.fromstring(drawn).get("aria-label")) == (
        2,
        True,
        "a < b",
    )
    assert said.index("Arbeit") < said.index("Kurz · %, 2022") < said.index("kein Wert")
    assert {"1,0", "9,0", "7,0", "← links", "rechts →"} <= set(said)
    whole = float(etree.fromstring(drawn).get("viewBox").split()[3])
    heights = [float(one.get("y")) for one in etree.fromstring(drawn).iter(f"{NS}text")]
    assert max(heights) < whole


def test_nothing_gives_no_picture():
    empty = arrays.line_by_line([("Arbeit", [])], heads=HEADS, sides=("a", "b"), label="x")
    assert (arrays.side_by_side([], label="x"), empty) == ("", "")
