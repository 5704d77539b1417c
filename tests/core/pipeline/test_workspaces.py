# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Figures belong to a workspace or to all: deliveries, builds, releases, and what is shown."""

import json
import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from klammer.base.errors import InputRefusedError
from klammer.indicators.definitions import to_toml
from klammer.pipeline import backups, builds, deliveries, releases
from klammer.pipeline.instance import Instance
from tests.core.pipeline.conftest import NOW, flat_file, load, population
from tests.factories import definition, observation, tidy_file

HERE, THERE = "16063", "16061"


@pytest.fixture
def births(library: Path) -> None:
    """An indicator that no common delivery touches."""
    one = definition(
        id="births", title="Geburten", kind="count", interval="", why_no_interval="full_count",
        unit="Geburten", formula={"numerator": [{"variable": "births", "label": "Geburten"}]},
    )  # fmt: skip
    (library / "births.toml").write_text(to_toml(one), encoding="utf-8")


@pytest.fixture
def common(instance: Instance, births: None, tmp_path: Path) -> Instance:
    load(instance, flat_file(tmp_path / "a.csv", population()))
    return instance


def own(instance: Instance, tmp_path: Path, workspace: str = HERE, value: int = 700) -> str:
    """Load a table of the workspace's own births."""
    path = tidy_file(tmp_path / f"{workspace}.parquet", [observation(HERE, "births", value)])
    origin = {"publisher": "Kreis", "title": "Geburten"}
    told = {"origins": {"original.csv": origin}, "sha256": {"original.csv": "0" * 64}}
    return load(instance, path, reader="tidy", mapping=told, workspace=workspace).id


def value(release, indicator: str = "births") -> float | None:
    table = release.values(
        indicator, area_level="county", boundary="2022-12-31", period="2022", areas=[HERE]
    )
    return next((row["value"] for row in table.rows()), None)


def test_same_bytes_of_two_workspaces_are_two_deliveries(common: Instance, tmp_path: Path) -> None:
    path = flat_file(tmp_path / "b.csv", population())

    ids = [load(common, path, workspace=key).id for key in (HERE, THERE)]

    assert len(set(ids)) == 2
    assert [one.id for one in deliveries.accepted(common, workspace=HERE)][1:] == ids[:1]
    assert [one.id for one in deliveries.accepted(common, workspace=THERE)][1:] == ids[1:]
    assert [one.workspace for one in deliveries.accepted(common, workspace="")] == [""]
    assert len(deliveries.accepted(common)) == 3


def test_predecessor_is_never_of_another_workspace(common: Instance, tmp_path: Path) -> None:
    load(common, flat_file(tmp_path / "b.csv", population(W16063_2022=1)), workspace=THERE)

    found = deliveries.stage(
        common, flat_file(tmp_path / "c.csv", population()), workspace=HERE, at=NOW
    )

    assert found.difference.changed == 0
    assert deliveries.predecessor(common, found.delivery).workspace == ""


def test_key_that_is_none_is_refused(instance: Instance, tmp_path: Path) -> None:
    path = flat_file(tmp_path / "a.csv", population())

    with pytest.raises(InputRefusedError) as refused:
        deliveries.stage(instance, path, workspace="../16061", at=NOW)

    assert refused.value.code == "workspace_unknown"
    assert deliveries.waiting(instance) == []


def test_common_release_knows_nothing_of_a_workspace(common: Instance, tmp_path: Path) -> None:
    before = releases.create(common, by="steward", at=NOW).root
    own(common, tmp_path)

    again = releases.create(common, by="steward", at=NOW)

    assert again.root == before
    assert again.workspace == ""
    assert again.coverage("births") == ()


def test_workspace_sees_its_own_figures_and_no_other_does(common: Instance, tmp_path: Path) -> None:
    shared = releases.create(common, by="steward", at=NOW)
    own(common, tmp_path)

    made = releases.create(common, by="steward", at=NOW, workspace=HERE)

    assert (made.workspace, value(made)) == (HERE, 700)
    assert common.current_release("public", HERE).root == made.root
    assert common.current_release("public", THERE).root == shared.root
    assert common.current_release("public").root == shared.root
    assert [one.root for one in releases.listed(common, workspace=THERE)] == [shared.root]


def test_workspaces_with_the_same_figures_have_releases_of_their_own(common: Instance) -> None:
    roots = [
        releases.create(common, by="steward", at=NOW, workspace=key).root
        for key in ("", HERE, THERE)
    ]

    assert len(set(roots)) == 3
    assert [common.release(root).workspace for root in roots] == ["", HERE, THERE]


def test_manifest_that_names_another_owner_is_not_read(common: Instance) -> None:
    made = releases.create(common, by="steward", at=NOW, workspace=HERE)
    path = made.folder / "manifest.json"
    path.write_text(
        json.dumps(json.loads(path.read_text(encoding="utf-8")) | {"workspace": THERE}),
        encoding="utf-8",
    )

    with pytest.raises(Exception, match="another root"):
        _ = common.release(made.root).workspace


def test_verify_rebuilds_the_release_of_a_workspace(common: Instance, tmp_path: Path) -> None:
    own(common, tmp_path)
    load(common, flat_file(tmp_path / "o.csv", population(W16063_2022=80_500)), workspace=HERE)
    made = releases.create(common, by="steward", at=NOW, workspace=HERE)

    found = releases.verify(common, made.root)

    assert (found.ok, found.found, found.reasons) == (True, made.root, ())
    assert value(made, "persons") == 159_020
    assert value(made, "women-share") == pytest.approx(100 * 80_500 / 159_020)


