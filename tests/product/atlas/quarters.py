# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Quarters of a town as a geography of its county, with delivered and released figures."""

from pathlib import Path

import shapely

from klammer.pipeline import deliveries, geographies, releases
from klammer.pipeline.instance import Instance
from klammer.territory.geographies import Geography, Part
from klammer.territory.geometry import geometry
from tests.product.atlas.small_atlas import AT

TOWN = "16063003"  # Bad Salzungen
LEVEL = "own-quartier"
BOUNDARY = "2022-01-01"
# code → name, cases, persons; all together 300 of 2,000 as published for the town
QUARTERS = {
    "01": ("Altstadt", 120, 700),
    "02": ("Allendorf", 97, 700),
    "03": ("Kloster", 2, 100),
    "04": ("Wildprechtroda", 81, 500),
}


def quarters(*, drawn: bool = True, **more) -> Geography:
    """Four quarters; drawn, they are the town cut into four strips."""
    town = geometry("municipality", boundary="2022-12-31", within="16063")[TOWN]
    west, south, east, north = town.bounds
    step = (east - west) / len(QUARTERS)
    strips = {
        code: town.intersection(shapely.box(west + n * step, south, west + (n + 1) * step, north))
        for n, code in enumerate(QUARTERS)
    }
    about = {
        "level": LEVEL, "boundary": BOUNDARY, "title": "Quartiere in Bad Salzungen",
        "kind": "quarter", "workspace": "16063", "within": TOWN, "complete": True,
        "parts": tuple(Part(code, name) for code, (name, *_) in QUARTERS.items()),
        "outlines": strips if drawn else {},
    }  # fmt: skip
    return Geography(**about | more)


def table(path: Path, cases: dict[str, int] | None = None) -> Path:
    """Write the county's own table of the quarters."""
    lines = ["Quartier;Fälle;Menschen"]
    lines += [
        f"{name};{(cases or {}).get(code, n)};{of}" for code, (name, n, of) in QUARTERS.items()
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def mapping(found: Geography) -> dict:
    """Read the table's names as the quarters."""
    return {
        "origin": {"publisher": "Stadt Bad Salzungen", "title": "Quartiere", "own": True},
        "area": {
            "column": "Quartier", "form": "name", "level": found.level, "boundary": found.boundary,
            "names": {name: key for key, name in found.names.items()},
        },
        "period": {"value": "2022"},
        "values": [
            {"column": "Fälle", "variable": "town_cases"},
            {"column": "Menschen", "variable": "town_persons"},
        ],
    }  # fmt: skip


def deliver(instance: Instance, folder: Path, found: Geography) -> str:
    """Load and accept the table for the county's workspace."""
    path = table(folder / "quartiere.csv")
    staged = deliveries.stage(
        instance, path, at=AT, reader="table", mapping=mapping(found), workspace="16063"
    )
    return deliveries.accept(instance, staged.id, by="Datenpflege", at=AT, note="Test").id


def with_quarters(instance: Instance, folder: Path, *, drawn: bool = True) -> Geography:
    """Keep the quarters, deliver their figures, release them for the county's people."""
    found = geographies.keep(instance, quarters(drawn=drawn), by="Datenpflege", at=AT)
    deliver(instance, folder, found)
    for audience in ("public", "administration"):
        releases.create(instance, by="Datenpflege", at=AT, audience=audience, workspace="16063")
    return found
