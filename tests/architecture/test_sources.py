# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rules about the source text that no linter knows; each shown to find a planted offence."""

import hashlib
import re
from pathlib import Path

import pytest

from tools import architecture
from tools.architecture import ROOT

LONGEST_FILE = 400
LONGEST_FUNCTION = 40
CODE = ("src/*.py", "tools/*.py", "bench/*.py", "tests/*.py")
LIBRARY = "src/klammer/*.py"
ANY_TABLE = {"base", "files", "ods"}  # carry tables of any grain
HAND_BACK = {"check_safe", "selected"}  # give back rows of the table they were given
VENDORED = "/static/ui/vendor/"


def _sources(*patterns: str) -> list[Path]:
    found = architecture.committed(*patterns)
    return [path for path in found if VENDORED not in str(path) and "/migrations/" not in str(path)]


def _offences(paths, question) -> list[str]:
    asked = ((path, question(path.read_text(encoding="utf-8"))) for path in paths)
    return [f"{path.relative_to(ROOT)}: {found}" for path, found in asked if found]


def _nothing(offences: list[str]) -> None:
    assert not offences, "\n".join(["", *offences])


def test_files_are_short_enough_to_read():
    too_long = _offences(
        _sources(*CODE, "*.css", "*.js", "*.html"),
        lambda text: [len(text.splitlines())] if len(text.splitlines()) > LONGEST_FILE else [],
    )

    _nothing(too_long)


def test_functions_are_short_enough_to_understand():
    too_long = _offences(
        _sources("src/*.py", "tools/*.py", "bench/*.py"),
        lambda text: architecture.long_functions(text, limit=LONGEST_FUNCTION),
    )

    _nothing(too_long)


def test_functions_are_measured_without_their_docstring():
    source = 'def f():\n    """One.\n\n    Two.\n    """\n    a = 1\n    return a\n'

    assert architecture.long_functions(source, limit=2) == ["f (3 lines)"]


def test_public_functions_of_the_library_are_documented():
    _nothing(_offences(_sources(LIBRARY), architecture.undocumented))


def test_undocumented_finds_functions_and_methods_of_public_classes():
    source = "def f(): ...\ndef _g(): ...\nclass A:\n    def h(self): ...\nclass _B:\n    def i(self): ..."

    assert architecture.undocumented(source) == ["f", "h"]


def test_functions_that_return_tables_state_their_grain():
    methods = [path for path in _sources(LIBRARY) if not ANY_TABLE & {path.stem, path.parent.name}]
    offences = [
        f"{path.relative_to(ROOT)}: {name}"
        for path in methods
        for name in architecture.without_grain(path.read_text(encoding="utf-8"))
        if name not in HAND_BACK
    ]

    _nothing(offences)


def test_without_grain_finds_tables_that_come_out():
    source = (
        'def f(a: int) -> Table:\n    """Do."""\n'
        'def g() -> "list[Table]":\n    """Do."""\n'
        'def h() -> SafeTable:\n    """Do.\n\n    returns  area → value [persons]\n    """\n'
        "def i(a: Table) -> int: ..."
    )

    assert architecture.without_grain(source) == ["f", "g"]


def test_disclosure_alone_makes_safe_tables():
    elsewhere = [
        path for path in _sources("src/*.py") if "src/klammer/disclosure/" not in str(path)
    ]

    _nothing(_offences(elsewhere, architecture.makers_of_safe_tables))


@pytest.mark.parametrize(
    "source",
    [
        "SafeTable(table, certificate)",
        "release.SafeTable(table, certificate, door=release._DOOR)",
        "from klammer.disclosure.release import _DOOR",
        "door = release._DOOR",
        "release._ADMITTED.add(table)",
        "object.__new__(SafeTable)",
    ],
)
def test_makers_of_safe_tables_finds_ways_around_the_door(source):
    assert architecture.makers_of_safe_tables(source) == [1]


def test_suppressions_name_a_rule_and_give_a_reason():
    paths = [path for path in _sources(*CODE) if path != Path(__file__)]

    _nothing(_offences(paths, architecture.suppressions_without_reason))


def test_suppressions_without_rule_or_reason_are_found():
    source = (
        "a = 1  # noqa\n"
        "a = 1  # noqa: S101\n"
        "a = 1  # type: ignore\n"
        "a = 1  # type: ignore[arg-type]\n"
        "a = 1  # noqa: S101  # reason: a slip here would misname every figure\n"
        "a = 1  # type: ignore[arg-type]  # reason: passed on\n"
    )

    assert architecture.suppressions_without_reason(source) == [1, 2, 3, 4]


def test_files_say_their_licence():
    paths = _sources(*CODE, "*.toml", "*.sh", "*.css", "*.js", "*.html", "Makefile", ".ci/run")
    without = [p for p in paths if architecture.lacks_header(p.read_text(encoding="utf-8"))]

    _nothing([str(path.relative_to(ROOT)) for path in without])


def test_no_file_names_a_place_of_one_machine():
    texts = _sources(*CODE, "*.md", "*.toml", "*.yml", "*.html", "Makefile", ".ci/run")
    paths = [path for path in texts if path not in {Path(__file__), ROOT / "tools/architecture.py"}]

    _nothing(_offences(paths, architecture.machine_paths))


def test_machine_paths_finds_homes_and_this_checkout():
    assert architecture.machine_paths("open('/home/someone/x')") == ["/home/s"]
    assert str(ROOT) in architecture.machine_paths(f"open('{ROOT}/x')")
    assert architecture.machine_paths("see https://example.org/home/page") == []


def test_no_file_names_the_host_of_a_package_registry():
    hosts = re.compile(r"(?:pypi|pythonhosted|npmjs|yarnpkg)\.(?:org|com)")
    texts = _sources(*CODE, "*.md", "*.toml", "*.yml", "*.html", "*.json", "Makefile", ".ci/run")
    named = [path for path in texts if hosts.search(path.read_text(encoding="utf-8"))]

    _nothing([str(path.relative_to(ROOT)) for path in named])


def test_packages_are_named_after_what_they_hold():
    banned = {"utils", "helpers", "common", "manager", "service", "misc", "data_utils"}
    named = [path for path in _sources("src/*.py") if {path.stem, path.parent.name} & banned]

    _nothing([str(path) for path in named])


def test_modules_of_the_library_say_what_they_are_for():
    silent = _offences(
        _sources(LIBRARY), lambda text: not re.search(r'^r?"""\s*\S', text, flags=re.MULTILINE)
    )

    _nothing(silent)


def test_every_room_of_the_library_has_its_tests():
    with_code = {p.relative_to(ROOT / "src" / "klammer").parts[0] for p in _sources(LIBRARY)}
    rooms = {name for name in with_code if not name.endswith(".py")}
    tested = {p.relative_to(ROOT / "tests").parts[1] for p in _sources("tests/core/*.py")}

    _nothing(sorted(rooms - tested - {"datasets"}))


@pytest.mark.originals
def test_no_original_of_a_publisher_is_committed(originals):
    sizes = {path.stat().st_size for path in architecture.committed()}
    hashes = {
        hashlib.sha256(path.read_bytes()).hexdigest(): path
        for path in originals.rglob("*")
        # Small files may be alike by chance: an empty one, a licence text.
        if path.is_file() and path.stat().st_size in sizes and path.stat().st_size > 200
    }
    copied = [
        f"{path.relative_to(ROOT)} is {hashes[digest].name}"
        for path in architecture.committed()
        if (digest := hashlib.sha256(path.read_bytes()).hexdigest()) in hashes
    ]

    _nothing(copied)
