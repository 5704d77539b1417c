# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""From guessed columns to a mapping that reads the table, and the questions that remain."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from klammer.base.errors import InputRefusedError
from klammer.sources.labels import slug
from klammer.sources.tabular.blocks import Block
from klammer.sources.tabular.drafts import areas, extent, own
from klammer.sources.tabular.drafts.areas import OpenArea
from klammer.sources.tabular.drafts.references import LABELS, Reference, area_column, column_of
from klammer.sources.tabular.drafts.values import describe_values, place_values
from klammer.sources.tabular.grids import Grid, text_of
from klammer.sources.tabular.headers import letter
from klammer.sources.tabular.numbers import find_notation
from klammer.sources.tabular.odd import OddText, odd_texts
from klammer.sources.tabular.periods import find_period, without_period
from klammer.sources.tabular.roles import Guess
from klammer.sources.tabular.spellings import standard_code
from klammer.territory.geographies import Geography

_MOST_WORDS = 40


@dataclass(frozen=True, slots=True)
class LabelWords:
    """The words of a breakdown column and what they become; "" stays as it is written."""

    name: str
    index: int
    words: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Draft:
    """A mapping as far as the table tells it.

    questions  what a person must say: area, empty_area, area_names, period, odd_cells, decimal
    odd        words among the figures; those without a status are asked about
    open_areas names that are no area, or several
    labels     the words of the breakdown columns
    example    a number that can be read in two ways
    own        own geographies the rows may speak of, and the area of the mapping for each
    """

    mapping: dict[str, Any]
    guesses: tuple[Guess, ...]
    questions: tuple[str, ...]
    odd: tuple[OddText, ...]
    open_areas: tuple[OpenArea, ...]
    labels: tuple[LabelWords, ...]
    example: str
    own: tuple[tuple[Geography, dict[str, Any]], ...] = ()


def build_mapping(
    grid: Grid,
    block: Block,
    guesses: list[Guess],
    *,
    paths: Sequence[tuple[str, ...]],
    name: str,
    title: str = "",
    known_period: str = "",
    geographies: Sequence[Geography] = (),
) -> Draft:
    """Turn guesses into a mapping and the questions that remain.

    title         words above the table, where they do not stand in the block
    known_period  the period when it stands elsewhere, in the names of the sheets
    geographies   the workspace's own, whose areas the rows may speak of
    """
    spoken_of = own.recognise(geographies, grid, block, guesses)
    meant = own.chosen(spoken_of, year=(known_period or _stated_period(block, grid, name))[:4])
    guesses = own.with_own_column(guesses, meant) if meant else guesses
    end = extent.end_of(guesses, grid, block)
    if end is None:
        guesses = extent.tell_apart(guesses, grid, block, paths=paths)
    refer = Reference(paths)
    title = title or " ".join(block.titles[:2]) or grid.before
    values = describe_values(guesses, refer, title=without_period(title))
    mapping: dict[str, Any] = {"table": _table(grid, block, end)}
    has_period = _place_period(mapping, guesses, values, refer, grid, block, name, known_period)
    place_values(mapping, values, paths)
    _labels(mapping, guesses, refer, grid, block)
    _ignore(mapping, guesses, refer)
    mapping["area"], open_areas = _area(mapping, guesses, refer, grid, block, name, meant)
    columns = [one.index for one in guesses if one.role == "value"]
    rows = extent.data_rows(grid, block, last=end, values=columns)
    odd = odd_texts(grid, rows=rows, columns=columns)
    _mark(mapping, odd)
    example = _ambiguous(grid, rows, guesses)
    asked = _about_areas(
        mapping["area"], open_areas, has_empty=extent.has_empty_area(guesses, grid, block)
    )
    asked += _about_figures(odd, example, has_period=has_period)
    return Draft(
        mapping, tuple(guesses), tuple(question for question, is_open in asked if is_open),
        odd, open_areas, _label_words(mapping, guesses, grid, block, refer), example,
        tuple((one.geography, one.mapping(refer)) for one in spoken_of),
    )  # fmt: skip


def _ignore(mapping: dict[str, Any], guesses: Sequence[Guess], refer: Reference) -> None:
    if ignored := [refer(one.index) for one in guesses if one.role in {"ignore", "text"}]:
        mapping["table"]["ignore"] = ignored


def _mark(mapping: dict[str, Any], odd: Sequence[OddText]) -> None:
    if markers := {one.text: one.status for one in odd if one.status and not one.settled}:
        mapping["markers"] = markers


def _about_areas(
    area: Mapping[str, Any], names: Sequence[OpenArea], *, has_empty: bool
) -> list[tuple[str, bool]]:
    return [
        ("area", not area),
        ("empty_area", has_empty and not area.get("fill")),
        ("area_names", bool(names)),
    ]


