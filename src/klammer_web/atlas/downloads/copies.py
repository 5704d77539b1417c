# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is seen, for the clipboard: a line for each figure, or areas beside each other by year."""

from collections.abc import Sequence
from datetime import date

from klammer.base.cells import Status
from klammer.presentation import copying, formats
from klammer.presentation.copying import Copied
from klammer_web.atlas.seen import Row, Seen, is_printed

_NOTHING = formats.SIGNS[Status.MISSING][0]
_MOST = 400
_MOST_SIDE_BY_SIDE = 8  # areas; more do not fit on a page


def copy_of(seen: Seen, *, address: str, day: date) -> Copied:
    """Return sentence, figures, source and day of what is seen."""
    is_long = len(seen.rows) > _MOST  # however it were laid out: only how many they are is said
    heads, rows = ((), [()] * len(seen.rows)) if is_long else _crossed(seen) or _listed(seen)
    return copying.copied(
        title=seen.title,
        sentence=seen.sentence,
        heads=heads,
        rows=rows,
        sources=seen.sources,
        release=seen.release.root,
        address=address,
        day=day,
    )


Cells = tuple[Sequence[str], Sequence[Sequence[str]]]  # heads, rows


def _crossed(seen: Seen) -> Cells | None:
    """Return years × areas where few areas of one indicator stand over several years."""
    areas = list(dict.fromkeys(row["area"] for row in seen.rows))
    periods = list(dict.fromkeys(row["period"] for row in seen.rows))
    by_place = {(row["period"], row["area"]): row for row in seen.rows}
    is_fit = (
        len(_indicators(seen)) == 1
        and len(periods) > 1
        and 1 < len(areas) <= _MOST_SIDE_BY_SIDE
        and len(by_place) == len(seen.rows)
    )
    if not is_fit:
        return None
    rows = [
        [formats.period(period), *(_value(seen, by_place.get((period, area))) for area in areas)]
        for period in periods
    ]
    return ["Zeit", *(seen.names.get(area, area) for area in areas)], rows


def _listed(seen: Seen) -> Cells:
    """Return one line for each figure; indicator and area only where they differ."""
    several = (len(_indicators(seen)) > 1, len({row["area"] for row in seen.rows}) > 1)
    words = [word for word, needed in zip(("Kennzahl", "Gebiet"), several, strict=True) if needed]
    has_limits = any(is_printed(row) and row.get("low") is not None for row in seen.rows)
    rows = [_line(seen, row, several, has_limits=has_limits) for row in seen.rows]
    return [*words, "Zeit", "Wert", *(["Spannweite (95 %)"] if has_limits else [])], rows


def _indicators(seen: Seen) -> set[str]:
    return {row["indicator"] for row in seen.rows if row.get("indicator")}


def _line(seen: Seen, row: Row, several: tuple[bool, bool], *, has_limits: bool) -> list[str]:
    definition = seen.release.definitions.get(row.get("indicator", ""))
    names = (definition.title if definition else "", seen.names.get(row["area"], row["area"]))
    said = [name for name, needed in zip(names, several, strict=True) if needed]
    limits = (row.get("low"), row.get("high")) if is_printed(row) else (None, None)
    decimals = definition.decimals if definition else 1
    interval = [formats.interval(*limits, decimals=decimals)] if has_limits else []
    return [*said, formats.period(row["period"]), _value(seen, row), *interval]


def _value(seen: Seen, row: Row | None) -> str:
    if row is None:
        return _NOTHING
    one = seen.release.definitions.get(row.get("indicator", ""))
    decimals, unit = (one.decimals, one.unit) if one else (1, "")
    return formats.cell(row["value"], status=row["status"], decimals=decimals, unit=unit)
