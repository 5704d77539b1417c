# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Layouts of the municipal tables (-5): Thuringia's municipalities, one date each as a rule."""

from classic import Cell, Layout
from layouts import AGE_CODES, OLD, by_sex, in_blocks, plain, years

POPULATION_YEARS = years(2008, last=2015, start=3)
AGES_17 = (
    *("Y0T2", "Y3T5", "Y6T9", "Y10T14", "Y15T17", "Y18T19", "Y20T24", "Y25T29", "Y30T34"),
    *("Y35T39", "Y40T44", "Y45T49", "Y50T54", "Y55T59", "Y60T64", "Y65T74", "Y_GE75"),
)
MOVE_AGES = ("Y0T17", "Y18T24", "Y25T29", "Y30T49", "Y50T64", "Y_GE65", "_T")
SEXES = ("_T", "M", "F")


def by_age(variable: str, ages: tuple[str, ...], *, first: int, step: int) -> dict[int, Cell]:
    """Blocks of `step` columns per sex (total, men, women), one column per age."""
    return {
        first + block * step + offset: Cell(variable, sex=sex, age=age)
        for block, sex in enumerate(SEXES)
        for offset, age in enumerate(ages)
    }


def _table(file: str, title: str, first: int, **more: object) -> Layout:
    code = file.removesuffix(".csv.gz").removesuffix("_00")
    given = {"area": 1, "level": "municipality", **more}
    return Layout(f"{OLD}/{file}", code, title, first, **given)  # type: ignore[arg-type] # by name


MUNICIPAL_TABLES = (
    _table(
        "12411-01-01-5_00.csv.gz",
        "Bevölkerung nach Geschlecht",
        9,
        dates=POPULATION_YEARS,
        cells=in_blocks("population", POPULATION_YEARS, start=3),
    ),
    _table(
        "12411-02-03-5_00.csv.gz",
        "Bevölkerung nach Geschlecht und Altersgruppen (17)",
        11,
        date="2015-12-31",
        cells=by_age("population", AGES_17, first=3, step=18),
    ),
    _table(
        "12711-01-03-5_00.csv.gz",
        "Zu- und Fortzüge über die Gemeindegrenzen nach Geschlecht und Altersgruppen",
        13,
        date="2015",
        cells={
            **by_age("moves_in", MOVE_AGES, first=3, step=7),
            **by_age("moves_out", MOVE_AGES, first=24, step=7),
        },
    ),
    _table(
        "13111-01-03-5_00.csv.gz",
        "Sozialversicherungspflichtig Beschäftigte am Arbeitsort",
        12,
        date="2015-06-30",
        empty_is_zero=True,
        cells=by_sex("employees_workplace", 3),
    ),
    _table(
        "13111-02-02-5_00.csv.gz",
        "Sozialversicherungspflichtig Beschäftigte am Wohnort",
        12,
        date="2015-06-30",
        empty_is_zero=True,
        cells={
            **by_sex("employees_residence", 3),
            **by_sex("employees_residence", 6, nationality="foreign"),
        },
    ),
    _table(
        "13111-08-02-5_00.csv.gz",
        "Ein- und Auspendlerinnen und -pendler über Gemeindegrenzen",
        9,
        date="2015-06-30",
        empty_is_zero=True,
        cells=plain(commuters_in=4, commuters_out=6),
    ),
    _table(
        "13211-01-03-5_00.csv.gz",
        "Arbeitslose nach ausgewählten Personengruppen",
        11,
        date="2016",
        empty_is_zero=True,
        cells={
            3: Cell("unemployed"),
            4: Cell("unemployed", nationality="foreign"),
            5: Cell("unemployed_severely_disabled"),
            7: Cell("unemployed", age="Y15T24"),
            8: Cell("unemployed", age="Y55T64"),
            9: Cell("unemployed_long_term"),
        },
    ),
    _table(
        "14111-01-02-5_00.csv.gz",
        "Bundestagswahl: Wahlberechtigte und Wahlbeteiligung",
        10,
        area=2,
        date=1,
        cells=plain(bundestag_turnout=5),
    ),
    _table(
        "14346-01-02-5_00.csv.gz",
        "Landtagswahl Thüringen: Wahlberechtigte und Wahlbeteiligung",
        10,
        area=2,
        date=1,
        cells=plain(landtag_eligible=4, landtag_turnout=5),
    ),
    _table(
        "73111-01-01-5_00.csv.gz",
        "Lohn- und Einkommensteuer",
        7,
        area=2,
        date=1,
        cells=plain(taxpayers=4, taxable_income=5),
    ),
)
assert set(AGES_17) <= set(AGE_CODES.values())  # noqa: S101 # a slip here would misname every figure
