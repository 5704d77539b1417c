# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The two commands bring what a bare machine lacks, and trust nothing they did not pin."""

import io
import os
import re
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest

from tools import bootstrap, browser, postgres, testrun
from tools.architecture import ROOT

ON_UNIX = pytest.mark.skipif(os.name == "nt", reason="shell scripts stand in for uv")


def _program(folder: Path, text: str) -> Path:
    folder.mkdir()
    program = folder / "uv"
    program.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    program.chmod(0o755)
    return program


def _wheel(body: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("uv-1.data/scripts/uv", body)
    return packed.getvalue()


@ON_UNIX
def test_bootstrap_passes_over_a_uv_that_is_broken_or_too_old(tmp_path, monkeypatch):
    broken = _program(tmp_path / "a", "echo 'uv: command not found' >&2; exit 127")
    old = _program(tmp_path / "b", "echo uv 0.4.30")
    good = _program(tmp_path / "c", "echo 'uv 0.13.9 (x86_64)'")
    folders = [str(program.parent) for program in (broken, old, good)]
    monkeypatch.setenv("PATH", os.pathsep.join(folders))

    assert bootstrap.on_path() == good


def test_bootstrap_and_project_agree_on_the_oldest_uv():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    oldest = ".".join(map(str, bootstrap.OLDEST))

    assert project["tool"]["uv"]["required-version"] == f">={oldest}"


def test_bootstrap_finds_no_uv_on_an_empty_path(monkeypatch):
    monkeypatch.setenv("PATH", "")

    assert bootstrap.on_path() is None


@pytest.mark.parametrize(
    ("system", "machine", "libc", "part"),
    [
        ("linux", "x86_64", "glibc", "manylinux_2_17_x86_64"),
        ("linux", "aarch64", "glibc", "manylinux_2_17_aarch64"),
        ("linux", "x86_64", "", "musllinux_1_1_x86_64"),
        ("darwin", "arm64", "", "macosx_11_0_arm64"),
        ("win32", "AMD64", "", "win_amd64"),
    ],
)
def test_bootstrap_chooses_the_wheel_of_the_machine(monkeypatch, system, machine, libc, part):
    monkeypatch.setattr(sys, "platform", system)
    monkeypatch.setattr(bootstrap.platform, "machine", lambda: machine)
    monkeypatch.setattr(bootstrap.platform, "libc_ver", lambda: (libc, ""))

    assert part in bootstrap.wheel_for_this_machine(bootstrap.locked()["wheels"])["url"]


def test_bootstrap_refuses_a_machine_without_a_wheel(monkeypatch):
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(bootstrap.platform, "machine", lambda: "sparc")

    with pytest.raises(LookupError, match="there is no uv for linux on sparc"):
        bootstrap.wheel_for_this_machine(bootstrap.locked()["wheels"])


def test_bootstrap_refuses_a_wheel_with_another_hash(tmp_path, monkeypatch):
    monkeypatch.setattr(bootstrap, "configured_index", lambda: None)
    monkeypatch.setattr(bootstrap, "fetch", lambda _: _wheel(b"something else"))

    with pytest.raises(ValueError, match=r"its hash is not the one in uv\.lock"):
        bootstrap.by_index(tmp_path)

    assert list(tmp_path.iterdir()) == []


def test_bootstrap_asks_the_index_that_is_configured(tmp_path, monkeypatch):
    for variable in ("UV_DEFAULT_INDEX", "UV_INDEX_URL", "PIP_INDEX_URL"):
        monkeypatch.delenv(variable, raising=False)
    settings = tmp_path / "pip.conf"
    settings.write_text("[global]\nindex-url = https://mirror.example/simple\n", encoding="utf-8")
    monkeypatch.setenv("PIP_CONFIG_FILE", str(settings))
    asked = []
    answer = b'{"files": [{"filename": "uv-1.whl", "url": "../../files/uv-1.whl"}]}'
    monkeypatch.setattr(bootstrap, "fetch", lambda page, **_: asked.append(page) or answer)

    address = bootstrap.address_of("uv-1.whl")

    assert (address, asked) == (
        "https://mirror.example/files/uv-1.whl",
        ["https://mirror.example/simple/uv/"],
    )


def test_bootstrap_reports_each_way_that_failed(tmp_path, monkeypatch):
    monkeypatch.setattr(bootstrap, "ROOT", tmp_path)
    monkeypatch.setattr(bootstrap, "locked", lambda: {"version": "1"})

    def by_nothing(_: Path) -> Path:
        raise OSError("nothing there")

    for way in ("by_pip", "by_venv", "by_index"):
        monkeypatch.setattr(bootstrap, way, by_nothing)

    with pytest.raises(SystemExit) as ended:
        bootstrap.bring()

    assert str(ended.value).count("by nothing: nothing there") == 3
    assert list((tmp_path / ".tools").iterdir()) == []


def test_browser_refuses_a_package_with_another_hash(tmp_path):
    package = tmp_path / "package.tgz"
    package.write_bytes(b"something else")

    with pytest.raises(browser.UnavailableError, match="its hash is not the pinned one"):
        browser._check(package)


def test_browser_unpacks_the_program_and_its_libraries(tmp_path):
    import brotli

    def tar(**files: bytes) -> bytes:
        packed = io.BytesIO()
        with tarfile.open(fileobj=packed, mode="w") as archive:
            for name, body in files.items():
                member = tarfile.TarInfo(name.replace("__", "/"))
                member.size = len(body)
                archive.addfile(member, io.BytesIO(body))
        return packed.getvalue()

    inside = {
        "al2023": tar(lib__libnss3=b"n"),
        "fonts": tar(fonts__a=b"f"),
        "swiftshader": tar(egl=b"e"),
    }
    package = tmp_path / "package.tgz"
    with tarfile.open(package, "w:gz") as archive:
        bodies = {f"{name}.tar.br": body for name, body in inside.items()} | {"chromium.br": b"run"}
        for name, body in bodies.items():
            squeezed = brotli.compress(body)
            member = tarfile.TarInfo(f"package/bin/{name}")
            member.size = len(squeezed)
            archive.addfile(member, io.BytesIO(squeezed))

    browser._unpack(package, tmp_path / "out")

    found = {
        path.relative_to(tmp_path / "out").as_posix(): path.read_bytes()
        for path in (tmp_path / "out").rglob("*")
        if path.is_file() and path.name != "fonts.conf"
    }
    assert found == {"chromium": b"run", "lib/libnss3": b"n", "fonts/a": b"f", "egl": b"e"}
    assert os.access(tmp_path / "out" / "chromium", os.X_OK)


def test_browser_named_by_the_environment_must_exist(tmp_path, monkeypatch):
    monkeypatch.setenv("KLAMMER_CHROMIUM", str(tmp_path / "nothing"))

    assert browser.find() is None


def test_browser_draws_text(page):
    page.set_content("<h1>Grüße aus Wünschensuhl</h1>")

    assert page.locator("h1").inner_text() == "Grüße aus Wünschensuhl"
    assert page.locator("h1").bounding_box()["height"] > 10


@pytest.mark.postgres
@pytest.mark.parametrize("of_wheel", [False, True], ids=["system", "wheel"])
def test_postgres_starts_answers_and_is_gone(of_wheel):
    import psycopg

    folder = postgres.of_wheel() if of_wheel else postgres.programs()
    if folder is None:
        pytest.skip("not here: PostgreSQL as a wheel")

    with postgres.server(folder) as url:
        with psycopg.connect(url) as connection:
            answer = connection.execute("SELECT 'Straße' || 1, current_setting('fsync')").fetchone()
            connection.execute("CREATE TABLE gone (a int)")
        stranger = url.replace("klammer:", "klammer:not-")
        with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
            psycopg.connect(stranger)

    assert answer == ("Straße1", "off")
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(url)


@pytest.mark.postgres
def test_postgres_is_what_the_product_speaks_when_its_url_is_set():
    asked = (
        "import os, django; os.environ['DJANGO_SETTINGS_MODULE'] = 'klammer_web.config.settings'; "
        "django.setup(); from django.db import connection; connection.ensure_connection(); "
        "print(connection.vendor)"
    )
    command = [sys.executable, "-m", "tools.postgres", sys.executable, "-c", asked]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)

    assert ran.stdout == "postgresql\n"


