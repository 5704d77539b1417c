# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Small things for tests, free of surprise: what is not named is plain and sound."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from klammer.indicators.definitions import Definition, definition_of
from klammer.pipeline.targets import Edge
from klammer.warehouse.edges import write_edges
from klammer.warehouse.parquet import write_rows
from klammer.warehouse.schema import TIDY_TYPES, tidy_columns

BOUNDARY = "2022-12-31"


def observation(area: str, variable: str, value: float | None, **more: Any) -> dict[str, Any]:
    """One tidy row: a county's exact count of 2022, unless said otherwise."""
    status = "reported" if value else ("zero" if value == 0 else "missing")
    return {
        "area": area, "area_level": "county", "boundary": BOUNDARY, "period": "2022",
        "variable": variable, "value": value, "status": status, "secrecy": "exact",
        "file": "original.csv", "sheet": "", "row": 1, "column": 1, **more,
    }  # fmt: skip


def tidy_file(path: Path, rows: Sequence[Mapping[str, Any]], *breakdowns: str) -> Path:
    """Write tidy rows to Parquet; a breakdown a row does not name is the total."""
    names = tidy_columns(breakdowns)
    types = {name: TIDY_TYPES.get(name, "VARCHAR") for name in names}
    columns = [
        [row.get(name, "_T" if name in breakdowns else None) for row in rows] for name in names
    ]
    write_rows(types, [columns], path=path)
    return path


def edges_file(path: Path, areas: Iterable[str], *more: Edge) -> Path:
    """Write edges: each of these counties stays as it is, and whatever is added."""
    same = [edge(area, area, whole=True) for area in areas]
    write_edges([*same, *more], path)
    return path


def edge(old: str, new: str, **more: Any) -> Edge:
    """One edge between counties of the usual boundary."""
    plain = Edge("county", BOUNDARY, old, "county", BOUNDARY, new, weight=1.0)
    return replace(plain, **more)


def definition(**more: Any) -> Definition:
    """A share of unemployed among persons, per cent, with Wilson limits."""
    return definition_of(
        {
            "id": "share", "title": "Anteil", "sentence": "Ein Anteil.", "domain": "arbeit",
            "kind": "proportion", "unit": "%", "direction": "high_is_burden",
            "interval": "wilson",
            "formula": {
                "numerator": [{"variable": "unemployed"}],
                "denominator": [{"variable": "persons"}],
                "factor": 100,
            },
            **more,
        }
    )  # fmt: skip
