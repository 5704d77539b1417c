# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""`klammer restore`: an instance from a backup."""

from pathlib import Path

from klammer.cli.arguments import parser


def run(words: list[str]) -> int:
    """Lay out an instance from a backup and compare every file with its hash."""
    make = parser(
        "restore", "Lay out an instance from a backup; every file is compared with its hash.",
        example="klammer restore wartburgkreis.tar --instance again",
    )  # fmt: skip
    make.add_argument("archive", type=Path)
    arguments = make.parse_args(words)
    from klammer.cli.product import of_product
    from klammer.pipeline.backups import restore_backup

    count = restore_backup(arguments.archive, arguments.instance, load=of_product("load"))
    print(f"{arguments.instance}: {count} files, all as in the backup")
    return 0
