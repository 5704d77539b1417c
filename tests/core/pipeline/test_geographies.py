# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Own geographies: kept, found, released as a level, protected together with official counts."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import shapely

from klammer.base.errors import InputRefusedError
from klammer.pipeline import deliveries, geographies, releases
from klammer.pipeline.instance import Instance
from klammer.territory import adjacency, areas, geometry, versions
from klammer.territory.geographies import Geography, Part, find, is_level, new_level
from klammer.territory.keys import level_of
from tests.core.pipeline.conftest import NOW, load
from tests.factories import definition, observation, tidy_file

TOWN = "16063105"  # Eisenach
LEVEL = "own-testeins"
CASES = {"01": 40, "02": 60, "03": 2, "04": 98}


@pytest.fixture
def quarters(instance: Instance) -> Geography:
    """Four quarters that are all of a town."""
    squares = {code: shapely.box(1e5 * n, 0, 1e5 * (n + 1), 1e5) for n, code in enumerate(CASES)}
    found = Geography(
        LEVEL, "2022-01-01", "Quartiere in Eisenach", "quarter", "16063", TOWN,
        tuple(Part(code, f"Quartier {code}") for code in CASES), complete=True, outlines=squares,
    )  # fmt: skip
    return geographies.keep(instance, found, by="steward", at=NOW)


@pytest.fixture
def share(library: Path) -> None:
    """A share that is defined for municipalities: own areas may have it all the same."""
    from klammer.indicators.definitions import to_toml

    one = definition(id="share", levels=["municipality"])
    (library / "share.toml").write_text(to_toml(one), encoding="utf-8")


def official(instance: Instance, tmp_path: Path) -> None:
    """Let the town's own count be published."""
    at = {"area_level": "municipality"}
    rows = [observation(TOWN, "unemployed", 200.0, **at), observation(TOWN, "persons", 4e3, **at)]
    told = {
        "origins": {"original.csv": {"publisher": "Amt", "title": "Tabelle"}},
        "sha256": {"original.csv": "0" * 64},
    }
    load(instance, tidy_file(tmp_path / "town.parquet", rows), reader="tidy", mapping=told)


def table(tmp_path: Path, name: str = "quartiere.csv", cases: dict[str, int] | None = None) -> Path:
    lines = ["Quartier;Arbeitslose;Menschen"]
    lines += [f"Quartier {code};{n};1000" for code, n in (cases or CASES).items()]
    path = tmp_path / name
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def mapping(boundary: str = "2022-01-01") -> dict:
    return {
        "origin": {"publisher": "Stadt", "title": "Quartiere", "own": True},
        "area": {
            "column": "Quartier", "form": "name", "level": LEVEL, "boundary": boundary,
            "names": {f"Quartier {code}": f"{LEVEL}-{code}" for code in CASES},
        },
        "period": {"value": "2022"},
        "values": [
            {"column": "Arbeitslose", "variable": "unemployed"},
            {"column": "Menschen", "variable": "persons"},
        ],
    }  # fmt: skip


def deliver(instance: Instance, path: Path, *, boundary: str = "2022-01-01") -> str:
    return load(instance, path, reader="table", mapping=mapping(boundary), workspace="16063").id


def shown(release, boundary: str = "2022-01-01") -> dict[str, float | None]:
    found = release.values("share", area_level=LEVEL, boundary=boundary, period="2022")
    return {row["area"][-2:]: row["numerator"] for row in found.rows()}


def test_keys_collide_with_no_official_one() -> None:
    level = new_level()

    assert is_level(level)
    assert level_of(f"{level}-07") == level
    assert level_of("16063") == "county"
    with pytest.raises(InputRefusedError):
        level_of("own-zu-kurz")


def test_geography_is_a_level_beside_the_official_ones(quarters: Geography) -> None:
    found = areas.areas(LEVEL, boundary="2022-01-01")

    assert [one.name for one in found.values()] == [f"Quartier {code}" for code in CASES]
    assert found[f"{LEVEL}-01"].parents["municipality"] == TOWN
    assert found[f"{LEVEL}-01"].parents["county"] == "16063"
    assert list(areas.areas(LEVEL, boundary="2022-01-01", within="16063")) == list(found)
    assert areas.areas(LEVEL, boundary="2022-01-01", within="16061") == {}
    assert [one.id for one in versions.known(LEVEL)] == ["2022-01-01"]
    assert list(geometry.geometry(LEVEL, boundary="2022-01-01", within="16")) == list(found)
    assert adjacency.neighbours(LEVEL, "2022-01-01")[f"{LEVEL}-01"] == (f"{LEVEL}-02",)


def test_unknown_geography_is_refused(instance: Instance) -> None:
    with pytest.raises(InputRefusedError) as refused:
        areas.areas("own-gibtsnich", boundary="2022-01-01")

    assert refused.value.code == "level_unknown"
    with pytest.raises(InputRefusedError) as gone:
        areas.areas("own-gibtsnic", boundary="2022-01-01")
    assert gone.value.code == "geography_unknown"


