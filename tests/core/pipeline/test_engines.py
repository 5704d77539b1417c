# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The same inputs give the same root on another version of the engine, with any threads."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from klammer.pipeline import releases
from klammer.pipeline.instance import Instance
from tests.conftest import IN_CI, NOT_HERE
from tests.core.pipeline.conftest import NOW, flat_file, load, population
from tools import engines

VERIFY = """
import sys
from pathlib import Path
import duckdb
from klammer.pipeline import instance as instances, releases
instances.LIBRARY = Path(sys.argv[2])
instance = instances.Instance.open(Path(sys.argv[1]))
found = releases.verify(instance, instance.current_release().root, threads=int(sys.argv[3]))
print(duckdb.__version__, found.found, found.reasons)
"""


@pytest.mark.parametrize("threads", [1, 4])
def test_older_engine_rebuilds_the_same_root(
    instance: Instance, library: Path, tmp_path: Path, threads: int
) -> None:
    older = engines.find()
    if older is None:
        reason = f"DuckDB {engines.VERSION} (make test brings it)"
        pytest.fail(reason) if IN_CI else pytest.skip(NOT_HERE + reason)
    cells = population() | {
        (area, "", "2015-12-31"): value
        for area, value in (("16056", 42_417), ("16063", 125_655), ("16066", 122_001))
    }
    load(instance, flat_file(tmp_path / "a.csv", cells))
    release = releases.create(instance, by="steward", at=NOW)

    done = subprocess.run(
        [sys.executable, "-c", VERIFY, str(instance.folder), str(library), str(threads)],
        env={**os.environ, "PYTHONPATH": str(older)}, capture_output=True, text=True, check=True,
    )  # fmt: skip

    assert done.stdout.split() == [engines.VERSION, release.root, "()"]
