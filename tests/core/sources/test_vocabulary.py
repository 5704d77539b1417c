# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The same statistic feeds the same variable, whatever the layout."""

import pytest

from klammer.sources.labels import age_code, dimension_of, flat_code, slug
from klammer.sources.vocabulary import row_breakdown, variable_id, vocabulary


@pytest.mark.parametrize(
    ("label", "code"),
    [
        ("unter 3 Jahre", "Y0T2"),
        ("unter 1 Jahr", "Y0"),
        ("3 bis unter 6 Jahre", "Y3T5"),
        ("1 bis unter 2 Jahre", "Y1"),
        ("5 bis 9 Jahre", "Y5T9"),
        ("75 Jahre und mehr", "Y_GE75"),
        ("55 Jahre und älter", "Y_GE55"),
        ("Jugendliche unter 20 Jahren", "Y0T19"),
        ("60 bis 69 Jahre", "Y60T69"),
        ("under 3 years", "Y0T2"),
        ("Insgesamt", "_T"),
        ("18 Jahre bis unter die Altersgrenze", None),
        ("2 bis unter 8 Jahre (ohne Schulkinder)", None),
    ],
)
def test_age_label_becomes_code(label, code):
    assert age_code(label) == code


def test_age_code_of_flat_file_is_read_with_its_label():
    assert flat_code("age", "ALT060B069", "60 bis 69 Jahre") == "Y60T69"
    assert flat_code("age", "ALT003B006", "3 bis unter 6 Jahre") == "Y3T5"
    assert flat_code("age", "ALT075UM", "") == "Y_GE75"
    assert flat_code("age", "", "Insgesamt") == "_T"


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("weiblich", ("sex", "F")),
        ("Ausländer(innen)", ("nationality", "foreign")),
        ("15 bis unter 20 Jahre", ("age", "Y15T19")),
        ("Insgesamt", None),
        ("langzeitarbeitslos", None),
    ],
)
def test_label_is_recognised_as_breakdown(label, expected):
    assert dimension_of(label) == expected


def test_flat_and_classic_table_feed_the_same_variable():
    flat = variable_id("12411", code="BEVSTD", label="Bevölkerungsstand", unit="Anzahl")
    classic = variable_id("12411-01-01-4", label="Bevölkerungsstand", unit="Anzahl")

    assert (flat, classic) == ("population", "population")


def test_another_unit_is_another_variable():
    delivered = variable_id("73111-01-01-4", label="Gesamtbetrag der Einkünfte", unit="Mill. EUR")

    assert delivered == "taxable_income_mill_eur"


def test_unknown_label_keeps_the_publishers_words():
    assert variable_id("41141-01-01-4", label="Betriebe: unter 5 ha") == "41141_betriebe_unter_5_ha"
    assert variable_id("61511", code="BAU001", label="Veräußerungsfälle") == "BAU001"


def test_row_labels_become_a_named_breakdown():
    assert row_breakdown("22151-01-01-4", labels=["männlich", "Insgesamt"]) == (
        "sex",
        {"männlich": "M", "Insgesamt": "_T"},
    )
    assert row_breakdown("13111-03-02-4", labels=["Vollzeitbeschäftigte", "Insgesamt"]) == (
        "working_time",
        {"Vollzeitbeschäftigte": "full_time", "Insgesamt": "_T"},
    )
    assert row_breakdown("99999-01", labels=["rot"]) == ("category", {"rot": "rot"})


def test_vocabulary_names_each_label_and_code_of_a_table_once():
    seen: dict[tuple[str, str], str] = {}
    for variable in vocabulary().variables:
        for table in variable.tables:
            for word in (*variable.codes, *variable.labels):
                assert seen.setdefault((table, word), variable.id) == variable.id


def test_slug_is_plain_letters():
    assert slug("Verfügbares Einkommen je Einwohner (in €)") == (
        "verfuegbares_einkommen_je_einwohner_in"
    )
