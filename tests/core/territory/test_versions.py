# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
import pytest

from klammer.base.errors import InputRefusedError
from klammer.territory import versions


def dates_of(found):
    return [(one.old, one.new, one.legal, one.statistical, one.task) for one in found]


def test_current_version_is_the_newest():
    assert versions.current("municipality").id == "2025-01-01"
    assert versions.current("county").id == "2025-01-01"


@pytest.mark.parametrize(
    ("date", "found"),
    [
        ("2025-08-31", "2025-01-01"),
        ("2024-12-31", "2024-12-31"),
        ("2022-05-15", "2021-12-31"),
        ("1990-12-31", "1990-12-31"),
    ],
)
def test_version_at_a_date_is_the_last_one_before(date, found):
    assert versions.at(date, level="county").id == found


def test_date_before_the_first_version_is_refused():
    with pytest.raises(InputRefusedError):
        versions.at("1989-12-31", level="county")


def test_associations_begin_in_2022():
    assert [one.id for one in versions.known("association")] == [
        "2022-12-31",
        "2023-12-31",
        "2024-12-31",
        "2025-01-01",
    ]


def test_eisenach_returns_with_law_in_2021_and_tasks_in_2022():
    found = versions.version("2021-12-31", level="county")

    assert (found.legal, found.statistical, found.task) == (
        "2021-07-01",
        "2021-07-01",
        "2022-01-01",
    )
    assert dates_of(found.changes) == [("16056", "16063", "2021-07-01", "2021-07-01", "2022-01-01")]


def test_version_without_recorded_change_has_its_own_date():
    found = versions.version("2012-12-31", level="county")

    assert (found.legal, found.statistical, found.task) == ("2012-12-31",) * 3


def test_changes_of_the_wartburgkreis_are_recorded():
    found = versions.changes(level="municipality", within="16063")

    assert dates_of(found) == [
        ("16063022", "16056000", "1998-01-01", "1998-01-01", "1998-01-01"),
        ("16063102", "16066095", "2019-01-01", "2019-01-01", "2019-01-01"),
        ("16056000", "16063105", "2021-07-01", "2021-07-01", "2022-01-01"),
        ("16063028", "16063104", "2024-01-01", "2024-01-01", ""),
        ("16063037", "16064074", "2024-01-01", "2024-01-01", ""),
    ]


def test_listed_change_says_how_many_people_and_from_where():
    (found,) = versions.changes(after="2023-12-31", within="16063037")

    assert (found.old_name, found.new_name) == ("Hallungen", "Südeichsfeld")
    assert (found.kind, found.inhabitants, found.area_m2) == ("dissolved", 184, 3_975_899.0)
    assert found.source == "Destatis, Gebietsänderungen, 16/2024/0007-R"


def test_every_recorded_change_names_its_source():
    assert [one for one in versions.changes() if not one.source] == []


def test_level_without_versions_is_refused():
    with pytest.raises(InputRefusedError):
        versions.known("parish")
