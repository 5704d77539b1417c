# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""From guessed columns to a mapping that reads the table, and the questions that remain."""

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from klammer.sources.labels import dimension_of, is_total, slug
from klammer.sources.tabular import known
from klammer.sources.tabular.blocks import Block
from klammer.sources.tabular.grids import Grid, text_of
from klammer.sources.tabular.headers import folded, letter
from klammer.sources.tabular.known import best_boundary
from klammer.sources.tabular.mapping import Column
from klammer.sources.tabular.periods import find_period, is_period
from klammer.sources.tabular.roles import Guess
from klammer.territory import records

_MOSTLY = 0.6


def build_mapping(
    grid: Grid,
    block: Block,
    guesses: Sequence[Guess],
    *,
    paths: Sequence[tuple[str, ...]],
    name: str,
) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Turn guesses into a mapping and the questions that remain."""
    refer = _Reference(paths)
    mapping: dict[str, Any] = {
        "table": {
            **({"sheet": grid.sheet} if grid.sheet else {}),
            "header": [grid.numbers[row] for row in block.header],
            "first": grid.numbers[block.rows[0]],
        },
        "area": _area(guesses, refer, name),
    }
    if not block.header:
        mapping["table"]["header"] = []
    title = " ".join(block.titles[:2]) or grid.before
    values = _values(guesses, refer, title=title)
    has_periods = bool(values) and all(one.get("period") for one in values)
    period = _column_of(guesses, "period")
    stated = _stated_period(block, grid, name)
    if period is not None:
        mapping["period"] = {"column": refer(period), **_fill(grid, block, period)}
    elif not has_periods and stated:
        mapping["period"] = {"value": stated}
    _place_values(mapping, values, title)
    _labels(mapping, guesses, refer, grid, block)
    ignored = [refer(one.index) for one in guesses if one.role in {"ignore", "text"}]
    if ignored:
        mapping["table"]["ignore"] = ignored
    mapping["area"] |= _located(mapping, guesses, grid, block)
    mapping["table"] |= _end(mapping, guesses, grid, block)
    questions = [] if mapping["area"] else ["area"]
    questions += ["empty_area"] if _has_empty_area(guesses, grid, block) else []
    questions += [] if period is not None or has_periods or stated else ["period"]
    return mapping, tuple(questions)


def _has_empty_area(guesses: Sequence[Guess], grid: Grid, block: Block) -> bool:
    """Whether rows with figures have no area and nothing that says they are sums."""
    index = next((one.index for one in guesses if one.role in {"key", "name", "code"}), None)
    if index is None:
        return False
    rows = [grid.rows[row] for row in block.rows if not text_of(grid.rows[row][index])]
    return any(not any(isinstance(one, str) and is_total(one) for one in row) for row in rows)


def _located(
    mapping: dict[str, Any], guesses: Sequence[Guess], grid: Grid, block: Block
) -> dict[str, str]:
    """Add the boundary version that knows most of the areas, and the state names lie in."""
    form = mapping["area"].get("form")
    index = _column_of(guesses, str(form))
    if form not in {"key", "name"} or index is None:
        return {}
    cells = {text_of(grid.rows[row][index]) for row in block.rows} - {""}
    period = mapping.get("period", {}).get("value", "")[:4]
    if form == "key":
        boundary = best_boundary(cells, period=period)
        return {"boundary": boundary} if boundary else {}
    return _named(cells, period=period)


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


def _end(
    mapping: dict[str, Any], guesses: Sequence[Guess], grid: Grid, block: Block
) -> dict[str, int]:
    """End the table where areas repeat: sums below an empty row, larger units at the end."""
    index = _column_of(guesses, str(mapping["area"].get("form")))
    told_apart = {"period", "variable", "breakdown", "sex", "age", "nationality"}
    if index is None or any(one.role in told_apart for one in guesses):
        return {}
    texts = [text_of(grid.rows[row][index]) for row in block.rows]
    if len(set(texts)) == len(texts):
        return {}
    end = _gap(texts, block.rows) or _larger_units(grid, block, guesses)
    return {"last": grid.numbers[end]} if end is not None else {}


def _gap(texts: Sequence[str], rows: Sequence[int]) -> int | None:
    """Return the last row before the empty one after which areas repeat."""
    seen: set[str] = set()
    gap = None
    for before, row, text in zip((rows[0], *rows), rows, texts, strict=False):
        gap = before if row - before > 1 else gap
        if text in seen and gap is not None:
            return gap
        seen.add(text)
    return None


def _larger_units(grid: Grid, block: Block, guesses: Sequence[Guess]) -> int | None:
    """Return the last row before those that exceed all others: boroughs, then the city."""
    column = _column_of(guesses, "value")
    if column is None:
        return None
    cells = [grid.rows[row][column] for row in block.rows]
    figures = [float(one) if isinstance(one, int | float) else 0.0 for one in cells]
    for place in range(1, len(figures)):
        if min(figures[place:]) > max(figures[:place]):
            return block.rows[place - 1] if place > len(figures) / 2 else None
    return None


class _Reference:
    """Names a column by its words where they are unique, otherwise by its number from 1."""

    def __init__(self, paths: Sequence[tuple[str, ...]]) -> None:
        self.paths = paths
        whole = [folded(" | ".join(path)) for path in paths]
        self._unique = {text for text in whole if text and whole.count(text) == 1}

    def __call__(self, index: int) -> Column:
        text = " | ".join(self.paths[index])
        return text if folded(text) in self._unique else index + 1


def _area(guesses: Sequence[Guess], refer: _Reference, name: str) -> dict[str, Any]:
    parts = [one.index for one in guesses if one.role == "part"]
    if parts:
        return {"parts": [refer(index) for index in parts], "form": "key"}
    for role in ("key", "name", "code"):
        index = _column_of(guesses, role)
        if index is None:
            continue
        area = {"column": refer(index), "form": role}
        if role == "code":
            area |= {"level": "district", "prefix": f"{slug(Path(name).stem)[:24]}:"}
        return area
    return {}


def _column_of(guesses: Sequence[Guess], role: str) -> int | None:
    return next((one.index for one in guesses if one.role == role), None)


def _values(guesses: Sequence[Guess], refer: _Reference, *, title: str) -> list[dict[str, Any]]:
    """Describe each column of figures: period and breakdown out of its header, rest is the name."""
    values = []
    for one in guesses:
        if one.role != "value":
            continue
        rest, period, breakdowns = [], "", {}
        for part in refer.paths[one.index]:
            dimension = dimension_of(part)
            if is_period(part):
                period = find_period(part)
            elif dimension:
                breakdowns[dimension[0]] = dimension[1]
            elif not is_total(part):
                inside = find_period(part)
                period = period or inside
                rest.append(_without(part) if inside else part)
        value: dict[str, Any] = {"column": refer(one.index)}
        value["variable"] = slug(" ".join(rest) or title)[:80].strip("_") or "value"
        value |= {"period": period} if period else {}
        value |= {"breakdowns": breakdowns} if breakdowns else {}
        values.append(value)
    _complete_breakdowns(values)
    return _told_apart(values)


def _complete_breakdowns(values: list[dict[str, Any]]) -> None:
    """A column without a sex is the total where others of the same name have one."""
    for one in values:
        family = [other for other in values if other["variable"] == one["variable"]]
        names = sorted({name for other in family for name in other.get("breakdowns", {})})
        if names:
            own = one.get("breakdowns", {})
            one["breakdowns"] = {name: own.get(name, "_T") for name in names}


def _told_apart(values: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Two columns must not become the same figure: the later one gets its letter's number."""
    seen: dict[str, int] = {}
    for one in values:
        key = repr({name: part for name, part in one.items() if name != "column"})
        seen[key] = seen.get(key, 0) + 1
        if seen[key] > 1:
            one["variable"] = f"{one['variable']}_{seen[key]}"
    return values


