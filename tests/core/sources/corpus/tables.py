# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Wide tables: one row per municipality, figures in columns, as departments keep them in Excel."""

from datetime import date

from tests.core.sources.corpus.writing import Made, figures

SALZUNGEN, BARCHFELD, RUHLA, TREFFURT = "16063003", "16063004", "16063066", "16063076"
VACHA, GERSTUNGEN, EISENACH = "16063082", "16063097", "16063105"
FOUR = (SALZUNGEN, BARCHFELD, TREFFURT, VACHA)
NAMES = ("Bad Salzungen", "Barchfeld-Immelborn", "Treffurt", "Vacha")
KEYED = tuple(zip(FOUR, NAMES, strict=True))


def keyed(rows):
    """Put key and name of the four municipalities before their figures."""
    return [[key, name, *row] for (key, name), row in zip(KEYED, rows, strict=True)]


def named(rows):
    """Put the name alone before the figures."""
    return [[name, *row] for name, row in zip(NAMES, rows, strict=True)]


def _marked(text, status):
    def choose(mapping):
        mapping["markers"] = {**mapping.get("markers", {}), text: status}

    return choose


_TWO = [[412, 398], [120, 115], [98, 101], [88, 79]]
_THREE = [[412, 398, 20], [120, 115, 8], [98, 101, 7], [88, 79, 6]]
_PLAIN = [[312], [98], [77], [64]]

