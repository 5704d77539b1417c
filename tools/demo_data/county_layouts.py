# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Layouts of the county tables: which column of which original holds what."""

from classic import Cell, Layout
from layouts import (
    AGES,
    ALL_AGES,
    NEW,
    OLD,
    OVER_65,
    SEX_STUB,
    by_sex,
    in_blocks,
    plain,
    years,
)

POPULATION_YEARS = years(1995, last=2015, start=3)
UNEMPLOYED = {
    4: Cell("unemployed"),
    5: Cell("unemployed", nationality="foreign"),
    6: Cell("unemployed_severely_disabled"),
    8: Cell("unemployed", age="Y15T24"),
    9: Cell("unemployed", age="Y55T64"),
    10: Cell("unemployed_long_term"),
}
RATES = {
    12: Cell("unemployment_rate"),
    13: Cell("unemployment_rate", sex="M"),
    14: Cell("unemployment_rate", sex="F"),
    15: Cell("unemployment_rate", nationality="foreign"),
    16: Cell("unemployment_rate", age="Y15T24"),
}
FOREIGN = by_sex("population", 11, nationality="foreign")
EMPLOYEES = by_sex("employees_residence", 5)
FOREIGN_EMPLOYEES = by_sex("employees_residence", 8, nationality="foreign")
LEAVERS = {
    column + offset: Cell(variable, sex=sex)
    for variable, column in {
        "school_leavers": 4,
        "school_leavers_without_certificate": 6,
        "school_leavers_university_entrance": 16,
    }.items()
    for offset, sex in enumerate(("_T", "F"))
}
CARE = {5: Cell("care_recipients")}
CARE_2009 = {
    **CARE,
    6: Cell("care_recipients_outpatient"),
    7: Cell("care_recipients_homes"),
    10: Cell("care_recipients_cash"),
}
CARE_2015 = {
    **CARE,
    7: Cell("care_recipients_outpatient"),
    8: Cell("care_recipients_homes"),
    11: Cell("care_recipients_cash"),
}
MOVES = {**by_sex("moves_in_county", 4), **by_sex("moves_out_county", 7)}


def county_table(folder: str, file: str, title: str, first: int, **more: object) -> Layout:
    """A layout with the table code from the file's name."""
    code = file.removesuffix(".gz").removesuffix(".csv").removesuffix("_00")
    date = "2017-10-10" if folder == OLD else "2021-08-17"
    given = {"area": 2, "retrieved": date, **more}
    return Layout(f"{folder}/{file}", code, title, first, **given)  # type: ignore[arg-type] # by name


