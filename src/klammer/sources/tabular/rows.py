# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Walking the rows of a laid-out sheet: key, figures, and everything doubtful flagged."""

from dataclasses import dataclass, replace

from klammer.base.cells import TOTAL, Status
from klammer.base.errors import InputRefusedError
from klammer.sources.labels import is_total, slug
from klammer.sources.tabular import checks
from klammer.sources.tabular.grids import Value, text_of
from klammer.sources.tabular.layout import Layout
from klammer.sources.tabular.mapping import LabelColumn, Mapping, ValueColumn
from klammer.sources.tabular.matching import AreaMatcher
from klammer.sources.tabular.numbers import (
    MARKERS,
    Figure,
    Notation,
    find_notation,
    read_figure,
)
from klammer.sources.tabular.observations import Collector, Observation, secrecy_of
from klammer.sources.tabular.periods import read_period
from klammer.sources.tabular.spellings import standard_code
from klammer.territory.keys import level_of

_WHOLES = {"Deutschland", "Bundesgebiet", "Bund"}


@dataclass(frozen=True, slots=True)
class FigureColumn:
    """A column of figures with its label and the way its numbers are written."""

    index: int
    mapping: ValueColumn
    label: str
    notation: Notation


class RowReader:
    """Reads the rows of one sheet into a collector."""

    def __init__(self, layout: Layout, mapping: Mapping, collector: Collector) -> None:
        self.layout, self.mapping, self.collector = layout, mapping, collector
        self.grid = layout.grid
        self.matcher = AreaMatcher(mapping.area, collector)
        stated = {text: Status(one) for text, one in mapping.markers.items()}
        self.markers = {**MARKERS, **stated}
        self.columns = [self._figure_column(index, one) for index, one in layout.values]

    def read(self) -> None:
        """Read every row; raise `InputRefusedError` with the cell that cannot be read."""
        sums = checks.RunningSums(self.collector, self.mapping.secrecy)
        for row in self.layout.rows:
            texts = self._area_texts(row)
            if texts is None:
                sums.begin_section()
                continue
            figures = {one.index: self._figure(row, one) for one in self.columns}
            if self._is_total(row, texts):
                self._check_total_row(row, figures, sums)
                continue
            self._emit(row, self._area(row, texts), figures)
            self._check_total_columns(row)
            sums.add({index: (one, self.grid.place(row, index)) for index, one in figures.items()})

    # --- areas --------------------------------------------------------------------------------

    def _text(self, row: int, index: int) -> str:
        return text_of(self.grid.rows[row][index])

    def _area_texts(self, row: int) -> list[str] | None:
        """Return what stands in the area's columns; None for rows that are no data, noted."""
        texts = [self._text(row, index) for index in self.layout.area]
        if set(texts) & set(self.mapping.area.skip):
            return None
        has_figures = any(self._is_filled(row, one.index) for one in self.columns)
        if not has_figures and not self._is_dated(row):
            found = " ".join(text_of(one) for one in self.grid.rows[row] if text_of(one))
            place = self.grid.place(row)
            self.collector.flag("row_without_figures", "note", place, found=found[:80])
            return None
        stated = self.mapping.area.empty or self._is_total(row, texts)
        if self.layout.area and not any(texts) and not stated:
            texts = self._above(row)
        return texts

    def _is_filled(self, row: int, index: int) -> bool:
        """Whether a cell holds anything; an error of the spreadsheet program does."""
        place = self.grid.place(row, index)
        is_error = (place.row or 0, place.column or 0) in self.grid.errors
        return is_error or bool(self._text(row, index))

    def _is_dated(self, row: int) -> bool:
        """Whether a row has its own period: then its empty figure is missing, not a heading."""
        period = self.layout.period
        return period is not None and bool(self._text(row, period))

    def _is_total(self, row: int, texts: list[str]) -> bool:
        """Whether a row is the sum of others: the mapping says so, or it says so without a key."""
        if set(texts) & set(self.mapping.area.totals):
            return True
        area = self.mapping.area
        if any(texts) or not self.layout.area or area.fill or area.empty:
            return False
        words = [text_of(one) for one in self.grid.rows[row] if isinstance(one, str)]
        return any(is_total(word) or word in _WHOLES for word in words)

    def _above(self, row: int) -> list[str]:
        if self.mapping.area.fill:
            for above in range(row - 1, self.layout.rows[0] - 1, -1):
                texts = [self._text(above, index) for index in self.layout.area]
                if any(texts):
                    place = self.grid.place(row, self.layout.area[0])
                    self.collector.flag("area_filled", "note", place, found=" ".join(texts))
                    return texts
        raise InputRefusedError(
            "a row holds figures but no area",
            where=self.grid.place(row, self.layout.area[0]),
            why="each row needs its area; the cell is empty",
            remedy="fill the cell, or state fill = true under [area] if an empty cell repeats the "
            "area above",
            code="area_missing",
        )

    def _area(self, row: int, texts: list[str]) -> tuple[str, str]:
        area = self.mapping.area
        if area.value:
            return area.value, area.level or level_of(area.value)
        first = self.layout.area[0]
        if not any(texts):
            return area.empty, area.empty_level or level_of(area.empty)
        value: Value = self.grid.rows[row][first] if len(texts) == 1 else "".join(texts)
        return self.matcher.match(value or texts[0], place=self.grid.place(row, first))

    # --- figures ------------------------------------------------------------------------------

    def _figure_column(self, index: int, one: ValueColumn) -> FigureColumn:
        cells = (
            (self.grid.rows[row][index], self.grid.place(row, index)) for row in self.layout.rows
        )
        notation = find_notation(cells, decimal=one.decimal or self.mapping.decimal)
        if notation.assumed:
            self.collector.flag(
                "separator_assumed",
                "warning",
                notation.assumed,
                found="read as thousands: smaller numbers of the column have no separator",
                remedy="state decimal in the mapping",
            )
        return FigureColumn(index, one, one.label or " | ".join(self.layout.paths[index]), notation)

    def _figure(self, row: int, one: FigureColumn) -> Figure:
        place = self.grid.place(row, one.index)
        text = self.grid.errors.get((place.row or 0, place.column or 0))
        if text is not None:
            self.collector.flag(
                "error_value",
                "error",
                place,
                found=text,
                expected="a number",
                remedy="mend the formula in the file and deliver it again",
            )
            return Figure(None, Status.MISSING, text)
        value = self.grid.rows[row][one.index]
        figure = read_figure(value, place=place, notation=one.notation, markers=self.markers)
        self.collector.flag_formula(self.grid, row, one.index)
        if figure.status is Status.ZERO and not figure.mark:
            return replace(figure, status=Status(self.mapping.zero))
        return figure

    def _emit(self, row: int, area: tuple[str, str], figures: dict[int, Figure]) -> None:
        codes, period = self._codes(row), self._period(row)
        for one in self.columns:
            variable, label = self._variable(row, one)
            self.collector.labels.setdefault(variable, label)
            self.collector.add(
                Observation(
                    *area,
                    self.matcher.boundary,
                    self._own_period(row, one) or period,
                    variable,
                    codes | dict(one.mapping.breakdowns),
                    figures[one.index],
                    secrecy_of(figures[one.index], self.mapping.secrecy),
                    self.grid.place(row, one.index),
                )
            )

    # --- labels -------------------------------------------------------------------------------

    def _label(self, row: int, index: int, one: LabelColumn) -> Value:
        """Return a cell, or with `fill` the last one above that is not empty."""
        stop = self.layout.rows[0] - 1 if one.fill else row - 1
        for above in range(row, stop, -1):
            if text_of(self.grid.rows[above][index]):
                return self.grid.rows[above][index]
        return ""

    def _own_period(self, row: int, one: FigureColumn) -> str:
        stated = one.mapping.period
        return read_period(stated, place=self.grid.place(row, one.index)) if stated else ""

    def _period(self, row: int) -> str:
        one, index = self.mapping.period, self.layout.period
        if index is None:
            return read_period(one.value, place=self.grid.place(row)) if one.value else ""
        value = self._label(row, index, one)
        code = one.codes.get(text_of(value))
        return code or read_period(value, place=self.grid.place(row, index))

    def _variable(self, row: int, one: FigureColumn) -> tuple[str, str]:
        index = self.layout.variable
        if index is None:
            stated = one.mapping.variable or self.mapping.variable.value
            return stated or slug(one.label), one.label or stated
        text = text_of(self._label(row, index, self.mapping.variable))
        return self.mapping.variable.codes.get(text) or slug(text), text

    def _codes(self, row: int) -> dict[str, str]:
        found = {}
        for name, one in self.mapping.breakdowns.items():
            index = self.layout.breakdowns[name]
            text = one.value if index is None else text_of(self._label(row, index, one))
            found[name] = self._code(row, name, text)
            self.collector.codes.setdefault(name, {}).setdefault(found[name], text)
        return found

    def _code(self, row: int, name: str, text: str) -> str:
        stated = self.mapping.breakdowns[name].codes
        if text in stated:
            return stated[text]
        if not stated:
            return standard_code(name, text) or text or TOTAL
        raise InputRefusedError(
            f"'{text}' is not known as {name}",
            where=self.grid.place(row, self.layout.breakdowns[name]),
            why=f"the mapping knows {', '.join(stated)}",
            remedy=f"add it under [breakdowns.{name}.codes]",
            code="code_unknown",
        )

    # --- sums ---------------------------------------------------------------------------------

    def _check_total_row(
        self, row: int, figures: dict[int, Figure], sums: checks.RunningSums
    ) -> None:
        found = " ".join(text_of(one) for one in self.grid.rows[row] if isinstance(one, str))
        place = self.grid.place(row)
        self.collector.flag("total_row", "note", place, found=" ".join(found.split())[:80])
        additive = {one.index for one in self.columns if not checks.is_relative(one.label)}
        for index in additive & set(figures):
            sums.check(index, figures[index], place=self.grid.place(row, index))
        sums.begin_section()

    def _check_total_columns(self, row: int) -> None:
        notations = {one.index: one.notation for one in self.columns}
        for total, parts in self.layout.totals:
            figures = [
                read_figure(
                    self.grid.rows[row][index],
                    place=self.grid.place(row, index),
                    notation=notations.get(index),
                    markers=self.markers,
                )
                for index in (total, *parts)
            ]
            checks.check_parts(
                figures[0],
                figures[1:],
                place=self.grid.place(row, total),
                others=f"columns {', '.join(str(index + 1) for index in parts)}",
                secrecy=self.mapping.secrecy,
                collector=self.collector,
            )
