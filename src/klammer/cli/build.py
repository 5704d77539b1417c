# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""`klammer build`: compute every indicator."""

import sys

from klammer.cli.arguments import opened, parser


def run(words: list[str]) -> int:
    """Compute every indicator that has data and print what there is."""
    make = parser(
        "build", "Compute every indicator from the accepted deliveries.",
        example="klammer build --instance wartburgkreis --threads 2",
    )  # fmt: skip
    make.add_argument("--workspace", default="", metavar="KEY", help="with its own deliveries")
    make.add_argument("--threads", type=int, help="default: all cores")
    arguments = make.parse_args(words)
    from klammer.pipeline import builds

    instance = opened(arguments)
    done = builds.build(
        instance, workspace=arguments.workspace, progress=_show, threads=arguments.threads
    )
    for name, found in done.indicators.items():
        print(f"{name:40} {found['rows']:>9} figures")
    return 0


def _show(step: str, share: float) -> None:
    if sys.stderr.isatty():
        print(f"\r{share:4.0%} {step[:60]:60}", end="\n" if share >= 1 else "", file=sys.stderr)
