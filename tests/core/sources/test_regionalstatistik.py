# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Classic tables: every shape of header; nothing is guessed."""

import gzip

import pytest

from klammer.base.errors import GrainError, InputRefusedError
from klammer.sources.contract import Request
from klammer.sources.regionalstatistik import Regionalstatistik
from klammer.warehouse.parquet import read_columns

FOOTER = """__________
"zu ""gesamter Tabelle"":
Gebietsstand 01.01.2009"
"© Statistische Ämter des Bundes und der Länder, Deutschland, 2017.
Dieses Werk ist lizensiert unter der Datenlizenz Deutschland
- Namensnennung - Version 2.0."
Stand: 10.10.2017 / 19:19:45
"""
# Period, key, name, age in the rows; sex in the columns; the variable in a line of its own.
AGES = """GENESIS-Tabelle: 12411-02-03-4
Bevölkerungsstand: Bevölkerung nach Geschlecht;;;;;;
und Altersgruppen (17) - Stichtag 31.12. -;;;;;;
regionale Tiefe: Kreise und krfr. Städte;;;;;;
Fortschreibung des Bevölkerungsstandes;;;;;;
Bevölkerungsstand (Anzahl);;;;;;
;;;;Insgesamt;männlich;weiblich
31.12.2015;DG;Deutschland;unter 3 Jahre;2200407;1130438;1069969
31.12.2015;16063;      Wartburgkreis;Insgesamt;125655;62000;63655
31.12.2015;16056;      Eisenach, Kreisfreie Stadt;Insgesamt;-;-;-
"""
# No period column: the periods stand above the columns.
WIDE_YEARS = """GENESIS-Tabelle: 12411-01-01-4
Bevölkerungsstand: Bevölkerung nach Geschlecht;;;;;
- Stichtag 31.12. -;;;;;
Fortschreibung des Bevölkerungsstandes;;;;;
Bevölkerungsstand (Anzahl);;;;;
;;31.12.2015;31.12.2015;31.12.2014;31.12.2014
;;Insgesamt;weiblich;Insgesamt;weiblich
16063;      Wartburgkreis;125655;63655;126000;63900
"""
# A row of units; several measures; a period in a line of its own; "und zwar" between the labels.
UNITS = """GENESIS-Tabelle: 13211-02-05-4
Arbeitslose nach ausgewählten Personengruppen sowie;;;;;
Arbeitslosenquoten - Jahresdurchschnitt -;;;;;
Arbeitsmarktstatistik der Bundesagentur für Arbeit;;;;;
Jahr: 2016;;;;;
;;Arbeitslose;Arbeitslose;Arbeitslose;Arbeitslosenquote bez. auf alle zivile Erwerbsp.
;;;und zwar;und zwar;
;;;Ausländer;langzeitarbeitslos;
;;Anzahl;Anzahl;Anzahl;Prozent
16063;Wartburgkreis;2690;.;993;5,3
"""


def read(tmp_path, text, *, name="table.csv", encoding="utf-8", footer=FOOTER):
    raw = text if isinstance(text, bytes) else (text + footer).encode(encoding)
    path = tmp_path / name
    path.write_bytes(raw)
    tidy = Regionalstatistik().read(Request(path, name, tmp_path / "tidy.parquet"))
    return tidy, read_columns(tidy.path)


def test_rows_with_age_and_columns_with_sex(tmp_path):
    tidy, rows = read(tmp_path, AGES)

    assert tidy.breakdowns == ("sex", "age")
    assert rows["sex"] == ["_T", "M", "F"] * 3
    assert rows["age"] == ["Y0T2"] * 3 + ["_T"] * 6
    assert rows["value"][:6] == [2200407.0, 1130438.0, 1069969.0, 125655.0, 62000.0, 63655.0]
    assert rows["variable"] == ["population"] * 9
    assert rows["boundary"] == ["2015-12-31"] * 9
    assert rows["row"] == [8, 8, 8, 9, 9, 9, 10, 10, 10]
    assert rows["column"] == [5, 6, 7] * 3
    assert tidy.area_names["16063"] == "Wartburgkreis"


