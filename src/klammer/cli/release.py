# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""`klammer release create|list|show|verify|withdraw`."""

import argparse
import json
import sys
from typing import TYPE_CHECKING

from klammer.base.cells import Audience
from klammer.base.errors import InputRefusedError
from klammer.cli.arguments import now, opened, parser, who

if TYPE_CHECKING:
    from klammer.pipeline.instance import Instance
    from klammer.warehouse.open import Release


def run(words: list[str]) -> int:
    """Create, list, show, verify or withdraw releases."""
    make = parser(
        "release", "Create, list, show, verify or withdraw releases.",
        example="klammer release verify 3fa9c1 --instance wartburgkreis --threads 4",
    )  # fmt: skip
    make.add_argument("action", choices=["create", "list", "show", "verify", "withdraw"])
    make.add_argument("root", nargs="?", default="", help="the first digits of the root hash")
    make.add_argument("--audience", choices=[str(one) for one in Audience], default="public")
    make.add_argument(
        "--workspace", default="", metavar="KEY",
        help="whose own figures are in it beside the common ones; default: a common release",
    )  # fmt: skip
    make.add_argument(
        "--reason", default="",
        help="why it is withdrawn, or why own figures become public without a second look",
    )  # fmt: skip
    make.add_argument("--threads", type=int, help="default: all cores")
    arguments = make.parse_args(words)
    from klammer.pipeline import releases

    instance = opened(arguments)
    if arguments.action == "create":
        made = releases.create(
            instance, by=who(), at=now(), audience=arguments.audience,
            workspace=arguments.workspace, threads=arguments.threads,
            second_look=_without_second_look(arguments),
        )  # fmt: skip
        print(made.root)
    elif arguments.action == "list":
        _list(instance)
    elif arguments.action == "show":
        print(json.dumps(instance.release(arguments.root).manifest, ensure_ascii=False, indent=1))
    elif arguments.action == "withdraw":
        releases.withdraw(instance, arguments.root, reason=arguments.reason, by=who(), at=now())
    else:
        return _verify(instance, arguments.root or _shown(instance, arguments), arguments.threads)
    return 0


def _without_second_look(arguments: argparse.Namespace) -> dict[str, str] | None:
    """Return what stands in the release where pages would have asked a second person.

    There is no second person at a terminal: whoever works here holds the files themselves. So the
    reason is asked for, and everybody who reads the release reads that nobody else looked.
    """
    if not arguments.workspace or arguments.audience != Audience.PUBLIC:
        return None
    if not arguments.reason.strip():
        raise InputRefusedError(
            "a workspace's figures become public only after a second look",
            where="klammer release create --workspace",
            why="nobody else looks on the command line",
            remedy="release on the pages, or say with --reason why it must go without",
            code="second_look_missing",
        )
    return {
        "state": "operator", "by": who(), "at": now().isoformat(), "way": "command line",
        "reason": arguments.reason.strip(), "asked_by": "", "asked_at": "",
    }  # fmt: skip


def _list(instance: "Instance") -> None:
    from klammer.pipeline import releases

    for one in releases.listed(instance):
        owner = one.workspace or "common"
        tables = len(one.manifest["tables"])
        gone = len(releases.taken_back(instance, one))
        mark = f"{_mark(instance, one)}{f', {gone} deliveries taken back' if gone else ''}"
        print(
            f"{one.root}  {one.manifest['made']['at'][:10]}  {one.audience:14} {owner:16} "
            f"{tables:4} {mark}"
        )


def _mark(instance: "Instance", one: "Release") -> str:
    if one.withdrawn:
        return "withdrawn"
    chosen = instance.pointed(one.audience, one.workspace)
    if chosen is None or chosen.root != one.root:
        return ""
    shown = instance.current_release(one.audience, one.workspace)
    return "shown" if shown and shown.root == one.root else "superseded by the common release"


def _shown(instance: "Instance", arguments: argparse.Namespace) -> str:
    found = instance.current_release(arguments.audience, arguments.workspace)
    return found.root if found else ""


def _verify(instance: "Instance", root: str, threads: int | None) -> int:
    from klammer.pipeline import releases

    found = releases.verify(instance, root, threads=threads)
    if not found.is_possible:
        print(f"can no longer be recomputed: destroyed {', '.join(found.destroyed)}")
        return 0
    print(f"released {found.root}\nagain    {found.found}")
    for reason in found.reasons:
        print(f"  {reason}", file=sys.stderr)
    print("the same" if found.ok else "not the same")
    return 0 if found.ok else 1
