# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Sums of shown cells: computed from nothing else, refused by one part that is not shown."""

import pytest

from klammer.base.cells import Audience
from klammer.base.errors import DisclosureError
from klammer.base.tables import Table, table_of
from klammer.disclosure.canonical import table_hash
from klammer.disclosure.release import Certificate, check_safe, combine, readmit
from klammer.warehouse.schema import VALUES
from tests.factories import definition

PARTS = ("A", "B", "C")


def cell(area, numerator, denominator, **more):
    value = None if numerator is None or not denominator else 100 * numerator / denominator
    has_limits = value is not None
    row = dict.fromkeys(VALUES, "")
    return {
        **row, "indicator": "share", "definition": "d" * 12, "area": area, "boundary": "2022-12-31",
        "area_level": "municipality", "period": "2022", "sex": "_T", "age": "_T",
        "nationality": "_T", "numerator": numerator, "denominator": denominator, "value": value,
        "low": value and value / 2 if has_limits else None, "high": value and 2 * value,
        "status": "reported" if has_limits else "missing", "secrecy": "exact", **more,
    }  # fmt: skip


def safe(*rows, audience=Audience.PUBLIC):
    table = table_of(rows)
    return readmit(table, Certificate(audience, table_hash(table), ("minimum 3",), {}))


def only(source, *, areas=PARTS, **more):
    (row,) = combine(source, definition=definition(**more), areas=areas, name="eigen").rows()
    return row


def test_sum_is_computed_from_counts_never_from_rates():
    # 10/100, 30/200, 60/700: 100 of 1,000 are 10 %; the mean of the rates would be 11.2 %.
    row = only(safe(cell("A", 10, 100), cell("B", 30, 200), cell("C", 60, 700)))

    assert (row["area"], row["area_level"], row["status"]) == ("eigen", "custom", "reported")
    assert (row["numerator"], row["denominator"], row["value"]) == (100, 1000, 10.0)
    # Wilson for 100 of 1,000: 8.29 to 12.02 %, by hand: (203.84 ∓ 37.39) ÷ 2007.68
    assert (round(row["low"], 2), round(row["high"], 2), row["method"]) == (8.29, 12.02, "wilson")


def test_rate_takes_exact_limits_below_ten_events():
    more = {"kind": "rate", "interval": "byar"}
    few = only(safe(cell("A", 2, 100), cell("B", 3, 100)), areas=("A", "B"), **more)
    many = only(safe(cell("A", 20, 100), cell("B", 3, 100)), areas=("A", "B"), **more)

    assert (few["method"], many["method"]) == ("exact", "byar")
    # χ²(0.025; 10)/2 = 1.6235 events of 200, per 100
    assert round(few["low"], 4) == round(100 * 1.6235 / 200, 4)


def test_count_is_added_without_a_denominator():
    count = {
        "kind": "count", "interval": "", "why_no_interval": "full_count",
        "formula": {"numerator": [{"variable": "persons"}]},
    }  # fmt: skip
    rows = [cell(area, 10.0, None, value=10.0, status="reported", low=None) for area in PARTS]

    row = only(safe(*rows), **count)

    assert (row["value"], row["denominator"], row["low"], row["note"]) == (
        30,
        None,
        None,
        "full_count",
    )


@pytest.mark.parametrize(
    ("part", "status", "note"),
    [
        ({"status": "suppressed", "numerator": None}, "suppressed", "part_suppressed"),
        ({"status": "zero_or_hidden", "numerator": 0.0}, "missing", "part_uncertain"),
        ({"status": "not_applicable", "numerator": None}, "missing", "part_not_applicable"),
        ({"status": "missing", "numerator": None}, "missing", "part_missing"),
        ({"status": "reported", "denominator": None}, "missing", "part_missing"),
    ],
)
def test_one_part_that_is_not_shown_hides_the_sum(part, status, note):
    row = only(safe(cell("A", 10, 100), cell("B", 30, 200), {**cell("C", 60, 700), **part}))

    assert (row["status"], row["note"]) == (status, note)
    assert [row[n] for n in ("numerator", "denominator", "value", "low", "high")] == [None] * 5


def test_part_that_is_not_there_hides_the_sum():
    assert only(safe(cell("A", 10, 100), cell("B", 30, 200)))["note"] == "part_missing"


def test_delivered_rate_is_refused():
    delivered = {"interval": "", "why_no_interval": "delivered_rate", "kind": "ratio"}
    formula = {"delivered": {"variable": "rate"}}

    row = only(safe(*(cell(one, 1, 10) for one in PARTS)), **delivered, formula=formula)

    assert (row["value"], row["note"]) == (None, "delivered_rate")


def test_sum_of_perturbed_counts_has_no_interval_and_says_so():
    rows = [cell("A", 10, 100), cell("B", 30, 200)]
    rows.append({**cell("C", 60, 700), "secrecy": "cell_key", "low": None, "note": "perturbed"})

    row = only(safe(*rows))

    assert (row["value"], row["low"], row["note"]) == (10.0, None, "perturbed")
    assert row["secrecy"] == "cell_key"


def test_denominators_of_nothing_give_no_figure():
    rows = [{**cell(one, 0, 0), "status": "zero", "low": None} for one in PARTS]

    assert only(safe(*rows))["status"] == "not_applicable"


def test_each_period_is_summed_for_itself():
    early = [cell(one, 1, 100, period="2021") for one in PARTS]
    late = [cell(one, 2, 100, period="2022") for one in PARTS]

    found = combine(safe(*early, *late), definition=definition(), areas=PARTS, name="eigen")

    assert [(row["period"], row["numerator"]) for row in found.rows()] == [("2021", 3), ("2022", 6)]


def test_certificate_keeps_audience_and_rules_and_names_its_source():
    source = safe(*(cell(one, 10, 100) for one in PARTS), audience=Audience.ADMINISTRATION)

    found = combine(source, definition=definition(), areas=PARTS, name="eigen")

    assert found.certificate.audience is Audience.ADMINISTRATION
    assert found.certificate.rules == (
        "minimum 3",
        f"sums of shown cells of {table_hash(source.table)}",
    )
    assert found.certificate.counts == {"rows": 1, "shown": 1, "cells": 3}
    assert found.certificate.table_hash == table_hash(found.table)
    with pytest.raises(DisclosureError):
        check_safe(found, audience=Audience.PUBLIC)


def test_table_that_was_never_safe_is_refused():
    class Impostor:
        table = table_of([cell("A", 1, 10)])
        certificate = Certificate(Audience.PUBLIC, "", (), {})

    with pytest.raises(DisclosureError) as refusal:
        combine(Impostor(), definition=definition(), areas=("A",), name="eigen")

    assert refusal.value.code == "not_safe"


def test_nothing_to_sum_gives_nothing():
    empty = Table(dict.fromkeys(VALUES, ()))
    source = readmit(empty, Certificate(Audience.PUBLIC, table_hash(empty), (), {}))

    assert len(combine(source, definition=definition(), areas=PARTS, name="eigen")) == 0
