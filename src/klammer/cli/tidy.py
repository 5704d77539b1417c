# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""`klammer tidy FILE`: read one official file into a tidy table."""

import argparse
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from klammer.sources.contract import Source, TidyFile

_OUTPUTS = (".csv", ".parquet", ".xlsx", ".ods")
_HEAD = 64 * 1024
_EXAMPLE = """\
columns of the result:
  area, area_level, boundary, period, variable, <breakdowns>, value, status, secrecy,
  file, sheet, row, column      (file … column: the cell the value comes from, from 1)

example:
  klammer tidy 12411-01-01-4_flat.csv --as genesis-ffcsv -o population.parquet
  klammer tidy care.xlsx --as table --mapping care.toml --boundary 2022-12-31 -o care.csv
"""


def run(words: list[str]) -> int:
    """Read the file named in the arguments and write the tidy table; 0 when done."""
    arguments = _parser().parse_args(words)
    _check_output(arguments.out)
    with tempfile.TemporaryDirectory(prefix="klammer-") as folder:
        tidy = _read(arguments, Path(folder) / "tidy.parquet")
        _write(tidy, arguments.out)
    _report(tidy, arguments.out)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="klammer tidy",
        description="Read one official file into a tidy table: one observation per row.",
        epilog=_EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("file", type=Path, metavar="FILE", help="the file as delivered")
    parser.add_argument(
        "--as",
        dest="source",
        metavar="SOURCE",
        help="genesis-ffcsv, regionalstatistik, inkar, gv100, tidy, table …; without it the file "
        "is recognised by its content",
    )
    parser.add_argument("--mapping", type=Path, metavar="M.toml", help="how to read a plain table")
    parser.add_argument(
        "--boundary",
        default="",
        metavar="DATE",
        help="ISO date of the boundaries, for figures that name no reference date",
    )
    parser.add_argument(
        "-o",
        "--out",
        type=Path,
        required=True,
        metavar="OUT",
        help="CSV, Parquet, XLSX or ODS by extension",
    )
    return parser


def _check_output(out: Path) -> None:
    from klammer.base.errors import InputRefusedError

    if out.suffix.lower() not in _OUTPUTS:
        raise InputRefusedError(
            f"{out.name} has an extension that cannot be written",
            where=str(out),
            why=f"expected one of {', '.join(_OUTPUTS)}",
            remedy="name the result by its format",
            code="extension",
        )


def _read(arguments: argparse.Namespace, out: Path) -> "TidyFile":
    from klammer.base.errors import InputRefusedError
    from klammer.base.periods import parse_period
    from klammer.sources.contract import Request

    if not arguments.file.is_file():
        raise InputRefusedError(
            f"there is no file {arguments.file.name}",
            where=str(arguments.file),
            remedy="check the path",
            code="no_file",
        )
    if arguments.boundary and not parse_period(arguments.boundary).is_reference_date:
        raise InputRefusedError(
            f"'{arguments.boundary}' is not a day",
            where="--boundary",
            why="expected a date such as 2022-12-31",
            remedy="give year, month and day",
            code="boundary",
        )
    request = Request(
        path=arguments.file,
        name=arguments.file.name,
        out=out,
        mapping=_mapping(arguments.mapping),
        boundary=parse_period(arguments.boundary).text if arguments.boundary else "",
    )
    return _source(arguments).read(request)


def _mapping(path: Path | None) -> dict[str, Any] | None:
    if path is None:
        return None
    import tomllib

    from klammer.base.errors import InputRefusedError

    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise InputRefusedError(
            f"the mapping {path.name} cannot be read",
            where=str(path),
            why=str(error),
            remedy="correct the TOML file",
            code="mapping",
        ) from error


def _source(arguments: argparse.Namespace) -> "Source":
    from klammer.base.errors import InputRefusedError
    from klammer.sources.register import recognise, source

    if arguments.source:
        return source(arguments.source)
    with arguments.file.open("rb") as raw:
        found = recognise(raw.read(_HEAD), arguments.file.name)
    if found is None:
        raise InputRefusedError(
            f"the format of {arguments.file.name} is not recognised",
            where=arguments.file.name,
            remedy="name it with --as; plain tables need --as table --mapping M.toml",
            code="source_unknown",
        )
    return found


def _write(tidy: "TidyFile", out: Path) -> None:
    from klammer.warehouse.files import read_table, write_table
    from klammer.warehouse.parquet import convert_file

    if out.suffix.lower() in {".csv", ".parquet"}:
        convert_file(tidy.path, path=out)
    else:
        write_table(read_table(tidy.path), out)


def _report(tidy: "TidyFile", out: Path) -> None:
    print(f"{tidy.rows} observations of {len(tidy.labels)} variables → {out}", file=sys.stderr)
    for flag in tidy.flags:
        print(f"  {flag.severity}: {flag.code} ({flag.place}) {flag.found}", file=sys.stderr)