def test_complete_run_adds_both_legs_up(tmp_path):
    report = tmp_path / "report.xml"
    report.write_text(
        '<testsuites><testsuite tests="9" failures="1" errors="1" skipped="2"/></testsuites>',
        encoding="utf-8",
    )

    counts = testrun._counted(report)
    nothing = testrun._counted(tmp_path / "never-written.xml")

    assert testrun._sum(counts, counts) == (
        "10 passed, 4 failed, 4 skipped (5 on SQLite, 5 once more on PostgreSQL)"
    )
    assert testrun._sum(counts, nothing) == (
        "5 passed, 2 failed, 2 skipped (5 on SQLite, 0 once more on PostgreSQL)"
    )


def test_tests_reach_no_other_machine():
    import socket

    with pytest.raises(PermissionError, match="tests use no network"):
        socket.create_connection(("192.0.2.1", 80), timeout=1)


@pytest.mark.parametrize(
    ("target", "words"),
    [
        ("demo", "tools/bootstrap.py run --frozen --no-dev klammer demo"),
        ("test", "tools/bootstrap.py run --frozen python -m tools.testrun"),
    ],
)
def test_make_runs_the_command_of_the_readme(target, words):
    ran = subprocess.run(
        ["make", "-n", target], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert words in ran.stdout


def test_ci_calls_what_people_call():
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")

    called = set(re.findall(r"(?:^step .*|\{ )make (\w+)", script, flags=re.MULTILINE))

    assert called == {"bench", "check", "locked", "test", "wheel"}
    assert os.access(ROOT / ".ci" / "run", os.X_OK)
    subprocess.run(["bash", "-n", ROOT / ".ci" / "run"], check=True)
