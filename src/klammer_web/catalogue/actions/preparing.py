# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a release would show, looked at without making it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from klammer.base.cells import TOTAL, Audience, Status
from klammer.disclosure.release import Certificate
from klammer.indicators.definitions import Definition, load_definitions
from klammer.pipeline.builds import Build
from klammer.pipeline.instance import Instance
from klammer.pipeline.safe import made_safe
from klammer.presentation import formats
from klammer.warehouse.engine import literal
from klammer.warehouse.open import Release
from klammer.warehouse.tidy import rows_of
from klammer_web.catalogue.phrases import words
from klammer_web.catalogue.queries.places import area_name

MOST_INDICATORS = 12  # of which a few figures are kept to be looked at
FIGURES = 3  # of each, besides one that is protected
_TOTALS = f"sex = '{TOTAL}' AND age = '{TOTAL}' AND nationality = '{TOTAL}'"


@dataclass(frozen=True)
class Looked:
    """Counts of every table, and a few figures of those that are new, as they would be shown."""

    tables: list[dict[str, Any]]
    sample: list[dict[str, str]]


def looked_at(
    here: Instance, build: Build, *, audience: Audience, workspace: str, at: datetime
) -> Looked:
    """Make a build safe for an audience, count it, take a sample, and throw it away."""
    shown = here.current_release(audience.value, workspace)
    with here.scratch() as scratch:
        values = scratch / "values"
        found = made_safe(build, values, audience=audience, on=at.date())
        tables = [
            _counts(name, one, shown=shown, is_own=_is_own(build, values, name))
            for name, one in sorted(found.items())
        ]
        wanted = sorted((t for t in tables if t["is_new"]), key=lambda t: not t["is_own"])
        known = load_definitions(build.folder / "definitions")
        sample = [
            line
            for table in wanted[:MOST_INDICATORS]
            for line in _sample(values, known[table["indicator"]], area=workspace)
        ]
    return Looked(tables, sample)


def _counts(name: str, one: Certificate, *, shown: Release | None, is_own: bool) -> dict[str, Any]:
    before = shown.manifest["tables"] if shown else {}
    return {
        "indicator": name,
        "rows": one.counts["rows"],
        "protected": one.counts["primary"] + one.counts["secondary"],
        "before": before[name]["rows"] if name in before else None,
        "is_new": name not in before or before[name]["hash"] != one.table_hash,
        "is_own": is_own,
    }


def _is_own(build: Build, values: Path, name: str) -> bool:
    """Whether unpublished figures of the workspace are in it: official tables are only linked."""
    return not (values / f"{name}.parquet").samefile(build.values(name))


def _sample(values: Path, definition: Definition, *, area: str) -> list[dict[str, str]]:
    """Return a few figures as they would be shown: the newest of the area, and a protected one."""
    path = values / f"{definition.id}.parquet"
    here = f"{_TOTALS} AND area = {literal(area)}" if area else _TOTALS
    rows = rows_of(path, condition=f"{here} AND value IS NOT NULL", limit=2_000)
    if not rows:
        rows = rows_of(path, condition=f"{_TOTALS} AND value IS NOT NULL", limit=2_000)
    rows.sort(key=lambda row: row["period"], reverse=True)
    hidden = rows_of(path, condition=f"status = '{Status.SUPPRESSED}'", limit=1)
    return [_line(row, definition) for row in [*rows[:FIGURES], *hidden]]


def _line(row: Mapping[str, Any], definition: Definition) -> dict[str, str]:
    cut = words.breakdown(row["sex"], row["age"], row["nationality"])
    return {
        "indicator": definition.title,
        "area": area_name(row["area"], level=row["area_level"], boundary=row["boundary"])
        + (f", {cut}" if cut else ""),
        "period": formats.period(row["period"]),
        "shown": formats.cell(
            row["value"], status=row["status"], decimals=definition.decimals, unit=definition.unit
        ),
        "hidden": "ja" if row["status"] == Status.SUPPRESSED else "",
    }