def _about_figures(
    odd: Sequence[OddText], example: str, *, has_period: bool
) -> list[tuple[str, bool]]:
    return [
        ("period", not has_period),
        ("odd_cells", any(not one.status for one in odd)),
        ("decimal", bool(example)),
    ]


def _table(grid: Grid, block: Block, end: int | None) -> dict[str, Any]:
    return {
        **({"sheet": grid.sheet} if grid.sheet else {}),
        "header": [grid.numbers[row] for row in block.header],
        "first": grid.numbers[block.rows[0]],
        **({"last": grid.numbers[end]} if end is not None else {}),
    }


def _place_period(
    mapping: dict[str, Any],
    guesses: Sequence[Guess],
    values: Sequence[dict[str, Any]],
    refer: Reference,
    grid: Grid,
    block: Block,
    name: str,
    known_period: str,
) -> bool:
    """Put the period into the mapping where it stands; False when it stands nowhere."""
    column = column_of(guesses, "period")
    if column is not None:
        mapping["period"] = {"column": refer(column), **_fill(grid, block, column)}
        return True
    if known_period or (values and all(one.get("period") for one in values)):
        return True
    stated = _stated_period(block, grid, name)
    if stated:
        mapping["period"] = {"value": stated}
    return bool(stated)


def _area(
    mapping: dict[str, Any],
    guesses: Sequence[Guess],
    refer: Reference,
    grid: Grid,
    block: Block,
    name: str,
    meant: own.OwnAreas | None,
) -> tuple[dict[str, Any], tuple[OpenArea, ...]]:
    if meant is not None:
        return meant.mapping(refer), meant.questions(grid)
    area = areas.describe_area(guesses, refer, name)
    index = area_column(guesses)
    if index is None:
        return area, ()
    filled = grid.filled().rows
    cells = [text_of(filled[row][index]) for row in block.rows]
    period = str(mapping.get("period", {}).get("value", ""))[:4] or _first_year(mapping)
    area |= areas.locate(area, cells, period=period)
    sure, open_areas = areas.settle_names(area, grid, block, guesses)
    area |= {"names": sure} if sure else {}
    if "" in cells and extent.repeats_area(guesses, grid, block):
        area["fill"] = True
    return area, open_areas


def _first_year(mapping: dict[str, Any]) -> str:
    years = [str(one.get("period", ""))[:4] for one in mapping.get("values", ())]
    return max(years, default="")


def _labels(
    mapping: dict[str, Any],
    guesses: Sequence[Guess],
    refer: Reference,
    grid: Grid,
    block: Block,
) -> None:
    breakdowns = {}
    for one in guesses:
        label = {"column": refer(one.index), **_fill(grid, block, one.index)}
        if one.role == "variable":
            mapping["variable"] = label
            mapping.get("value", {}).pop("variable", None)
        elif one.role in LABELS:
            breakdowns[label_name(one, refer)] = label
    if breakdowns:
        mapping["breakdowns"] = breakdowns


def label_name(guess: Guess, refer: Reference) -> str:
    """Return the name of a breakdown: sex, age, nationality, or its header's words."""
    if guess.role != "breakdown":
        return guess.role
    text = slug(" ".join(refer.paths[guess.index])) or letter(guess.index).lower()
    return text if text[:1].isalpha() else f"b_{text}"


def _label_words(
    mapping: dict[str, Any],
    guesses: Sequence[Guess],
    grid: Grid,
    block: Block,
    refer: Reference,
) -> tuple[LabelWords, ...]:
    filled = grid.filled().rows
    found = []
    for one in guesses:
        if one.role not in LABELS or not mapping.get("breakdowns"):
            continue
        name = label_name(one, refer)
        texts = dict.fromkeys(text_of(filled[row][one.index]) for row in block.rows)
        words = [(text, standard_code(name, text)) for text in texts if text]
        words.sort(key=lambda word: bool(word[1]))
        found.append(LabelWords(name, one.index, tuple(words[:_MOST_WORDS])))
    return tuple(found)


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
        name.replace("_", " "),
    ):
        found = find_period(text)
        if found:
            return found
    return ""


def _header_texts(grid: Grid, block: Block) -> list[tuple[str, ...]]:
    return [tuple(text_of(one) for one in grid.rows[row]) for row in block.header]


def _ambiguous(grid: Grid, rows: Sequence[int], guesses: Sequence[Guess]) -> str:
    """Return a number that can be read in two ways; "" where every column decides itself."""
    for one in guesses:
        if one.role != "value":
            continue
        try:
            find_notation((grid.rows[row][one.index], grid.place(row, one.index)) for row in rows)
        except InputRefusedError as error:
            if error.code == "separator_ambiguous" and error.where is not None:
                return error.what.split("'")[1]
    return ""
