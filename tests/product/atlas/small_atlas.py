# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""A small real instance for the atlas: a tidy table through stage, accept and release.

Counties and municipalities are real keys, all figures are made up: a delivered rate with a secret
and a hidden zero, a share with cases over five years by sex, a count, and a figure without data.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from klammer.indicators.definitions import definition_of, to_toml
from klammer.pipeline import deliveries, releases
from klammer.pipeline.instance import Instance
from tests.factories import observation, tidy_file

AT = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
YEARS = ("2018", "2019", "2020", "2021", "2022")
# Three municipalities of the Wartburgkreis and two elsewhere.
TOWNS = ("16063003", "16063066", "16063076", "16061045", "16067029")
ORIGIN = {
    "publisher": "Statistisches Amt",
    "title": "Tabelle der Prüfung",
    "table": "99999-01",
    "licence": "dl-de/by-2-0",
    "retrieved": "2026-11-19",
}


def _rates() -> list[dict]:
    """A rate as published: county, state and country each year, municipalities in 2022."""
    rows = []
    for step, year in enumerate(YEARS):
        for area, level, value in (
            ("16063", "county", 6.0 - 0.3 * step),
            ("16061", "county", 4.0),
            ("16067", "county", 5.0),
            ("16", "state", 7.0),
            ("DG", "country", 8.0),
        ):
            rows.append(
                observation(area, "rate", value, area_level=level, period=year, column=step + 2)
            )
    towns = [
        {"value": 3.25},
        {"value": 0.0, "status": "zero_or_hidden"},
        {"value": None, "status": "suppressed", "secrecy": "suppressed_at_source"},
        {"value": 12.5},
        {"value": 8.75},
    ]
    for key, more in zip(TOWNS, towns, strict=True):
        value = more.pop("value")
        rows.append(observation(key, "rate", value, area_level="municipality", **more))
    return rows


def _shares() -> list[dict]:
    """Cases and persons by sex, rising in the Wartburgkreis."""
    rows = []
    for step, year in enumerate(YEARS):
        for area, level, cases, persons in (
            ("16063", "county", 1000 + 120 * step, 10_000),
            ("16061", "county", 900, 9_000),
            ("16067", "county", 1_100, 11_000),
            ("16", "state", 15_000 + 100 * step, 150_000),
        ):
            for sex, part in (("_T", 1.0), ("F", 0.5), ("M", 0.5)):
                for variable, value in (("cases", cases), ("persons", persons)):
                    rows.append(
                        observation(
                            area, variable, float(round(value * part)),
                            area_level=level, period=year, sex=sex,
                        )
                    )  # fmt: skip
    return rows


DEFINITIONS = (
    {
        "id": "rate", "title": "Quote der Prüfung", "sentence": "So viele von 100.",
        "domain": "soziale_sicherung", "kind": "ratio", "unit": "%",
        "direction": "high_is_burden", "why_no_interval": "delivered_rate",
        "source": "Statistisches Amt", "headline": True, "synonyms": ["Armut"],
        "formula": {"delivered": {"variable": "rate", "label": "Quote"}},
    },
    {
        "id": "share", "title": "Anteil der Prüfung", "sentence": "So viele von 100 Menschen.",
        "domain": "arbeit", "kind": "proportion", "unit": "%", "direction": "high_is_burden",
        "interval": "wilson", "breakdowns": ["sex"], "headline": True,
        "breaks": [{"period": "2019", "reason": "neue Abgrenzung"}],
        "formula": {
            "numerator": [{"variable": "cases", "label": "Fälle"}],
            "denominator": [{"variable": "persons", "label": "Menschen"}],
            "factor": 100,
        },
    },
    {
        "id": "people", "title": "Menschen", "sentence": "So viele.", "domain": "bevoelkerung",
        "kind": "count", "unit": "Personen", "direction": "neutral", "decimals": 0,
        "why_no_interval": "full_count", "formula": {"numerator": [{"variable": "persons"}]},
    },
    {
        "id": "nothing", "title": "Vereine", "sentence": "So viele Vereine gibt es.",
        "domain": "beteiligung", "kind": "count", "unit": "Vereine", "direction": "high_is_good",
        "formula": {}, "how_to_get": "Beim Registergericht erfragen.", "headline": True,
    },
)  # fmt: skip


def _towns() -> list[dict]:
    """Cases and persons of municipalities: one is secret, one is a 0 that may hide a few."""
    counted = [
        ("16063", "county", 1_200, 10_000),
        ("16", "state", 10_000, 100_000),
        ("16063003", "municipality", 300, 2_000),
        ("16063004", "municipality", 100, 1_000),
        ("16063066", "municipality", 40, 1_000),
        ("16061045", "municipality", 100, 1_000),
    ]
    rows = []
    for area, level, cases, persons in counted:
        for variable, value in (("town_cases", cases), ("town_persons", persons)):
            rows.append(observation(area, variable, float(value), area_level=level))
    hidden = (
        ("16063076", {"value": None, "status": "suppressed", "secrecy": "suppressed_at_source"}),
        ("16063078", {"value": 0.0, "status": "zero_or_hidden"}),
    )
    for area, more in hidden:
        value = more.pop("value")
        at = {"area_level": "municipality"}
        rows.append(observation(area, "town_cases", value, **at, **more))
        rows.append(observation(area, "town_persons", 500.0, **at))
    return rows


TOWN_DEFINITIONS = (
    {
        "id": "local", "title": "Örtlicher Anteil", "sentence": "So viele von 100 am Ort.",
        "domain": "arbeit", "kind": "proportion", "unit": "%", "direction": "high_is_burden",
        "interval": "wilson", "relevant_difference": 2.0, "headline": True,
        "formula": {
            "numerator": [{"variable": "town_cases", "label": "Fälle"}],
            "denominator": [{"variable": "town_persons", "label": "Menschen"}],
            "factor": 100,
        },
    },
    {
        "id": "locals", "title": "Menschen am Ort", "sentence": "So viele leben am Ort.",
        "domain": "bevoelkerung", "kind": "count", "unit": "Personen", "direction": "neutral",
        "decimals": 0, "why_no_interval": "full_count",
        "formula": {"numerator": [{"variable": "town_persons"}]},
    },
)  # fmt: skip


def town_atlas(folder: Path) -> Instance:
    """Create the same instance with counts for municipalities besides."""
    return small_atlas(folder, more=_towns(), definitions=(*DEFINITIONS, *TOWN_DEFINITIONS))


def small_atlas(
    folder: Path,
    *,
    more: Sequence[dict] = (),
    definitions: Sequence[dict] = DEFINITIONS,
    breakdowns: Sequence[str] = ("sex",),
) -> Instance:
    """Create the instance with one accepted delivery and one public release."""
    instance = Instance.create(folder / "instance")
    for data in definitions:
        definition = definition_of(data)
        place = instance / "definitions" / definition.id
        place.mkdir()
        (place / "0001.toml").write_text(to_toml(definition), encoding="utf-8")
    path = tidy_file(folder / "tidy_atlas.parquet", [*_rates(), *_shares(), *more], *breakdowns)
    told = {"origins": {"original.csv": ORIGIN}, "sha256": {"original.csv": "0" * 64}}
    staged = deliveries.stage(instance, path, reader="tidy", mapping=told, at=AT)
    deliveries.accept(instance, staged.id, by="Datenpflege", at=AT, note="Prüfung")
    releases.create(instance, by="Datenpflege", at=AT)
    return instance
