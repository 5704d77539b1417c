# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""`klammer backup`: the instance into one archive."""

from pathlib import Path

from klammer.cli.arguments import now, opened, parser


def run(words: list[str]) -> int:
    """Write the instance into one archive while it may be in use."""
    make = parser(
        "backup", "Write the instance into one archive, also while it is in use.",
        example="klammer backup -o wartburgkreis.tar --instance wartburgkreis",
    )  # fmt: skip
    make.add_argument("-o", "--output", type=Path, required=True, metavar="FILE")
    arguments = make.parse_args(words)
    from klammer.cli.product import of_product
    from klammer.pipeline.backups import write_backup

    count = write_backup(opened(arguments), arguments.output, at=now(), dump=of_product("dump"))
    print(f"{arguments.output.name}: {count} files")
    return 0
