# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Releases opened for reading: what they give, and what they refuse to give."""

import hashlib
import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from klammer.base.cells import Audience
from klammer.base.errors import InputRefusedError, KlammerError
from klammer.base.tables import table_of
from klammer.disclosure.release import certify_official, check_safe
from klammer.disclosure.rules import rules_for
from klammer.indicators.definitions import to_toml
from klammer.warehouse.engine import engine
from klammer.warehouse.hashing import root_hash
from klammer.warehouse.open import Coverage, Release
from klammer.warehouse.schema import VALUES
from klammer.warehouse.values import summary, values_hash, write_values
from tests.factories import BOUNDARY, definition

COUNTY = {"area_level": "county", "boundary": BOUNDARY}


def figure(indicator: str, area: str, period: str, value: float | None, **more: Any) -> dict:
    return {
        **dict.fromkeys(VALUES, ""), **COUNTY, "indicator": indicator, "area": area,
        "period": period, "sex": "_T", "age": "_T", "nationality": "_T", "numerator": None,
        "denominator": None, "value": value, "low": None, "high": None,
        "status": "missing" if value is None else "reported", "secrecy": "exact", **more,
    }  # fmt: skip


ROWS = {
    "persons": [
        figure("persons", "16061", "2021", 100.0),
        figure("persons", "16063", "2021", 200.0),
        figure("persons", "16061", "2022", 101.0),
        figure("persons", "16063", "2022", 201.0),
        figure("persons", "16063", "2022", 99.0, sex="F"),
        figure("persons", "16063", "2022", 102.0, sex="M"),
        figure("persons", "16", "2022", 2_100_000.0, area_level="state"),
    ],
    "share": [figure("share", "16061", "2022", None), figure("share", "16063", "2022", 4.5)],
}


