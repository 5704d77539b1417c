# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""A small real instance: one synthetic flat file through stage, accept and release."""

from datetime import UTC, datetime
from pathlib import Path

from klammer.indicators.definitions import definition_of, to_toml
from klammer.pipeline import deliveries, releases
from klammer.pipeline.instance import Instance
from klammer.sources.contract import Origin

AT = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
HEAD = (
    "statistics_code;statistics_label;time_code;time_label;time;1_variable_code;1_variable_label;"
    "1_variable_attribute_code;1_variable_attribute_label;2_variable_code;2_variable_label;"
    "2_variable_attribute_code;2_variable_attribute_label;value;value_unit;value_variable_code;"
    "value_variable_label;value_q"
)
# county → (women, men) by year; made up, apart from the keys
COUNTS = {
    "16061": {"2021": (49_500, 49_000), "2022": (49_600, 49_100)},
    "16063": {"2021": (80_000, 79_000), "2022": (80_200, 79_300)},
    "16064": {"2021": (51_000, 50_000), "2022": (50_900, 49_800)},
}
NAMES = {"16061": "Eichsfeld", "16063": "Wartburgkreis", "16064": "Unstrut-Hainich-Kreis"}


def flat_file(path: Path, *, counts=COUNTS) -> Path:
    """Write the counts as a flat file of the statistical offices, layout of 2026."""
    lines = [HEAD]
    for key, years in counts.items():
        for year, (women, men) in years.items():
            for code, label, value in (
                ("GESM", "männlich", men),
                ("GESW", "weiblich", women),
                ("", "Insgesamt", women + men),
            ):
                lines.append(
                    f"12411;Fortschreibung des Bevölkerungsstandes;STAG;Stichtag;{year}-12-31;"
                    f"KREISE;Kreise und kreisfreie Städte;{key};{NAMES[key]};GES;Geschlecht;{code};"
                    f"{label};{value};Anzahl;BEVSTD;Bevölkerungsstand;e"
                )
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def women_share(**more):
    """A share of women with a Wilson interval."""
    return definition_of(
        {
            "id": "frauenanteil",
            "title": "Frauenanteil",
            "sentence": "So viele von 100 Menschen sind Frauen.",
            "domain": "bevoelkerung",
            "kind": "proportion",
            "unit": "%",
            "direction": "neutral",
            "interval": "wilson",
            "headline": True,
            "formula": {
                "numerator": [{"variable": "population", "label": "Frauen", "sex": "F"}],
                "denominator": [{"variable": "population", "label": "Bevölkerung"}],
                "factor": 100,
            },
            "interpretation": "Frauen werden älter als Männer.",
            "breaks": [{"period": "2022", "reason": "Zensus 2022"}],
        }
        | more
    )


def without_data():
    """A definition that nobody delivers."""
    return definition_of(
        {
            "id": "ohne_daten",
            "title": "Vereine",
            "sentence": "So viele Vereine gibt es.",
            "domain": "beteiligung",
            "kind": "count",
            "unit": "Vereine",
            "direction": "high_is_good",
            "formula": {},
            "how_to_get": "Beim Registergericht erfragen.",
        }
    )


def write_definition(instance: Instance, definition, *, number: int = 1) -> None:
    """Put a definition into the instance as the web would."""
    folder = instance / "definitions" / definition.id
    folder.mkdir(exist_ok=True)
    path = folder / f"{number:04d}-{definition.version}.toml"
    path.write_text(to_toml(definition), encoding="utf-8")


def small_instance(folder: Path) -> Instance:
    """Create the instance with one accepted delivery and one public release."""
    instance = Instance.create(folder / "instance")
    write_definition(instance, women_share())
    write_definition(instance, without_data())
    path = flat_file(folder / "12411-02-01-4_flat.csv")
    origin = Origin(
        "Statistische Ämter des Bundes und der Länder",
        "Bevölkerung nach Geschlecht",
        table="12411",
        licence="dl-de/by-2-0",
        retrieved="2026-11-19",
    )
    staged = deliveries.stage(instance, path, at=AT, origin=origin)
    deliveries.accept(instance, staged.id, by="Datenpflege", at=AT, note="Test")
    releases.create(instance, by="Datenpflege", at=AT)
    return instance
