# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is seen as a table on a page: every figure with the way back to its source."""

from collections.abc import Sequence
from dataclasses import dataclass

from klammer.presentation import formats
from klammer_web.atlas.addresses import Traces
from klammer_web.atlas.seen import Seen


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure in a table: what it is, as printed, what its sign means, where it comes from."""

    indicator: str
    place: str
    period: str
    shown: str
    interval: str
    meaning: str
    trace: str


def table(seen: Seen) -> Sequence[Cell]:
    """Return the figures of what is seen in its own order."""
    traces = Traces(seen.release)
    found = []
    for row in seen.rows:
        definition = seen.release.definitions.get(row.get("indicator", ""))
        decimals, unit = (definition.decimals, definition.unit) if definition else (1, "")
        has_value = row["value"] is not None
        limits = (row["low"], row["high"]) if has_value else (None, None)
        found.append(
            Cell(
                indicator=definition.title if definition else "",
                place=seen.names.get(row["area"], row["area"]),
                period=formats.period(row["period"]),
                shown=formats.cell(
                    row["value"], status=row["status"], decimals=decimals, unit=unit
                ),
                interval=formats.interval(*limits, decimals=decimals),
                meaning=formats.explain(row["status"], has_value=has_value),
                trace=traces.of(row) if has_value else "",
            )
        )
    return found
