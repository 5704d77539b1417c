# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""A small instance for comparisons: the 22 counties of Thuringia, three beyond the border.

Keys are real, figures are made up so that the answers can be computed by hand:

- `portion`, counted of 20,000 in each county: 2022 from 5.0 % in steps of 0.4, 2018 in steps of
  0.8; Sonneberg is secret in 2022
- `income`, delivered: 20,000 euro and 100 more from county to county, so it rises with `portion`
- `even`: 7.5 everywhere; `lonely`: one county alone
- three features of all 25 counties, by which the neighbours of the Wartburgkreis are known
"""

from pathlib import Path

from klammer.pipeline.instance import Instance
from tests.factories import observation
from tests.product.atlas.small_atlas import DEFINITIONS, small_atlas

COUNTIES = tuple(f"160{number}" for number in (*range(51, 56), *range(61, 78)))
BEYOND = ("06631", "06632", "06636")
HIDDEN = "16072"
TOWNS = ("16063003", "16063004", "16063066", "16063078")
PEOPLE = 20_000


def portion(place: int, year: str) -> int:
    """Cases in the county at this place of the list."""
    return 1000 + place * (80 if year == "2022" else 160)


def _portions() -> list[dict]:
    rows = []
    for year in ("2018", "2020", "2022"):
        for place, area in enumerate(COUNTIES):
            if (area, year) == (HIDDEN, "2022"):
                hidden = {"status": "suppressed", "secrecy": "suppressed_at_source"}
                rows.append(observation(area, "portion_cases", None, period=year, **hidden))
            else:
                rows.append(observation(area, "portion_cases", portion(place, year), period=year))
            rows.append(observation(area, "portion_people", PEOPLE, period=year))
        for area, level in (("16", "state"), ("DG", "country")):
            cases, people = sum(portion(n, year) for n in range(22)), 22 * PEOPLE
            more = {"period": year, "area_level": level}
            rows.append(observation(area, "portion_cases", cases, **more))
            rows.append(observation(area, "portion_people", people, **more))
    for town, cases in zip(TOWNS, (100, 200, 300, 0), strict=True):
        more = {"area_level": "municipality"}
        rows.append(observation(town, "portion_cases", cases, **more))
        rows.append(observation(town, "portion_people", 2000, **more))
    return rows


def _delivered() -> list[dict]:
    rows = [observation("16063", "lonely", 3.0)]
    for place, area in enumerate(COUNTIES):
        rows.append(observation(area, "income", 20_000.0 + 100 * place, period="2021"))
        rows.append(observation(area, "even", 7.5))
    return rows


def _features() -> list[dict]:
    """Age, density and wages: every county one step from the next, Fulda just beside the WAK."""
    rows = []
    places = {area: float(place) for place, area in enumerate(COUNTIES)}
    own = places["16063"]
    places |= {"06631": own + 0.1, "06632": own + 0.6, "06636": 40.0}
    for area, place in places.items():
        rows.append(observation(area, "f_age", 40.0 + place))
        rows.append(observation(area, "f_income", 20_000.0 + 500 * place))
        rows.append(observation(area, "f_density", 2.0 ** (place / 4)))
    return rows


def _delivers(name: str, title: str, unit: str, **more) -> dict:
    return {
        "id": name, "title": title, "sentence": "So viel.", "domain": "einkommen",
        "kind": "mean", "unit": unit, "direction": "neutral", "source": "Amt",
        "why_no_interval": "delivered_rate",
        "formula": {"delivered": {"variable": more.pop("variable", name), "label": title}},
        **more,
    }  # fmt: skip


DEFINED = (
    *DEFINITIONS,
    {
        "id": "portion", "title": "Anteil", "sentence": "So viele von 100.", "domain": "arbeit",
        "kind": "proportion", "unit": "%", "direction": "high_is_burden", "interval": "wilson",
        "headline": True, "relevant_difference": 1.0, "source": "Amt",
        "formula": {
            "numerator": [{"variable": "portion_cases", "label": "Fälle"}],
            "denominator": [{"variable": "portion_people", "label": "Menschen"}],
            "factor": 100,
        },
    },
    _delivers("income", "Einkommen", "Euro", decimals=0, direction="high_is_good", headline=True),
    _delivers("even", "Überall gleich", "je 100", kind="ratio"),
    _delivers("lonely", "Ein Kreis", "je 100", kind="ratio"),
    _delivers("durchschnittsalter", "Alter", "Jahre", variable="f_age"),
    _delivers("kaufkraft", "Kaufkraft", "Euro", variable="f_income"),
    _delivers("bevoelkerungsdichte", "Dichte", "je km²", variable="f_density"),
)  # fmt: skip


def compared_atlas(folder: Path) -> Instance:
    """Create the instance with one accepted delivery and one public release."""
    rows = [*_portions(), *_delivered(), *_features()]
    return small_atlas(folder, more=rows, definitions=DEFINED)
