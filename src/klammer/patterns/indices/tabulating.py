# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The result of an index as tables a reader can recompute."""

import math
from collections.abc import Iterator
from typing import Any

import numpy as np

from klammer.base.tables import Table
from klammer.patterns.indices.outcome import Outcome, Side
from klammer.patterns.indices.ranking import Array

STEPS = ("area", "side", "part", "step", "number", "text")


def table_of_result(result: Outcome) -> Table:
    """Return area → score, index, rank, class, domains, dynamics, group, reason.

    grain  one row per area of the table, also those without index
    """
    said = result.specification
    columns: dict[str, Any] = {
        "area": list(result.areas),
        **_side(result.status, is_classed=bool(said.classes)),
    }
    if result.deciles:
        columns["decile"] = [number or None for number in result.deciles]
    if result.flagged:
        columns["flags"] = _flags(result, result.flags)
    for domain in said.domains:
        columns[f"{domain.id}_score"] = plain(result.domain_scores[domain.id])
        columns[domain.id] = plain(result.domains[domain.id])
        inside = [part for part in domain.combination.parts if part in result.flagged]
        if inside:
            columns[f"{domain.id}_flags"] = _flags(result, _counted(result, inside))
    if result.dynamics and said.dynamics:
        found = _side(result.dynamics, is_classed=bool(said.dynamics.classes))
        columns |= {f"dynamics_{name}": values for name, values in found.items()}
    if result.groups:
        columns["group"] = [group or None for group in result.groups]
    columns["reason"] = [None if one is None else str(one) for one in result.reasons]
    return Table(columns)


def _side(side: Side, *, is_classed: bool) -> dict[str, Any]:
    found: dict[str, Any] = {
        "score": plain(side.score),
        "index": plain(side.index),
        "rank": whole_ranks(side.rank),
    }
    if is_classed:
        found["class"] = [name or None for name in side.class_names]
    return found


def _counted(result: Outcome, parts: list[str]) -> list[int]:
    total = np.sum([result.flagged[part] for part in parts], axis=0)
    return [int(value) for value in total.tolist()]


def _flags(result: Outcome, counts: Any) -> list[int | None]:
    taking_part = result.status.figures.taking_part.tolist()
    return [
        int(count) if inside else None for count, inside in zip(counts, taking_part, strict=True)
    ]


def steps_of_result(result: Outcome, *, areas: frozenset[str]) -> Table:
    """Return area × side × part × step → number, text; constants have no area.

    grain  one row per area, side, part and step that has a value
    """
    places = [place for place, area in enumerate(result.areas) if not areas or area in areas]
    found: dict[str, list[Any]] = {name: [] for name in STEPS}
    sides = {"status": result.status} | ({"dynamics": result.dynamics} if result.dynamics else {})
    for name, side in sides.items():
        _add_side(found, name, side, places)
    for part, flagged in result.flagged.items():
        one = np.where(flagged > 0, 1.0, np.nan)
        _add_values(found, (result.areas, "status", part, "flagged"), one, places)
    for place in places:
        _add_last(found, result, place)
    return Table(found)


def _add_side(found: dict[str, list[Any]], name: str, side: Side, places: list[int]) -> None:
    areas = side.figures.areas
    for part, step, number in _constants(side):
        _add(found, None, name, part, step, number, None)
    for part, step, values in _values(side):
        _add_values(found, (areas, name, part, step), values, places)
    for place in places:
        if side.class_names[place]:
            _add(found, areas[place], name, "index", "class", None, side.class_names[place])


def _add_values(
    found: dict[str, list[Any]],
    of: tuple[tuple[str, ...], str, str, str],
    values: Array,
    places: list[int],
) -> None:
    areas, name, part, step = of
    numbers = values.tolist()
    for place in places:
        if not math.isnan(numbers[place]):
            _add(found, areas[place], name, part, step, numbers[place], None)


def _add_last(found: dict[str, list[Any]], result: Outcome, place: int) -> None:
    """Add what stands behind the index of one area: its tenth, its group, or why there is none."""
    area, reason = result.areas[place], result.reasons[place]
    if result.deciles and result.deciles[place]:
        _add(found, area, "status", "index", "decile", float(result.deciles[place]), None)
    if result.groups and result.groups[place]:
        _add(found, area, "status", "index", "group", None, result.groups[place])
    if reason is not None:
        _add(found, area, "status", "index", "reason", None, str(reason))


def _add(found: dict[str, list[Any]], *cells: Any) -> None:
    for name, cell in zip(STEPS, cells, strict=True):
        found[name].append(cell)


def _constants(side: Side) -> Iterator[tuple[str, str, float]]:
    for part, constants in side.evaluation.constants.items():
        for name, number in constants.items():
            yield part, name, number
    for whole, weights in side.evaluation.weights.items():
        for part, weight in weights.items():
            yield part, f"weight in {whole}", weight


def _values(side: Side) -> Iterator[tuple[str, str, Array]]:
    figures, found = side.figures, side.evaluation
    for part, values in figures.values.items():
        if part in figures.counted:
            yield part, "counted", figures.counted[part]
        yield part, "delivered", values
        if np.any(~np.isnan(figures.filled[part]) & (figures.filled[part] != values)):
            yield part, "filled", figures.filled[part]
        yield part, "transformed", figures.transformed[part]
        yield part, "standardised", found.standardised[part]
    for part, values in found.scores.items():
        yield part, "score", values
        yield part, "standardised", found.standardised[part]
    yield "index", "rank", side.rank


def plain(values: Array) -> list[float | None]:
    """Return numbers as a column of a table: missing is None."""
    return [None if math.isnan(value) else value for value in values.tolist()]


def whole_ranks(rank: Array) -> list[int | float | None]:
    """Return ranks as whole numbers where all of them are."""
    known = rank[~np.isnan(rank)]
    if np.all(known == np.floor(known)):
        return [None if math.isnan(value) else int(value) for value in rank.tolist()]
    return list(plain(rank))