@pytest.fixture(scope="module")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release as it lies on disk, made by hand from two tables."""
    made = tmp_path_factory.mktemp("releases") / "made"
    rules = rules_for(Audience.PUBLIC, on=date(2026, 11, 1))
    tables: dict[str, Any] = {}
    for indicator, rows in ROWS.items():
        path = made / "values" / f"{indicator}.parquet"
        write_values(table_of(rows, names=VALUES), path, indicator=indicator)
        with engine() as connection:
            digest, about = values_hash(connection, path), summary(connection, path)
        certificate = certify_official(hash_of_table=digest, rows=len(rows), rules=rules)
        tables[indicator] = {
            "hash": digest,
            "file_sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
            "certificate": certificate.as_data(),
            **about,
        }
    (made / "definitions").mkdir()
    (made / "definitions" / "share.toml").write_text(to_toml(definition()), encoding="utf-8")
    manifest = {"format": 1, "audience": "public", "tables": tables}
    (made / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    root = root_hash({name: table["hash"] for name, table in tables.items()}, audience="public")
    return made.rename(made.with_name(root))


@pytest.fixture
def folder(made_once: Path, tmp_path: Path) -> Path:
    """A copy that a test may spoil."""
    return shutil.copytree(made_once, tmp_path / made_once.name)


@pytest.fixture
def release(folder: Path) -> Release:
    return Release(folder)


def test_values_are_the_stored_rows_in_order(release: Release) -> None:
    found = release.values("persons", **COUNTY)

    assert found.table.names == VALUES
    assert list(zip(found.table["period"], found.table["area"], found.table["value"])) == [  # noqa: B905  # reason: columns of one table
        ("2021", "16061", 100.0),
        ("2021", "16063", 200.0),
        ("2022", "16061", 101.0),
        ("2022", "16063", 201.0),
    ]
    assert check_safe(found, audience=Audience.PUBLIC) is found


def test_breakdowns_name_each_group_with_its_years(release: Release) -> None:
    total = ("_T", "_T", "_T")

    assert release.breakdowns("persons", **COUNTY) == {
        ("F", "_T", "_T"): ("2022",),
        ("M", "_T", "_T"): ("2022",),
        total: ("2021", "2022"),
    }
    assert release.breakdowns("share", **COUNTY) == {total: ("2022",)}  # one area has a figure
    assert release.breakdowns("share", area_level="state", boundary=BOUNDARY) == {}
    assert release.breakdowns("unknown", **COUNTY) == {}


def test_signs_count_numbers_and_what_stands_for_the_others(release: Release) -> None:
    assert release.signs("share") == {
        ("county", BOUNDARY, "2022", "missing", ""): 1,
        ("county", BOUNDARY, "2022", "reported", ""): 1,
    }
    assert release.signs("persons")["county", BOUNDARY, "2022", "reported", ""] == 2  # totals only
    assert release.signs("unknown") == {}


@pytest.mark.parametrize(
    ("asked", "values"),
    [
        ({"period": "2022"}, (101.0, 201.0)),
        ({"areas": ["16063"]}, (200.0, 201.0)),
        ({"areas": []}, ()),
        ({"areas": ["it's"]}, ()),
        ({"sex": "F"}, (99.0,)),
        ({"sex": None, "period": "2022", "areas": ["16063"]}, (99.0, 102.0, 201.0)),
        ({"area_level": "state"}, (2_100_000.0,)),
        ({"boundary": "1994-12-31"}, ()),
        ({"age": "18-64"}, ()),
    ],
)
def test_values_gives_what_was_asked_for(release: Release, asked: dict, values: tuple) -> None:
    assert release.values("persons", **{**COUNTY, **asked}).table["value"] == values


def test_values_of_an_unknown_indicator_is_an_empty_table(release: Release) -> None:
    found = release.values("unknown", **COUNTY)

    assert (len(found), found.table.names) == (0, VALUES)


def test_missing_value_stays_missing_with_its_status(release: Release) -> None:
    found = release.values("share", **COUNTY)

    assert found.table["value"] == (None, 4.5)
    assert found.table["status"] == ("missing", "reported")


def test_profile_gives_totals_of_all_indicators_of_one_area(release: Release) -> None:
    found = release.profile("16063")

    assert [(r["indicator"], r["period"], r["value"]) for r in found.rows()] == [
        ("persons", "2021", 200.0),
        ("persons", "2022", 201.0),
        ("share", "2022", 4.5),
    ]
    assert len(release.profile("16063", boundary="1994-12-31")) == 0


def test_profile_of_a_group_of_people_leaves_out_what_does_not_come_by_it(release: Release) -> None:
    found = release.profile("16063", sex="F")

    assert [(r["indicator"], r["sex"], r["value"]) for r in found.rows()] == [
        ("persons", "F", 99.0)
    ]


def test_profiles_read_some_areas_years_indicators_and_columns_at_once(release: Release) -> None:
    found = release.profiles(["16061", "16063", "00000"], periods=["2022"], indicators=["persons"])
    narrow = release.profiles(["16063"], columns=("area", "value"))

    assert [(r["area"], r["value"]) for r in found.rows()] == [("16061", 101.0), ("16063", 201.0)]
    assert narrow.table.names == ("indicator", "area", "value")
    assert len(release.profiles([])) == 0
    assert len(release.profiles(["16063"], indicators=["unknown"])) == 0
    assert check_safe(found, audience=Audience.PUBLIC) is found


def test_coverage_says_what_there_is(release: Release) -> None:
    county = Coverage("persons", "county", BOUNDARY, ("2021", "2022"), {"sex": ("F", "M")}, areas=2)
    state = Coverage("persons", "state", BOUNDARY, ("2022",), {}, areas=1)
    # An area whose value is missing does not count.
    share = Coverage("share", "county", BOUNDARY, ("2022",), {}, areas=1)

    assert list(release.coverage()) == [county, state, share]
    assert list(release.coverage("persons")) == [county, state]
    assert list(release.coverage("unknown")) == []


def test_definitions_are_those_that_were_executed(release: Release) -> None:
    assert dict(release.definitions) == {"share": definition()}


def test_release_knows_root_and_audience(release: Release, folder: Path) -> None:
    assert (release.root, release.audience, release.withdrawn) == (
        folder.name,
        Audience.PUBLIC,
        None,
    )


def test_withdrawn_release_says_why(release: Release, folder: Path) -> None:
    (folder / "withdrawn.json").write_text('{"reason": "Zahlendreher"}', encoding="utf-8")

    assert release.withdrawn == {"reason": "Zahlendreher"}


def test_folder_without_manifest_is_not_a_release(tmp_path: Path) -> None:
    with pytest.raises(InputRefusedError) as refused:
        Release(tmp_path)

    assert refused.value.code == "release_unknown"


def test_changed_file_is_not_read(release: Release, folder: Path) -> None:
    path = folder / "values" / "share.parquet"
    path.write_bytes(path.read_bytes() + b"\0")

    with pytest.raises(KlammerError) as refused:
        release.values("share", **COUNTY)

    assert refused.value.code == "release_changed"
    assert len(release.values("persons", **COUNTY)) == 4


def _for_more_eyes(manifest: dict) -> None:
    manifest["audience"] = "confidential"


def _another_hash(manifest: dict) -> None:
    manifest["tables"]["share"]["hash"] = "0" * 64


def _one_table_less(manifest: dict) -> None:
    del manifest["tables"]["share"]


def _one_table_more(manifest: dict) -> None:
    manifest["tables"]["other"] = manifest["tables"]["share"]


def _no_audience(manifest: dict) -> None:
    del manifest["audience"]


def _tables_as_a_list(manifest: dict) -> None:
    manifest["tables"] = list(manifest["tables"])


@pytest.mark.parametrize(
    "tamper",
    [
        _for_more_eyes,
        _another_hash,
        _one_table_less,
        _one_table_more,
        _no_audience,
        _tables_as_a_list,
    ],
)
def test_changed_manifest_is_refused(folder: Path, tamper: Callable[[dict], None]) -> None:
    path = folder / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    tamper(manifest)
    path.write_text(json.dumps(manifest), encoding="utf-8")

    with pytest.raises(KlammerError) as refused:
        Release(folder).values("persons", **COUNTY)

    assert (refused.value.code, refused.value.what) == (
        "release_changed",
        "the manifest was changed",
    )


def test_half_a_manifest_is_refused(folder: Path) -> None:
    path = folder / "manifest.json"
    path.write_text(path.read_text(encoding="utf-8")[:-20], encoding="utf-8")

    with pytest.raises(KlammerError) as refused:
        _ = Release(folder).audience

    assert refused.value.code == "release_changed"


def test_renamed_release_is_refused(folder: Path, tmp_path: Path) -> None:
    moved = folder.rename(tmp_path / ("0" * 64))

    with pytest.raises(KlammerError, match="the manifest was changed"):
        Release(moved).profile("16063")