def test_figures_are_released_for_the_areas(
    instance: Instance, share: None, quarters: Geography, tmp_path: Path
) -> None:
    deliver(instance, table(tmp_path))

    release = releases.create(
        instance, by="steward", at=NOW, audience="confidential", workspace="16063"
    )

    assert shown(release) == {"01": 40, "02": 60, "03": 2, "04": 98}
    assert [(one.area_level, one.areas) for one in release.coverage("share")] == [(LEVEL, 4)]
    assert release.manifest["geographies"] == [
        {"level": LEVEL, "boundary": "2022-01-01", "edition": 1}
    ]
    assert releases.verify(instance, release.root).ok


def test_small_count_is_hidden_also_against_the_published_total(
    instance: Instance, share: None, quarters: Geography, tmp_path: Path
) -> None:
    official(instance, tmp_path)
    deliver(instance, table(tmp_path))

    release = releases.create(instance, by="steward", at=NOW, workspace="16063")

    # 200 are published for the town: with three of four shown the 2 would be 200 - 198.
    found = shown(release)
    assert found["03"] is None
    assert sum(value is None for value in found.values()) >= 2
    town = release.values(
        "share", area_level="municipality", boundary="2025-01-01", period="2022", areas=[TOWN]
    )
    assert [row["numerator"] for row in town.rows()] == [200.0]
    assert releases.verify(instance, release.root).ok


def test_without_a_published_total_one_count_is_hidden(
    instance: Instance, share: None, quarters: Geography, tmp_path: Path
) -> None:
    deliver(instance, table(tmp_path))

    release = releases.create(instance, by="steward", at=NOW, workspace="16063")

    assert shown(release) == {"01": 40.0, "02": 60.0, "03": None, "04": 98.0}


def test_area_of_whole_municipalities_is_protected_against_their_counts(
    instance: Instance, share: None, tmp_path: Path
) -> None:
    towns = ("16063003", "16063004")
    one = Geography(
        LEVEL, "2022-01-01", "Räume", "planning_area", "16063", "16063",
        (Part("01", "Quartier 01", units=towns), Part("02", "Quartier 02")),
    )  # fmt: skip
    geographies.keep(instance, one, by="steward", at=NOW)
    path = tmp_path / "gemeinden.csv"
    path.write_text("AGS;Arbeitslose;Menschen\n16063003;50;900\n16063004;2;600\n", "utf-8")
    told = mapping() | {
        "area": {"column": "AGS", "level": "municipality", "boundary": "2022-12-31"}
    }
    load(instance, path, reader="table", mapping=told, workspace="16063")
    deliver(instance, table(tmp_path, cases={"01": 52, "02": 70}))

    release = releases.create(instance, by="steward", at=NOW, workspace="16063")

    for boundary in ("2022-12-31", "2025-01-01"):
        found = release.values("share", area_level="municipality", boundary=boundary, period="2022")
        counts = {row["area"]: row["numerator"] for row in found.rows()}
        # 52 and 50 together would give the 2 away.
        assert counts["16063004"] is None
        assert counts["16063003"] is None or shown(release)["01"] is None


def test_versions_stand_side_by_side(
    instance: Instance, share: None, quarters: Geography, tmp_path: Path
) -> None:
    later = replace(quarters, boundary="2027-01-01", parts=(*quarters.parts, Part("05", "Neu")))
    geographies.keep(instance, later, by="steward", at=NOW)
    deliver(instance, table(tmp_path))
    deliver(instance, table(tmp_path, "neu.csv", {"01": 41, "02": 5}), boundary="2027-01-01")

    release = releases.create(
        instance, by="steward", at=NOW, audience="confidential", workspace="16063"
    )

    assert [one.boundary for one in release.coverage("share")] == ["2022-01-01", "2027-01-01"]
    assert shown(release)["01"] == 40
    assert shown(release, "2027-01-01") == {"01": 41, "02": 5}
    assert find(LEVEL).boundary == "2027-01-01"


def test_earlier_release_is_computed_again_with_the_areas_of_its_day(
    instance: Instance, share: None, quarters: Geography, tmp_path: Path
) -> None:
    official(instance, tmp_path)
    deliver(instance, table(tmp_path))
    release = releases.create(instance, by="steward", at=NOW, workspace="16063")

    # With another town around them the counts would not add up to anything published.
    geographies.keep(instance, replace(quarters, within="16063003"), by="steward", at=NOW)

    assert releases.verify(instance, release.root).ok
    assert find(LEVEL).edition == 2


def test_area_with_figures_stays(
    instance: Instance, share: None, quarters: Geography, tmp_path: Path
) -> None:
    delivered = deliver(instance, table(tmp_path))

    with pytest.raises(InputRefusedError) as refused:
        geographies.delete(instance, quarters, by="steward", at=NOW)
    with pytest.raises(InputRefusedError) as shrunk:
        geographies.keep(instance, replace(quarters, parts=quarters.parts[:2]), by="x", at=NOW)

    assert (refused.value.code, shrunk.value.code) == ("geography_in_use", "geography_in_use")
    deliveries.take_back(instance, delivered, by="steward", reason="Fehler", at=NOW)
    geographies.delete(instance, quarters, by="steward", at=NOW + timedelta(days=1))
    assert find(LEVEL) is None
    assert geographies.listed(instance, "16063") == []


def test_geography_is_listed_for_its_workspace_alone(
    instance: Instance, quarters: Geography
) -> None:
    assert [one.level for one in geographies.listed(instance, "16063")] == [LEVEL]
    assert geographies.listed(instance, "16061") == []
    assert geographies.listed(instance, "") == []
