# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Many write at the same time, in threads and processes, on both databases: one sound chain."""

import json
import os
import sqlite3
import subprocess
import sys
from urllib.parse import urlsplit

import pytest

from tools.architecture import ROOT

THREADS, ACTS = 6, 20
KEPT = THREADS * ACTS * 4 // 5


def _run(folder, url, *words):
    environment = {**os.environ, "KLAMMER_INSTANCE": str(folder), "KLAMMER_DATABASE_URL": url}
    return subprocess.run(
        [sys.executable, "-m", *words],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip


def _written(folder, url):
    _lay_out(folder, url)
    words = (sys.executable, "-m", "tests.product.accountability.writer", str(THREADS), str(ACTS))
    environment = {**os.environ, "KLAMMER_INSTANCE": str(folder), "KLAMMER_DATABASE_URL": url}
    two = [subprocess.Popen(words, cwd=ROOT, env=environment) for _ in range(2)]
    assert [one.wait(120) for one in two] == [0, 0]


def _lay_out(folder, url):
    done = _run(folder, url, "tests.product.accountability.writer", "1", "0")
    assert done.returncode == 0, done.stderr[-800:]


def _verified(folder, url, *more):
    return _run(folder, url, "klammer.cli", "audit", "verify", *more)


def test_writers_on_sqlite_make_one_chain_that_the_command_checks(tmp_path):
    _written(tmp_path, "")

    held = _verified(tmp_path, "")
    assert (held.returncode, held.stdout.split(",")[0]) == (
        0, f"The chain holds: {2 * KEPT} entries",
    ), held.stderr  # fmt: skip
    end = tmp_path / "heads.jsonl"
    head = _run(tmp_path, "", "klammer.cli", "audit", "head", "--append", str(end))
    assert json.loads(head.stdout)["sequence"] == json.loads(end.read_text())["sequence"]
    with sqlite3.connect(tmp_path / "db.sqlite3") as database:
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            database.execute("UPDATE accountability_auditentry SET kind = 'x'")
        database.execute("DROP TRIGGER accountability_auditentry_no_update")
        database.execute("UPDATE accountability_auditentry SET kind = 'x' WHERE sequence = 7")
    found = _verified(tmp_path, "", "--head", str(end))
    assert (found.returncode, [line.split(" –")[0] for line in found.stderr.splitlines()[:2]]) == (
        1, ["changed: 7", "walls_missing: accountability_auditentry_no_update"],
    )  # fmt: skip
    assert _verified(tmp_path, "", "--head", str(tmp_path / "absent")).returncode == 2


def test_writers_on_postgresql_make_one_chain(tmp_path, postgres_url):
    import psycopg

    name = "audit_writers"
    with psycopg.connect(postgres_url, autocommit=True) as server:
        server.execute(f"DROP DATABASE IF EXISTS {name}")
        server.execute(f"CREATE DATABASE {name}")
    url = urlsplit(postgres_url)._replace(path=f"/{name}").geturl()

    _written(tmp_path, url)

    held = _verified(tmp_path, url)
    assert (held.returncode, held.stdout.split(",")[0]) == (
        0, f"The chain holds: {2 * KEPT} entries",
    ), held.stderr  # fmt: skip
    with psycopg.connect(url) as database, pytest.raises(psycopg.Error, match="append-only"):
        database.execute("TRUNCATE accountability_auditentry CASCADE")
