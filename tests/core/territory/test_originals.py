# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The packaged data against the publishers' files, where these lie beside the project."""

import gzip

import duckdb
import pytest
from python_calamine import CalamineWorkbook

from klammer.territory import records
from klammer.territory.areas import areas
from klammer.territory.crosswalks import crosswalk
from klammer.territory.steps import UNIT


@pytest.mark.parametrize(("level", "name"), [("municipality", "gemeinden"), ("county", "kreise")])
@pytest.mark.parametrize("year", [1990, 1993, 1997, 2008, 2018])
def test_weights_are_those_of_the_bbsr_keys(originals, level, name, year):
    path = originals / f"crosswalks/bbsr_{name}_1990-2020_to_2020.parquet"
    rows = duckdb.sql(
        f"select ags_xw, ags20, pop_conv, sum(pop_conv) over (partition by ags_xw) from '{path}' "
        f"where year_xw = {year}"
    ).fetchall()
    found = crosswalk(level, f"{year}-12-31", "2020-12-31")

    published = {
        (old, new): weight for old, new, weight, total in rows if abs(total - 1) < 1e-9 and weight
    }
    uninhabited = {old for old, _, _, total in rows if abs(total - 1) >= 1e-9}

    ours = {
        (old, new): share / UNIT
        for old, parts in found.parts.items()
        for new, share in parts
        if old not in uninhabited
    }
    assert ours == pytest.approx(published, abs=1e-12)
    assert all(old.startswith("09") for old in uninhabited)  # forests in Bavaria


@pytest.mark.parametrize("year", [1990, 1997, 2006, 2011, 2018, 2019])
def test_chained_county_weights_are_those_published_for_2021(originals, year):
    path = originals / "crosswalks/ref-kreise-umrech-2021-1990-2020.xlsx"
    rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_name(str(year)).to_python()
    target = next(at for at, title in enumerate(rows[0]) if "31.12.2021" in title)
    published = {
        (f"{row[0]:08.0f}"[:5], f"{row[target]:08.0f}"[:5]): row[3] for row in rows[1:] if row[3]
    }

    found = crosswalk("county", f"{year}-12-31", "2021-12-31")

    ours = {(old, new): share / UNIT for old, parts in found.parts.items() for new, share in parts}
    assert ours == pytest.approx(published, abs=1e-6)


def test_municipalities_of_2025_are_those_of_the_register(originals):
    raw = (originals / "gemeindeverzeichnis/GV100AD_2025-08-31.txt.gz").read_bytes()
    lines = gzip.decompress(raw).decode("utf-8-sig").splitlines()
    register = {line[10:18]: line[22:72].strip() for line in lines if line[:2] == "60"}
    joint_areas = {key for key in register if key.endswith("999")}

    assert records.units("municipality", "2025-01-01") == set(register) - joint_areas
    thuringia = areas("municipality", boundary="2025-01-01", within="16")
    assert {key: one.name for key, one in thuringia.items()} == {
        key: name for key, name in register.items() if key.startswith("16")
    }


def test_associations_of_2025_are_those_of_the_register(originals):
    raw = (originals / "gemeindeverzeichnis/GV100AD_2025-08-31.txt.gz").read_bytes()
    lines = gzip.decompress(raw).decode("utf-8-sig").splitlines()
    register = {
        line[10:15] + line[18:22]: line[22:72].strip()
        for line in lines
        if line[:2] == "50" and line[10:12] == "16"
    }

    found = areas("association", boundary="2025-01-01", within="16")

    assert {key: one.name for key, one in found.items()} == register
