# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Hashes follow from what rows say, not from how they lie in a file or who computed them."""

import hashlib
import random
from pathlib import Path

import pytest

from klammer.base.tables import table_of
from klammer.disclosure.canonical import table_hash
from klammer.warehouse.engine import engine
from klammer.warehouse.hashing import number_text, root_hash, rows_hash
from klammer.warehouse.schema import VALUES, VALUES_TYPES
from klammer.warehouse.tidy import settle, tidy_hash
from klammer.warehouse.values import values_hash, write_values
from tests.factories import observation, tidy_file


def shuffled(rows: list[dict], seed: int) -> list[dict]:
    return random.Random(seed).sample(rows, len(rows))  # noqa: S311  # reason: test data, no secret


@pytest.fixture
def rows() -> list[dict]:
    return [
        observation(area, variable, value, period=period)
        for area in ("16061", "16063", "16066")
        for period in ("2021", "2022")
        for variable, value in (("persons", 1_234.0), ("unemployed", None), ("share", 1 / 3))
    ]


@pytest.mark.parametrize("seed", range(3))
def test_tidy_hash_is_the_same_in_any_order(rows: list[dict], tmp_path: Path, seed: int) -> None:
    first = tidy_file(tmp_path / "a.parquet", rows)
    second = tidy_file(tmp_path / "b.parquet", shuffled(rows, seed))

    assert tidy_hash(first, ()) == tidy_hash(second, ())


def test_tidy_hash_is_the_same_after_sorting_for_storage(rows: list[dict], tmp_path: Path) -> None:
    delivered = tidy_file(tmp_path / "a.parquet", shuffled(rows, 1))
    settle(delivered, tmp_path / "b.parquet")

    assert tidy_hash(tmp_path / "b.parquet", ()) == tidy_hash(delivered, ())


@pytest.mark.parametrize(
    "change",
    [
        {"value": 1_235.0},
        {"value": None, "status": "missing"},
        {"status": "unreliable"},
        {"secrecy": "rounded_5"},
        {"period": "2020"},
        {"variable": "other"},
        {"area": "16064"},
        {"row": 2},
        {"column": 2},
        {"sheet": "1"},
        {"file": "another.csv"},
    ],
)
def test_tidy_hash_changes_with_every_field(rows: list[dict], tmp_path: Path, change: dict) -> None:
    first = tidy_file(tmp_path / "a.parquet", rows)
    second = tidy_file(tmp_path / "b.parquet", [{**rows[0], **change}, *rows[1:]])

    assert tidy_hash(first, ()) != tidy_hash(second, ())


def test_missing_row_and_repeated_row_change_the_hash(rows: list[dict], tmp_path: Path) -> None:
    whole = tidy_file(tmp_path / "a.parquet", rows)
    less = tidy_file(tmp_path / "b.parquet", rows[:-1])
    more = tidy_file(tmp_path / "c.parquet", [*rows, rows[0]])

    assert len({tidy_hash(path, ()) for path in (whole, less, more)}) == 3


def test_text_moved_to_the_next_field_changes_the_hash() -> None:
    hashes = set()
    with engine() as connection:
        for left, right in (("ab", "c"), ("a", "bc"), ("abc", "")):
            source = f"(SELECT '{left}' AS x, '{right}' AS y, 1 AS g)"
            hashes.add(rows_hash(connection, source, texts=["x", "y"], numbers=[], groups=["g"]))

    assert len(hashes) == 3


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("NULL", ""),
        ("0", "0"),
        ("-0.0", "0"),
        ("5", "5"),
        ("-5.0", "-5"),
        ("2.50", "2.5"),
        ("0.1 + 0.2", "0.3"),  # twelve digits hide what depends on the order of a sum
        ("1 / 3.0", "0.333333333333"),
        ("2 / 3.0", "0.666666666667"),
        ("83_000_000.0", "83000000"),
        ("999_999_999_999_999", "999999999999999"),
        ("1e-7", "1e-07"),
    ],
)
def test_number_has_one_canonical_text(number: str, text: str) -> None:
    with engine() as connection:
        found = connection.execute(
            f"SELECT {number_text('n')} FROM (SELECT CAST({number} AS DOUBLE) AS n)"
        ).fetchall()

    assert found == [(text,)]


def test_sums_in_another_order_give_the_same_hash(tmp_path: Path) -> None:
    # 0.1 + 0.2 + 0.3 is not 0.3 + 0.2 + 0.1 in binary.
    paths = [
        tidy_file(tmp_path / f"{n}.parquet", [observation("16063", "x", value)])
        for n, value in enumerate((0.1 + 0.2 + 0.3, 0.3 + 0.2 + 0.1))
    ]

    assert (0.1 + 0.2 + 0.3) != (0.3 + 0.2 + 0.1)
    assert len({tidy_hash(path, ()) for path in paths}) == 1


@pytest.fixture
def figures() -> list[dict]:
    chance = random.Random(5)  # noqa: S311  # reason: test data, no secret
    return [
        {
            **dict.fromkeys(VALUES, ""),
            **{name: chance.choice([None, chance.random() * 100, 7.0]) for name in VALUES_TYPES},
            "indicator": "share",
            "area": area,
            "area_level": level,
            "boundary": boundary,
            "period": str(period),
            "note": chance.choice(["", "Änderung", "zusammengefaßt", "𝔘nikat"]),
        }
        for level, area in (("county", "16063"), ("county", "16061"), ("state", "16"))
        for boundary in ("2022-12-31", "2023-12-31")
        for period in range(2015, 2023)
    ]


@pytest.mark.parametrize("threads", [1, 4])
def test_engine_and_plain_reading_compute_the_same_hash(
    figures: list[dict], tmp_path: Path, threads: int
) -> None:
    path = tmp_path / "share.parquet"
    write_values(table_of(shuffled(figures, 2)), path, indicator="share")

    with engine(threads=threads) as connection:
        found = values_hash(connection, path)

    assert found == table_hash(table_of(figures))


def test_figure_in_another_group_changes_the_hash(figures: list[dict]) -> None:
    moved = [{**figures[0], "boundary": "2023-12-31", "area": "16099"}, *figures[1:]]

    assert table_hash(table_of(moved)) != table_hash(table_of(figures))


def test_root_hash_is_over_names_hashes_and_audience() -> None:
    by_hand = hashlib.sha256(b"audience public\na 1\nb 2").hexdigest()

    assert root_hash({"b": "2", "a": "1"}, audience="public") == by_hand
    assert root_hash({"b": "2", "a": "1"}, audience="partners") != by_hand
    assert root_hash({"b": "1", "a": "2"}, audience="public") != by_hand
    assert root_hash({"a": "1"}, audience="public") != by_hand
