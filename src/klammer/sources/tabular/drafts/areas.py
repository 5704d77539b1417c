# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The area column: its boundary, its sums, and the names that nobody can be sure of."""

import difflib
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from klammer.base.errors import Place
from klammer.sources.labels import is_total, slug
from klammer.sources.tabular import known
from klammer.sources.tabular.areas import folded_name
from klammer.sources.tabular.blocks import Block, is_number, is_sign
from klammer.sources.tabular.drafts.references import Reference, area_column, column_of
from klammer.sources.tabular.grids import Grid, text_of
from klammer.sources.tabular.roles import Guess
from klammer.territory import records

_MOSTLY = 0.6
_CLOSE = 0.75
_MOST_CANDIDATES = 6
_SUM = re.compile(
    r"^(?:summe|gesamt|insgesamt|zusammen|total|gesamtsumme|kreissumme|alle gemeinden)\b"
    r"|\b(?:insgesamt|gesamt|zusammen|summe)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class OpenArea:
    """A name that is no area, or several: a person chooses among the candidates.

    candidates  key, name and county of each, the likeliest first
    """

    text: str
    place: Place
    candidates: tuple[tuple[str, str, str], ...]


def describe_area(guesses: Sequence[Guess], refer: Reference, name: str) -> dict[str, Any]:
    """Say which column holds the area, and in which form."""
    parts = [one.index for one in guesses if one.role == "part"]
    if parts:
        return {"parts": [refer(index) for index in parts], "form": "key"}
    for role in ("key", "name", "code"):
        index = column_of(guesses, role)
        if index is None:
            continue
        area: dict[str, Any] = {"column": refer(index), "form": role}
        if role == "code":
            area |= {"level": "district", "prefix": f"{slug(Path(name).stem)[:24]}:"}
        return area
    return {}


def locate(
    area: dict[str, Any], cells: Iterable[str], *, period: str, is_sum_known: bool = True
) -> dict[str, Any]:
    """Add what the cells tell: boundary, level and state, and which rows are sums."""
    texts = [one for one in dict.fromkeys(cells) if one]
    sums = [one for one in texts if is_sum(one)] if is_sum_known else []
    found: dict[str, Any] = {"totals": sums} if sums else {}
    areas = set(texts) - set(sums)
    if area.get("form") == "key":
        boundary = known.best_boundary(areas, period=period)
        return found | ({"boundary": boundary} if boundary else {})
    if area.get("form") == "name":
        return found | _named(areas, period=period)
    return found


def is_sum(text: str) -> bool:
    """Whether a text in the area column says that its row is the sum of others."""
    return is_total(text) or bool(_SUM.search(text.strip()))


def _named(cells: set[str], *, period: str) -> dict[str, str]:
    """Find level, state and boundary of a column of names."""
    years = [period, str(int(period) - 1)] if period.isdigit() else []
    dates = (*(f"{year}-12-31" for year in years), records.DATES[-1])
    best: dict[str, str] = {}
    most = 0
    for level in records.LEVELS_WITH_VERSIONS:
        for date in (one for one in dates if one in records.DATES):
            states: Counter[str] = Counter()
            for one in cells:
                keys = known.keys_named(one, level=level, boundary=date)
                states.update({key[:2] for key in keys})
            state, count = states.most_common(1)[0] if states else ("", 0)
            if count > most:
                most, best = count, {"level": level, "boundary": date}
                best |= {"within": state} if count >= _MOSTLY * len(cells) else {}
    return best


def settle_names(
    area: dict[str, Any], grid: Grid, block: Block, guesses: Sequence[Guess]
) -> tuple[dict[str, str], tuple[OpenArea, ...]]:
    """Return names of another level that are sure, and those a person must decide.

    Rows without figures are headings and are not asked about.
    """
    index = area_column(guesses)
    if area.get("form") != "name" or index is None or "level" not in area:
        return {}, ()
    sure: dict[str, str] = {}
    unsure: dict[str, int] = {}
    meant: Counter[str] = Counter()
    for row in _rows_with_figures(grid, block, guesses):
        text = text_of(grid.rows[row][index])
        if not text or text in area.get("totals", ()):
            continue
        keys = _keys(text, area)
        if len(keys) == 1:
            meant[keys[0][:5]] += 1
        elif len(other := _keys(text, {**area, "level": "county"})) == 1:
            sure[text] = other[0]
        else:
            unsure.setdefault(text, row)
    county = meant.most_common(1)[0][0] if meant else ""
    return sure, tuple(
        OpenArea(text, grid.place(row, index), _candidates(text, area, county=county))
        for text, row in unsure.items()
    )


def _keys(text: str, area: dict[str, Any]) -> tuple[str, ...]:
    return known.keys_named(
        text,
        level=str(area["level"]),
        boundary=str(area.get("boundary", "")),
        within=str(area.get("within", "")),
    )


def _rows_with_figures(grid: Grid, block: Block, guesses: Sequence[Guess]) -> list[int]:
    values = [one.index for one in guesses if one.role == "value"]
    return [
        row
        for row in range(block.rows[0], block.rows[-1] + 1)
        if any(is_number(grid.rows[row][one]) or is_sign(grid.rows[row][one]) for one in values)
    ]


def _candidates(
    text: str, area: dict[str, Any], *, county: str
) -> tuple[tuple[str, str, str], ...]:
    """Return areas a text may mean: those of the name, otherwise those written nearly so."""
    level = str(area["level"])
    date = str(area.get("boundary") or records.DATES[-1])
    names = {
        key: name
        for key, name in records.names(level, date).items()
        if key.startswith(str(area.get("within", "")))
    }
    keys = list(_keys(text, area)) or _alike(text, names)
    keys.sort(key=lambda key: not (county and key.startswith(county)))
    counties = records.names("county", date)
    return tuple((key, names[key], counties.get(key[:5], "")) for key in keys[:_MOST_CANDIDATES])


def _alike(text: str, names: dict[str, str]) -> list[str]:
    by_name: dict[str, list[str]] = {}
    for key, name in names.items():
        by_name.setdefault(folded_name(name), []).append(key)
    close = difflib.get_close_matches(folded_name(text), by_name, n=5, cutoff=_CLOSE)
    return [key for name in close for key in by_name[name]]