TABLES = (
    Made(  # a job centre's export: the year stands in each header
        "arbeitslose.xlsx",
        {
            "Export": [
                ["Jobcenter – Auswertung Gemeinden"],
                [],
                ["AGS", "Gemeinde", "Arbeitslose 2022", "Arbeitslose 2023"],
                *keyed(_TWO),
            ]
        },
        figures(FOUR, ["2022 arbeitslose", "2023 arbeitslose"], _TWO),
    ),
    Made(  # two variables over two years
        "bestand_sgb2.csv",
        {
            "": [
                ["AGS", "Arbeitslose 2022", "Arbeitslose 2023", "SGB II 2022", "SGB II 2023"],
                *[[k, *r, *r] for k, r in zip(FOUR, _TWO, strict=True)],
            ]
        },
        figures(
            FOUR,
            ["2022 arbeitslose", "2023 arbeitslose", "2022 sgb_ii", "2023 sgb_ii"],
            [[*r, *r] for r in _TWO],
        ),
    ),
    Made(  # one cell says that nobody answered
        "wohngeld_2023.xlsx",
        {
            "Wohngeld": [
                ["Wohngeldhaushalte am 31.12.2023"],
                ["Schlüssel", "Gemeinde", "Haushalte"],
                *keyed([[312], ["k. A."], [77], [64]]),
            ]
        },
        figures(FOUR, ["2023-12-31 haushalte"], [[312], ["missing"], [77], [64]]),
    ),
    Made(  # several ways of saying nothing
        "grundsicherung.ods",
        {
            "Tabelle1": [
                ["Grundsicherung im Alter, Stand 31.12.2022"],
                ["Gemeinde", "Personen", "darunter Frauen"],
                *named([[44, 30], ["keine Angabe", "n.v."], [19, "entfällt"], [22, 11]]),
            ]
        },
        figures(
            FOUR,
            ["2022-12-31 personen", "2022-12-31 darunter_frauen"],
            [[44, 30], ["missing", "missing"], [19, "not_applicable"], [22, 11]],
        ),
    ),
    Made(  # a word nobody knows: asked
        "tagespflege_2023.xlsx",
        {
            "Blatt1": [
                ["AGS", "Gemeinde", "Kinder in Tagespflege"],
                *keyed([[12], ["siehe Anlage"], [5], [7]]),
            ]
        },
        figures(FOUR, ["2023 kinder_in_tagespflege"], [[12], ["missing"], [5], [7]]),
        choose=_marked("siehe Anlage", "missing"),
        asks="odd_cells",
    ),
    Made(  # help for families: small numbers hidden, a sum row, notes below
        "HzE_Gemeinden_2023.xlsx",
        {
            "Fallzahlen": [
                ["Hilfen zur Erziehung nach Gemeinden"],
                ["Stichtag: 31.12.2023"],
                [],
                ["Gemeinde", "ambulant", "teilstationär", "stationär"],
                *named([[41, "<3", 12], [9, "<3", 4], [7, 0, "<3"], [5, 0, 3]]),
                ["Insgesamt", 62, 4, 21],
                [],
                ["Werte unter 3 sind aus Gründen des Datenschutzes nicht ausgewiesen."],
                ["Quelle: Jugendamt, eigene Erhebung"],
            ]
        },
        figures(
            FOUR,
            ["2023-12-31 ambulant", "2023-12-31 teilstationaer", "2023-12-31 stationaer"],
            [[41, "suppressed", 12], [9, "suppressed", 4], [7, 0, "suppressed"], [5, 0, 3]],
        ),
    ),
    Made(  # a row of units below the header
        "leistungen_2022.xlsx",
        {
            "L": [
                ["Gemeinde", "Leistungsberechtigte", "Ausgaben", "Quote"],
                ["", "Anzahl", "EUR", "%"],
                *named([[120, 1540.5, 2.4], [33, 410, 1.9], [30, 377.25, 1.6], [28, 350, 1.2]]),
            ]
        },
        figures(
            FOUR,
            ["2022 leistungsberechtigte", "2022 ausgaben", "2022 quote"],
            [[120, 1540.5, 2.4], [33, 410, 1.9], [30, 377.25, 1.6], [28, 350, 1.2]],
        ),
    ),
    Made(  # one heading over number and share: the unit tells the columns apart
        "sgb2_quote_2022.xlsx",
        {
            "L": [
                ["Gemeinde", "Leistungsberechtigte", ""],
                ["", "Anzahl", "in %"],
                *named([[120, 2.4], [33, 1.9], [30, 1.6], [28, 1.2]]),
            ]
        },
        figures(
            FOUR,
            ["2022 leistungsberechtigte", "2022 leistungsberechtigte_in_pct"],
            [[120, 2.4], [33, 1.9], [30, 1.6], [28, 1.2]],
        ),
        merged={"L": [(0, 1, 0, 2)]},
    ),
    Made(  # header over two merged rows, ages below
        "Kita_betreute_Kinder.xlsx",
        {
            "01.03.2023": [
                ["Betreute Kinder in Tageseinrichtungen"],
                [],
                ["Schlüssel", "Gemeinde", "Kinder in Einrichtungen", "", ""],
                ["", "", "unter 3 Jahre", "3 bis unter 6 Jahre", "insgesamt"],
                *keyed([[90, 210, 300], [21, 60, 81], [18, 55, 73], [15, 44, 59]]),
            ]
        },
        figures(
            FOUR,
            [
                "2023-03-01 kinder_in_einrichtungen age=Y0T2",
                "2023-03-01 kinder_in_einrichtungen age=Y3T5",
                "2023-03-01 kinder_in_einrichtungen",
            ],
            [[90, 210, 300], [21, 60, 81], [18, 55, 73], [15, 44, 59]],
        ),
        merged={"01.03.2023": [(2, 0, 3, 0), (2, 1, 3, 1), (2, 2, 2, 4)]},
    ),
    Made(  # names as people write them
        "einwohner_meldeamt.ods",
        {
            "Tabelle1": [
                ["Einwohner am 31.12.2023", ""],
                ["Ort", "Einwohner"],
                ["Stadt Bad Salzungen", 20100],
                ["Gemeinde Gerstungen", 9100],
                ["Eisenach, Stadt", 42000],
                ["Ruhla", 5400],
            ]
        },
        figures(
            (SALZUNGEN, GERSTUNGEN, EISENACH, RUHLA),
            ["2023-12-31 einwohner"],
            [[20100], [9100], [42000], [5400]],
        ),
    ),
    Made(  # keys typed as numbers have lost their zero
        "amt_lauenburg_2022.xlsx",
        {
            "Daten": [
                ["Gemeindeschlüssel", "Name", "Haushalte"],
                [1053003, "Aumühle", 1500],
                [1053012, "Börnsen", 2100],
                [1053020, "Büchen", 3000],
                [1053023, "Dassendorf", 1490],
            ]
        },
        figures(
            ("01053003", "01053012", "01053020", "01053023"),
            ["2022 haushalte"],
            [[1500], [2100], [3000], [1490]],
        ),
    ),
    Made(  # quarters across
        "wohngeld_quartale.csv",
        {
            "": [
                ["Wohngeldfälle nach Gemeinden", "", "", ""],
                ["AGS", "Gemeinde", "I/2023", "II/2023"],
                *keyed(_TWO),
            ]
        },
        figures(
            FOUR,
            ["2023-Q1 wohngeldfaelle_nach_gemeinden", "2023-Q2 wohngeldfaelle_nach_gemeinden"],
            _TWO,
        ),
    ),
    Made(  # months in words
        "bedarfsgemeinschaften.xlsx",
        {
            "Monate": [
                ["Bedarfsgemeinschaften"],
                ["AGS", "Gemeinde", "Januar 2023", "Feb. 2023", "März 2023"],
                *keyed(_THREE),
            ]
        },
        figures(FOUR, [f"2023-0{m} bedarfsgemeinschaften" for m in (1, 2, 3)], _THREE),
    ),
    Made(  # months as real dates of the spreadsheet, shown as "Jan 23"
        "asyl_monate.xlsx",
        {
            "Asyl": [
                ["Leistungsberechtigte AsylbLG"],
                ["AGS", "Gemeinde", date(2023, 1, 31), date(2023, 2, 28)],
                *keyed(_TWO),
            ]
        },
        figures(
            FOUR,
            ["2023-01-31 leistungsberechtigte_asylblg", "2023-02-28 leistungsberechtigte_asylblg"],
            _TWO,
        ),
    ),
    Made(  # associations as headings between their members; the county as a row of its own
        "kinder_nach_vg_2023.xlsx",
        {
            "T": [
                ["Verwaltungseinheit", "Kinder unter 6"],
                ["Kreisstadt", ""],
                ["Bad Salzungen, Stadt", 1100],
                ["Erfüllende Gemeinde Vacha", ""],
                ["Vacha, Stadt", 240],
                ["Unterbreizbach", 160],
                ["Weitere", ""],
                ["Treffurt, Stadt", 290],
                ["Wartburgkreis", 1790],
            ]
        },
        figures(
            (SALZUNGEN, VACHA, "16063078", TREFFURT, "16063"),
            ["2023 kinder_unter_6"],
            [[1100], [240], [160], [290], [1790]],
        ),
    ),
    Made(  # thousands with a point, decimals with a comma, Windows encoding
        "sozialausgaben_2022.csv",
        {
            "": [
                ["Schlüssel", "Gemeinde", "Ausgaben je Einwohner (€)", "Einwohner"],
                *keyed(
                    [
                        ["1.234,50", "20.100"],
                        ["987,00", "4.612"],
                        ["845,25", "5.890"],
                        ["702", "987"],
                    ]
                ),
            ]
        },
        figures(
            FOUR,
            ["2022 ausgaben_je_einwohner", "2022 einwohner"],
            [[1234.5, 20100], [987, 4612], [845.25, 5890], [702, 987]],
        ),
        encoding="cp1252",
    ),
    Made(  # nothing in the column tells thousands from decimals: asked
        "einwohner_gruppiert_2022.csv",
        {
            "": [
                ["AGS", "Einwohner"],
                *[[k, v] for k, v in zip(FOUR, ("20.100", "4.612", "5.890", "5.012"), strict=True)],
            ]
        },
        figures(FOUR, ["2022 einwohner"], [[20100], [4612], [5890], [5012]]),
        choose=lambda mapping: mapping["table"].update(decimal=","),
        asks="decimal",
    ),
    Made(  # percent signs in the cells
        "anteile.csv",
        {
            "": [
                ["Gemeinde", "Anteil 2022", "Anteil 2023"],
                *named(
                    [
                        ["12,5 %", "12,9 %"],
                        ["9,1 %", "9,0 %"],
                        ["8,0 %", "7,7 %"],
                        ["6,6 %", "6,1 %"],
                    ]
                ),
            ]
        },
        figures(
            FOUR, ["2022 anteil", "2023 anteil"], [[12.5, 12.9], [9.1, 9], [8, 7.7], [6.6, 6.1]]
        ),
    ),
    Made(  # the period stands only in the file's name
        "Pflegeberatung_2023.csv",
        {"": [["Gemeinde", "persönlich", "telefonisch", "Hausbesuch"], *named(_THREE)]},
        figures(FOUR, ["2023 persoenlich", "2023 telefonisch", "2023 hausbesuch"], _THREE),
    ),
    Made(  # the period stands nowhere: asked
        "pflegestuetzpunkt.xlsx",
        {"Beratung": [["Gemeinde", "Beratungen"], *named(_PLAIN)]},
        figures(FOUR, ["2024 beratungen"], _PLAIN),
        choose=lambda mapping: mapping.update(period={"value": "2024"}),
        asks="period",
    ),
    Made(  # footnote signs at the figures
        "obdachlose_2023.xlsx",
        {
            "T": [
                ["AGS", "Gemeinde", "Untergebrachte Personen1)"],
                *keyed([["34*"], ["12 1)"], [3], ["8²"]]),
                ["1) Stichtag 31.01."],
                ["* einschließlich Geflüchteter"],
            ]
        },
        figures(FOUR, ["2023 untergebrachte_personen"], [[34], [12], [3], [8]]),
    ),
    Made(  # men, women and together beside each other
        "schwerbehinderte_2023.xlsx",
        {
            "T": [
                ["Schwerbehinderte Menschen am 31.12.2023"],
                ["AGS", "Gemeinde", "insgesamt", "männlich", "weiblich"],
                *keyed([[200, 110, 90], [60, 31, 29], [50, 24, 26], [44, 20, 24]]),
            ]
        },
        figures(
            FOUR,
            [
                "2023-12-31 schwerbehinderte_menschen",
                "2023-12-31 schwerbehinderte_menschen sex=M",
                "2023-12-31 schwerbehinderte_menschen sex=F",
            ],
            [[200, 110, 90], [60, 31, 29], [50, 24, 26], [44, 20, 24]],
        ),
    ),
)
