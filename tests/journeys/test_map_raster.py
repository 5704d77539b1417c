# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Maps of very many areas are coloured point by point: which area lies where, and what is laid on."""

import pytest

# A square of eight, in its middle a hole of four that another area fills; beside it a third area.
_OWNERS = """async () => {
  const { ownersOf, ringsOf, NOBODY } = await import("/static/atlas/js/map_raster.js");
  const shapes = [
    "M0 0l8 0 0 8 -8 0zM2 2l0 4 4 0 0 -4z", "M2 2l4 0 0 4 -4 0z", "M8 0l4 0 0 8 -4 0z", "M50 50l4 0 0 4z",
  ].map((d) => ringsOf(d, 1).rings);
  const place = { wide: 14, high: 9, scale: 1, dx: 0, dy: 0 };
  const found = ownersOf(shapes.length, (area) => shapes[area], place);
  const rows = [];
  for (let y = 0; y < 9; y += 1) {
    rows.push([...found.slice(14 * y, 14 * y + 14)].map((one) => (one === NOBODY ? "." : one)).join(""));
  }
  return rows;
}"""
_COLOURS = """async () => {
  const { colour, pointsOf, NOBODY } = await import("/static/atlas/js/map_raster.js");
  const hex = (n) => (n >>> 0).toString(16).padStart(8, "0"); // opacity, blue, green, red
  // Four points of two by two finer ones: one area alone, two side by side, one and nobody, a pattern.
  const owners = Int32Array.from([0, 0, 0, 1, 0, NOBODY, 2, 2, 0, 0, 0, 1, 0, NOBODY, 2, 2]);
  const points = pointsOf(owners, { wide: 8, high: 2 }, 2);
  const out = new Int32Array(4);
  const tile = { side: 2, points: Int32Array.from([0, 0xff0000 | 255 << 24, 0, 0]) };
  colour(out, points, [0, 1, 2], [255 << 24 | 0x10, 255 << 24 | 0x30, tile]);
  return [...out].map(hex);
}"""


@pytest.mark.browser
def test_each_point_belongs_to_one_area_and_holes_to_who_fills_them(served_atlas, watched):
    watched.goto(f"{served_atlas}/atlas/")

    assert watched.evaluate(_OWNERS) == [
        "000000002222..", "000000002222..", "001111002222..", "001111002222..", "001111002222..",
        "001111002222..", "000000002222..", "000000002222..", "..............",
    ]  # fmt: skip


@pytest.mark.browser
def test_colours_are_mixed_where_areas_meet_and_let_through_where_nobody_is(served_atlas, watched):
    watched.goto(f"{served_atlas}/atlas/")

    assert watched.evaluate(_COLOURS) == ["ff000010", "ff000020", "80000010", "ffff0000"]
