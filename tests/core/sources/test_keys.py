# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Keys of official tables."""

import pytest

from klammer.sources.keys import area_of, is_area_key

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
