# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
import pytest

from klammer.base.errors import InputRefusedError
from klammer.territory.keys import level_of, normalise_key

FORMS = [
    ("16063105", None, "16063105"),
    (16063105, None, "16063105"),
    (16063105.0, None, "16063105"),
    ("16063105.0", None, "16063105"),
    (1001000, None, "01001000"),
    ("1001000", None, "01001000"),
    ("160630105105", None, "16063105"),
    (10010000000, None, "01001000"),
    ("160630105105", "association", "160630105"),
    ("16 0 63 105", None, "16063105"),
    ("'16063", None, "16063"),
    ("16063", None, "16063"),
    (1001, None, "01001"),
    ("16063000", None, "16063"),
    ("16063000", "county", "16063"),
    ("160630000000", None, "16063"),
    ("160510000000", None, "16051000"),
    ("16051000", None, "16051000"),
    ("16051000", "county", "16051"),
    ("16051", "municipality", "16051000"),
    (1001, "municipality", "01001000"),
    ("16056", "municipality", "16056000"),
    ("16", None, "16"),
    (1, None, "01"),
    ("16000000", None, "16"),
    ("16000", "state", "16"),
    ("031", None, "031"),
    ("160635006", None, "160635006"),
    ("DG", None, "DG"),
    (" dg ", None, "DG"),
    ("000000000000", None, "DG"),
    ("16-swt", None, "16-SWT"),
]


@pytest.mark.parametrize(("found", "level", "key"), FORMS)
def test_key_is_brought_to_one_form(found, level, key):
    assert normalise_key(found, level=level) == key


REFUSED = [
    ("", None, "a key has digits only"),
    ("Gotha", None, "a key has digits only"),
    ("99001", None, "'99' is no German state, expected 01 to 16"),
    (16063.5, None, "a key is a whole number"),
    (True, None, "a key is text or a whole number"),
    ("1606310", "county", "expected a key of the level county, read as municipality 01606310"),
    ("160631", None, "expected DG or 2, 3, 5, 8 or 9 digits"),
    ("16063", "municipality", "16063 is a county, not an independent city: no municipality"),
    ("16", "county", "expected a key of the level county, read as state 16"),
    ("16063105", "county", "expected a key of the level county, read as municipality 16063105"),
    ("١٦٠٦٣", None, "a key has digits only"),
]


@pytest.mark.parametrize(("found", "level", "why"), REFUSED)
def test_key_is_refused_with_the_reason(found, level, why):
    with pytest.raises(InputRefusedError) as refusal:
        normalise_key(found, level=level)

    assert refusal.value.why == why


@pytest.mark.parametrize(
    ("key", "level"),
    [
        ("DG", "country"),
        ("16", "state"),
        ("031", "region"),
        ("16063", "county"),
        ("16063105", "municipality"),
        ("160635006", "association"),
        ("16-SWT", "planning_region"),
    ],
)
def test_level_follows_from_the_length(key, level):
    assert level_of(key) == level