def test_untouched_tables_are_one_file_for_all_releases(common: Instance, tmp_path: Path) -> None:
    shared = releases.create(common, by="steward", at=NOW)
    own(common, tmp_path)

    made = releases.create(common, by="steward", at=NOW, workspace=HERE)
    later = releases.create(common, by="steward", at=NOW, audience="partners", workspace=THERE)

    same = {one.path("persons").stat().st_ino for one in (shared, made, later)}
    assert len(same) == 1
    assert {path.name[:8] for path in (common / "tables").iterdir()} >= {
        made.manifest["tables"]["births"]["hash"][:8]
    }


def test_build_of_a_workspace_computes_what_it_touched_alone(
    common: Instance, tmp_path: Path
) -> None:
    builds.build(common)
    own(common, tmp_path)
    steps: list[str] = []

    builds.build(common, workspace=HERE, progress=lambda step, _share: steps.append(step))

    assert "Geburten" in steps
    assert not {"Bevölkerung", "Frauenanteil"} & set(steps)
    assert builds.latest(common) is not None


def test_workspace_with_nothing_of_its_own_has_the_common_build(common: Instance) -> None:
    shared = builds.build(common)

    assert builds.build(common, workspace=HERE).folder == shared.folder
    assert [path.name for path in (common / "builds").iterdir()] == [shared.key]


def test_damaged_shared_table_is_not_taken_over(common: Instance, tmp_path: Path) -> None:
    releases.create(common, by="steward", at=NOW)
    for path in (common / "tables").iterdir():
        content = path.read_bytes()
        path.unlink()
        path.write_bytes(content[:-1] + b"\0")
    own(common, tmp_path)

    made = releases.create(common, by="steward", at=NOW, workspace=HERE)

    assert value(made, "persons") == 159_020


def test_newer_common_figures_come_before_an_older_release_of_a_workspace(
    common: Instance, tmp_path: Path
) -> None:
    releases.create(common, by="steward", at=NOW)
    own(common, tmp_path)
    mine = releases.create(common, by="steward", at=NOW + timedelta(hours=1), workspace=HERE)
    load(common, flat_file(tmp_path / "n.csv", population(T16063_2022=160_000)))

    newer = releases.create(common, by="steward", at=NOW + timedelta(hours=2))

    assert common.current_release("public", HERE).root == newer.root
    assert common.pointed("public", HERE).root == mine.root
    again = releases.create(common, by="steward", at=NOW + timedelta(hours=3), workspace=HERE)
    assert common.current_release("public", HERE).root == again.root
    assert (value(again), value(again, "persons")) == (700, 160_000)


def test_withdrawn_common_release_supersedes_nothing(common: Instance, tmp_path: Path) -> None:
    own(common, tmp_path)
    mine = releases.create(common, by="steward", at=NOW, workspace=HERE)
    load(common, flat_file(tmp_path / "n.csv", population(T16063_2022=160_000)))
    newer = releases.create(common, by="steward", at=NOW + timedelta(hours=2))

    releases.withdraw(common, newer.root, reason="falsch", by="steward", at=NOW)

    assert common.current_release("public", HERE).root == mine.root


def test_definition_of_a_workspace_is_its_own(common: Instance) -> None:
    changed = definition(
        id="persons", title="Einwohnerzahl", kind="count", interval="", unit="Personen",
        why_no_interval="full_count", formula={"numerator": [{"variable": "population"}]},
    )  # fmt: skip
    folder = common / "workspaces" / HERE / "definitions" / "persons"
    folder.mkdir(parents=True)
    (folder / f"0001-{changed.version}.toml").write_text(to_toml(changed), encoding="utf-8")

    made = releases.create(common, by="steward", at=NOW, workspace=HERE)

    assert common.definitions(HERE)["persons"].title == "Einwohnerzahl"
    assert common.definitions(THERE)["persons"].title == "Bevölkerung"
    assert common.definitions()["persons"].title == "Bevölkerung"
    assert made.definitions["persons"].title == "Einwohnerzahl"
    assert releases.verify(common, made.root).ok


def test_backup_of_shared_tables_is_restored(common: Instance, tmp_path: Path) -> None:
    releases.create(common, by="steward", at=NOW)
    made = releases.create(common, by="steward", at=NOW, workspace=HERE)

    backups.write_backup(common, tmp_path / "backup.tar")
    backups.restore_backup(tmp_path / "backup.tar", tmp_path / "restored")

    again = Instance.open(tmp_path / "restored")
    assert value(again.release(made.root), "persons") == 159_020
    assert again.current_release("public", HERE).root == made.root


def test_tables_no_release_holds_are_swept(common: Instance) -> None:
    made = releases.create(common, by="steward", at=NOW)
    builds_folder = common / "builds"
    shutil.rmtree(builds_folder)
    builds_folder.mkdir()
    orphan = common / "tables" / "orphan-0.parquet"
    orphan.write_bytes(b"left by a killed process")

    common.sweep()

    assert not orphan.exists()
    assert len(list((common / "tables").iterdir())) == len(made.manifest["tables"])
