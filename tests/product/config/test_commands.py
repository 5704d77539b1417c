# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""`klammer demo` and `klammer serve` as a person types them."""

import os
import socket
import subprocess
import sys
import time

import pytest

from klammer.base.errors import InputRefusedError
from klammer.pipeline.instance import Instance
from klammer_web.catalogue import official
from klammer_web.config import demonstration, serving
from tests.product.catalogue.small_instance import flat_file


@pytest.mark.parametrize("command", ["demo", "serve"])
def test_help_comes_quickly_and_loads_no_web(command):
    code = (
        "import sys; from klammer.cli import main\n"
        "try: main([sys.argv[1], '--help'])\n"
        "finally: print('django' in sys.modules, 'duckdb' in sys.modules)"
    )
    begin = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", code, command], capture_output=True, text=True, check=False
    )

    assert done.stdout.splitlines()[-1] == "False False"
    assert "Example: klammer" in done.stdout
    assert time.monotonic() - begin < 3


def test_taken_port_is_stepped_over():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        assert serving.free_port(port) != port


def test_reset_refuses_a_folder_that_is_no_demo(tmp_path):
    (tmp_path / "wichtig.txt").write_text("x")

    with pytest.raises(InputRefusedError, match="is not a demo instance"):
        demonstration.remove(tmp_path)

    assert (tmp_path / "wichtig.txt").exists()


def test_demo_refuses_a_folder_with_something_in_it(tmp_path):
    (tmp_path / "wichtig.txt").write_text("x")

    with pytest.raises(InputRefusedError, match="not empty and not a demo instance"):
        demonstration.prepare(tmp_path)


def test_half_built_demo_is_built_again(tmp_path, monkeypatch):
    dataset = tmp_path / "dataset"
    dataset.mkdir()
    flat_file(dataset / "bevoelkerung.csv")
    (dataset / "dataset.toml").write_text(
        '[[file]]\npath = "bevoelkerung.csv"\nreader = "genesis-ffcsv"\ntitle = "Bevölkerung"\n'
    )
    monkeypatch.setattr(official, "DATASET", dataset)
    monkeypatch.setattr(serving, "set_up", lambda _folder: None)
    monkeypatch.setattr(demonstration, "_accounts", lambda _folder: None)
    folder = tmp_path / "demo"
    (tmp_path / ".demo-unfinished" / "deliveries").mkdir(parents=True)  # left by a killed start

    demonstration.prepare(folder)
    built = sorted(p.stat().st_mtime_ns for p in (folder / "releases").rglob("*"))
    demonstration.prepare(folder)

    assert not (tmp_path / ".demo-unfinished").exists()
    assert Instance.open(folder).current_release("public").coverage("bevoelkerung")
    assert sorted(p.stat().st_mtime_ns for p in (folder / "releases").rglob("*")) == built


def test_later_start_looks_a_demo_over_only_when_the_program_changed(tmp_path, monkeypatch):
    looked_over = []

    def set_up(folder):
        looked_over.append(folder.name)
        (folder / "db.sqlite3").touch()
        (folder / "static").mkdir(exist_ok=True)

    monkeypatch.setattr(serving, "set_up", set_up)
    monkeypatch.setattr(demonstration, "_accounts", lambda _folder: None)
    (tmp_path / demonstration.MARK).write_text("{}")

    counts = []
    for change in (
        lambda: None,
        lambda: None,
        lambda: monkeypatch.setattr(demonstration, "__version__", "99"),
        lambda: None,
        (tmp_path / "db.sqlite3").unlink,
    ):
        change()
        demonstration.prepare(tmp_path)
        counts.append(len(looked_over))

    assert counts == [1, 1, 2, 2, 3]


def test_password_of_the_demo_is_kept_and_private(tmp_path):
    first = demonstration.password(tmp_path)

    assert demonstration.password(tmp_path) == first
    assert oct((tmp_path / "demo_password").stat().st_mode & 0o777) == "0o600"


def test_serve_without_an_instance_says_what_to_do(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "klammer.cli", "serve", "--instance", str(tmp_path / "nirgends")],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "KLAMMER_INSTANCE": ""},
    )

    assert done.returncode == 1
    assert "'nirgends' is not an instance" in done.stderr
    assert "remedy:" in done.stderr
