# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""A new delivery against the last one: every key counted once, examples in a fixed order."""

from pathlib import Path

import pytest

from klammer.warehouse.differences import EXAMPLES, Change, Difference, difference
from tests.factories import BOUNDARY, observation, tidy_file


def compared(
    folder: Path, before: list[dict], after: list[dict], *, sides: tuple[str, str] = ("", "")
) -> Difference:
    """Compare two deliveries; `sides` names the breakdown each of them has."""
    has = tuple((side,) if side else () for side in sides)
    return difference(
        tidy_file(folder / "before.parquet", before, *has[0]),
        tidy_file(folder / "after.parquet", after, *has[1]),
        breakdowns=tuple(dict.fromkeys((*has[0], *has[1]))),
        before_has=has[0],
        after_has=has[1],
    )


def change(area: str, breakdown: str = "", **sides: object) -> Change:
    named = {"before": None, "after": None, "status_before": None, "status_after": None, **sides}
    return Change(
        area=area, boundary=BOUNDARY, period="2022", variable="x", breakdown=breakdown, **named
    )


def test_every_key_is_counted_once(tmp_path: Path) -> None:
    before = [observation(area, "x", 1.0) for area in ("1", "2", "3", "4")]
    after = [
        observation("1", "x", 1.0),
        observation("2", "x", 2.0),
        observation("3", "x", None),
        *(observation(area, "x", 5.0) for area in ("5", "6")),
    ]

    found = compared(tmp_path, before, after)

    assert (found.unchanged, found.changed, found.removed, found.added) == (1, 2, 1, 2)


def test_examples_give_changed_before_removed_before_added(tmp_path: Path) -> None:
    before = [observation("2", "x", 1.0), observation("3", "x", 1.0), observation("4", "x", 1.0)]
    after = [observation("1", "x", 7.0), observation("3", "x", 0.0), observation("4", "x", None)]

    found = compared(tmp_path, before, after)

    assert found.examples == (
        change("3", before=1.0, after=0.0, status_before="reported", status_after="zero"),
        change("4", before=1.0, after=None, status_before="reported", status_after="missing"),
        change("2", before=1.0, status_before="reported"),
        change("1", after=7.0, status_after="reported"),
    )


@pytest.mark.parametrize(
    ("before", "after", "changed"),
    [
        ((None, "missing"), (None, "missing"), 0),
        ((None, "missing"), (None, "suppressed"), 1),  # the reason changed, not the number
        ((0.0, "zero"), (None, "suppressed"), 1),
        ((3.0, "reported"), (3.0, "unreliable"), 1),
        ((3.0, "reported"), (3.0, "reported"), 0),
    ],
)
def test_value_and_status_are_compared_together(
    tmp_path: Path, before: tuple, after: tuple, changed: int
) -> None:
    sides = [
        [{**observation("1", "x", value), "status": status}] for value, status in (before, after)
    ]

    found = compared(tmp_path, *sides)

    assert (found.changed, found.unchanged) == (changed, 1 - changed)


def test_position_in_the_file_is_no_difference(tmp_path: Path) -> None:
    before = [observation("1", "x", 1.0, row=5, file="old.csv")]
    after = [observation("1", "x", 1.0, row=9, file="new.csv")]

    assert compared(tmp_path, before, after) == Difference(0, 0, 0, 1, ())


def test_breakdown_only_one_side_has_reads_as_total_on_the_other(tmp_path: Path) -> None:
    before = [observation("1", "x", 10.0)]
    after = [observation("1", "x", 10.0, sex=None), observation("1", "x", 4.0, sex="F")]

    found = compared(tmp_path, before, after, sides=("", "sex"))

    assert (found.unchanged, found.added) == (1, 1)
    assert found.examples == (change("1", "sex=F", after=4.0, status_after="reported"),)


def test_examples_are_few_while_counts_are_whole(tmp_path: Path) -> None:
    after = [observation(f"{n:05}", "x", 1.0) for n in range(EXAMPLES + 50)]

    found = compared(tmp_path, [], after)

    assert (found.added, len(found.examples)) == (EXAMPLES + 50, EXAMPLES)
    assert found.examples[0].area == "00000"
