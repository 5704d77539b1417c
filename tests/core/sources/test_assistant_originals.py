# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the assistant makes of real tables: read as they are, after one answer, after two, refused.

Floors, not wishes: a change of the assistant may do better, never worse.
"""

from pathlib import Path

import pytest

from klammer.base.errors import KlammerError
from klammer.sources.contract import Request
from klammer.sources.geofiles import guess_code, read_features
from klammer.sources.proposals import propose
from klammer.sources.tabular import TableSource
from klammer.territory.geographies import Geography, Part

MSS = "berlin_mss_2019/berlin-monitoring-social-urban-development-2019-00-"
RIGHT, ANSWERS, REFUSED = "read", "asks", "refused"
# file → what comes out, and how many figures or questions at most
TABLES = {
    "workbooks/Destatis_04_KreiseVorjahr.xlsx": (RIGHT, 2000),
    "workbooks/StatistikNord_Stadtteilprofile_2014.xlsx": (RIGHT, 6732),
    "workbooks/TLS_10402_2015_01_Pflegestatistik_Thueringen.xls": (ANSWERS, 2),
    "jena/pflegeguete/ew_sum.csv": (RIGHT, 1247),
    "jena/privathaushalte/hh_priv.csv": (RIGHT, 473),
    "jena/privathaushalte/hh_priv_1_60plus.csv": (RIGHT, 473),
    "thueringen/landtagswahl_turnout_gemeinden_th.csv": (RIGHT, 6295),
    "thueringen/gemeindeverzeichnis_th_2023_2025.csv": (RIGHT, 6145),
    "crosswalks/2025-02.xlsx": (RIGHT, 84),
    "crosswalks/2023.xlsx": (ANSWERS, 1),
    f"{MSS}2-2-district-regions.csv": (ANSWERS, 2),
    f"{MSS}3-districts.csv": (ANSWERS, 2),
    "elections_thueringen/gemeinderat/thueringen_2024.xlsx": (ANSWERS, 2),
    "hamburg/stadtteilprofile_2014/Daten_fuer_die_Stadtteilprofile_2014.csv": (REFUSED, 0),
    "standards/hsds/examples/csv/contacts.csv": (REFUSED, 0),
    "crosswalks/colnames_2020.xlsx": (REFUSED, 0),
}


def outcome(path: Path, out: Path) -> tuple[str, int]:
    """Return what becomes of a file that nobody says anything about."""
    try:
        found = propose(path)
        if found.questions:
            return ANSWERS, len(found.questions)
        return RIGHT, TableSource().read(Request(path, path.name, out, mapping=found.mapping)).rows
    except KlammerError:
        return REFUSED, 0


@pytest.mark.originals
@pytest.mark.parametrize("name", TABLES, ids=[Path(one).stem[-40:] for one in TABLES])
def test_real_table_comes_out_as_well_as_before(originals: Path, tmp_path: Path, name: str) -> None:
    path = originals / name
    if not path.is_file():
        pytest.skip("this original is not there")
    expected, number = TABLES[name]

    kind, found = outcome(path, tmp_path / "out.parquet")

    assert kind == expected
    assert found >= number if kind == RIGHT else found <= number


@pytest.mark.originals
def test_planning_areas_are_known_once_they_are_a_geography(
    originals: Path, tmp_path: Path
) -> None:
    path = originals / f"{MSS}2-2-district-regions.csv"
    listed = read_features(path)
    codes = [one.texts[guess_code(listed)] for one in listed.rows]
    regions = Geography(
        "own-regionen", "2019-01-01", "Bezirksregionen", "planning_area", "11", "11000000",
        tuple(Part(code, code) for code in codes),
    )  # fmt: skip

    found = propose(path, geographies=[regions])

    assert found.questions == ("period",)
    mapping = found.mapping | {"period": {"value": "2018"}}
    rows = (
        TableSource().read(Request(path, path.name, tmp_path / "out.parquet", mapping=mapping)).rows
    )
    assert rows >= 4 * len(codes)
    assert len(codes) == 138
