# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The line under every figure."""

from klammer.presentation.sources_line import publishers, source_lines

OFFICIAL = {
    "publisher": "Statistische Ämter des Bundes und der Länder",
    "title": "Bevölkerung nach Geschlecht",
    "table": "12411-02-01-4",
    "licence": "dl-de/by-2-0",
    "retrieved": "2026-11-19",
}


def test_source_names_publisher_table_licence_and_date():
    assert source_lines([OFFICIAL, OFFICIAL]) == (
        (
            "Quelle: Statistische Ämter des Bundes und der Länder; Bevölkerung nach Geschlecht "
            "(12411-02-01-4); Datenlizenz Deutschland – Namensnennung – Version 2.0; abgerufen am "
            "19.11.2026."
        ),
    )


def test_assembly_says_that_it_is_one():
    assert source_lines([{"publisher": "BBSR", "title": "INKAR 2024", "assembled": True}]) == (
        "Quelle: Zusammenstellung, Daten: BBSR; INKAR 2024.",
    )


def test_many_tables_of_one_publisher_are_one_line():
    many = [{**OFFICIAL, "table": str(number)} for number in range(5)]

    assert source_lines(many, words="Regionaldatenbank") == (
        (
            "Quelle: Statistische Ämter des Bundes und der Länder; Regionaldatenbank; Datenlizenz "
            "Deutschland – Namensnennung – Version 2.0; abgerufen am 19.11.2026."
        ),
    )


def test_unknown_source_is_said_to_be_unknown():
    assert source_lines([]) == ("Quelle: nicht angegeben",)
    assert source_lines([], words="Jugendamt") == ("Quelle: Jugendamt",)
    assert source_lines([{"publisher": ""}]) == ("Quelle: ohne Angabe.",)


def test_attribution_that_repeats_publisher_and_licence_is_said_once():
    told = {**OFFICIAL, "attribution": f"© {OFFICIAL['publisher']}, dl-de/by-2-0"}

    assert source_lines([told]) == source_lines([OFFICIAL])


def test_many_tables_span_their_dates_and_lend_no_words_to_another_publisher():
    many = [{**OFFICIAL, "table": str(n), "retrieved": f"2026-01-0{n}"} for n in (1, 2, 3)]
    other = {"publisher": "BBSR", "title": "INKAR", "retrieved": "2024"}

    assert source_lines([*many, other], words="Regionaldatenbank") == (
        (
            "Quelle: Statistische Ämter des Bundes und der Länder; 3 Tabellen: 1, 2, 3; "
            "Datenlizenz Deutschland – Namensnennung – Version 2.0; abgerufen 01.01.2026 bis "
            "03.01.2026."
        ),
        "Quelle: BBSR; INKAR; abgerufen 2024.",
    )


def test_publishers_are_listed_once_with_licence_and_number_of_tables():
    assembled = {"publisher": "BBSR", "title": "INKAR", "attribution": "Laufende Raumbeobachtung"}
    many = [OFFICIAL, OFFICIAL, {**OFFICIAL, "table": "2"}, assembled]

    assert publishers(many) == (
        (
            "Statistische Ämter des Bundes und der Länder; 2 Tabellen; Datenlizenz Deutschland – "
            "Namensnennung – Version 2.0"
        ),
        "BBSR; 1 Tabelle; Laufende Raumbeobachtung",
    )
