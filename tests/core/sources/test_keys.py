# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Keys of official tables, in Python and in the engine."""

import pytest

from klammer.sources.keys import area_of, is_area_key
from klammer.warehouse.flatfile import FlatFile
from klammer.warehouse.melting import Measure, Melting
from klammer.warehouse.parquet import read_columns

KEYS = {
    "DG": ("DG", "country"),
    "16": ("16", "state"),
    "091": ("091", "region"),
    "16063": ("16063", "county"),
    "16063105": ("16063105", "municipality"),
    "160635051": ("160635051", "association"),
    "160635051105": ("16063105", "municipality"),
    "03151401": ("031515401", "association"),
    "03151401002": ("03151002", "municipality"),
    "0713101": ("071315001", "association"),
    "0713101001": ("07131001", "municipality"),
    "0713100007": ("07131007", "municipality"),
}


@pytest.mark.parametrize(("key", "expected"), KEYS.items())
def test_key_becomes_canonical(key, expected):
    assert is_area_key(key)
    assert area_of(key) == expected


@pytest.mark.parametrize("key", ["", "1", "17", "99063", "1606310", "16063-105", "Insgesamt"])
def test_other_text_is_no_key(key):
    assert not is_area_key(key)


def test_engine_follows_the_same_rule(tmp_path):
    text = tmp_path / "keys.csv"
    text.write_text("key;value\n" + "".join(f"{key};1\n" for key in KEYS))
    melting = Melting(
        area=1,
        texts={"boundary": "2020-12-31", "period": "2020"},
        measures=[Measure(2, "v")],
        comma=False,
        file="keys.csv",
    )

    with FlatFile(text, name="keys.csv", columns=2, scratch=tmp_path) as flat:
        flat.melt(melting, path=tmp_path / "tidy.parquet")

    rows = read_columns(tmp_path / "tidy.parquet")
    assert list(zip(rows["area"], rows["area_level"], strict=True)) == list(KEYS.values())
