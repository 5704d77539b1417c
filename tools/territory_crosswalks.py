# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Weights between boundary versions, read from BBSR keys and Destatis lists of changes."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
from python_calamine import CalamineWorkbook

YEARS = [f"{year}-12-31" for year in range(1990, 2025)]
UNIT = 10**12  # weights are stored as whole parts of this, so that they add up to 1 exactly

Weights = tuple[float | None, float | None, float | None]  # population, area, employment
Step = dict[str, dict[str, Weights]]  # old → new → weights


class Change(NamedTuple):
    """One line of a Destatis list of changes."""

    kinds: str
    old: str
    old_name: str
    new: str
    new_name: str
    legal: str
    statistical: str
    area: float
    people: float
    source: str


def sheet(path: Path, name: str | int) -> list[list[Any]]:
    """Rows of one sheet."""
    book = CalamineWorkbook.from_path(str(path))
    return book.get_sheet_by_name(
        name if isinstance(name, str) else book.sheet_names[name]
    ).to_python()


def key8(value: Any) -> str:
    """AGS of eight digits from a number that lost its zero."""
    return f"{int(value):08d}"


def number(value: Any) -> float:
    """A number, an empty cell being 0 here: lists of changes leave it out when a key changes."""
    return float(value) if str(value).strip() else 0.0


def register(originals: Path, name: str) -> Iterator[tuple[str, str, str, str, Any, Any]]:
    """Municipalities of a yearly register: AGS, VB, text code, name, area [km²], inhabitants."""
    for row in sheet(originals / f"gemeindeverzeichnis/gv_auszug/{name}.xlsx", 1):
        if str(row[0]).startswith("60") and str(row[1])[:1] == "6":
            land, region, county, vb, local = (str(part) for part in row[2:7])
            yield land + region + county + local, vb, str(row[1]), str(row[7]), row[8], row[9]


def municipality_steps(originals: Path, changes: Sequence[Change]) -> dict[tuple[str, str], Step]:
    """Every direct step between versions: BBSR up to 2023, Destatis lists after."""
    steps: dict[tuple[str, str], Step] = bbsr_long(originals, "gemeinden")
    path = originals / "crosswalks/ref-gemeinden-ab-2020.xlsx"
    for year, columns in (
        ("2020", (0, 3, 2, 4, 8)),
        ("2021", (0, 3, 2, 4, 8)),
        ("2022", (0, 4, 3, None, 7)),
    ):
        old, people, area, jobs, new = columns
        step: Step = defaultdict(dict)
        for row in sheet(path, year)[1:]:
            weights = (row[people], row[area], row[jobs] if jobs else None)
            step[key8(row[old])][key8(row[new])] = weights
        steps[f"{year}-12-31", f"{int(year) + 1}-12-31"] = mended(step)
    keys = {new for parts in steps["2022-12-31", "2023-12-31"].values() for new in parts}
    base = register_2023(originals)
    for start, end in (("2023-12-31", "2024-12-31"), ("2024-12-31", "2025-01-01")):
        chosen = [one for one in changes if start < one.statistical <= end]
        steps[start, end] = step_from_list(keys, chosen, base)
        keys = {new for parts in steps[start, end].values() for new in parts}
    return steps


def bbsr_long(originals: Path, name: str) -> dict[tuple[str, str], Step]:
    """The BBSR tables 1990–2020 → 2020."""
    path = originals / f"crosswalks/bbsr_{name}_1990-2020_to_2020.parquet"
    steps: dict[tuple[str, str], Step] = defaultdict(lambda: defaultdict(dict))
    rows = duckdb.sql(f"from '{path}' where year_xw < 2020 order by all").fetchall()
    for year, old, people, area, jobs, new in rows:
        steps[f"{year:.0f}-12-31", "2020-12-31"][old][new] = (people, area, jobs)
    return {dates: mended(step) for dates, step in steps.items()}


def mended(step: Step) -> Step:
    """Weights that add up to 1.

    Where a unit had nobody (forests without a municipality), the publisher gives every part the
    weight 1; there the area decides. Weights published with four digits are scaled.
    """
    return {old: mended_unit(parts) for old, parts in step.items()}


def mended_unit(parts: dict[str, Weights]) -> dict[str, Weights]:
    """The weights of one unit, each kind adding up to 1."""
    area = [weights[1] for weights in parts.values()]
    columns = []
    for kind in range(3):
        values = [weights[kind] for weights in parts.values()]
        if None in values:
            columns.append([None] * len(values))
            continue
        empty = sum(values) == 0 or (len(values) > 1 and all(one == 1 for one in values))
        values = area if empty else values
        columns.append([one / sum(values) for one in values])
    return dict(zip(parts, zip(*columns, strict=True), strict=True))


def read_changes(path: Path) -> list[Change]:
    """Municipal lines of a Destatis list of changes."""
    found = []
    for row in sheet(path, 1)[4:]:
        if row[1] != "Gemeinde":
            continue
        kinds = str(row[5]).removesuffix(".0").replace(" ", "")
        old, new = (str(row[i]) or str(row[i - 1])[:5] + str(row[i - 1])[-3:] for i in (3, 9))
        legal, statistical = ("-".join(reversed(str(row[i]).split("."))) for i in (11, 12))
        found.append(
            Change(
                kinds, old, row[4], new, row[10], legal, statistical,
                number(row[6]), number(row[7]), f"{row[0]}",
            )
        )  # fmt: skip
    return found


