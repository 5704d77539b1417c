# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
import copy
import dataclasses
import json
import pickle
from datetime import date
from typing import Any

import pytest

from klammer.base.cells import Audience
from klammer.base.errors import DisclosureError, GrainError
from klammer.base.tables import Table, table_of
from klammer.disclosure.canonical import number_text, table_hash
from klammer.disclosure.release import (
    Certificate,
    SafeTable,
    certificate_of,
    certify_official,
    check_safe,
    protect,
    readmit,
    readmit_stored,
)
from klammer.disclosure.rules import rules_for


@pytest.fixture
def table(figure) -> Table:
    return table_of([figure("K", 60), figure("A", 2, 100), figure("B", 20, 300), figure("C", 38)])


@pytest.fixture
def safe(table, public_rules) -> SafeTable:
    parents = dict.fromkeys("ABC", "K")
    return protect(table, audience=Audience.PUBLIC, hierarchy=parents, rules=public_rules)


def test_hidden_row_loses_everything_but_its_denominator(safe) -> None:
    hidden = list(safe.rows())[1]

    assert {n: hidden[n] for n in ("area", "numerator", "denominator", "value", "low", "high")} == {
        "area": "A", "numerator": None, "denominator": 100, "value": None, "low": None, "high": None,
    }  # fmt: skip
    assert (hidden["status"], hidden["method"], hidden["note"]) == ("suppressed", "", "suppressed")


def test_columns_that_steer_protection_are_not_shown(table, safe) -> None:
    assert safe.table.names == tuple(name for name in table.names if name != "source_class")


def test_certificate_counts_and_names_its_rules(safe) -> None:
    assert safe.certificate.counts == {
        "rows": 4, "official": 0, "published": 2, "primary": 1, "secondary": 1,
        "not_checkable": 0, "exposed_by_official": 0,
    }  # fmt: skip
    assert safe.certificate.rules[0].startswith("minimum_count[source=*, audience=public] = 5")
    assert len(safe.certificate.rules) == 4


def test_shown_rows_are_unchanged(table, safe) -> None:
    before, after = list(table.rows())[3], list(safe.rows())[3]

    assert after == {name: before[name] for name in after}


@pytest.mark.parametrize(
    "forge",
    [
        lambda safe: SafeTable(safe.table, safe.certificate),
        lambda safe: SafeTable(safe.table, safe.certificate, door=object()),
        lambda safe: dataclasses.replace(safe, table=Table({"value": [1]})),
        copy.copy,
        copy.deepcopy,
        pickle.dumps,
        lambda safe: type("Forged", (type(safe),), {}),
    ],
)
def test_safe_table_cannot_be_forged(safe, forge) -> None:
    with pytest.raises(TypeError):
        forge(safe)


@pytest.mark.parametrize(
    "tamper",
    [
        lambda safe: setattr(safe, "table", Table({})),
        lambda safe: safe.table.columns.__setitem__("value", [1, 2, 3, 4]),
        lambda safe: safe.table["value"].__setitem__(1, 20.0),
    ],
)
def test_safe_table_cannot_be_changed(safe, tamper) -> None:
    with pytest.raises((TypeError, AttributeError)):
        tamper(safe)


def test_object_made_past_the_constructor_is_not_safe(safe) -> None:
    forged = object.__new__(SafeTable)
    object.__setattr__(forged, "table", safe.table)
    object.__setattr__(forged, "certificate", safe.certificate)

    with pytest.raises(DisclosureError) as refused:
        check_safe(forged, audience=Audience.PUBLIC)

    assert refused.value.code == "not_safe"


def test_safe_table_is_safe_for_its_audience_and_those_who_may_see_more(safe) -> None:
    assert [check_safe(safe, audience=one) is safe for one in Audience] == [True] * 4


def test_table_for_the_administration_is_refused_to_the_public(table) -> None:
    rules = rules_for(Audience.ADMINISTRATION, on=date(2026, 1, 1))
    inner = protect(table, audience=Audience.ADMINISTRATION, rules=rules)

    with pytest.raises(DisclosureError) as refused:
        check_safe(inner, audience=Audience.PUBLIC)

    assert refused.value.code == "other_audience"


def test_confidential_table_hides_nothing(table) -> None:
    rules = rules_for(Audience.CONFIDENTIAL, on=date(2026, 1, 1))

    found = protect(table, audience=Audience.CONFIDENTIAL, rules=rules)

    assert found.table["numerator"] == (60, 2, 20, 38)


def test_rules_for_another_audience_are_refused(table, public_rules) -> None:
    with pytest.raises(DisclosureError) as refused:
        protect(table, audience=Audience.PARTNERS, rules=public_rules)

    assert refused.value.code == "other_audience"


def test_stored_table_comes_back_by_its_hash(safe) -> None:
    stored = Table({name: list(reversed(values)) for name, values in safe.table.columns.items()})
    certificate = certificate_of(json.loads(json.dumps(safe.certificate.as_data())))

    again = readmit(stored, certificate)

    assert again.certificate == safe.certificate
    assert check_safe(again, audience=Audience.PUBLIC) is again


