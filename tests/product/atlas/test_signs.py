# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Below a figure stands what its signs mean: those that are printed, and no others."""

import pytest

from klammer_web.atlas.queries.figures import signs_in


@pytest.mark.parametrize(
    ("rows", "signs"),
    [
        ([("reported", 4.2)], []),
        ([("unreliable", None)], ["/"]),
        ([("unreliable", 4.2)], ["( )"]),
        ([("unreliable", 4.2), ("unreliable", None)], ["/", "( )"]),
        ([("zero", 0.0), ("suppressed", None)], ["–", "•"]),
    ],
    ids=["number", "not-shown", "parentheses", "both", "others"],
)
def test_only_printed_signs_are_explained(rows, signs):
    found = signs_in({"status": status, "value": value} for status, value in rows)
    assert [sign for sign, _ in found] == signs
