# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is seen, for the clipboard."""

from datetime import date

from klammer.presentation import copying, formats
from klammer.presentation.copying import Copied
from klammer_web.atlas.seen import Row, Seen, is_printed


def copy_of(seen: Seen, *, address: str, day: date) -> Copied:
    """Return sentence, figures, source and day of what is seen."""
    many = _many(seen)
    return copying.copied(
        title=seen.title,
        sentence=seen.sentence,
        heads=_heads(many),
        rows=[_line(seen, row, many) for row in seen.rows],
        sources=seen.sources,
        release=seen.release.root,
        address=address,
        day=day,
    )


def _heads(many: tuple[bool, bool]) -> list[str]:
    said = [word for word, is_needed in zip(("Kennzahl", "Gebiet"), many, strict=True) if is_needed]
    return [*said, "Zeit", "Wert", "Spannweite (95 %)"]


def _many(seen: Seen) -> tuple[bool, bool]:
    """Whether several indicators, and whether several areas are among the rows."""
    indicators = {row["indicator"] for row in seen.rows if row.get("indicator")}
    return len(indicators) > 1, len({row["area"] for row in seen.rows}) > 1


def _line(seen: Seen, row: Row, many: tuple[bool, bool]) -> list[str]:
    definition = seen.release.definitions.get(row.get("indicator", ""))
    decimals, unit = (definition.decimals, definition.unit) if definition else (1, "")
    names = (definition.title if definition else "", seen.names.get(row["area"], row["area"]))
    said = [name for name, is_needed in zip(names, many, strict=True) if is_needed]
    value = formats.cell(row["value"], status=row["status"], decimals=decimals, unit=unit)
    limits = (row.get("low"), row.get("high")) if is_printed(row) else (None, None)
    return [
        *said,
        formats.period(row["period"]),
        value,
        formats.interval(*limits, decimals=decimals),
    ]
