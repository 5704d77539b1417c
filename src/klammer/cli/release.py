# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""`klammer release create|list|show|verify|withdraw`."""

import json
import sys
from typing import TYPE_CHECKING

from klammer.base.cells import Audience
from klammer.cli.arguments import now, opened, parser, who

if TYPE_CHECKING:
    from klammer.pipeline.instance import Instance


def run(words: list[str]) -> int:
    """Create, list, show, verify or withdraw releases."""
    make = parser(
        "release", "Create, list, show, verify or withdraw releases.",
        example="klammer release verify 3fa9c1 --instance wartburgkreis --threads 4",
    )  # fmt: skip
    make.add_argument("action", choices=["create", "list", "show", "verify", "withdraw"])
    make.add_argument("root", nargs="?", default="", help="the first digits of the root hash")
    make.add_argument("--audience", choices=[str(one) for one in Audience], default="public")
    make.add_argument("--reason", default="", help="why it is withdrawn")
    make.add_argument("--threads", type=int, help="default: all cores")
    arguments = make.parse_args(words)
    from klammer.pipeline import releases

    instance = opened(arguments)
    if arguments.action == "create":
        made = releases.create(
            instance, by=who(), at=now(), audience=arguments.audience, threads=arguments.threads
        )
        print(made.root)
    elif arguments.action == "list":
        _list(instance)
    elif arguments.action == "show":
        print(json.dumps(instance.release(arguments.root).manifest, ensure_ascii=False, indent=1))
    elif arguments.action == "withdraw":
        releases.withdraw(instance, arguments.root, reason=arguments.reason, by=who(), at=now())
    else:
        return _verify(instance, arguments.root, arguments.threads)
    return 0


def _list(instance: "Instance") -> None:
    from klammer.pipeline import releases

    shown = instance.current_release()
    for one in releases.listed(instance):
        mark = (
            "withdrawn" if one.withdrawn else ("shown" if shown and shown.root == one.root else "")
        )
        tables = len(one.manifest["tables"])
        print(f"{one.root}  {one.manifest['made']['at'][:10]}  {one.audience:14} {tables:4} {mark}")


def _verify(instance: "Instance", root: str, threads: int | None) -> int:
    from klammer.pipeline import releases

    if not root:
        current = instance.current_release()
        root = current.root if current else ""
    found = releases.verify(instance, root, threads=threads)
    print(f"released {found.root}\nagain    {found.found}")
    for reason in found.reasons:
        print(f"  {reason}", file=sys.stderr)
    print("the same" if found.ok else "not the same")
    return 0 if found.ok else 1