def register_2023(originals: Path) -> dict[str, tuple[float, float]]:
    """Inhabitants and area [m²] by municipality at 2023-12-31, for what a list leaves unsaid."""
    return {
        key: (number(people), number(area) * 1e6)
        for key, _, _, _, area, people in register(originals, "31122023_Auszug_GV")
    }


def step_from_list(
    keys: set[str], changes: Sequence[Change], base: dict[str, tuple[float, float]]
) -> Step:
    """Weights from inhabitants and areas of the parts named in a list, in order of time."""
    state: Step = {key: {key: (1.0, 1.0, None)} for key in keys}
    for date in sorted({one.statistical for one in changes}):
        moves = moves_of([one for one in changes if one.statistical == date], base)
        for old, parts in list(state.items()):
            state[old] = followed(parts, moves)
    return {old: mended_unit(whole_as_whole(parts)) for old, parts in state.items()}


def whole_as_whole(parts: dict[str, Weights]) -> dict[str, Weights]:
    """A unit that stays together has an employment weight, too: 1."""
    return dict.fromkeys(parts, (1.0, 1.0, 1.0)) if len(parts) == 1 else parts


def followed(parts: dict[str, Weights], moves: dict[str, dict[str, Weights]]) -> dict[str, Weights]:
    """The parts of a unit after one more date of changes."""
    after: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
    for key, weights in parts.items():
        for new, shares in moves.get(key, {key: (1.0, 1.0, None)}).items():
            after[new][0] += weights[0] * shares[0]
            after[new][1] += weights[1] * shares[1]
    return {new: (people, area, None) for new, (people, area) in after.items()}


def moves_of(
    changes: Sequence[Change], base: dict[str, tuple[float, float]]
) -> dict[str, dict[str, Weights]]:
    """Where each unit goes on one date; the rest of a unit that loses a part stays."""
    amounts: dict[str, dict[str, list[float]]] = defaultdict(
        lambda: defaultdict(lambda: [0.0, 0.0])
    )
    renamed: dict[str, str] = {}
    for one in changes:
        if "1" in one.kinds or "2" in one.kinds:
            amounts[one.old][one.new][0] += one.people
            amounts[one.old][one.new][1] += one.area
        elif one.old != one.new:
            renamed[one.old] = one.new
    moves: dict[str, dict[str, Weights]] = {
        old: {new: (1.0, 1.0, None)} for old, new in renamed.items()
    }
    for old, parts in amounts.items():
        dissolved = any("1" in one.kinds for one in changes if one.old == old)
        if not dissolved and old not in parts:
            gone = [sum(part[i] for part in parts.values()) for i in (0, 1)]
            parts[old] = [max(base[old][i] - gone[i], 0.0) for i in (0, 1)]
        people, area = (sum(part[i] for part in parts.values()) for i in (0, 1))
        moves[old] = {
            renamed.get(new, new): (
                part[0] / people if people else part[1] / area,
                part[1] / area,
                None,
            )
            for new, part in parts.items()
        }
    return moves


def county_steps(
    originals: Path, municipalities: dict[tuple[str, str], Step]
) -> dict[tuple[str, str], Step]:
    """County steps: BBSR to 2020 and 2021, after that summed from municipalities."""
    steps: dict[tuple[str, str], Step] = bbsr_long(originals, "kreise")
    step: Step = defaultdict(dict)
    for row in sheet(originals / "crosswalks/ref-kreise-umrech-2021-1990-2020.xlsx", "2020")[1:]:
        step[key8(row[0])[:5]][key8(row[8])[:5]] = (row[3], row[2], row[4])
    steps["2020-12-31", "2021-12-31"] = mended(step)
    people_2022 = {
        key8(row[0]): (row[6], row[5])
        for row in sheet(originals / "crosswalks/ref-gemeinden-ab-2020.xlsx", "2022")[1:]
    }
    base = register_2023(originals)
    for dates, people in (
        (("2021-12-31", "2022-12-31"), None),
        (("2022-12-31", "2023-12-31"), people_2022),
        (("2023-12-31", "2024-12-31"), base),
        (("2024-12-31", "2025-01-01"), None),
    ):
        steps[dates] = summed(municipalities[dates], people)
    steps["2020-12-31", "2020-12-31"] = {}
    return steps


def summed(step: Step, amounts: dict[str, tuple[float, float]] | None) -> Step:
    """County weights from the municipalities' inhabitants and areas."""
    total: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(lambda: [0.0, 0.0]))
    for old, parts in step.items():
        people, area = amounts[old] if amounts else (1.0, 1.0)
        for new, weights in parts.items():
            total[old[:5]][new[:5]][0] += people * weights[0]
            total[old[:5]][new[:5]][1] += area * weights[1]
    result: Step = {}
    for old, parts in total.items():
        if amounts is None and len(parts) > 1:
            raise SystemExit(f"{old}: a municipality crossed a county border, amounts are needed")
        named = {
            new: (people, area, None) for new, (people, area) in parts.items() if people or area
        }
        result[old] = mended_unit(whole_as_whole(named))
    return result
