# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""`klammer check`: what looks wrong in the accepted deliveries."""

import csv
import sys

from klammer.cli.arguments import opened, parser


def run(words: list[str]) -> int:
    """Print every flag of every accepted delivery as CSV; exit 1 when there is an error."""
    make = parser(
        "check", "Print everything that looked wrong when deliveries were read, as CSV.",
        example="klammer check --instance wartburgkreis > flags.csv",
    )  # fmt: skip
    arguments = make.parse_args(words)
    from klammer.pipeline import deliveries

    instance = opened(arguments)
    out = csv.writer(sys.stdout)
    out.writerow(
        [
            "delivery",
            "severity",
            "code",
            "file",
            "sheet",
            "row",
            "column",
            "found",
            "expected",
            "remedy",
        ]
    )
    errors = 0
    for one in deliveries.accepted(instance):
        for flag in one.flags:
            place = flag.place
            out.writerow(
                [one.id, flag.severity, flag.code, place.file, place.sheet, place.row or "",
                 place.column or "", flag.found, flag.expected, flag.remedy]
            )  # fmt: skip
        errors += len(one.stops)
    return 1 if errors else 0
