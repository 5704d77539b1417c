# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What should never have been delivered is destroyed for good; hash and record stay."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from klammer.base.errors import InputRefusedError
from klammer.cli import release as release_command
from klammer.pipeline import builds, deliveries, destruction, health, releases, traces
from klammer.pipeline.instance import Instance
from tests.core.pipeline.conftest import NOW, files_in, flat_file, load, population

SECRET = b"80517"
TWO = {"reason": "Namen darin", "asked_by": "steward", "confirmed_by": "head", "at": NOW}


@pytest.fixture
def two(instance: Instance, tmp_path: Path) -> list[str]:
    """Two deliveries of one table; the second says 80,517 women in 2022."""
    first = load(instance, flat_file(tmp_path / "a.csv", population()))
    second = load(instance, flat_file(tmp_path / "b.csv", population(W16063_2022=80_517)))
    return [first.id, second.id]


def left_of(instance: Instance, delivery: str) -> set[str]:
    folder = instance / "deliveries" / delivery
    return {path.name for path in folder.iterdir()}


def test_bytes_and_extracts_are_gone_and_the_record_stays(
    instance: Instance, two: list[str], tmp_path: Path
) -> None:
    released = releases.create(instance, by="steward", at=NOW)
    before = deliveries.delivery(instance, two[1])
    waiting = deliveries.stage(instance, tmp_path / "b.csv", at=NOW.replace(day=23))

    gone = destruction.destroy(instance, two[1], **TWO)

    assert left_of(instance, two[1]) == {"delivery.json", "destroyed.json", "taken_back.json"}
    assert (gone.sha256, gone.name, gone.rows) == (before.sha256, before.name, before.rows)
    assert (gone.flags, gone.area_names, gone.flag_count) == ((), {}, before.flag_count)
    assert gone.destroyed.reason == "Namen darin"
    assert waiting.id not in {one.id for one in deliveries.waiting(instance)}
    assert list((instance / "builds").iterdir()) == []
    kept = files_in(instance)
    shown = {name for name in kept if name.startswith(("releases/", "tables/"))}
    assert [name for name in set(kept) - shown if SECRET in kept[name]] == []
    assert [one.id for one in deliveries.accepted(instance)] == two[:1]
    assert health.examine(instance) == []
    assert releases.listed(instance)[0].root == released.root


def test_release_made_of_it_says_that_it_can_no_longer_be_recomputed(
    instance: Instance, two: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    before = releases.create(instance, by="steward", at=NOW)
    destruction.destroy(instance, two[1], **TWO)
    after = releases.create(instance, by="steward", at=NOW)

    found = releases.verify(instance, before.root)
    said = release_command.run(["verify", before.root, "--instance", str(instance.folder)])

    assert (found.is_possible, found.ok, found.destroyed) == (False, False, ("b.csv",))
    assert (found.reasons, said) == ((), 0)
    assert capsys.readouterr().out == "can no longer be recomputed: destroyed b.csv\n"
    assert releases.verify(instance, after.root).ok
    assert [one.id for one in releases.destroyed(instance, before)] == two[1:]


def test_trace_names_the_destroyed_delivery_and_shows_no_other_cell(
    instance: Instance, two: list[str]
) -> None:
    """Cells of the delivery before are not those the figure was made of."""
    release = releases.create(instance, by="steward", at=NOW)
    asked = {"indicator": "persons", "area": "16063", "boundary": "2022-12-31", "period": "2022"}
    assert traces.trace(instance, release, **asked).parts[0].observations != ()

    destruction.destroy(instance, two[1], **TWO)

    found = traces.trace(instance, release, **asked)
    assert [one.id for one in found.destroyed] == two[1:]
    assert [part.observations for part in found.parts] == [()]


@pytest.mark.parametrize("missing", ["reason", "asked_by", "confirmed_by"])
def test_without_reason_or_second_person_nothing_happens(
    instance: Instance, two: list[str], missing: str
) -> None:
    before = files_in(instance)

    with pytest.raises(InputRefusedError) as refused:
        destruction.destroy(instance, two[1], **TWO | {missing: ""})

    assert refused.value.code == "destruction_incomplete"
    assert files_in(instance) == before


def test_same_bytes_are_not_read_again(instance: Instance, two: list[str], tmp_path: Path) -> None:
    destruction.destroy(instance, two[1], **TWO)
    before = files_in(instance)

    with pytest.raises(InputRefusedError) as refused:
        deliveries.stage(instance, tmp_path / "b.csv", at=NOW)

    assert refused.value.code == "destroyed_before"
    assert files_in(instance) == before


def test_bytes_stay_while_another_owner_delivered_them_too(
    instance: Instance, two: list[str], tmp_path: Path
) -> None:
    theirs = load(instance, tmp_path / "b.csv", workspace="16061")

    own = destruction.destroy(instance, two[1], **TWO)

    assert destruction.is_held_elsewhere(instance, own)
    assert "tidy.parquet" not in left_of(instance, two[1])
    assert "tidy.parquet" in left_of(instance, theirs.id)
    destruction.destroy(instance, theirs.id, **TWO)
    assert not destruction.is_held_elsewhere(instance, own)
    assert not (instance / "raw" / own.sha256).exists()


def test_figures_computed_meanwhile_are_forgotten_too(instance: Instance, two: list[str]) -> None:
    stale = builds.build(instance).folder
    kept = instance / "builds" / "kept"
    stale.rename(kept)
    destruction.destroy(instance, two[1], **TWO)
    kept_now = builds.build(instance).folder
    stale.mkdir()

    destruction.finish(instance)

    assert list((instance / "builds").iterdir()) == [kept_now]


DESTROYER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from klammer.pipeline import destruction
from klammer.pipeline.instance import Instance
instance = Instance.open(Path(sys.argv[1]))
print("ready", flush=True)
for name in sys.argv[2:]:
    destruction.destroy(
        instance, name, reason="x", asked_by="a", confirmed_by="b", at=datetime.now(UTC)
    )
print("done", flush=True)
"""


@pytest.mark.parametrize("delay", [0.0, 0.006, 0.02])
def test_killed_at_any_moment_it_is_destroyed_or_as_before(
    instance: Instance, tmp_path: Path, delay: float
) -> None:
    ids = [
        load(instance, flat_file(tmp_path / f"{n}.csv", population(W16063_2022=80_000 + n))).id
        for n in range(3)
    ]
    running = subprocess.Popen(
        [sys.executable, "-c", DESTROYER, str(instance.folder), *ids],
        stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert running.stdout.readline() == "ready\n"
    time.sleep(delay)
    os.kill(running.pid, signal.SIGKILL)
    running.communicate()

    instance.sweep()
    destruction.finish(instance)

    assert destruction.finish(instance) == []
    assert list((instance / "tmp").iterdir()) == []
    for one in deliveries.recorded(instance):
        is_whole = "tidy.parquet" in left_of(instance, one.id)
        assert is_whole == (one.destroyed is None)
        assert (instance / "raw" / one.sha256).exists() == is_whole
    assert health.examine(instance) == []
