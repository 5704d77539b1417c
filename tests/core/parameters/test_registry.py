# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
from datetime import date
from pathlib import Path

import pytest

from klammer.base.errors import InputRefusedError
from klammer.parameters import registry
from klammer.parameters.registry import Registry

DAY = date(2026, 1, 1)
HEAD = 'name = "age_limit"\ntitle = "Altersgrenze"\nunit = "Jahre"\n'


def write(folder: Path, body: str, *, name: str = "age_limit") -> Registry:
    (folder / f"{name}.toml").write_text(HEAD + body, encoding="utf-8")
    return Registry(folder)


def entry(value: int, *, first: str = "2020-01-01", more: str = "") -> str:
    return f'[[value]]\nfrom = {first}\nvalue = {value}\nreference = "§ 7a"\nchecked = true\n{more}'


def test_value_changes_on_the_day_a_new_one_begins(tmp_path: Path) -> None:
    book = write(tmp_path, entry(65, more="until = 2024-01-01\n") + entry(67, first="2024-01-01"))

    assert book.value("age_limit", on=date(2023, 12, 31)).value == 65
    assert book.value("age_limit", on=date(2024, 1, 1)).value == 67


def test_value_carries_unit_and_reference() -> None:
    found = registry.value("significance_level", on=DAY, strength="strong")

    assert (found.value, found.unit, found.checked) == (0.998, "", True)
    assert found.reference.startswith("Office for Health Improvement")


@pytest.mark.parametrize(
    ("source", "audience", "expected"),
    [
        ("jugendamt", "public", 5),
        ("jugendamt", "administration", 3),
        ("jugendamt", "confidential", 0),
        ("ba", "public", 3),
        ("ba", "confidential", 0),
    ],
)
def test_minimum_count_follows_source_and_audience(
    source: str, audience: str, expected: int
) -> None:
    found = registry.value("minimum_count", on=DAY, source=source, audience=audience)

    assert found.value == expected


def test_value_prefers_the_entry_that_names_more_keys(tmp_path: Path) -> None:
    general = entry(3, more='source = "*"\naudience = "public"\n')
    exact = entry(10, more='source = "sozialamt"\naudience = "public"\n')
    book = write(tmp_path, general + exact)

    assert book.value("age_limit", on=DAY, source="sozialamt", audience="public").value == 10
    assert book.value("age_limit", on=DAY, source="schulamt", audience="public").value == 3


def test_value_between_two_equally_good_entries_is_refused(tmp_path: Path) -> None:
    one = entry(3, more='source = "*"\naudience = "public"\n')
    two = entry(5, more='source = "ba"\naudience = "*"\n')
    book = write(tmp_path, one + two)

    with pytest.raises(InputRefusedError) as refused:
        book.value("age_limit", on=DAY, source="ba", audience="public")

    assert refused.value.code == "parameter_ambiguous"


def test_value_before_the_first_day_is_refused(tmp_path: Path) -> None:
    book = write(tmp_path, entry(65))

    with pytest.raises(InputRefusedError) as refused:
        book.value("age_limit", on=date(2019, 12, 31))

    assert refused.value.code == "parameter_not_valid"


def test_unknown_name_is_refused_with_the_known_ones(tmp_path: Path) -> None:
    book = write(tmp_path, entry(65))

    with pytest.raises(InputRefusedError) as refused:
        book.value("agelimit", on=DAY)

    assert (refused.value.code, refused.value.why) == ("parameter_unknown", "known are age_limit")


def test_missing_key_is_refused() -> None:
    with pytest.raises(InputRefusedError) as refused:
        registry.value("minimum_count", on=DAY, source="ba")

    assert refused.value.why == "expected ['audience', 'source'], found ['source']"


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (entry(1) + entry(2, first="2021-01-01"), "value 2 overlaps an earlier one: {}"),
        (entry(1) + entry(2, more='source = "ba"\n'), "value 2 has other keys than the first"),
        ("[[value]]\nfrom = 2020-01-01\nvalue = 3\nchecked = true\n", "'reference'"),
        ("", "'value'"),
    ],
)
def test_unsound_file_is_refused(tmp_path: Path, body: str, why: str) -> None:
    with pytest.raises(InputRefusedError) as refused:
        write(tmp_path, body)

    assert (refused.value.where, refused.value.why) == ("age_limit.toml", why)


def test_file_under_another_name_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputRefusedError) as refused:
        write(tmp_path, entry(1), name="limit")

    assert refused.value.why == "the file is named limit, the parameter age_limit"


def test_instance_folder_replaces_a_shipped_file(tmp_path: Path) -> None:
    text = (registry.SHIPPED / "trend_points.toml").read_text(encoding="utf-8")
    (tmp_path / "trend_points.toml").write_text(
        text.replace("value = 5", "value = 7"), encoding="utf-8"
    )

    book = Registry(registry.SHIPPED, tmp_path)

    assert book.value("trend_points", on=DAY).value == 7
    assert book.names == registry.shipped().names


def test_every_shipped_value_has_title_and_prints_its_reference() -> None:
    book = registry.shipped()

    assert all(book.title(name) for name in book.names)
    assert str(book.value("minimum_count", on=DAY, source="ba", audience="public")) == (
        "minimum_count[source=ba, audience=public] = 3 Personen: § 16 BStatG entsprechend; Übung der "
        "Statistik der Bundesagentur für Arbeit, Werte unter 3 nicht auszuweisen (fachlich ungeprüft)"
    )
