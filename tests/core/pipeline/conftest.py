# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""An instance with two indicators of its own library, and files in a publisher's layout."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from klammer.indicators.definitions import to_toml
from klammer.pipeline import deliveries
from klammer.pipeline import instance as instances
from klammer.pipeline.instance import Instance
from klammer.pipeline.records import Delivery
from tests.factories import definition

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
HEAD = (
    "statistics_code;statistics_label;time_code;time_label;time;1_variable_code;1_variable_label;"
    "1_variable_attribute_code;1_variable_attribute_label;2_variable_code;2_variable_label;"
    "2_variable_attribute_code;2_variable_attribute_label;value;value_unit;value_variable_code;"
    "value_variable_label"
)


def flat_file(path: Path, cells: dict[tuple[str, str, str], object]) -> Path:
    """Write a flat file of table 12411: (area, sex code, day) → value as printed."""
    lines = [
        f"12411;Fortschreibung des Bevölkerungsstandes;STAG;Stichtag;{day};KREISE;"
        f"Kreise und kreisfreie Städte;{area};Kreis {area};GES;Geschlecht;{sex};"
        f"{ {'GESW': 'weiblich', 'GESM': 'männlich'}.get(sex, 'Insgesamt') };{value};Anzahl;"
        "BEVSTD;Bevölkerungsstand"
        for (area, sex, day), value in cells.items()
    ]
    path.write_text("\n".join([HEAD, *lines]) + "\n", encoding="utf-8-sig")
    return path


def population(**changed: object) -> dict[tuple[str, str, str], object]:
    """Two counties by sex on two days; `changed` replaces cells, e.g. W16063_2022=…"""
    cells: dict[tuple[str, str, str], object] = {}
    for year, more in ((2021, 0), (2022, 10)):
        for area, women, men in (("16063", 80_000, 79_000), ("16061", 50_000, 49_500)):
            day = f"{year}-12-31"
            cells[area, "GESW", day] = women + more
            cells[area, "GESM", day] = men + more
            cells[area, "", day] = women + men + 2 * more
    for name, value in changed.items():
        sex, area, year = name[0], name[1:6], name[7:]
        cells[area, {"W": "GESW", "M": "GESM", "T": ""}[sex], f"{year}-12-31"] = value
    return cells


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "library"
    folder.mkdir()
    women = definition(
        id="women-share", title="Frauenanteil", kind="proportion",
        formula={
            "numerator": [{"variable": "population", "sex": "F", "label": "Frauen"}],
            "denominator": [{"variable": "population", "label": "Personen"}],
            "factor": 100,
        },
    )  # fmt: skip
    persons = definition(
        id="persons", title="Bevölkerung", kind="count", interval="", unit="Personen",
        breakdowns=["sex"], why_no_interval="full_count",
        formula={"numerator": [{"variable": "population", "label": "Personen"}]},
    )  # fmt: skip
    for one in (women, persons):
        (folder / f"{one.id}.toml").write_text(to_toml(one), encoding="utf-8")
    monkeypatch.setattr(instances, "LIBRARY", folder)
    return folder


@pytest.fixture
def instance(tmp_path: Path, library: Path) -> Instance:
    return Instance.create(tmp_path / "instance")


def load(instance: Instance, path: Path, **more: object) -> Delivery:
    """Stage and accept a file."""
    found = deliveries.stage(instance, path, at=NOW, **more)
    return deliveries.accept(instance, found.id, by="steward", at=NOW)


def files_in(instance: Instance) -> dict[str, bytes]:
    """Every file of an instance with its bytes: what must be as before after a refusal."""
    return {
        path.relative_to(instance.folder).as_posix(): path.read_bytes()
        for path in sorted(instance.folder.rglob("*"))
        if path.is_file()
    }