def _place_values(mapping: dict[str, Any], values: list[dict[str, Any]], title: str) -> None:
    plain = [one for one in values if set(one) == {"column", "variable", "period"}]
    if (
        len(values) > 1
        and len(plain) == len(values)
        and len({one["variable"] for one in values}) == 1
    ):
        mapping["by_period"] = {"variable": values[0]["variable"] or slug(title)}
    elif len(values) == 1:
        mapping["value"] = values[0]
    else:
        mapping["values"] = values


def _labels(
    mapping: dict[str, Any],
    guesses: Sequence[Guess],
    refer: _Reference,
    grid: Grid,
    block: Block,
) -> None:
    breakdowns = {}
    for one in guesses:
        label = {"column": refer(one.index), **_fill(grid, block, one.index)}
        if one.role == "variable":
            mapping["variable"] = label
            mapping.get("value", {}).pop("variable", None)
        elif one.role in {"sex", "age", "nationality"}:
            breakdowns[one.role] = label
        elif one.role == "breakdown":
            text = slug(" ".join(refer.paths[one.index])) or letter(one.index)
            breakdowns[text if text[:1].isalpha() else f"b_{text}"] = label
    if breakdowns:
        mapping["breakdowns"] = breakdowns


def _fill(grid: Grid, block: Block, index: int) -> dict[str, bool]:
    """An empty cell under a label repeats it when only the first row of each group has one."""
    empty = sum(not text_of(grid.filled().rows[row][index]) for row in block.rows)
    return {"fill": True} if empty else {}


def _stated_period(block: Block, grid: Grid, name: str) -> str:
    """Return the one period that titles, sheet or file name state."""
    for text in (
        *block.titles,
        *(" ".join(row) for row in _header_texts(grid, block)),
        grid.before,
        grid.sheet,
        name,
    ):
        found = find_period(text)
        if found:
            return found
    return ""


def _header_texts(grid: Grid, block: Block) -> list[tuple[str, ...]]:
    return [tuple(text_of(one) for one in grid.rows[row]) for row in block.header]


def _without(part: str) -> str:
    """Return a heading without the period it names: "Haushalte 31.12.2013"."""
    bare = re.sub(r"(?:\b(?:am|im Jahr|zum|Stand)\s+)?(?:\d{2}\.\d{2}\.)?(?:19|20)\d{2}", "", part)
    return " ".join(bare.split()) or part
