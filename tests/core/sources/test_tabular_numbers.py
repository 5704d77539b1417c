# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Numbers and signs as they stand in cells."""

import pytest

from klammer.base.cells import Status
from klammer.base.errors import InputRefusedError, Place
from klammer.sources.tabular.numbers import Figure, Notation, find_notation, read_figure

HERE = Place("f.csv", row=2, column=3)


@pytest.mark.parametrize(
    ("cell", "figure"),
    [
        ("12", Figure(12.0, Status.REPORTED)),
        (12.5, Figure(12.5, Status.REPORTED)),
        (0, Figure(0.0, Status.ZERO)),
        ("–", Figure(0.0, Status.ZERO, "–")),
        (".", Figure(None, Status.SUPPRESSED, ".")),
        ("•", Figure(None, Status.SUPPRESSED, "•")),
        ("...", Figure(None, Status.NOT_YET_AVAILABLE, "...")),
        ("/", Figure(None, Status.UNRELIABLE, "/")),
        ("x", Figure(None, Status.NOT_APPLICABLE, "x")),
        ("", Figure(None, Status.MISSING)),
        ("(12,5)", Figure(12.5, Status.UNRELIABLE, "()")),
        ("     76 967 1)", Figure(76967.0, Status.REPORTED, "1)")),
        ("123r", Figure(123.0, Status.REPORTED, "r")),
        ("12,3 %", Figure(12.3, Status.REPORTED, "%")),
        ("−5", Figure(-5.0, Status.REPORTED)),
        ("1.234", Figure(1234.0, Status.REPORTED)),
        ("12\xa0345,6", Figure(12345.6, Status.REPORTED)),
    ],
)
def test_cell_is_read_with_status_and_mark(cell, figure):
    assert read_figure(cell, place=HERE, notation=Notation(",")) == figure


@pytest.mark.parametrize("cell", ["viele", "1,2,3", "12.34.5", "1.234.56", "1,2E+05", "#WERT!"])
def test_cell_that_is_no_number_is_refused_with_its_place(cell):
    with pytest.raises(InputRefusedError) as refused:
        read_figure(cell, place=HERE, notation=Notation(","))

    assert (refused.value.where, refused.value.code) == (HERE, "not_a_number")


@pytest.mark.parametrize(
    ("cells", "decimal", "is_assumed"),
    [
        (["1.234,5"], ",", False),
        (["1,234.5"], ".", False),
        (["12,5", "1.234"], ",", False),
        (["0.123", "1.234"], ".", False),
        (["1.234", "987"], ",", True),
        (["1 234", "12"], "", False),
        ([1.5, "12"], "", False),
    ],
)
def test_notation_follows_the_evidence(cells, decimal, is_assumed):
    notation = find_notation((cell, HERE) for cell in cells)

    assert (notation.decimal, notation.assumed is not None) == (decimal, is_assumed)


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        (["1.234"], "separator_ambiguous"),
        (["1.234", "5678"], "separator_ambiguous"),
        (["12.5", "12,5"], "separator_conflict"),
        (["1.234", "1,234"], "separator_conflict"),
    ],
)
def test_notation_without_or_against_evidence_is_refused(cells, code):
    with pytest.raises(InputRefusedError) as refused:
        find_notation((cell, HERE) for cell in cells)

    assert refused.value.code == code
