# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""From a delivered file to a release, and back from the raw bytes."""

import json
from pathlib import Path

import pytest

from klammer.base.errors import InputRefusedError, KlammerError
from klammer.pipeline import releases
from klammer.pipeline.instance import Instance
from klammer.warehouse.open import Release
from tests.core.pipeline.conftest import NOW, files_in, flat_file, load, population


@pytest.fixture
def released(instance: Instance, tmp_path: Path) -> Release:
    load(instance, flat_file(tmp_path / "a.csv", population()))
    return releases.create(instance, by="steward", at=NOW)


def test_release_holds_the_delivered_figures(released: Release) -> None:
    table = released.values(
        "persons", area_level="county", boundary="2022-12-31", period="2022", sex=None
    )

    found = {(row["area"], row["sex"]): row["value"] for row in table.rows()}
    assert found == {
        ("16061", "F"): 50_010, ("16061", "M"): 49_510, ("16061", "_T"): 99_520,
        ("16063", "F"): 80_010, ("16063", "M"): 79_010, ("16063", "_T"): 159_020,
    }  # fmt: skip


def test_release_says_what_it_covers(released: Release) -> None:
    coverage = {one.area_level: one for one in released.coverage("persons")}

    assert coverage["county"].periods == ("2021", "2022")
    assert coverage["county"].breakdowns == {"sex": ("F", "M")}
    assert coverage["county"].areas == 2


@pytest.mark.parametrize("threads", [1, 4])
def test_verify_rebuilds_the_same_root_from_raw_bytes(
    instance: Instance, released: Release, threads: int
) -> None:
    found = releases.verify(instance, released.root, threads=threads)

    assert (found.ok, found.found, found.reasons) == (True, released.root, ())


def test_verify_finds_changed_raw_bytes(instance: Instance, released: Release) -> None:
    raw = next((instance / "raw").iterdir())
    raw.write_bytes(raw.read_bytes().replace(b"80010", b"80011"))

    found = releases.verify(instance, released.root)

    assert found.ok is False
    assert found.reasons[0] == "a.csv: the stored bytes were changed"


def test_verify_finds_missing_raw_bytes(instance: Instance, released: Release) -> None:
    next((instance / "raw").iterdir()).unlink()

    found = releases.verify(instance, released.root)

    assert found.reasons[0] == "a.csv: the stored bytes are missing"


def test_same_figures_give_the_same_release_in_another_instance(
    released: Release, library: Path, tmp_path: Path
) -> None:
    other = Instance.create(tmp_path / "other")
    cells = dict(reversed(population().items()))
    load(other, flat_file(tmp_path / "b.csv", cells))

    again = releases.create(other, by="someone else", at=NOW.replace(year=2031))

    assert again.root == released.root


def test_changed_figure_gives_another_release(
    instance: Instance, released: Release, tmp_path: Path
) -> None:
    load(instance, flat_file(tmp_path / "c.csv", population(W16063_2022=80_020)))

    again = releases.create(instance, by="steward", at=NOW)

    assert again.root != released.root
    assert instance.current_release().root == again.root
    assert [one.root for one in releases.listed(instance)].count(released.root) == 1


def test_tampered_release_is_not_read(released: Release) -> None:
    path = released.folder / "values" / "persons.parquet"
    path.chmod(0o644)
    path.write_bytes(path.read_bytes()[:-1] + b"\0")

    with pytest.raises(KlammerError) as refused:
        Release(released.folder).values("persons", area_level="county", boundary="2022-12-31")

    assert refused.value.code == "release_changed"


def test_withdrawn_release_stays_and_says_so(instance: Instance, released: Release) -> None:
    before = files_in(instance)

    releases.withdraw(instance, released.root, reason="Tippfehler", by="steward", at=NOW)

    assert released.withdrawn["reason"] == "Tippfehler"
    added = set(files_in(instance)) - set(before)
    assert added == {f"releases/{released.root}/withdrawn.json"}
    with pytest.raises(InputRefusedError, match="cannot be shown again"):
        releases.show(instance, released.root)


def test_withdrawal_needs_a_reason(instance: Instance, released: Release) -> None:
    with pytest.raises(InputRefusedError, match="needs a reason"):
        releases.withdraw(instance, released.root, reason="  ", by="steward", at=NOW)

    assert released.withdrawn is None


def test_nothing_to_release_is_refused(instance: Instance) -> None:
    before = files_in(instance)

    with pytest.raises(InputRefusedError) as refused:
        releases.create(instance, by="steward", at=NOW)

    assert refused.value.code == "nothing_to_release"
    assert {n for n in files_in(instance) if n.startswith("releases")} == set()
    assert set(before) <= set(files_in(instance))


def test_manifest_keeps_people_and_versions_outside_the_root(released: Release) -> None:
    manifest = json.loads((released.folder / "manifest.json").read_text(encoding="utf-8"))

    assert manifest["made"]["by"] == "steward"
    assert "duckdb" in manifest["made"]
    assert manifest["deliveries"][0]["files"]["a.csv"]["licence"] == "dl-de/by-2-0"
