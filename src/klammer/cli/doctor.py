# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""`klammer doctor`: what is wrong with an instance, and what to do."""

from klammer.cli.arguments import opened, parser


def run(words: list[str]) -> int:
    """Print what is wrong; exit 1 when something is."""
    make = parser(
        "doctor", "Find and explain what is wrong with an instance.",
        example="klammer doctor --instance wartburgkreis",
    )  # fmt: skip
    arguments = make.parse_args(words)
    from klammer.pipeline.health import examine

    findings = examine(opened(arguments))
    for one in findings:
        print(f"{one.what}\n  {one.remedy}")
    print("nothing is wrong" if not findings else f"{len(findings)} findings")
    return 1 if findings else 0
