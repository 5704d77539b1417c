# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The register of municipalities in fixed width."""

import pytest

from klammer.base.errors import GrainError, InputRefusedError
from klammer.sources.contract import Request
from klammer.sources.gv100 import Gv100
from klammer.warehouse.parquet import read_columns


def record(kind, key, name, *, figures=""):
    line = f"{kind}20250831{key:<12}{name:<50}"
    return line + (f"{'':50}64    {figures}" if figures else "")


LINES = [
    record("10", "16", "Thüringen"),
    record("40", "16063", "Wartburgkreis"),
    record("50", "16063   5051", "Hainich-Werratal"),
    record("60", "160630375051", "Berka", figures=f"{5673:011d}{963:011d}{476:011d}"),
]


def read(tmp_path, text):
    path = tmp_path / "GV100AD.txt"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    tidy = Gv100().read(Request(path, path.name, tmp_path / "tidy.parquet"))
    return tidy, read_columns(tidy.path)


def test_municipality_gives_three_figures_with_their_columns(tmp_path):
    tidy, rows = read(tmp_path, "\ufeff" + "\r\n".join(LINES) + "\r\n")

    assert rows["area"] == ["16063037"] * 3
    assert rows["boundary"] == ["2025-08-31"] * 3
    assert rows["variable"] == ["area_ha", "register_population", "register_population"]
    assert rows["sex"] == ["_T", "_T", "M"]
    assert rows["value"] == [5673.0, 963.0, 476.0]
    assert list(zip(rows["row"], rows["column"], strict=True)) == [(4, 129), (4, 140), (4, 151)]
    assert tidy.area_names == {
        "16": "Thüringen",
        "16063": "Wartburgkreis",
        "160635051": "Hainich-Werratal",
        "16063037": "Berka",
    }


@pytest.mark.parametrize(
    ("lines", "code", "row"),
    [
        ([*LINES, LINES[3][:150]], "truncated", 5),
        ([*LINES, "something else"], "record", 5),
        ([*LINES[:3], LINES[3].replace("00000000963", "0000000x963")], "number", 4),
        (LINES[:3], "no_rows", 3),
        ([LINES[0].replace("20250831", "20231130"), *LINES[1:]], "boundary", 2),
    ],
)
def test_bad_line_is_refused_with_its_row(tmp_path, lines, code, row):
    with pytest.raises(InputRefusedError) as refused:
        read(tmp_path, "\n".join(lines))

    assert (refused.value.code, refused.value.where.row) == (code, row)


def test_key_that_repeats_is_refused(tmp_path):
    with pytest.raises(GrainError) as refused:
        read(tmp_path, "\n".join([*LINES, LINES[3]]))

    assert refused.value.where.row == 5


@pytest.mark.originals
def test_original_has_the_inhabitants_of_germany(tmp_path, originals):
    path = originals / "gemeindeverzeichnis" / "GV100AD_2025-08-31.txt.gz"

    tidy = Gv100().read(Request(path, path.name, tmp_path / "tidy.parquet"))

    rows = read_columns(tidy.path)
    total = sum(
        value
        for variable, sex, value in zip(rows["variable"], rows["sex"], rows["value"], strict=True)
        if variable == "register_population" and sex == "_T"
    )
    assert total == 83_577_140
    assert len(set(rows["area"])) == 10_952
