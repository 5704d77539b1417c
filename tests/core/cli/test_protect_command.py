# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""`klammer protect` and `klammer certificate verify` on plain files."""

import json
import stat
from pathlib import Path

import pytest

from klammer.cli import main
from klammer.warehouse.files import read_table
from tests.disclosed_tables import LINKED, ONE

CANARIES = ("7341", "4711")  # true values of hidden cells; they must turn up nowhere
TABLE = (
    "region,age,n,remark\na,x,3,secret-word\na,y,7341,\na,z,30,\nb,x,12,\nb,y,9,\nb,z,40,\n"
    "c,x,25,\nc,y,14,\nc,z,8,\n"
)


def run(folder: Path, *, spec: str = ONE, table: str = TABLE, more: tuple[str, ...] = ()) -> int:
    (folder / "cases.csv").write_text(table, encoding="utf-8")
    (folder / "spec.toml").write_text(spec, encoding="utf-8")
    words = ["--spec", str(folder / "spec.toml"), "-o", str(folder / "safe.csv")]
    return main(
        [
            "protect",
            str(folder / "cases.csv"),
            *words,
            "--certificate",
            str(folder / "safe.json"),
            *more,
        ]
    )


def verify(folder: Path, *files: str) -> int:
    names = [str(folder / name) for name in files or ("safe.csv",)]
    return main(["certificate", "verify", str(folder / "safe.json"), *names])


def test_protected_table_and_its_certificate(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    assert run(tmp_path) == 0
    assert verify(tmp_path) == 0

    rows = list(read_table(tmp_path / "safe.csv").rows())
    assert {row["status"] for row in rows} == {"reported", "suppressed"}
    assert len(rows) == 16  # nine cells, six margins, the total
    said = capsys.readouterr().out
    assert "1 hidden by rules, 3 to protect them" in said
    assert "the certificate holds: 4 hidden cells, 4 intervals computed" in said


def test_nothing_hidden_turns_up_anywhere(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    """Attack m: tables, public certificate and screen say no true value and no remark."""
    table = TABLE.replace("b,x,12", "b,x,4711")
    assert run(tmp_path, table=table, spec=ONE + '[cost.keep]\nregion = ["c"]\n') == 0
    hidden = [
        row for row in read_table(tmp_path / "safe.csv").rows() if row["status"] == "suppressed"
    ]
    public = (tmp_path / "safe.csv").read_text() + (tmp_path / "safe.json").read_text()
    said = capsys.readouterr()

    assert len(hidden) == 4
    true = {("a", "x"): "3", ("a", "y"): "7341", ("b", "x"): "4711"}
    for row in hidden:
        secret = true.get((row["region"], row["age"]), "-")
        assert secret not in said.out.replace("3 to protect", "") or len(secret) == 1
        assert len(secret) == 1 or secret not in public
    assert "secret-word" not in public + said.out + said.err
    assert '"rule"' not in (tmp_path / "safe.json").read_text()


def test_stewards_part_is_a_file_of_its_own(tmp_path: Path) -> None:
    assert run(tmp_path) == 0

    path = tmp_path / "safe.steward.json"
    part = json.loads(path.read_text(encoding="utf-8"))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert {cell["rule"] for cell in part["cells"]} == {"small_count", "none"}
    assert part["tightest"]["region"] == "a"


def test_a_changed_file_is_found(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    assert run(tmp_path) == 0
    path = tmp_path / "safe.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",30,", ",31,"), encoding="utf-8")

    assert verify(tmp_path) == 1
    assert "not the one that was certified" in capsys.readouterr().err


def test_a_missing_file_is_found(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    assert run(tmp_path) == 0

    assert verify(tmp_path, "cases.csv") == 1
    assert "a file is missing" in capsys.readouterr().err


def _lie(folder: Path, change) -> None:
    from klammer.disclosure.proof import as_text, sha256_of

    certificate = json.loads((folder / "safe.json").read_text(encoding="utf-8"))
    change(certificate)
    certificate["files"]["safe.csv"] = sha256_of((folder / "safe.csv").read_bytes())
    (folder / "safe.json").write_text(as_text(certificate), encoding="utf-8")


def test_a_certificate_that_claims_more_is_found(
    tmp_path: Path, capsys: pytest.CaptureFixture
) -> None:
    assert run(tmp_path) == 0

    def widen(certificate: dict) -> None:
        certificate["widths"][0][-1] = 99.0

    _lie(tmp_path, widen)

    assert verify(tmp_path) == 1
    assert "has another width" in capsys.readouterr().err


def test_a_table_that_gives_a_cell_away_is_found(
    tmp_path: Path, capsys: pytest.CaptureFixture
) -> None:
    """Someone shows three of four hidden cells and mends hash and widths: the fourth follows."""
    assert run(tmp_path) == 0
    path = tmp_path / "safe.csv"
    text = path.read_text(encoding="utf-8")
    true = {"a,y": "7341", "a,z": "30", "b,x": "12", "b,y": "9", "b,z": "40", "c,x": "25",
            "c,y": "14", "c,z": "8"}  # fmt: skip
    for place, value in true.items():
        text = text.replace(f"\n{place},,suppressed", f"\n{place},{value},reported")
    path.write_text(text, encoding="utf-8")

    def forge(certificate: dict) -> None:
        certificate["widths"] = [["n", "a", "x", 0.0]]

    _lie(tmp_path, forge)

    assert verify(tmp_path) == 1
    assert "1 hidden cells can be computed" in capsys.readouterr().err


def test_refused_input_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    assert run(tmp_path, table=TABLE + "a,Total,5,\n") == 1

    error = capsys.readouterr().err
    assert "a total contradicts its parts" in error
    assert "remedy" in error
    assert not (tmp_path / "safe.csv").exists()
    assert not (tmp_path / "safe.json").exists()


def test_linked_tables_go_into_a_folder(tmp_path: Path) -> None:
    (tmp_path / "sexes.csv").write_text(
        "region,sex,n\na,F,20\na,M,33\nb,F,30\nb,M,31\n", encoding="utf-8"
    )
    (tmp_path / "cases.csv").write_text(
        "region,age,n\na,x,3\na,y,50\nb,x,21\nb,y,40\n", encoding="utf-8"
    )
    spec = LINKED.replace('name = "sexes"', 'name = "sexes"\nfile = "sexes.csv"')
    (tmp_path / "spec.toml").write_text(spec, encoding="utf-8")
    words = ["--spec", str(tmp_path / "spec.toml"), "-o", str(tmp_path / "out")]

    done = main(
        [
            "protect",
            str(tmp_path / "cases.csv"),
            *words,
            "--certificate",
            str(tmp_path / "safe.json"),
        ]
    )

    assert done == 0
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["cases.csv", "sexes.csv"]
    assert verify(tmp_path, "out/cases.csv", "out/sexes.csv") == 0


def test_audits_remember_unchanged_blocks(tmp_path: Path) -> None:
    memory = ("--memory", str(tmp_path / "memory.json"))
    assert run(tmp_path, more=memory) == 0
    assert run(tmp_path, more=memory) == 0

    assert isinstance(json.loads((tmp_path / "memory.json").read_text(encoding="utf-8")), dict)


def test_same_input_gives_the_same_files(tmp_path: Path) -> None:
    assert run(tmp_path) == 0
    first = [(tmp_path / name).read_bytes() for name in ("safe.csv", "safe.json")]

    assert run(tmp_path) == 0

    assert [(tmp_path / name).read_bytes() for name in ("safe.csv", "safe.json")] == first
