# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
import pytest

from klammer.base.errors import InputRefusedError
from klammer.territory.areas import area, areas, parent

COUNTS = [
    ("country", "2025-01-01", None, 1),
    ("state", "2025-01-01", None, 16),
    ("planning_region", "2025-01-01", None, 4),
    ("county", "1990-12-31", None, 543),
    ("county", "2020-12-31", None, 401),
    ("county", "2022-12-31", None, 400),
    ("county", "2025-01-01", None, 400),
    ("county", "2020-12-31", "16", 23),
    ("county", "2025-01-01", "16", 22),
    ("county", "2025-01-01", "16-SWT", 5),
    ("county", "2025-01-01", "16-MT", 6),
    ("county", "2025-01-01", "16-NT", 4),
    ("county", "2025-01-01", "16-OT", 7),
    ("municipality", "2022-12-31", None, 10_990),
    ("municipality", "2022-12-31", "16", 631),
    ("municipality", "2023-12-31", "16", 624),
    ("municipality", "2025-01-01", "16", 605),
    ("municipality", "2022-12-31", "16063", 32),
    ("municipality", "2025-01-01", "16063", 30),
    ("association", "2025-01-01", "16063", 16),
    ("municipality", "2025-01-01", "160635006", 6),
    ("county", "2025-01-01", "16063", 1),
]


@pytest.mark.parametrize(("level", "boundary", "within", "count"), COUNTS)
def test_number_of_areas_is_the_official_one(level, boundary, within, count):
    assert len(areas(level, boundary=boundary, within=within)) == count


def test_area_knows_its_name_kind_and_parents():
    found = area("16063105", boundary="2025-01-01")

    assert (found.name, found.level) == ("Eisenach, Stadt", "municipality")
    assert found.parents == {
        "country": "DG",
        "state": "16",
        "planning_region": "16-SWT",
        "county": "16063",
        "association": "160630105",
    }


@pytest.mark.parametrize(
    ("key", "boundary", "name", "kind"),
    [
        ("16063", "2025-01-01", "Wartburgkreis", "Landkreis"),
        ("16056", "2020-12-31", "Eisenach, Stadt", "Kreisfreie Stadt"),
        ("160635006", "2025-01-01", "Hainich-Werratal", "Verwaltungsgemeinschaft"),
        ("160635059", "2023-12-31", "Dermbach", "Erfüllende Gemeinde"),
        ("160640073", "2022-12-31", "Anrode", "Verbandsfreie Gemeinde"),
        ("16-SWT", "2025-01-01", "Südwestthüringen", "Planungsregion"),
        ("16", "2025-01-01", "Thüringen", "Land"),
        ("DG", "2025-01-01", "Deutschland", ""),
    ],
)
def test_area_has_its_official_name(key, boundary, name, kind):
    found = area(key, boundary=boundary)

    assert (found.name, found.kind) == (name, kind)


def test_parents_contain_their_children_on_every_level():
    for level in ("municipality", "association", "county", "planning_region", "state"):
        for one in areas(level, boundary="2025-01-01", within="16").values():
            for outer, key in one.parents.items():
                assert key in areas(outer, boundary="2025-01-01")


def test_parent_follows_the_version():
    assert parent("16056000", level="county", boundary="2020-12-31") == "16056"
    assert parent("16063105", level="county", boundary="2021-12-31") == "16063"
    assert parent("16063105", level="municipality", boundary="2021-12-31") == "16063105"
    assert parent("16063105", level="association", boundary="2021-12-31") is None
    assert parent("01001", level="planning_region", boundary="2025-01-01") is None


def test_area_of_another_time_is_refused_with_its_lifetime():
    with pytest.raises(InputRefusedError) as refusal:
        area("16056", boundary="2025-01-01")

    assert refusal.value.why == "the key is known 1997-12-31 to 2020-12-31"


def test_association_before_the_first_register_is_refused():
    with pytest.raises(InputRefusedError) as refusal:
        areas("association", boundary="2020-12-31")

    assert refusal.value.code == "boundary_unknown"


def test_unknown_level_is_refused():
    with pytest.raises(InputRefusedError) as refusal:
        areas("parish", boundary="2025-01-01")

    assert refusal.value.code == "level_unknown"
