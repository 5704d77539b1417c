# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""`klammer load`: official files into an instance."""

import argparse
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

from klammer.base.errors import InputRefusedError
from klammer.cli.arguments import now, opened, parser, who

if TYPE_CHECKING:
    from klammer.pipeline.deliveries import Staged
    from klammer.pipeline.instance import Instance

SHOWN = 10


def run(words: list[str]) -> int:
    """Read, check and accept files; --dry-run shows what would happen and accepts nothing."""
    arguments = _arguments(words)
    if arguments.take_back:
        return _take_back(arguments)
    from klammer.pipeline import deliveries

    instance = opened(arguments, create=True)
    mapping = read_mapping(arguments.mapping) if arguments.mapping else None
    if arguments.published:
        mapping = dict(mapping or {})
        mapping["origin"] = {**_section(mapping, "origin"), "own": False}
    for path in arguments.files:
        staged = deliveries.stage(
            instance, path, reader=arguments.reader, mapping=mapping,
            boundary=arguments.boundary, workspace=arguments.workspace, at=now(),
        )  # fmt: skip
        _tell(staged)
        _decide(instance, staged, arguments.note, dry=arguments.dry_run)
    return 0


def _arguments(words: list[str]) -> argparse.Namespace:
    make = parser(
        "load", "Read official files, check them, and accept them as deliveries.",
        example="klammer load 12411-01-01-4_de_flat.csv --instance wartburgkreis\n"
        "         klammer load --take-back 2026-11-20-12411-3fa9c1d2 --reason 'wrong table'",
    )  # fmt: skip
    make.add_argument("files", nargs="*", type=Path, metavar="FILE")
    make.add_argument("--as", dest="reader", default="", help="reader; default: recognised")
    make.add_argument("--mapping", type=Path, help="TOML that says how to read a plain table")
    make.add_argument("--boundary", default="", help="ISO date of the boundary version")
    make.add_argument("--note", default="", help="why a delivery with errors is accepted")
    make.add_argument(
        "--published", action="store_true",
        help="the figures of a plain table were published; else they are protected as your own",
    )  # fmt: skip
    make.add_argument(
        "--workspace", default="", metavar="KEY",
        help="whose figures these are, e.g. 16063; default: common official figures of all",
    )  # fmt: skip
    make.add_argument("--dry-run", action="store_true", help="show, do not accept")
    make.add_argument(
        "--take-back", default="", metavar="ID", help="let an accepted delivery count no longer"
    )
    make.add_argument("--reason", default="", help="why it is taken back; everyone will read it")
    arguments = make.parse_args(words)
    if bool(arguments.files) == bool(arguments.take_back):
        make.error("name files to load, or one delivery with --take-back")
    return arguments


def _take_back(arguments: argparse.Namespace) -> int:
    from klammer.pipeline import deliveries, releases

    instance = opened(arguments)
    gone = deliveries.take_back(
        instance, arguments.take_back, reason=arguments.reason, by=who(), at=now()
    )
    print(f"{gone.id}: taken back; the next build leaves it out")
    for one in releases.listed(instance):
        if gone.id in {held["id"] for held in one.manifest["deliveries"]}:
            print(f"  release {one.root[:12]} contains it and says so", file=sys.stderr)
    return 0


def read_mapping(path: Path) -> dict[str, object]:
    """Read a mapping file; raise `InputRefusedError` when it is no TOML."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InputRefusedError(
            f"the mapping {path.name} cannot be read",
            where=path.name,
            why=str(error),
            remedy="see reference/mapping for the keys and an example",
        ) from error


def _section(mapping: dict[str, object], name: str) -> dict[str, object]:
    found = mapping.get(name, {})
    return dict(found) if isinstance(found, dict) else {}


def _decide(instance: "Instance", staged: "Staged", note: str, *, dry: bool) -> None:
    from klammer.pipeline import deliveries

    if dry:
        deliveries.discard(instance, staged.id)
        print("  not accepted (--dry-run)")
        return
    try:
        deliveries.accept(instance, staged.id, by=who(), at=now(), note=note)
    except InputRefusedError:
        deliveries.discard(instance, staged.id)
        raise
    print(f"  accepted as {staged.id}")


def _tell(staged: "Staged") -> None:
    one = staged.delivery
    print(f"{one.name}: {one.rows} observations of {len(one.variables)} variables ({one.reader})")
    if staged.difference:
        found = staged.difference
        print(
            f"  against the last delivery: {found.added} new, {found.changed} changed, "
            f"{found.removed} gone, {found.unchanged} the same"
        )
    for flag in one.flags[:SHOWN]:
        print(f"  {flag.severity} {flag.code} at {flag.place}: {flag.found}", file=sys.stderr)
    if one.flag_count > SHOWN:
        print(f"  and {one.flag_count - SHOWN} more (klammer check)", file=sys.stderr)
