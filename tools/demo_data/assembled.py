# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Figures whose original is not at hand: taken from compilations, and marked as such.

GERDA carries INKAR domains that are not among the originals (unemployment, rents, income), the
RKI's GISD the yearly unemployment of all municipalities, GERDA again the Zensus 2022.
"""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
from origins import DL_DE, sha256_of
from writing import Family, write_family

from klammer.sources.contract import Origin

COUNTIES = "indicators_kreise_de_long.parquet"
MUNICIPALITIES = "indicators_gemeinden_th_gs2022_long.csv"
BOUNDARY = "2022-12-31"
BBSR = "Bundesinstitut für Bau-, Stadt- und Raumforschung (BBSR)"
GERDA = {
    "share_65plus": "Anteil der Bevölkerung ab 65 Jahren in %",
    "share_foreign": "Anteil der Ausländerinnen und Ausländer an der Bevölkerung in %",
    "median_age": "Durchschnittsalter der Bevölkerung in Jahren",
    "unemployment_rate": "Arbeitslosenquote in %",
    "youth_unemployment_rate": "Arbeitslosenquote der unter 25-Jährigen in %",
    "purchasing_power": "Kaufkraft je Einwohnerin und Einwohner in Euro",
    "share_low_income_hh": "Anteil der Haushalte mit niedrigem Einkommen in %",
    "rent_level": "Angebotsmieten in Euro je m²",
    "living_space_per_capita": "Wohnfläche je Person in m²",
    "building_permits_per_capita": "Fertiggestellte oder genehmigte Wohnungen je 1.000 Personen",
    "cars_per_capita": "Pkw je 1.000 Personen",
    "municipal_debt_per_capita": "Kommunale Schulden je Person in Euro",
    "tax_revenue_per_capita": "Steuereinnahmen der Gemeinden je Person in Euro",
}
CENSUS = {
    "zensus22_bevoelkerung": ("census_population", "Bevölkerung am 15. Mai 2022"),
    "zensus22_wohnungen": ("census_dwellings", "Wohnungen"),
    "zensus22_eigentuemerquote": ("census_owner_share", "Eigentümerquote in %"),
    "zensus22_leerstandsquote": ("census_vacancy_share", "Leerstandsquote in %"),
    "zensus22_miete_qm": ("census_rent_per_sqm", "Nettokaltmiete in Euro je m²"),
    "zensus22_haushaltsgroesse": ("census_household_size", "Personen je Haushalt"),
    "zensus22_anteil_ausl": ("census_foreign_share", "Anteil der Ausländerinnen und Ausländer"),
    "zensus22_anteil_einwanderungsgeschichte": (
        "census_immigration_share",
        "Anteil der Personen mit Einwanderungsgeschichte",
    ),
}
GISD = {
    "arbeitslose_anzahl": ("unemployed_gisd", "Arbeitslose im Jahresdurchschnitt"),
    "bev_15_64_anzahl": ("population_15_64_gisd", "Bevölkerung von 15 bis unter 65 Jahren"),
}


def _origin(title: str, publisher: str, by: str) -> Origin:
    return Origin(
        publisher=publisher,
        title=title,
        licence=DL_DE,
        retrieved="2026",
        attribution=f"© {publisher}, {DL_DE}; zusammengestellt von {by}",
        assembled=True,
    )


def _variable(name: str) -> str:
    """The rate of unemployment is the official one on today's boundaries: it keeps its name."""
    return name if name == "unemployment_rate" else f"gerda_{name}"


def _status(value: float) -> str:
    """−0.01 is INKAR's mark of a county without figures; none of these can be negative."""
    if value < 0:
        return "missing"
    return "zero_or_hidden" if value == 0 else "reported"


def write_counties(originals: Path, folder: Path) -> int:
    """All 400 counties: what GERDA has from INKAR and the originals at hand do not."""
    path = originals / "thueringen" / COUNTIES
    family = Family("zusammenstellung_kreise", "INKAR über GERDA: Kreise")
    listed = ", ".join(f"'{name}'" for name in GERDA)
    found = (
        duckdb.connect()
        .execute(
            "SELECT kreis, year, indicator, value, file_row_number + 1 FROM "
            f"read_parquet('{path}', file_row_number = true) "
            f"WHERE domain = 'gerda_inkar' AND indicator IN ({listed})"
        )
        .fetchall()
    )
    family.rows = [
        (
            *(kreis, "county", BOUNDARY, year, _variable(name), "_T", "_T", "_T"),
            *(value if value >= 0 else None, _status(value), "exact"),
            *(path.name, "", row, 5),
        )
        for kreis, year, name, value, row in found
    ]
    family.origins[path.name] = _origin("INKAR (verschiedene Bereiche)", BBSR, "GERDA")
    family.sha256[path.name] = sha256_of(path)
    family.labels = {_variable(name): label for name, label in GERDA.items()}
    return write_family(family, folder)


def write_municipalities(originals: Path, folder: Path) -> int:
    """Municipalities of Thuringia: unemployed since 1998 (GISD) and Zensus 2022 (GERDA)."""
    path = originals / "thueringen" / MUNICIPALITIES
    family = Family("zusammenstellung_gemeinden", "GISD und Zensus 2022: Gemeinden in Thüringen")
    family.rows = list(_municipal(path))
    family.origins[path.name] = _origin(
        "Arbeitslose (INKAR über GISD), Zensus 2022 (über GERDA)",
        f"{BBSR}; Statistisches Bundesamt (Destatis)",
        "RKI (GISD) und GERDA",
    )
    family.sha256[path.name] = sha256_of(path)
    family.labels = dict((CENSUS | GISD).values())
    return write_family(family, folder)


def _municipal(path: Path) -> Iterator[tuple[Any, ...]]:
    """GISD counts of 0 are real zeros there: the count is a yearly mean, rounded."""
    known = CENSUS | GISD
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        for line in reader:
            if line["indicator"] not in known:
                continue
            variable, _ = known[line["indicator"]]
            census = line["indicator"] in CENSUS
            value = float(line["value"])
            status = _status(value)
            period = "2022-05-15" if census else line["year"]
            yield (
                *(line["ags"], "municipality", BOUNDARY, period, variable, "_T", "_T", "_T"),
                *(value, status, "cell_key" if census else "exact"),
                *(path.name, "", reader.line_num, 5),
            )
