# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
from decimal import Decimal

import pytest

from klammer.base.errors import GrainError, InputRefusedError, NotConvertibleError
from klammer.base.quantities import Kind
from klammer.base.tables import table_of
from klammer.territory.crosswalks import crosswalk
from klammer.territory.reapportion import convert_counts, divide_exactly
from klammer.territory.steps import UNIT

NAMES = ("area", "period", "variable", "value")
TO_2020 = ("county", "2018-12-31", "2020-12-31")
TO_2025 = ("municipality", "2023-12-31", "2025-01-01")


def convert(rows, *, over=TO_2020, names=NAMES, kind=Kind.COUNT):
    table = table_of([dict(zip(names, row, strict=True)) for row in rows], names=names)
    return list(convert_counts(table, crosswalk=crosswalk(*over), kind=kind).rows())


def cells(rows):
    return [(row["area"], row["value"], row["status"], row["error_class"]) for row in rows]


def test_split_unit_is_divided_by_its_weights():
    found = convert([("16063", "2018", "people", 100_000), ("16066", "2018", "people", 50_000)])

    assert cells(found) == [
        ("16063", 97_318.431213, "reported", "B"),
        ("16066", 52_681.568787, "reported", "B"),
    ]
    assert Decimal("97318.431213") + Decimal("52681.568787") == 150_000


def test_whole_units_keep_whole_numbers():
    rows = [("16063028", "2023", "people", 317), ("16063104", "2023", "people", 4_500)]

    assert cells(convert(rows, over=TO_2025)) == [("16063104", 4_817, "reported", "A")]


def test_zero_stays_zero():
    rows = [("16063028", "2023", "people", 0), ("16063104", "2023", "people", 0)]

    assert cells(convert(rows, over=TO_2025)) == [("16063104", 0, "zero", "A")]


def test_absent_unit_makes_the_result_missing():
    found = convert([("16063104", "2023", "people", 4_500)], over=TO_2025)

    assert cells(found) == [("16063104", None, "missing", "A")]
    assert found[0]["note"] == "no_row:16063028"


STATUS = (*NAMES, "status")


@pytest.mark.parametrize(
    ("first", "second", "expected", "note"),
    [
        ((None, "suppressed"), (4, "reported"), (None, "suppressed"), "suppressed:16063028"),
        ((None, "missing"), (4, "reported"), (None, "missing"), "missing:16063028"),
        (
            (None, "suppressed"),
            (None, "missing"),
            (None, "suppressed"),
            "suppressed:16063028 missing:16063104",
        ),
        (
            (None, "not_applicable"),
            (None, "not_applicable"),
            (None, "not_applicable"),
            "not_applicable:16063028 not_applicable:16063104",
        ),
        ((0, "zero"), (4, "reported"), (4, "reported"), ""),
        ((0, "zero_or_hidden"), (4, "reported"), (4, "unreliable"), "contains_zero_or_hidden"),
        ((0, "zero_or_hidden"), (0, "zero"), (0, "zero_or_hidden"), "contains_zero_or_hidden"),
        ((3, "unreliable"), (4, "reported"), (7, "unreliable"), "contains_unreliable"),
        ((3, "unreliable"), (4, "unreliable"), (7, "unreliable"), ""),
    ],
)
def test_status_of_a_sum_follows_its_parts(first, second, expected, note):
    rows = [
        ("16063028", "2023", "people", *first),
        ("16063104", "2023", "people", *second),
    ]

    found = convert(rows, over=TO_2025, names=STATUS)

    assert [(row["value"], row["status"], row["note"]) for row in found] == [(*expected, note)]


def test_empty_cell_is_missing_not_zero():
    found = convert([("16052", "2018", "people", None)])

    assert cells(found) == [("16052", None, "missing", "A")]


def test_breakdowns_belong_to_the_key():
    names = ("area", "period", "sex", "variable", "value")
    rows = [("16052", "2018", "F", "people", 5), ("16052", "2018", "M", "people", 4)]

    found = convert(rows, names=names)

    assert [(row["sex"], row["value"]) for row in found] == [("F", 5), ("M", 4)]


def test_secrecy_becomes_estimated_where_units_were_split():
    names = (*NAMES, "secrecy")
    rows = [
        ("16052", "2018", "people", 5, "rounded_5"),
        ("16063", "2018", "people", 5, "exact"),
        ("16066", "2018", "people", 5, "exact"),
    ]

    found = convert(rows, names=names)

    assert [row["secrecy"] for row in found] == ["rounded_5", "estimated", "estimated"]


@pytest.mark.parametrize("kind", [Kind.RATE, Kind.PROPORTION, Kind.MEAN, Kind.RATIO, Kind.INDEX])
def test_figures_that_do_not_add_up_are_refused(kind):
    with pytest.raises(NotConvertibleError) as refusal:
        convert([("16063", "2018", "quota", 5.1)], kind=kind)

    assert refusal.value.remedy == (
        "convert numerator and denominator instead and compute the figure again"
    )


def test_amounts_keep_their_decimals():
    found = convert(
        [("16063", "2018", "euro", 1_000.10), ("16066", "2018", "euro", 0.05)], kind=Kind.AMOUNT
    )

    assert sum(Decimal(str(row["value"])) for row in found) == Decimal("1000.15")


def test_repeated_key_is_refused():
    with pytest.raises(GrainError):
        convert([("16052", "2018", "people", 1), ("16052", "2018", "people", 2)])


@pytest.mark.parametrize("value", ["many", float("nan"), float("inf")])
def test_value_that_is_no_number_is_refused_with_its_row(value):
    with pytest.raises(InputRefusedError) as refusal:
        convert([("16052", "2018", "people", 1), ("16053", "2018", "people", value)])

    assert refusal.value.where == "row 3"


def test_value_beside_suppressed_is_refused():
    with pytest.raises(InputRefusedError) as refusal:
        convert([("16052", "2018", "people", 1, "suppressed")], names=STATUS)

    assert refusal.value.why == "a value stands beside the status suppressed"


def test_unknown_status_is_refused():
    with pytest.raises(InputRefusedError) as refusal:
        convert([("16052", "2018", "people", None, "secret")], names=STATUS)

    assert refusal.value.why.startswith("'secret' is no status, known: reported, zero,")


@pytest.mark.parametrize(
    ("value", "weights", "parts"),
    [
        ("10", [UNIT // 4, UNIT - UNIT // 4], ["2.5", "7.5"]),
        ("-10", [UNIT // 4, UNIT - UNIT // 4], ["-2.5", "-7.5"]),
        ("1", [UNIT // 3 + 1, UNIT // 3, UNIT // 3], ["0.333334", "0.333333", "0.333333"]),
        ("123456789012", [UNIT // 2, UNIT // 2], ["61728394506", "61728394506"]),
        ("0.00000001", [UNIT // 2, UNIT // 2], ["0.00000001", "0"]),
    ],
)
def test_parts_add_up_to_the_last_digit(value, weights, parts):
    found = divide_exactly(Decimal(value), weights)

    assert found == [Decimal(part) for part in parts]
    assert sum(found) == Decimal(value)