COUNTY_TABLES = (
    county_table(OLD, "11111-01-01-4.csv.gz", "Gebietsfläche", 7, cells=plain(area_sqkm=4)),
    county_table(
        OLD,
        "12411-01-01-4_00.csv.gz",
        "Bevölkerung nach Geschlecht",
        9,
        area=1,
        dates=POPULATION_YEARS,
        cells=in_blocks("population", POPULATION_YEARS, start=3),
    ),
    county_table(
        OLD,
        "12411-02-03-4_00.csv.gz",
        "Bevölkerung nach Geschlecht und Altersgruppen (17)",
        8,
        stub=(4, AGES),
        cells=by_sex("population", 5),
    ),
    county_table(
        OLD,
        "12411-03-03-4_00.csv.gz",
        "Bevölkerung nach Geschlecht, Nationalität und Altersgruppen (21)",
        9,
        stub=(4, ALL_AGES),
        cells=FOREIGN,
    ),
    county_table(
        OLD,
        "12411-03-03-4_00.csv.gz",
        "Bevölkerung nach Geschlecht, Nationalität und Altersgruppen (21)",
        9,
        stub=(4, OVER_65),
        cells=by_sex("population", 5),
    ),
    county_table(
        OLD,
        "12411-08-01-4_00.csv.gz",
        "Jugendquotient, Altenquotient",
        8,
        cells={**by_sex("youth_ratio_delivered", 4), **by_sex("old_age_ratio_delivered", 7)},
    ),
    county_table(OLD, "12612-01-01-4_00.csv.gz", "Lebendgeborene", 7, cells=by_sex("births", 4)),
    county_table(
        OLD,
        "12612-02-01-4_00.csv.gz",
        "Lebendgeborene nach Alter der Mütter",
        11,
        stub=(4, AGES),
        cells={5: Cell("births_by_mother")},
    ),
    county_table(
        OLD,
        "12612-04-01-4_00.csv.gz",
        "Lebendgeborene nach Familienstand der Eltern",
        10,
        cells=plain(births_unmarried_parents=6),
    ),
    county_table(OLD, "12613-01-01-4_00.csv.gz", "Gestorbene", 8, cells=by_sex("deaths", 4)),
    county_table(
        OLD,
        "12613-02-02-4_00.csv.gz",
        "Gestorbene nach Altersgruppen",
        9,
        stub=(4, AGES),
        cells=by_sex("deaths", 5),
    ),
    county_table(
        OLD,
        "12631-01-01-4_00.csv.gz",
        "Ehescheidungen und betroffene minderjährige Kinder",
        10,
        cells=plain(divorces=4, children_of_divorces=10),
    ),
    county_table(
        OLD,
        "12711-04-02-4_00.csv.gz",
        "Zu- und Fortzüge über die Kreisgrenzen nach Altersgruppen",
        10,
        area=1,
        date="2015",
        stub=(3, ALL_AGES),
        cells=MOVES,
    ),
    county_table(
        OLD,
        "13111-06-02-4_00.csv.gz",
        "Sozialversicherungspflichtig Beschäftigte am Wohnort nach Altersgruppen",
        11,
        stub=(4, ALL_AGES),
        cells=EMPLOYEES,
    ),
    county_table(
        OLD,
        "13111-06-02-4_00.csv.gz",
        "Sozialversicherungspflichtig Beschäftigte am Wohnort nach Altersgruppen",
        11,
        stub=(4, {"Insgesamt": {}}),
        cells=FOREIGN_EMPLOYEES,
    ),
    county_table(
        OLD,
        "13111-04-02-4_00.csv.gz",
        "Sozialversicherungspflichtig Beschäftigte am Wohnort nach Beschäftigungsumfang",
        11,
        stub=(4, {"Teilzeitbeschäftigte": {}}),
        cells=by_sex("employees_part_time", 5),
    ),
    county_table(
        OLD,
        "13111-12-03-4_00.csv.gz",
        "Sozialversicherungspflichtig Beschäftigte am Wohnort nach Berufsabschluss",
        11,
        stub=(
            4,
            {
                "ohne Berufsabschluss": {"variable": "employees_untrained"},
                "mit akademischem Abschluss": {"variable": "employees_academic"},
            },
        ),
        cells=by_sex("employees_untrained", 5),
    ),
    county_table(
        OLD,
        "13211-01-03-4_00.csv.gz",
        "Arbeitslose nach ausgewählten Personengruppen",
        10,
        cells=UNEMPLOYED,
        until=2014,
    ),
    county_table(
        OLD,
        "13211-02-05-4_00.csv.gz",
        "Arbeitslosenquoten",
        9,
        cells=RATES,
        until=2014,
    ),
    county_table(
        NEW,
        "13211-02-05-4.csv",
        "Arbeitslose nach ausgewählten Personengruppen sowie Arbeitslosenquoten",
        9,
        cells={**UNEMPLOYED, **RATES},
    ),
    county_table(
        OLD,
        "14111-01-03-4.csv.gz",
        "Bundestagswahl: Wahlberechtigte und Wahlbeteiligung",
        10,
        cells=plain(bundestag_turnout=5),
    ),
    county_table(
        OLD,
        "21111-01-03-4_00.csv.gz",
        "Schülerinnen und Schüler an allgemeinbildenden Schulen",
        11,
        area=1,
        date="2015/16",
        stub=(3, {"Insgesamt": {}, "Sonderschulen/Förderschulen": {"variable": "pupils_special"}}),
        cells={
            5: Cell("pupils"),
            6: Cell("pupils", sex="F"),
            7: Cell("pupils", nationality="foreign"),
        },
    ),
    county_table(
        OLD,
        "21111-02-06-4.csv.gz",
        "Absolventinnen, Absolventen und Abgänge nach Schulabschluss",
        10,
        cells=LEAVERS,
    ),
    county_table(
        OLD,
        "22131-01-02-4_00.csv.gz",
        "Empfängerinnen und Empfänger von Leistungen nach dem 5. bis 9. Kapitel SGB XII",
        8,
        cells=plain(integration_assistance=9, care_assistance=10),
    ),
    county_table(
        OLD,
        "22151-01-01-4_00.csv.gz",
        "Grundsicherung im Alter und bei Erwerbsminderung (bis 2014)",
        10,
        stub=(4, SEX_STUB),
        cells=plain(basic_security_reduced_capacity=6, basic_security_old_age=7),
    ),
    county_table(
        OLD,
        "22151-01-02-4_00.csv.gz",
        "Grundsicherung im Alter und bei Erwerbsminderung",
        10,
        stub=(4, SEX_STUB),
        cells=plain(basic_security_reduced_capacity=6, basic_security_old_age=7),
    ),
    county_table(
        OLD,
        "22411-01-01-4_00.csv.gz",
        "Pflegeeinrichtungen, verfügbare Plätze, Personal",
        10,
        cells=plain(
            care_home_places=7,
        ),
    ),
    county_table(
        OLD,
        "22411-02-02-4_00.csv.gz",
        "Pflegebedürftige nach Leistungsart und Geschlecht",
        8,
        stub=(4, SEX_STUB),
        cells=CARE_2009,
        until=2013,
    ),
    county_table(
        NEW,
        "22411-02-03-4.csv",
        "Pflegebedürftige nach Leistungsart und Geschlecht",
        6,
        stub=(4, SEX_STUB),
        cells=CARE_2015,
    ),
    county_table(
        OLD,
        "22541-01-04-4_00.csv.gz",
        "Tageseinrichtungen für Kinder",
        10,
        cells=plain(
            daycare_places_approved=10,
            daycare_pedagogic_staff=12,
            daycare_pedagogic_staff_women=13,
        ),
    ),
    county_table(
        OLD,
        "22542-01-02-4_00.csv.gz",
        "Einrichtungen der Jugendhilfe ohne Tageseinrichtungen",
        10,
        cells=plain(youth_work_facilities=5, child_support_places=7),
    ),
    county_table(
        OLD,
        "22543-01-02-4_00.csv.gz",
        "Betreute Kinder in Tageseinrichtungen und Tagespflege",
        10,
        stub=(4, {"Insgesamt (ohne Doppelzählungen)": {}}),
        cells={
            6: Cell("children_in_care", age="Y0T2"),
            7: Cell("children_in_care", age="Y3T5"),
        },
    ),
    county_table(
        OLD,
        "22811-01-01-4_00.csv.gz",
        "Empfängerinnen und Empfänger von Mindestsicherungsleistungen",
        10,
        cells=plain(minimum_income=4, minimum_income_asylum=10),
    ),
    county_table(
        OLD,
        "22811-02-02-4_00.csv.gz",
        "Regelleistungsberechtigte nach dem SGB II",
        10,
        cells={
            5: Cell("sgb2_recipients"),
            6: Cell("sgb2_recipients", nationality="foreign"),
            7: Cell("sgb2_recipients", sex="F"),
            16: Cell("sgb2_not_employable", age="Y0T14"),
        },
    ),
    county_table(
        OLD,
        "73111-01-01-4_00.csv.gz",
        "Lohn- und Einkommensteuer",
        7,
        cells=plain(taxpayers=4, taxable_income=5),
    ),
    county_table(
        OLD,
        "12111-32-01-4_00.csv.gz",
        "Zensus 2011: Haushalte nach Haushaltstypen",
        11,
        area=1,
        date="2011-05-09",
        cells=plain(
            households=3,
            households_single=4,
            households_couple_children=6,
            households_lone_parent=7,
        ),
    ),
    county_table(
        OLD,
        "AI-S-01_00.csv.gz",
        "Verfügbares Einkommen je Einwohner",
        8,
        cells=plain(atlas_disposable_income_per_person=4),
    ),
    county_table(
        OLD,
        "AI-Z-2011_00.csv.gz",
        "Regionalatlas: Zensus 2011",
        7,
        cells=plain(migration_background_share=7),
    ),
    county_table(
        OLD,
        "AI013-2_00.csv.gz",
        "Regionalatlas: Straßenverkehrsunfälle",
        7,
        cells=plain(road_accidents_per_10000=4, road_injured_per_100000=6),
    ),
)