@pytest.mark.parametrize(
    ("column", "row", "value"),
    [("value", 1, 20.0), ("numerator", 3, 39), ("status", 1, "zero"), ("area", 0, "X")],
)
def test_changed_table_does_not_come_back(safe, column: str, row: int, value: Any) -> None:
    columns = {name: list(values) for name, values in safe.table.columns.items()}
    columns[column][row] = value

    with pytest.raises(DisclosureError) as refused:
        readmit(Table(columns), safe.certificate)

    assert refused.value.code == "hash_differs"


def test_row_left_out_is_noticed_and_a_selection_is_not_needed_to_be_certified(safe) -> None:
    fewer = Table({name: values[:3] for name, values in safe.table.columns.items()})

    with pytest.raises(DisclosureError):
        readmit(fewer, safe.certificate)
    assert safe.selected([0, 3]).table["area"] == ("K", "C")


def test_stored_rows_need_a_certificate_for_each_indicator(safe) -> None:
    rows = Table({name: values[:2] for name, values in safe.table.columns.items()})
    inner = dataclasses.replace(safe.certificate, audience=Audience.ADMINISTRATION)

    again = readmit_stored(rows, audience=Audience.PUBLIC, certificates={"care": safe.certificate})

    assert (len(again), again.certificate) == (2, safe.certificate)
    for certificates in ({}, {"care": inner}, {"other": safe.certificate}):
        with pytest.raises(DisclosureError) as refused:
            readmit_stored(rows, audience=Audience.PUBLIC, certificates=certificates)
        assert refused.value.code == "no_certificate"


def test_certificates_of_several_indicators_are_joined() -> None:
    one = Certificate(Audience.PUBLIC, "a", ("r1", "r2"), {"rows": 3})
    two = Certificate(Audience.PUBLIC, "b", ("r2", "r3"), {"rows": 4, "primary": 1})
    table = Table({"indicator": ["x", "y"], "value": [1.0, 2.0]})

    found = readmit_stored(table, audience=Audience.PUBLIC, certificates={"x": one, "y": two})

    assert found.certificate.rules == ("r1", "r2", "r3")
    assert found.certificate.counts == {"rows": 7, "primary": 1}


def test_official_table_is_certified_by_the_hash_of_the_warehouse(figure, public_rules) -> None:
    rows = [figure(area, 2, source_class="official") for area in "AB"]
    protected = protect(table_of(rows), audience=Audience.PUBLIC, rules=public_rules)

    certificate = certify_official(
        hash_of_table=protected.certificate.table_hash, rows=2, rules=public_rules
    )

    assert certificate == protected.certificate


def test_numbers_are_written_alike_whatever_their_type() -> None:
    numbers = [12, 12.0, -0.0, 0.1 + 0.2, 1 / 3, 1e20, None, float("nan")]

    assert [number_text(number) for number in numbers] == [
        "12", "12", "0", "0.3", "0.333333333333", "1e+20", "", "",
    ]  # fmt: skip


def test_hash_is_the_one_the_warehouse_computes_of_the_stored_file(table, safe, tmp_path) -> None:
    from klammer.warehouse.engine import engine
    from klammer.warehouse.files import write_table
    from klammer.warehouse.values import values_hash

    path = tmp_path / "care.parquet"
    write_table(safe.table, path)

    with engine() as connection:
        assert values_hash(connection, path) == table_hash(safe.table)


def test_text_that_parts_fields_is_refused() -> None:
    with pytest.raises(DisclosureError) as refused:
        table_hash(Table({"note": ["a\nb"]}))

    assert refused.value.code == "separator_in_text"


@pytest.mark.parametrize("column", ["source_class", "denominator", "sex"])
def test_missing_column_is_refused(table, public_rules, column: str) -> None:
    fewer = Table({name: v for name, v in table.columns.items() if name != column})

    with pytest.raises(GrainError) as refused:
        protect(fewer, audience=Audience.PUBLIC, rules=public_rules)

    assert refused.value.code == "column_missing"


def test_repeated_own_row_is_refused(figure, public_rules) -> None:
    with pytest.raises(GrainError) as refused:
        protect(table_of([figure("A", 1)] * 2), audience=Audience.PUBLIC, rules=public_rules)

    assert refused.value.code == "key_repeats"


def test_unknown_source_class_is_refused(figure, public_rules) -> None:
    rows = table_of([figure("A", 1, source_class="secret")])

    with pytest.raises(DisclosureError) as refused:
        protect(rows, audience=Audience.PUBLIC, rules=public_rules)

    assert refused.value.code == "source_class"


def test_source_without_a_rule_is_refused(figure, public_rules) -> None:
    rows = table_of([figure("A", 1, source="sozialamt")])

    with pytest.raises(DisclosureError) as refused:
        protect(rows, audience=Audience.PUBLIC, rules=public_rules)

    assert refused.value.code == "source_without_rule"


def test_place_that_contains_itself_is_refused(table, public_rules) -> None:
    with pytest.raises(DisclosureError) as refused:
        protect(table, audience=Audience.PUBLIC, hierarchy={"A": "K", "K": "A"}, rules=public_rules)

    assert refused.value.code == "hierarchy_cycle"
