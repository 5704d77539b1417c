# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""From a released figure back to the cell it came from."""

from pathlib import Path

import pytest

from klammer.base.errors import InputRefusedError
from klammer.indicators.definitions import to_toml
from klammer.pipeline import instance as instances
from klammer.pipeline import releases
from klammer.pipeline.instance import Instance
from klammer.pipeline.traces import trace
from klammer.territory.areas import areas
from tests.core.pipeline.conftest import NOW, flat_file, load, population
from tests.factories import definition


def test_trace_ends_at_the_printed_cell(instance: Instance, tmp_path: Path) -> None:
    path = flat_file(tmp_path / "a.csv", population())
    load(instance, path)
    release = releases.create(instance, by="steward", at=NOW)

    found = trace(
        instance, release, indicator="women-share", area="16063", boundary="2022-12-31",
        period="2022",
    )  # fmt: skip

    assert found.figure["value"] == pytest.approx(100 * 80_010 / 159_020)
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    printed = {
        part.role: lines[one.behind.row - 1].split(";")[one.behind.column - 1]
        for part in found.parts
        for one in part.observations
    }
    assert printed == {"numerator": "80010", "denominator": "159020"}
    origin = found.parts[0].observations[0].origin
    assert origin["table"] == "12411"
    assert len(origin["sha256"]) == 64


def test_trace_names_the_delivery_that_counts(instance: Instance, tmp_path: Path) -> None:
    load(instance, flat_file(tmp_path / "old.csv", population()))
    new = load(instance, flat_file(tmp_path / "new.csv", population(W16063_2022=80_500)))
    release = releases.create(instance, by="steward", at=NOW)

    found = trace(
        instance, release, indicator="persons", area="16063", boundary="2022-12-31",
        period="2022", sex="F",
    )  # fmt: skip

    [one] = found.parts[0].observations
    assert (one.behind.value, one.delivery_id, one.behind.file) == (80_500, new.id, "new.csv")


def test_trace_of_a_sum_names_every_part(instance: Instance, tmp_path: Path) -> None:
    cells = {
        (area, "", "2015-12-31"): value
        for area, value in (("16056", 42_417), ("16063", 125_655), ("16066", 122_000))
    }
    load(instance, flat_file(tmp_path / "a.csv", cells))
    release = releases.create(instance, by="steward", at=NOW)

    found = trace(
        instance, release, indicator="persons", area="16063", boundary="2022-12-31", period="2015"
    )

    parts = found.parts[0].observations
    assert [one.behind.area for one in parts] == ["16056", "16063"]
    assert found.figure["value"] == pytest.approx(
        sum(one.behind.value * one.behind.weight for one in parts), abs=1e-3
    )
    assert found.figure["error_class"] == "B"


def test_unknown_figure_is_refused(instance: Instance, tmp_path: Path) -> None:
    load(instance, flat_file(tmp_path / "a.csv", population()))
    release = releases.create(instance, by="steward", at=NOW)

    with pytest.raises(InputRefusedError) as refused:
        trace(
            instance, release, indicator="persons", area="99999", boundary="2022-12-31",
            period="2022",
        )  # fmt: skip

    assert refused.value.code == "figure_unknown"


def test_trace_of_a_delivered_rate_is_one_cell_never_a_sum(
    instance: Instance, library: Path, tmp_path: Path
) -> None:
    rate = definition(
        id="rate", title="Quote", kind="rate", interval="", why_no_interval="delivered_rate",
        formula={"delivered": {"variable": "population", "label": "Quote"}},
    )  # fmt: skip
    (library / "rate.toml").write_text(to_toml(rate), encoding="utf-8")
    instances._shipped.cache_clear()
    counties = areas("county", boundary="2022-12-31", within="16")
    cells = {(key, "", "2022-12-31"): 5 for key in counties} | {("16", "", "2022-12-31"): 6}
    load(instance, flat_file(tmp_path / "a.csv", cells))
    release = releases.create(instance, by="steward", at=NOW)

    found = trace(
        instance, release, indicator="rate", area="16", boundary="2022-12-31", period="2022"
    )

    assert [(one.behind.area, one.behind.value) for one in found.parts[0].observations] == [
        ("16", 6.0)
    ]
    assert found.figure["value"] == 6.0
