# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Deliveries: read, compared, accepted or refused; never half-stored."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from klammer.base.errors import InputRefusedError
from klammer.pipeline import deliveries
from klammer.pipeline.instance import Instance
from klammer.warehouse.tidy import tidy_hash
from tests.core.pipeline.conftest import NOW, files_in, flat_file, load, population


def test_stage_shows_and_changes_nothing(instance: Instance, tmp_path: Path) -> None:
    found = deliveries.stage(instance, flat_file(tmp_path / "a.csv", population()), at=NOW)

    assert found.delivery.rows == 12
    assert found.delivery.variables == ("population",)
    assert found.difference is None
    assert deliveries.accepted(instance) == []
    assert {name.split("/")[0] for name in files_in(instance)} == {"klammer.json", "staged"}


def test_accepted_delivery_keeps_the_bytes(instance: Instance, tmp_path: Path) -> None:
    path = flat_file(tmp_path / "a.csv", population())

    found = load(instance, path)

    assert (instance / "raw" / found.sha256).read_bytes() == path.read_bytes()
    assert [one.id for one in deliveries.accepted(instance)] == [found.id]
    assert deliveries.waiting(instance) == []


def test_second_delivery_shows_what_changed(instance: Instance, tmp_path: Path) -> None:
    load(instance, flat_file(tmp_path / "a.csv", population()))
    cells = population(W16063_2022=80_500)
    del cells["16061", "", "2021-12-31"]
    cells["16064", "", "2022-12-31"] = 100

    found = deliveries.stage(instance, flat_file(tmp_path / "b.csv", cells), at=NOW).difference

    assert (found.added, found.removed, found.changed, found.unchanged) == (1, 1, 1, 10)
    first = found.examples[0]
    assert (first.area, first.breakdown, first.before, first.after) == (
        "16063", "sex=F", 80_010, 80_500,
    )  # fmt: skip


def test_total_that_does_not_add_up_is_flagged_with_its_cell(
    instance: Instance, tmp_path: Path
) -> None:
    path = flat_file(tmp_path / "a.csv", population(T16063_2022=159_000))

    flags = deliveries.stage(instance, path, at=NOW).delivery.flags

    flag = next(one for one in flags if one.code == "total_differs")
    line = path.read_text(encoding="utf-8-sig").splitlines()[flag.place.row - 1]
    assert line.split(";")[flag.place.column - 1] == "159000"


def test_part_above_its_whole_is_flagged(instance: Instance, tmp_path: Path) -> None:
    path = flat_file(tmp_path / "a.csv", population(W16063_2022=200_000))

    flags = deliveries.stage(instance, path, at=NOW).delivery.flags

    flag = next(one for one in flags if one.code == "impossible_value")
    assert flag.found == "16063 2022: 200000 Frauen"
    assert flag.expected == "at most 159020 Personen"


def test_unknown_format_is_refused_and_nothing_stays(instance: Instance, tmp_path: Path) -> None:
    before = files_in(instance)
    path = tmp_path / "letter.bin"
    path.write_bytes(b"\x00\x01\x02 nothing we know")

    with pytest.raises(InputRefusedError) as refused:
        deliveries.stage(instance, path, at=NOW)

    assert refused.value.code
    assert files_in(instance) == before
    assert list((instance / "tmp").iterdir()) == []


def test_broken_file_is_refused_and_nothing_stays(instance: Instance, tmp_path: Path) -> None:
    load(instance, flat_file(tmp_path / "a.csv", population()))
    before = files_in(instance)
    path = flat_file(tmp_path / "b.csv", population(W16063_2022="achtzigtausend"))

    with pytest.raises(InputRefusedError) as refused:
        deliveries.stage(instance, path, at=NOW)

    assert refused.value.where.row == 8
    assert files_in(instance) == before


def test_accepting_twice_is_refused(instance: Instance, tmp_path: Path) -> None:
    path = flat_file(tmp_path / "a.csv", population())
    load(instance, path)
    again = deliveries.stage(instance, path, at=NOW)

    with pytest.raises(InputRefusedError) as refused:
        deliveries.accept(instance, again.id, by="steward", at=NOW)

    assert refused.value.code == "accepted_before"
    assert len(deliveries.accepted(instance)) == 1


@pytest.mark.parametrize("identity", ["", "..", "../raw", "nothing"])
def test_id_that_is_none_is_refused(instance: Instance, identity: str) -> None:
    with pytest.raises(InputRefusedError) as refused:
        deliveries.discard(instance, identity)

    assert refused.value.code == "delivery_unknown"
    assert (instance / "raw").is_dir()


LOADER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from klammer.pipeline import deliveries
from klammer.pipeline.instance import Instance
from klammer.warehouse.tidy import tidy_hash
instance = Instance.open(Path(sys.argv[1]))
print("ready", flush=True)
now = datetime(2026, 11, 22, tzinfo=UTC)
for path in sys.argv[2:]:
    found = deliveries.stage(instance, Path(path), at=now)
    deliveries.accept(instance, found.id, by="steward", at=now)
print("done", flush=True)
"""


@pytest.mark.parametrize("delay", [0.05, 0.2, 0.4, 0.6, 0.9, 1.3])
def test_killed_import_leaves_nothing_half_stored(
    instance: Instance, tmp_path: Path, delay: float
) -> None:
    paths = [flat_file(tmp_path / f"{n}.csv", population(W16063_2022=80_000 + n)) for n in range(8)]
    running = subprocess.Popen(
        [sys.executable, "-c", LOADER, str(instance.folder), *map(str, paths)],
        stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert running.stdout.readline() == "ready\n"

    time.sleep(delay)
    os.kill(running.pid, signal.SIGKILL)
    running.communicate()

    instance.sweep()
    assert list((instance / "tmp").iterdir()) == []
    for one in deliveries.accepted(instance):
        assert deliveries.hash_file(instance / "raw" / one.sha256)[0] == one.sha256
        assert tidy_hash(
            instance / "deliveries" / one.id / "tidy.parquet", one.breakdowns
        ) == one.tidy_hash  # fmt: skip
    for one in deliveries.waiting(instance):
        assert deliveries.staged(instance, one.id).delivery == one
    load(instance, flat_file(tmp_path / "after.csv", population(W16063_2022=1)))
