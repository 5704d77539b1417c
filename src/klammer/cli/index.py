# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""`klammer index`: a composite index, from a specification and a plain table to a plain table."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from klammer.base.tables import Table
    from klammer.patterns.indices import IndexResult, Specification

_EXAMPLE = """\
SPEC          a specification file, or the name of one that comes with Klammer (--list)
columns in:   area (or what the specification calls it), one for each input or its numerator and
              denominator, and what the specification names: population, larger area, earlier
              values. Others are ignored.
columns out:  area, score, index, rank, class, decile, flags; for each domain <domain>_score and
              <domain>; dynamics_…, group; reason (why an area has no index). With --robustness
              also robustness, rank_low, rank_high, same_<family of variants>
steps:        area, side, part, step, number, text: every value on the way, to recompute by hand

Tables: CSV, XLSX, ODS, Parquet. What a specification may say: docs/reference/indices.md.

examples:
  klammer index --list
  klammer index --show berlin_mss > mine.toml
  klammer index mine.toml areas.csv -o index.csv --steps steps.csv --robustness 500
"""


def run(arguments: list[str]) -> int:
    """Run the command: 0 done, 1 refused input, 2 usage."""
    parser = _parser()
    options = parser.parse_args(arguments)
    if options.list or options.show:
        return _told(options.show)
    if not (options.specification and options.table and options.out):
        parser.error("SPEC, DATA and -o OUT are needed")
    from klammer.patterns.indices import compute, robustness
    from klammer.warehouse.files import write_table

    specification = _specification(options.specification)
    table = _read(options.table, specification)
    if options.robustness:
        found = robustness(specification, table, variants=options.robustness, seed=options.seed)
        result, more = found.result, found.table().columns
        out = result.table().with_columns(**{k: v for k, v in more.items() if k != "area"})
        for name, why in found.not_computed.items():
            print(f"klammer: variant left out: {name}: {why}", file=sys.stderr)
    else:
        result = compute(specification, table)
        out = result.table()
    write_table(out, options.out)
    if options.steps:
        write_table(result.steps(), options.steps)
    _report(result)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="klammer index",
        description="Compute a composite index that a file specifies.",
        epilog=_EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("specification", nargs="?", metavar="SPEC", help="file or shipped name")
    parser.add_argument("table", nargs="?", type=Path, metavar="DATA", help="the areas' figures")
    parser.add_argument("-o", "--out", type=Path, metavar="OUT")
    parser.add_argument("--steps", type=Path, metavar="STEPS", help="every value on the way")
    parser.add_argument(
        "--robustness", type=int, metavar="N", help="compute N plausible variants, e.g. 500"
    )
    parser.add_argument("--seed", type=int, default=0, help="of the variants; default 0")
    parser.add_argument("--list", action="store_true", help="name the shipped specifications")
    parser.add_argument("--show", metavar="SPEC", help="print a shipped specification")
    return parser


def _told(name: str | None) -> int:
    from klammer.patterns.indices import read_specification, shipped

    if name:
        print(_shipped(name).read_text(encoding="utf-8"), end="")
        return 0
    for one, path in shipped().items():
        print(f"{one:24} {read_specification(path).title}")
    return 0


def _shipped(name: str) -> Path:
    from klammer.base.errors import InputRefusedError
    from klammer.patterns.indices import shipped

    known = shipped()
    if name not in known:
        raise InputRefusedError(
            f"there is no specification '{name}'",
            where="SPEC",
            why=f"no such file, and those that come with Klammer are {', '.join(known)}",
            remedy="check the path, or choose one of them",
            code="no_file",
        )
    return known[name]


def _specification(given: str) -> "Specification":
    from klammer.patterns.indices import read_specification

    path = Path(given)
    return read_specification(path if path.is_file() else _shipped(given))


def _read(path: Path, specification: "Specification") -> "Table":
    """Read the table; keys stay text, as an area's key may look like a number."""
    from klammer.warehouse.files import read_table

    keys = {"area", specification.area, specification.larger_area}
    table = _plain_figures(path, keys=keys, wanted=specification.columns()) or read_table(path)
    texts = {
        name: [None if value is None else str(value) for value in table[name]]
        for name in keys & set(table.names)
    }
    return table.with_columns(**texts)


def _plain_figures(path: Path, *, keys: set[str], wanted: Sequence[str]) -> "Table | None":
    """Read the wanted columns of a plain CSV at once; None where anything is out of the ordinary.

    For tables of many thousand areas: three times as quick as looking at each cell. Whatever has to
    be said about a file is said by the reader of all commands, which then reads it again.
    """
    if path.suffix.lower() != ".csv" or not path.is_file():
        return None
    import csv
    import io

    import numpy as np

    from klammer.base.tables import Table
    from klammer.warehouse.files import decode, sniff_delimiter

    text = decode(path.read_bytes(), name=path.name)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=sniff_delimiter(text))
    header, *body = [row for row in rows if row] or [[]]
    if len(set(header)) < len(header) or any(len(row) != len(header) for row in body):
        return None
    columns: dict[str, Sequence[object]] = {}
    for name, cells in zip(header, zip(*body, strict=True), strict=False):
        if name in keys:
            columns[name] = [cell.strip() or None for cell in cells]
        elif name in wanted:
            if not set("".join(cells)) <= set("0123456789.+-eE"):
                return None
            try:
                columns[name] = np.array([cell or "nan" for cell in cells], dtype=float)  # type: ignore[assignment]  # reason: an array is read like a sequence
            except ValueError:
                return None
    return Table(columns) if set(wanted) <= set(columns) else None


def _report(result: "IndexResult") -> None:
    without = sum(reason is not None for reason in result.reasons)
    print(
        f"klammer: {len(result.areas) - without} areas with index, {without} without",
        file=sys.stderr,
    )
    for remark in result.remarks:
        print(f"klammer: note: {remark}", file=sys.stderr)
