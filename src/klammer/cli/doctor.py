# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""`klammer doctor`: what is wrong with an instance, and what to do."""

from klammer.cli.arguments import opened, parser


def run(words: list[str]) -> int:
    """Print what is wrong; exit 1 when something is."""
    make = parser(
        "doctor",
        "Find and explain what is wrong with an instance, its settings and its processes.",
        example="klammer doctor --instance wartburgkreis",
    )
    make.add_argument(
        "--reindex",
        action="store_true",
        help="first rebuild what the database keeps as an index of the instance (search)",
    )
    arguments = make.parse_args(words)
    from klammer.cli.product import of_product
    from klammer.pipeline.health import examine

    instance = opened(arguments)
    reindex, look = of_product("reindex"), of_product("examine")
    if arguments.reindex and reindex:
        print(f"index rebuilt: {reindex(instance.folder)} entries")
    findings = [*examine(instance), *(look(instance.folder) if look else ())]
    for one in findings:
        print(f"{one.what}\n  {one.remedy}")
    print("nothing is wrong" if not findings else f"{len(findings)} findings")
    return 1 if findings else 0
