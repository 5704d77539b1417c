# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""A delivery that was taken back stays recorded, counts no longer, and every release says so."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from klammer.base.errors import InputRefusedError
from klammer.cli import load as load_command
from klammer.pipeline import deliveries, health, releases
from klammer.pipeline.instance import Instance
from tests.core.pipeline.conftest import NOW, files_in, flat_file, load, population


@pytest.fixture
def two(instance: Instance, tmp_path: Path) -> list[str]:
    """Two deliveries of one table; the second says 80,500 women in 2022."""
    first = load(instance, flat_file(tmp_path / "a.csv", population()))
    second = load(instance, flat_file(tmp_path / "b.csv", population(W16063_2022=80_500)))
    return [first.id, second.id]


def women(release) -> float:
    table = release.values(
        "persons", area_level="county", boundary="2022-12-31", period="2022", areas=["16063"],
        sex="F",
    )  # fmt: skip
    return next(table.rows())["value"]


def test_next_build_leaves_it_out_and_the_release_made_of_it_says_so(
    instance: Instance, two: list[str]
) -> None:
    before = releases.create(instance, by="steward", at=NOW)

    gone = deliveries.take_back(instance, two[1], reason="falsche Tabelle", by="steward", at=NOW)
    after = releases.create(instance, by="steward", at=NOW)

    assert (women(before), women(after)) == (80_500, 80_010)
    assert (gone.taken_back.reason, gone.taken_back.by) == ("falsche Tabelle", "steward")
    assert [one.id for one in releases.taken_back(instance, before)] == [two[1]]
    assert releases.taken_back(instance, after) == []
    assert releases.verify(instance, before.root).ok
    assert health.examine(instance) == []


def test_it_stays_recorded_with_its_bytes(instance: Instance, two: list[str]) -> None:
    before = files_in(instance)

    deliveries.take_back(instance, two[0], reason="doppelt", by="steward", at=NOW)

    after = files_in(instance)
    assert {name: after[name] for name in before} == before
    assert set(after) - set(before) == {f"deliveries/{two[0]}/taken_back.json"}
    assert [one.id for one in deliveries.recorded(instance)] == two
    assert [one.id for one in deliveries.accepted(instance)] == two[1:]


@pytest.mark.parametrize(("reason", "code"), [("  ", "reason_missing"), ("x", "taken_back_before")])
def test_without_reason_or_twice_is_refused(
    instance: Instance, two: list[str], reason: str, code: str
) -> None:
    if code == "taken_back_before":
        deliveries.take_back(instance, two[0], reason="zuerst", by="steward", at=NOW)
    before = files_in(instance)

    with pytest.raises(InputRefusedError) as refused:
        deliveries.take_back(instance, two[0], reason=reason, by="steward", at=NOW)

    assert refused.value.code == code
    assert files_in(instance) == before


def test_same_bytes_can_be_delivered_again_the_same_day(
    instance: Instance, two: list[str], tmp_path: Path
) -> None:
    deliveries.take_back(instance, two[0], reason="Irrtum", by="steward", at=NOW)

    again = load(instance, flat_file(tmp_path / "a.csv", population()))

    assert again.id == f"{two[0]}-2"
    assert again.order == 3
    assert [one.id for one in deliveries.accepted(instance)] == [two[1], again.id]


def test_command_takes_back(
    instance: Instance, two: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    root = releases.create(instance, by="steward", at=NOW).root
    words = ["--take-back", two[1], "--reason", "falsch", "--instance", str(instance.folder)]

    assert load_command.run(words) == 0

    told = capsys.readouterr()
    assert told.out == f"{two[1]}: taken back; the next build leaves it out\n"
    assert f"release {root[:12]} contains it" in told.err
    assert [one.id for one in deliveries.accepted(instance)] == two[:1]


def test_command_wants_files_or_one_delivery(instance: Instance) -> None:
    with pytest.raises(SystemExit) as refused:
        load_command.run(["--instance", str(instance.folder)])

    assert refused.value.code == 2


TAKER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from klammer.pipeline import deliveries
from klammer.pipeline.instance import Instance
instance = Instance.open(Path(sys.argv[1]))
print("ready", flush=True)
for name in sys.argv[2:]:
    deliveries.take_back(
        instance, name, reason="Grund " * 2000, by="steward", at=datetime.now(UTC)
    )
print("done", flush=True)
"""


@pytest.mark.parametrize("delay", [0.0, 0.002, 0.005, 0.01])
def test_killed_while_taking_back_leaves_nothing_half_stored(
    instance: Instance, tmp_path: Path, delay: float
) -> None:
    ids = [
        load(instance, flat_file(tmp_path / f"{n}.csv", population(W16063_2022=80_000 + n))).id
        for n in range(4)
    ]
    running = subprocess.Popen(
        [sys.executable, "-c", TAKER, str(instance.folder), *ids],
        stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert running.stdout.readline() == "ready\n"

    time.sleep(delay)
    os.kill(running.pid, signal.SIGKILL)
    running.communicate()

    instance.sweep()
    assert list((instance / "tmp").iterdir()) == []
    found = {one.id: one.taken_back for one in deliveries.recorded(instance)}
    assert list(found) == ids
    assert all(mark is None or mark.reason == ("Grund " * 2000).strip() for mark in found.values())
    names = {path.name for path in (instance / "deliveries").rglob("*") if path.is_file()}
    assert names <= {"delivery.json", "tidy.parquet", "taken_back.json"}
