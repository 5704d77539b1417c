# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Drawing the areas of a draft: rows follow what was drawn, nothing is guessed, nothing is lost."""

from datetime import UTC, datetime

import pytest
import shapely

from klammer.base.errors import InputRefusedError
from klammer.pipeline.geography_drafts import (
    GeographyDraft,
    Row,
    draft_of,
    keep_draft,
    propose,
)
from klammer.pipeline.geography_drawing import (
    Line,
    along_borders,
    crossings,
    given,
    ground,
    overlaps,
    reach,
    redrawn,
    whole_units,
)
from klammer.pipeline.instance import Instance
from klammer.territory.drawings import corners_of
from klammer.territory.geographies import Geography
from klammer.territory.geometry import geometry

AT = datetime(2026, 11, 22, 12, tzinfo=UTC)
EAST, NORTH = 585_000.0, 5_635_000.0


def square(x: float = 0, y: float = 0, side: float = 1_000) -> list[tuple[float, float]]:
    west, south = EAST + x, NORTH + y
    return [(west, south), (west + side, south), (west + side, south + side), (west, south + side)]


def draft(
    *rows: Row, code: str = "Nr", name: str = "Name", within: str = "16063"
) -> GeographyDraft:
    about = Geography(
        level="own-gezeich1", boundary="2022-01-01", title="Räume", kind="planning_area",
        workspace="16063", within=within, parts=(),
    )  # fmt: skip
    return GeographyDraft(about, ("Nr", "Name", "Zahl"), rows, code, name)


def codes(found: GeographyDraft) -> list[str]:
    return [part.code for part in propose(found).geography.parts]


def stops(found: GeographyDraft) -> set[str]:
    return {one.code for one in propose(found).stops}


def test_new_areas_get_codes_that_nobody_has() -> None:
    before = draft(Row({"Nr": "02", "Name": "Nord", "Zahl": "5"}))

    found = redrawn(
        before, [Line(0, "Nordost", square()), Line(-1, "Süd", square(2_000)), Line(-1, "West")]
    )

    assert codes(found) == ["01", "02", "03"]
    assert found.rows[0].texts == {"Nr": "02", "Name": "Nordost", "Zahl": "5"}


def test_area_that_was_there_before_keeps_its_code() -> None:
    assert codes(redrawn(draft(), [Line(-1, "Süd", square(), code="17")])) == ["17"]


def test_line_without_name_and_corners_is_no_area() -> None:
    assert redrawn(draft(), [Line(-1, "  ", ())]).rows == ()


def test_unchanged_corners_keep_the_shape_and_its_municipalities() -> None:
    shape = shapely.Polygon(square())
    before = draft(Row({"Nr": "1", "Name": "A"}, shape, ("16063003",)))

    same = redrawn(before, [Line(0, "A", corners_of(shape))])
    moved = redrawn(before, [Line(0, "A", square(5))])

    assert (same.rows[0].units, same.rows[0].drawn) == (("16063003",), False)
    assert (moved.rows[0].units, moved.rows[0].drawn) == ((), True)


@pytest.mark.parametrize(
    ("corners", "code"),
    [
        (square()[:1], "unfinished"), (square()[:2], "unfinished"),
        ([square()[at] for at in (0, 2, 1, 3)], "line_crosses"),
        ([(EAST, NORTH), (EAST + 1, NORTH), (EAST + 2, NORTH)], "line_crosses"),
    ],
    ids=["corner", "side", "bow", "no-ground"],
)  # fmt: skip
def test_what_is_no_area_yet_stops_and_is_kept(instance: Instance, corners, code) -> None:
    found = redrawn(draft(), [Line(-1, "A", corners), Line(-1, "B", square(5_000))])

    keep_draft(instance, found, at=AT)
    again = draft_of(instance, "16063", "own-gezeich1")

    assert stops(found) == stops(again) == {code}
    assert corners_of(again.rows[0].shape) == corners
    assert set(propose(again).geography.outlines) == {"02"}


def test_crossing_is_named_for_its_row() -> None:
    bow = [square()[at] for at in (0, 2, 1, 3)]
    found = redrawn(draft(), [Line(-1, "A", square(5_000)), Line(-1, "B", bow)])

    ((row, (crossing,)),) = crossings(found).items()

    assert (row, crossing.first, crossing.second) == (1, 1, 3)
    assert (crossing.x, crossing.y) == (EAST + 500, NORTH + 500)


def test_shared_ground_goes_to_whom_it_is_given() -> None:
    both = redrawn(draft(), [Line(-1, "A", square()), Line(-1, "B", square(500))])
    (shared,) = overlaps(both, least=0.001)
    assert (shared.first, shared.second, shared.share) == (0, 1, 0.5)
    assert stops(both) == {"overlaps_much"}

    found = given(both, to=1, taken_from=0)

    assert found.rows[0].shape.area == pytest.approx(500_000)
    assert overlaps(found, least=0) == []
    assert stops(found) == set()


def test_area_that_gave_ground_away_is_no_union_of_municipalities_any_more() -> None:
    before = draft(
        Row({"Nr": "1", "Name": "A"}, shapely.Polygon(square()), ("16063003",)),
        Row({"Nr": "2", "Name": "B"}, shapely.Polygon(square(500))),
    )

    assert given(before, to=1, taken_from=0).rows[0].units == ()


@pytest.mark.parametrize(
    ("to", "taken_from", "code"),
    [(0, 0, "draft_changed"), (0, 9, "draft_changed"), (-1, 0, "draft_changed"),
     (0, 1, "nothing_left")],
    ids=["itself", "unknown", "negative", "inside"],
)  # fmt: skip
def test_piece_that_cannot_be_given_is_refused(to, taken_from, code) -> None:
    both = redrawn(
        draft(), [Line(-1, "A", square(side=3_000)), Line(-1, "B", square(1_000, 1_000, 500))]
    )

    with pytest.raises(InputRefusedError) as refused:
        given(both, to=to, taken_from=taken_from)

    assert refused.value.code == code


def test_rows_and_numbers_that_are_none_are_refused() -> None:
    for lines, code in (
        ([Line(3, "A")], "draft_changed"),
        ([Line(-1, f"A{n}") for n in range(1_001)], "too_many_areas"),
    ):
        with pytest.raises(InputRefusedError) as refused:
            redrawn(draft(), lines)
        assert refused.value.code == code


def test_whole_municipality_is_recognised_and_nothing_is_claimed() -> None:
    town = geometry("municipality", boundary="2025-01-01", within="16063")["16063103"]
    coarse = corners_of(town.simplify(150))
    drawn = redrawn(draft(), [Line(-1, "A", coarse)])
    assert whole_units(drawn) == {}

    found = along_borders(drawn)

    assert whole_units(found) == {0: ("16063103",)}
    assert found.rows[0].units == ()


def test_only_what_was_drawn_is_laid_along_borders() -> None:
    shape = shapely.Polygon(square()).simplify(0)
    before = draft(Row({"Nr": "1", "Name": "A"}, shape))

    assert along_borders(before).rows[0].shape.equals_exact(shape)
    assert along_borders(before, row=7) == before


def test_reach_and_ground_follow_the_place() -> None:
    county, town, elsewhere = draft(), draft(within="16063003"), draft(within="09162")

    assert reach(county) == 290
    assert 30 < reach(town) < 200
    assert list(ground("16063003")) == ["16063003"]
    assert ground(elsewhere.about.within) == {}
    assert along_borders(elsewhere) == elsewhere