def test_origin_comes_from_header_and_footer(tmp_path):
    tidy, _ = read(tmp_path, AGES)

    origin = tidy.origins["table.csv"]
    assert origin.publisher == "Statistische Ämter des Bundes und der Länder"
    assert origin.table == "12411-02-03-4"
    assert origin.retrieved == "2017-10-10"
    assert origin.licence == "dl-de/by-2-0"
    assert origin.title == (
        "Bevölkerungsstand: Bevölkerung nach Geschlecht und Altersgruppen (17) - Stichtag 31.12. - "
        "regionale Tiefe: Kreise und krfr. Städte"
    )


def test_area_with_dashes_all_over_is_not_zero(tmp_path):
    tidy, rows = read(tmp_path, AGES)

    assert rows["status"][6:] == ["not_applicable"] * 3
    assert rows["value"][6:] == [None] * 3
    assert [(flag.code, flag.place.row) for flag in tidy.flags] == [("dissolved_area", 10)]


def test_hamlet_without_births_is_zero(tmp_path):
    text = (
        "GENESIS-Tabelle: 12612-01-01-5\nGeburten;;\nStatistik der Geburten;;\n"
        "Lebendgeborene (Anzahl);;\n31.12.2022;;\n;;Insgesamt;weiblich\n"
        "16063037;Gerstengrund;-;-\n16063999;Nirgendwo;-;-\n"
    )

    _, rows = read(tmp_path, text)

    assert rows["status"] == ["zero", "zero", "not_applicable", "not_applicable"]


def test_periods_above_the_columns(tmp_path):
    tidy, rows = read(tmp_path, WIDE_YEARS)

    assert rows["period"] == ["2015-12-31", "2015-12-31", "2014-12-31", "2014-12-31"]
    assert rows["sex"] == ["_T", "F", "_T", "F"]
    assert tidy.labels == {"population": "Bevölkerungsstand"}


def test_units_captions_and_groups(tmp_path):
    tidy, rows = read(tmp_path, UNITS)

    assert rows["variable"] == [
        *("unemployed", "unemployed", "unemployed_long_term", "unemployment_rate"),
    ]
    assert rows["nationality"] == ["_T", "foreign", "_T", "_T"]
    assert rows["value"] == [2690.0, None, 993.0, 5.3]
    assert rows["secrecy"] == ["exact", "suppressed_at_source", "exact", "exact"]
    assert rows["period"] == ["2016"] * 4
    assert [flag.code for flag in tidy.flags] == ["boundary_derived"]


def test_latin_text_windows_line_ends_and_gzip(tmp_path):
    text = (AGES + FOOTER).replace("\n", "\r\n").encode("iso-8859-1")

    tidy, rows = read(tmp_path, gzip.compress(text), name="table.csv.gz")

    assert rows["age"][0] == "Y0T2"
    assert tidy.origins["table.csv.gz"].title.startswith("Bevölkerungsstand")


def test_municipality_listed_in_two_associations_counts_once(tmp_path):
    text = (
        "GENESIS-Tabelle: 12411-01-01-5\nBevölkerung;;\nFortschreibung;;\n"
        "Bevölkerungsstand (Anzahl);;\n31.12.2015;;\n;;Insgesamt\n"
        "03158407;  Elm-Asse, Samtgemeinde;18000\n"
        "03158401008;Denkte;-\n03158407008;Denkte;2981\n0713101;Adenau, Verbandsgem.;13189\n"
    )

    tidy, rows = read(tmp_path, text)

    assert rows["area"] == ["031585407", "03158008", "071315001"]
    assert rows["area_level"] == ["association", "municipality", "association"]
    assert rows["value"] == [18000.0, 2981.0, 13189.0]
    assert [flag.code for flag in tidy.flags] == ["repeated_area"]


