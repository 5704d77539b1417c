# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The line under every figure."""

from klammer.presentation.sources_line import source_lines

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
        "Quelle: Zusammenstellung von BBSR; INKAR 2024.",
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
