# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Long, transposed and many-sheeted deliveries, and those that cannot be right."""

from tests.core.sources.corpus.tables import FOUR, NAMES, SALZUNGEN, TREFFURT, VACHA, keyed, named
from tests.core.sources.corpus.writing import Made, figures

_COUNTIES = ("16061", "16063", "16064")
_COUNTY_NAMES = ("Eichsfeld", "Wartburgkreis", "Unstrut-Hainich-Kreis")
_PLAIN = [[312], [98], [77], [64]]
_TWO = [[412, 398], [120, 115], [98, 101], [88, 79]]


def _area(text, key):
    def choose(mapping):
        mapping["area"]["names"] = {**mapping["area"].get("names", {}), text: key}

    return choose


_AGES = (("0-2", "Y0T2"), ("3-5", "Y3T5"), ("6 bis 17", "Y6T17"), ("18+", "Y_GE18"))

SHAPES = (
    Made(  # registration office: long, with sex and age groups in short forms
        "einwohner_lang.csv",
        {
            "": [
                ["Gemeinde", "Jahr", "Geschlecht", "Altersgruppe", "Anzahl"],
                *[
                    [name, 2023, sex, age, 10 * number + place]
                    for number, name in enumerate(NAMES[:2], 1)
                    for sex in ("m", "w")
                    for place, (age, _) in enumerate(_AGES)
                ],
            ]
        },
        {
            f"{area} 2023 anzahl age={code} sex={sex}": 10 * number + place
            for number, area in enumerate(FOUR[:2], 1)
            for sex in ("M", "F")
            for place, (_, code) in enumerate(_AGES)
        },
    ),
    Made(  # immigration office: nationality in clerks' words
        "auslaender.xlsx",
        {
            "Daten": [
                ["AGS", "Stichtag", "Staatsangehörigkeit", "Personen"],
                *[
                    [area, "31.12.2023", word, 100 * number + place]
                    for number, area in enumerate(FOUR, 1)
                    for place, word in enumerate(("deutsch", "nichtdeutsch"))
                ],
            ]
        },
        {
            f"{area} 2023-12-31 personen nationality={code}": 100 * number + place
            for number, area in enumerate(FOUR, 1)
            for place, code in enumerate(("national", "foreign"))
        },
    ),
    Made(  # what is counted stands in a column
        "indikatoren_lang.csv",
        {
            "": [
                ["Schlüssel", "Merkmal", "Jahr", "Wert"],
                *[
                    [area, what, 2022, 10 * number + place]
                    for number, area in enumerate(FOUR, 1)
                    for place, what in enumerate(("Geburten", "Sterbefälle"))
                ],
            ]
        },
        {
            f"{area} 2022 {what}": 10 * number + place
            for number, area in enumerate(FOUR, 1)
            for place, what in enumerate(("geburten", "sterbefaelle"))
        },
    ),
    Made(  # the area stands only in the first row of its group
        "beratung_gruppen_2023.xlsx",
        {
            "T": [
                ["Gemeinde", "Geschlecht", "Ratsuchende"],
                ["Bad Salzungen", "weiblich", 41],
                ["", "männlich", 22],
                ["Treffurt", "weiblich", 9],
                ["", "männlich", 6],
                ["Vacha", "weiblich", 8],
                ["", "männlich", 3],
            ]
        },
        {
            f"{area} 2023 ratsuchende sex={sex}": value
            for area, pair in ((SALZUNGEN, (41, 22)), (TREFFURT, (9, 6)), (VACHA, (8, 3)))
            for sex, value in zip("FM", pair, strict=True)
        },
    ),
    Made(  # the same with merged cells
        "schulden_2023.xlsx",
        {
            "T": [
                ["Gemeinde", "Geschlecht", "Fälle"],
                ["Bad Salzungen", "w", 41],
                ["", "m", 22],
                ["Treffurt", "w", 9],
                ["", "m", 6],
            ]
        },
        {
            f"{area} 2023 faelle sex={sex}": value
            for area, pair in ((SALZUNGEN, (41, 22)), (TREFFURT, (9, 6)))
            for sex, value in zip("FM", pair, strict=True)
        },
        merged={"T": [(1, 0, 2, 0), (3, 0, 4, 0)]},
    ),
    Made(  # day-care centres, several in a municipality
        "Kita-Liste_2023.xlsx",
        {
            "Einrichtungen": [
                ["Kindertageseinrichtungen, Kita-Jahr 2023/24"],
                ["Gemeinde", "Einrichtung", "Träger", "Plätze laut Erlaubnis", "belegte Plätze"],
                ["Bad Salzungen", "Kita Sonnenschein", "AWO", 90, 85],
                ["Bad Salzungen", "Kita Regenbogen", "Stadt", 60, 60],
                ["Treffurt", "Kita Werraspatzen", "Stadt", 75, 70],
                ["Vacha", "Kita Am Markt", "Diakonie", 50, 47],
            ]
        },
        {
            f"{area} 2023/24 {what} einrichtung={kita}": value
            for area, kita, pair in (
                (SALZUNGEN, "Kita Sonnenschein", (90, 85)),
                (SALZUNGEN, "Kita Regenbogen", (60, 60)),
                (TREFFURT, "Kita Werraspatzen", (75, 70)),
                (VACHA, "Kita Am Markt", (50, 47)),
            )
            for what, value in zip(("plaetze_laut_erlaubnis", "belegte_plaetze"), pair, strict=True)
        },
    ),
    Made(  # schools with their numbers; school year in the title
        "schulstatistik.xlsx",
        {
            "Grundschulen": [
                ["Schülerinnen und Schüler im Schuljahr 2023/2024"],
                [],
                ["Schulnummer", "Schule", "Schulort", "Klassen", "Lernende"],
                [10411, "GS Parkschule", "Bad Salzungen", 12, 240],
                [10412, "GS Langenfeld", "Bad Salzungen", 8, 151],
                [10430, "GS Treffurt", "Treffurt", 8, 149],
                [10441, "GS Vacha", "Vacha", 6, 110],
            ]
        },
        {
            f"{area} 2023/24 {what} schule={school}": value
            for area, school, pair in (
                (SALZUNGEN, "GS Parkschule", (12, 240)),
                (SALZUNGEN, "GS Langenfeld", (8, 151)),
                (TREFFURT, "GS Treffurt", (8, 149)),
                (VACHA, "GS Vacha", (6, 110)),
            )
            for what, value in zip(("klassen", "lernende"), pair, strict=True)
        },
    ),
    Made(  # areas across, what is counted down
        "kreisvergleich_2022.xlsx",
        {
            "Vergleich": [
                ["Kreise im Vergleich 2022"],
                ["Merkmal", *_COUNTY_NAMES],
                ["Arbeitslose", 2100, 3100, 2900],
                ["Bedarfsgemeinschaften", 2300, 3500, 3300],
                ["Haushalte mit Wohngeld", 900, "k. A.", 1100],
            ]
        },
        figures(
            _COUNTIES,
            ["2022 arbeitslose", "2022 bedarfsgemeinschaften", "2022 haushalte_mit_wohngeld"],
            [[2100, 2300, 900], [3100, 3500, "missing"], [2900, 3300, 1100]],
        ),
    ),
    Made(  # areas across, years down
        "geburten_zeitreihe.csv",
        {
            "": [
                ["Lebendgeborene", "", "", ""],
                ["Jahr", *_COUNTY_NAMES],
                ["2020", 900, 1000, 800],
                ["2021", 880, 990, 790],
                ["2022", 850, 940, 760],
                ["2023", 800, 900, 700],
            ]
        },
        figures(
            _COUNTIES,
            [f"{year} lebendgeborene" for year in (2020, 2021, 2022, 2023)],
            [[900, 880, 850, 800], [1000, 990, 940, 900], [800, 790, 760, 700]],
        ),
    ),
    Made(  # one sheet for each year
        "eingliederungshilfe.xlsx",
        {
            str(year): [
                ["AGS", "Gemeinde", "Leistungsberechtigte"],
                *keyed([[value + year - 2021] for (value,) in _PLAIN]),
            ]
            for year in (2021, 2022, 2023)
        },
        figures(
            FOUR,
            [f"{year} leistungsberechtigte" for year in (2021, 2022, 2023)],
            [[value, value + 1, value + 2] for (value,) in _PLAIN],
        ),
    ),
    Made(  # a cover and notes around the one sheet with figures
        "pflege_2023.xlsx",
        {
            "Deckblatt": [["Landratsamt"], ["Pflegeplanung 2023"], ["Stand", "15.12.2023"]],
            "Daten": [["AGS", "Gemeinde", "Pflegebedürftige"], *keyed(_PLAIN)],
            "Hinweise": [["Ohne Pflegegrad 1."], ["Rückfragen an den Fachdienst Soziales"]],
        },
        figures(FOUR, ["2023 pflegebeduerftige"], _PLAIN),
    ),
    Made(  # the county's own planning regions
        "jugendfoerderung.xlsx",
        {
            "VbE": [
                ["Stellen der Jugendarbeit am 01.01.2024"],
                ["Planungsregion", "VbE", "Einrichtungen"],
                ["Region 1", 4.25, 3],
                ["Region 2", 3.5, 4],
                ["Region 3", 5, 6],
            ]
        },
        figures(
            ("jugendfoerderung:Region 1", "jugendfoerderung:Region 2", "jugendfoerderung:Region 3"),
            ["2024-01-01 vbe", "2024-01-01 einrichtungen"],
            [[4.25, 3], [3.5, 4], [5, 6]],
        ),
    ),
    Made(  # two municipalities share a name: asked
        "landkreis_doppelt_2022.xlsx",
        {
            "T": [
                ["Gemeinde", "Kinder"],
                ["Lehesten", 30],
                ["Saalfeld/Saale, Stadt", 1300],
                ["Bad Blankenburg, Stadt", 280],
                ["Unterwellenborn", 260],
            ]
        },
        figures(
            ("16073046", "16073077", "16073005", "16073111"),
            ["2022 kinder"],
            [[30], [1300], [280], [260]],
        ),
        choose=_area("Lehesten", "16073046"),
        asks="area_names",
    ),
    Made(  # a slip of the pen in a name: asked, with the right one offered
        "tippfehler_2023.csv",
        {
            "": [
                ["Gemeinde", "Kinder"],
                *zip(
                    ("Bad Salzungen", "Barchfeld-Imelborn", "Treffurt", "Vacha"),
                    (9, 8, 7, 6),
                    strict=True,
                ),
            ]
        },
        figures(FOUR, ["2023 kinder"], [[9], [8], [7], [6]]),
        choose=_area("Barchfeld-Imelborn", "16063004"),
        asks="area_names",
    ),
    Made(  # addresses only
        "vereine.csv",
        {"": [["Verein", "Ort", "Ansprechstelle"], ["Sportverein", "Vacha", "Vorstand"]]},
        refusal="no_table",
    ),
    Made(  # a municipality twice, nothing tells the rows apart
        "doppelt_2023.csv",
        {"": [["AGS", "Kinder"], *zip(FOUR, (9, 8, 7, 6), strict=True), [FOUR[0], 10]]},
        refusal="key_repeats",
    ),
    Made(  # one column, two notations
        "gemischt_2023.csv",
        {
            "": [
                ["AGS", "Ausgaben"],
                *zip(FOUR, ("1.234,50", "1,234.50", "12,5", "9,0"), strict=True),
            ]
        },
        refusal="separator_conflict",
    ),
    Made(  # one figure across two municipalities
        "verbunden_2023.xlsx",
        {"T": [["AGS", "Gemeinde", "Fälle"], *keyed([[9], [""], [7], [6]])]},
        merged={"T": [(1, 2, 2, 2)]},
        refusal="merged_figures",
    ),
    Made(  # the second table below has another meaning
        "zwei_tabellen.xlsx",
        {
            "T": [
                ["Kinder 2022"],
                ["Gemeinde", "Kinder"],
                *named(_PLAIN),
                [],
                ["Jugendliche 2022"],
                ["Gemeinde", "Jugendliche"],
                *named([[500], [210], [160], [140]]),
            ]
        },
        figures(FOUR, ["2022 kinder"], _PLAIN),
    ),
)