def test_nationalities_of_a_couple_are_no_breakdown(tmp_path):
    text = (
        "GENESIS-Tabelle: 12611-01-01-4\nEheschließungen;;;\nStatistik der Eheschließungen;;;\n"
        "Eheschließungen (Anzahl);;;\n;;;Nationalität des Ehemannes;Nationalität des Ehemannes\n"
        ";;;Insgesamt;Deutscher\n;;;Nationalität der Ehefrau;Nationalität der Ehefrau\n"
        ";;;Insgesamt;Deutsche\n2015;16063;Wartburgkreis;400;360\n"
    )

    tidy, rows = read(tmp_path, text)

    assert tidy.breakdowns == ()
    assert len(set(rows["variable"])) == 2


@pytest.mark.parametrize(
    ("change", "code", "row", "column"),
    [
        (("62000", "viele"), "number", 9, 6),
        (("62000", "62.000"), "number", 9, 6),
        (("125655;62000", "125655;;62000"), "row_length", 9, None),
        ((";16063;", ";99063;"), "area_key", 9, 2),
        (("31.12.2015;16063", "31.13.2015;16063"), "period", 9, 1),
        ((";;;;Insgesamt;männlich;weiblich\n", ""), "header", 6, None),
    ],
)
def test_bad_cell_is_refused_with_its_place(tmp_path, change, code, row, column):
    with pytest.raises(InputRefusedError) as refused:
        read(tmp_path, AGES.replace(*change))

    place = refused.value.where
    assert (refused.value.code, place.row, place.column) == (code, row, column)
    assert not (tmp_path / "tidy.parquet").exists()


def test_key_that_repeats_is_refused(tmp_path):
    row = "31.12.2015;16063;Wartburgkreis;Insgesamt;1;1;0\n"

    with pytest.raises(GrainError) as refused:
        read(tmp_path, AGES + row)

    assert (refused.value.code, refused.value.where.row) == ("key_repeats", 11)


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"", "empty_file"),
        (AGES.encode(), "truncated"),
        ((AGES.split("31.12.2015;", maxsplit=1)[0] + FOOTER).encode(), "no_rows"),
        (("x\n" + AGES + FOOTER).encode(), "header"),
        ((AGES + FOOTER).encode().replace("ä".encode(), b"\xe4", 1), "encoding"),
        ((AGES + FOOTER).encode().replace(b"Wart", b"Wa\rrt"), "line_ends"),
        (gzip.compress((AGES + FOOTER).encode())[:-12], "damaged_archive"),
    ],
)
def test_bad_file_is_refused(tmp_path, raw, code):
    with pytest.raises(InputRefusedError) as refused:
        read(tmp_path, raw)

    assert refused.value.code == code


def classic_tables(originals):
    folders = ("statistics/regionalstatistik_2017", "statistics/regionalstatistik_2020_klinikdb")
    found = [p for f in folders for p in sorted((originals / f).glob("*.csv*"))]
    found += sorted((originals / "thueringen" / "projection_inputs").glob("*.csv"))
    return found


@pytest.mark.originals
def test_originals_are_read_and_states_add_up_to_germany(tmp_path, originals):
    path = originals / "statistics/regionalstatistik_2017/12411-02-03-4_00.csv.gz"

    tidy = Regionalstatistik().read(Request(path, path.name, tmp_path / "tidy.parquet"))
    rows = read_columns(tidy.path)

    values: dict[tuple[str, str, str], float] = {}
    for level, sex, age, value in zip(
        rows["area_level"], rows["sex"], rows["age"], rows["value"], strict=True
    ):
        values[level, sex, age] = values.get((level, sex, age), 0.0) + (value or 0.0)
    assert {k[1:]: v for k, v in values.items() if k[0] == "state"} == {
        k[1:]: v for k, v in values.items() if k[0] == "country"
    }
    assert values["country", "_T", "_T"] == 82175684.0


@pytest.mark.originals
@pytest.mark.slow
def test_every_original_is_read(tmp_path, originals):
    found = classic_tables(originals)

    rows = [
        Regionalstatistik().read(Request(path, path.name, tmp_path / "tidy.parquet")).rows
        for path in found
    ]

    assert len(rows) == len(found)
    assert min(rows) > 0
