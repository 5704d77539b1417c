# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The examples for operators: commands and settings in them exist, systemd understands them."""

import re
import shlex
import shutil
import subprocess

import pytest

from klammer import cli
from klammer_web.config import commands, environment
from tools.architecture import ROOT

DEPLOY = ROOT / "docs" / "deploy"
UNITS = sorted([*DEPLOY.glob("*.service"), *DEPLOY.glob("*.timer")])
_OPTIONS = {"serve": commands._serve_options, "worker": commands._worker_options}


def _text(name):
    return (DEPLOY / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_systemd_understands_the_unit(unit, tmp_path):
    if shutil.which("systemd-analyze") is None:
        pytest.skip("not here: systemd-analyze")
    for other in UNITS:  # programs of another machine stand for those that would be there
        text = re.sub(r"/opt/klammer/\S+", "/bin/true", other.read_text(encoding="utf-8"))
        (tmp_path / other.name).write_text(text, encoding="utf-8")

    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(tmp_path / unit.name)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("name", ["klammer-web.service", "klammer-worker.service", "Containerfile"])
def test_started_command_knows_its_options(name):
    text = _text(name)
    if name == "Containerfile":
        found = re.search(r'^CMD \["(klammer", .*)\]$', text, re.MULTILINE)[1].replace('", "', " ")
        words = found.rstrip('"').split()
    else:
        words = shlex.split(re.search(r"^ExecStart=(.*)$", text, re.MULTILINE)[1])

    options = _OPTIONS[words[1]]().parse_args(words[2:])

    assert options is not None


def test_backup_unit_calls_a_command_that_exists():
    command = re.search(r"bin/klammer (\w+)", _text("klammer-backup.service"))[1]

    assert command in cli.COMMANDS


def test_example_of_settings_names_known_ones_and_no_secret():
    rows = dict(re.findall(r"^(\w+)=(.*)$", _text("klammer.env"), re.MULTILINE))
    known = {variable.name for variable in environment.VARIABLES}

    assert set(rows) - known == set()
    assert "CHANGE-ME" in rows["KLAMMER_DATABASE_URL"]
    assert rows["KLAMMER_SMTP_PASSWORD"] == "CHANGE-ME"  # noqa: S105  # reason: an example


def test_container_copies_what_exists_and_does_not_run_as_root():
    lines = _text("Containerfile").splitlines()
    copied = [
        line.split()[1:-1] for line in lines if line.startswith("COPY") and "--from" not in line
    ]

    assert [word for words in copied for word in words if not (ROOT / word).exists()] == []
    assert lines.index("USER klammer") < next(
        number for number, line in enumerate(lines) if line.startswith("CMD")
    )


def test_proxy_lets_no_one_read_the_numbers_and_passes_on_who_asks():
    text = _text("nginx.conf")

    assert "location = /gesundheit/messwerte/ { return 404; }" in text
    assert "proxy_set_header X-Forwarded-For $remote_addr;" in text
    assert text.count("{") == text.count("}")
