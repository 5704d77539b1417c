# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the documents promise exists, and what exists that a user may set is documented."""

import re
import subprocess
import sys
from importlib import import_module
from importlib.metadata import entry_points

import pytest

from klammer import cli
from klammer_web.config import environment
from tools import architecture
from tools.architecture import ROOT

PAGES = ("README.md", "README.de.md", "CONTRIBUTING.md", "SECURITY.md", "docs/README.md")
DECISIONS = sorted((ROOT / "docs" / "adr").glob("*.md"))
NOT_SETTINGS = {"KLAMMER_CHROMIUM", "KLAMMER_ORIGINALS"}  # of tests and tools


def _text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def _commands() -> set[str]:
    return set(cli.COMMANDS) | {entry.name for entry in entry_points(group="klammer.commands")}


@pytest.mark.parametrize("page", DECISIONS, ids=lambda page: page.stem)
def test_decision_has_one_number_and_fits_one_page(page):
    lines = page.read_text(encoding="utf-8").splitlines()
    title = next(line for line in lines if line.startswith("# "))

    assert title[2:6] == page.name[:4]
    assert len(lines) <= 40


def test_decisions_are_numbered_without_gaps():
    numbers = [int(page.name[:4]) for page in DECISIONS]

    assert numbers == list(range(1, len(numbers) + 1))


@pytest.mark.parametrize("name", ["README.md", "README.de.md", "CONTRIBUTING.md"])
def test_commands_named_on_the_page_exist(name):
    named = set(re.findall(r"(?:`|^|run )klammer ([a-z]+)", _text(name), flags=re.MULTILINE))

    assert named
    assert named - _commands() == set()


def test_readme_names_every_command():
    named = set(re.findall(r"klammer ([a-z]+)", _text("README.md")))

    assert _commands() - named == set()


@pytest.mark.parametrize("name", sorted(cli.COMMANDS))
def test_command_can_be_run(name):
    module, _ = cli.COMMANDS[name]

    assert callable(import_module(module).run)


@pytest.mark.parametrize("name", sorted(cli.COMMANDS))
def test_command_answers_help_with_an_example(name):
    help_text, modules = _help(name)

    assert help_text.startswith(f"usage: klammer {name}")
    assert re.search(r"^ *Examples?\b", help_text, re.MULTILINE | re.IGNORECASE)
    assert modules & {"django", "klammer_web"} == set()


@pytest.mark.parametrize("name", ["tidy", "rate", "convert"])
def test_help_of_a_command_on_plain_files_loads_nothing_heavy(name):
    _, modules = _help(name)

    assert modules & {"duckdb", "scipy", "shapely", "pyogrio", "highspy", "numpy"} == set()


def _help(name: str) -> tuple[str, set[str]]:
    asked = (
        "import sys; from klammer.cli import main\n"
        f"try: main(['{name}', '--help'])\n"
        "except SystemExit as ended: assert not ended.code\n"
        "print('\\0' + ' '.join({name.partition('.')[0] for name in sys.modules}))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", asked], capture_output=True, text=True, encoding="utf-8", check=True
    )
    help_text, _, modules = ran.stdout.partition("\0")
    return help_text, set(modules.split())


def test_german_readme_explains_every_sign():
    from klammer.presentation.formats import SIGNS

    text = _text("README.de.md").replace("\N{NO-BREAK SPACE}", " ")
    signs = {sign.replace("\N{NO-BREAK SPACE}", " ") for sign, _ in SIGNS.values()}

    assert {sign for sign in signs if f"`{sign}`" not in text} == set()


@pytest.mark.parametrize("name", PAGES)
def test_make_targets_named_on_the_page_exist(name):
    targets = set(re.findall(r"^([a-z]+):", _text("Makefile"), flags=re.MULTILINE))
    named = set(re.findall(r"(?:`|^)make ([a-z]+)", _text(name), flags=re.MULTILINE))

    assert named - targets == set()


@pytest.mark.parametrize("name", PAGES)
def test_links_within_the_project_lead_somewhere(name):
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", _text(name))
    folder = (ROOT / name).parent

    assert [link for link in links if not (folder / link).exists()] == []


def test_every_setting_in_the_code_is_documented():
    sources = [path.read_text(encoding="utf-8") for path in architecture.committed("src/*.py")]
    named = {name for text in sources for name in re.findall(r"\bKLAMMER_[A-Z_]+\b", text)}
    documented = {variable.name for variable in environment.VARIABLES}

    assert named - documented - NOT_SETTINGS == set()


def test_security_page_names_tests_that_exist():
    named = re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", _text("SECURITY.md"))
    missing = [
        f"{file}::{test}"
        for file, test in named
        if not (ROOT / file).is_file() or (test and f"def {test}(" not in _text(file))
    ]

    assert named
    assert missing == []


def test_security_page_guards_each_of_the_six_properties():
    sections = re.split(r"^### ", _text("SECURITY.md"), flags=re.MULTILINE)[1:]

    assert [section[0] for section in sections] == list("123456")
    assert [s.splitlines()[0] for s in sections if "`tests/" not in s] == []


@pytest.mark.parametrize(
    "page", sorted((ROOT / "docs" / "changes").glob("*.md")), ids=lambda p: p.stem
)
def test_change_note_is_bilingual(page):
    assert re.findall(r"^\*\*(de|en)\*\* \S", page.read_text(encoding="utf-8"), re.MULTILINE) == [
        "de",
        "en",
    ]


def test_versions_agree():
    import tomllib

    from klammer import __version__

    project = tomllib.loads(_text("pyproject.toml"))["project"]["version"]
    public = re.search(r"^softwareVersion: (\S+)$", _text("publiccode.yml"), re.MULTILINE)

    assert (project, public and public[1]) == (__version__, __version__)


def test_publiccode_keeps_the_limits_of_its_standard():
    text = _text("publiccode.yml")
    short = re.findall(r"shortDescription: >-\n((?:      .*\n)+)", text)
    long = re.findall(r"longDescription: >-\n((?:      .*\n)+)", text)
    generic = re.findall(r"genericName: (.*)", text)

    assert [len(" ".join(s.split())) > 150 for s in short] == [False, False]
    assert [150 <= len(" ".join(s.split())) <= 10_000 for s in long] == [True, True]
    assert [len(name) > 35 for name in generic] == [False, False]
