# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""`klammer protect`: tables of small counts or amounts that nobody can be recognised in."""

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from klammer.base.tables import Table
    from klammer.disclosure.tabular.safeguard import Safeguarded
    from klammer.disclosure.tabular.specification import Specification

_EXAMPLE = """\
columns in:   the dimensions SPEC names, and a count or value; "." hidden by the publisher, "-" an
              exact zero, "x", "/", "..." unknown; totals may be there or are computed
columns out:  the dimensions, the figure (empty where it is hidden), status (reported, zero,
              suppressed, missing), and the group and ratio columns SPEC describes

CERT.json may be published: klammer certificate verify checks it from the released files alone.
CERT.steward.json holds true values and reasons and stays with the data stewards. Several linked
tables: OUT is a folder. Tables: CSV, XLSX, ODS, Parquet. The format of SPEC with examples:
docs/reference/disclosure.md.

example:
  klammer protect cases.csv --spec spec.toml -o safe.csv --certificate safe.json
"""


def run(arguments: list[str]) -> int:
    """Run the command: 0 done, 1 refused (nothing is written), 2 usage."""
    options = _parser().parse_args(arguments)
    from klammer.disclosure.tabular.safeguard import safeguard

    specification = _specification(options.spec)
    paths = _paths(specification, options)
    tables, known = _tables(specification, paths, options.spec)
    outs = _outs(specification, paths, options.out)
    memory = _memory(options.memory)
    made = safeguard(
        specification, tables, known=known,
        files={name: path.name for name, path in outs.items()}, memory=memory, seed=options.seed,
    )  # fmt: skip
    try:
        _write(made, outs, options, specification)
    except BaseException:
        for path in [*outs.values(), options.certificate, _secret(options.certificate)]:
            path.unlink(missing_ok=True)  # nothing without its certificate
        raise
    if options.memory:
        options.memory.write_text(json.dumps(memory), encoding="utf-8")
    _tell(made, options)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="klammer protect",
        description="Hide what would give persons away in linked tables, and prove it.",
        epilog=_EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "tables", type=Path, nargs="*", metavar="TABLE", help="tables for which SPEC names no file"
    )
    parser.add_argument("--spec", type=Path, required=True, metavar="SPEC.toml")
    parser.add_argument("-o", "--out", type=Path, required=True, metavar="OUT")
    parser.add_argument("--certificate", type=Path, required=True, metavar="CERT.json")
    parser.add_argument("--memory", type=Path, metavar="FILE", help="answers of earlier audits")
    parser.add_argument("--seed", type=int, default=0, help="of random choices, default 0")
    return parser


def _specification(path: Path) -> "Specification":
    from klammer.base.errors import InputRefusedError
    from klammer.disclosure.tabular.specification import specification_of
    from klammer.warehouse.files import read_table

    if not path.is_file():
        raise InputRefusedError(
            f"there is no file {path.name}",
            where=path.name,
            remedy="check the path",
            code="no_file",
        )
    text = path.read_text(encoding="utf-8")
    return specification_of(text, read=lambda name: read_table(path.parent / name))


def _paths(specification: "Specification", options: argparse.Namespace) -> dict[str, Path]:
    from klammer.base.errors import InputRefusedError

    given = list(options.tables)
    paths = {}
    for one in specification.tables:
        if one.file:
            paths[one.name] = options.spec.parent / one.file
        elif given:
            paths[one.name] = given.pop(0)
    missing = [one.name for one in specification.tables if one.name not in paths]
    if missing or given:
        raise InputRefusedError(
            "the tables given are not those of the SPEC",
            where=f"table {missing[0]}" if missing else str(given[0].name),
            why="SPEC needs one TABLE for each [[table]] without a file, in its order",
            remedy="name the file in SPEC or on the command line",
            code="tables_given",
        )
    return paths


def _tables(
    specification: "Specification", paths: dict[str, Path], spec: Path
) -> tuple[dict[str, "Table"], dict[str, "Table"]]:
    from klammer.warehouse.files import read_table

    known = {one.file: read_table(spec.parent / one.file) for one in specification.known}
    return {name: read_table(path) for name, path in paths.items()}, known


def _outs(specification: "Specification", paths: dict[str, Path], out: Path) -> dict[str, Path]:
    if len(specification.tables) == 1:
        return {specification.tables[0].name: out}
    return {name: out / f"{name}{path.suffix}" for name, path in paths.items()}


def _memory(path: Path | None) -> dict[str, Any] | None:
    if path is None:
        return None
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


def _write(
    made: "Safeguarded",
    outs: dict[str, Path],
    options: argparse.Namespace,
    specification: "Specification",
) -> None:
    """Write everything or nothing: the certificate comes last."""
    from klammer.disclosure.audit.knowledge import world_of
    from klammer.disclosure.audit.released import shown_by
    from klammer.disclosure.proof import as_text, public_part, sha256_of, widths_of
    from klammer.disclosure.tabular.report import steward_part
    from klammer.warehouse.files import read_table, write_table

    if len(outs) > 1:
        options.out.mkdir(parents=True, exist_ok=True)
    for name, path in outs.items():
        write_table(made.tables[name], path)
    files = {path.name: sha256_of(path.read_bytes()) for path in outs.values()}
    for one in specification.known:
        files[one.file] = sha256_of((options.spec.parent / one.file).read_bytes())
    shown = [shown_by(read_table(outs[one.name]), one) for one in made.described]
    world = world_of(shown, specification.dimensions, known=made.knowledge)
    _, widths = widths_of(world, seconds=max(30.0, specification.seconds))
    public = public_part(
        described=made.described, dimensions=specification.dimensions, hashes=files,
        known=[(one.file, one.quantity) for one in specification.known],
        audience=str(specification.audience), on=specification.on.isoformat(),
        rules=made.thresholds.texts, method=made.protection.method, world=world, widths=widths,
        exposed=made.known_before,
    )  # fmt: skip
    secret = _secret(options.certificate)
    secret.write_text(as_text(steward_part(made)), encoding="utf-8")
    secret.chmod(0o600)
    options.certificate.write_text(as_text(public), encoding="utf-8")


def _secret(certificate: Path) -> Path:
    """Where the stewards' part goes."""
    return certificate.with_suffix(f".steward{certificate.suffix}")


def _tell(made: "Safeguarded", options: argparse.Namespace) -> None:
    protection, problem = made.protection, made.linked.problem
    primary = int((problem.reason > 0).sum())
    print(
        f"{len(problem)} cells: {primary} hidden by rules, "
        f"{len(set(protection.secondary))} to protect them"
    )
    print(f"method {protection.method}, audit passed, {len(made.secrets)} secrets examined")
    if protection.stronger:
        print(
            f"{len(protection.stronger)} cells hidden because time was too short", file=sys.stderr
        )
    if made.known_before:
        print(f"{made.known_before} secrets were known from others before", file=sys.stderr)
    print(f"certificate: {options.certificate.name}")
