# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the commands on an instance share: the folder, who, and now.

The pipeline is imported when it is needed, so that `--help` answers at once.
"""

import argparse
import getpass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from klammer.pipeline.instance import Instance


def parser(command: str, summary: str, *, example: str) -> argparse.ArgumentParser:
    """Return a parser with summary and example, and `--instance` for the folder."""
    made = argparse.ArgumentParser(
        prog=f"klammer {command}",
        description=summary,
        epilog=f"example: {example}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    made.add_argument(
        "--instance", type=Path, default=Path("instance"), metavar="DIR", help="default: ./instance"
    )
    return made


def opened(arguments: argparse.Namespace, *, create: bool = False) -> "Instance":
    """Open the instance named on the command line; with `create`, lay it out if there is none."""
    from klammer.pipeline.instance import Instance

    folder: Path = arguments.instance
    if create and not (folder / "klammer.json").exists():
        return Instance.create(folder)
    instance = Instance.open(folder)
    instance.sweep()
    return instance


def now() -> datetime:
    """Return this moment; commands and views ask for it, nothing below them does."""
    return datetime.now(UTC)


def who() -> str:
    """Return who works at this terminal, for the record."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "command line"
