# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Collecting what was read: keys stay unique, flags stay few, the file is written at the end."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Literal

from klammer.base.cells import TOTAL, Secrecy, Status
from klammer.base.errors import GrainError, Place
from klammer.sources.contract import Flag, Origin, Request, TidyFile
from klammer.sources.guards import Note
from klammer.sources.tabular.grids import Grid
from klammer.sources.tabular.numbers import Figure
from klammer.warehouse.parquet import write_rows
from klammer.warehouse.schema import TIDY_TYPES, tidy_columns

_MOST_FLAGS_OF_A_KIND = 20
_BATCH = 50_000


@dataclass(slots=True)
class Observation:
    """One figure with its key and its place."""

    area: str
    area_level: str
    boundary: str
    period: str
    variable: str
    breakdowns: Mapping[str, str]
    figure: Figure
    secrecy: str
    place: Place

    @property
    def key(self) -> tuple[str, ...]:
        """What must be unique; an absent breakdown is the total."""
        return (
            *(self.area, self.boundary, self.period, self.variable),
            *(f"{name}={code}" for name, code in sorted(self.breakdowns.items()) if code != TOTAL),
        )


@dataclass
class Collector:
    """Gathers observations, flags and labels of one delivery."""

    request: Request
    observations: list[Observation] = field(default_factory=list)
    labels: dict[str, str] = field(default_factory=dict)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    area_names: dict[str, str] = field(default_factory=dict)
    _flags: list[Flag] = field(default_factory=list)
    _counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    _seen: dict[tuple[str, ...], Place] = field(default_factory=dict)

    def add(self, observation: Observation) -> None:
        """Keep one figure; raise `GrainError` naming both places when its key repeats."""
        key = observation.key
        first = self._seen.setdefault(key, observation.place)
        if first is not observation.place:
            named = ", ".join(part for part in key if part)
            raise GrainError(
                f"the key {named} repeats",
                where=observation.place,
                why=f"it already stands in {first}",
                remedy="delete one of the rows, or name the column that tells them apart as a "
                "breakdown",
                code="key_repeats",
            )
        self.observations.append(observation)

    def flag(
        self,
        code: str,
        severity: Literal["error", "warning", "note"],
        place: Place,
        *,
        found: str = "",
        expected: str = "",
        remedy: str = "",
    ) -> None:
        """Keep what looks wrong; many of one kind in one sheet become twenty and a count."""
        self._counts[code, place.sheet] += 1
        if self._counts[code, place.sheet] <= _MOST_FLAGS_OF_A_KIND:
            self._flags.append(Flag(code, severity, place, found, expected, remedy))

    def mark(self) -> tuple[int, int]:
        """Return how far has been collected, to come back to it."""
        return len(self.observations), len(self._flags)

    def return_to(self, mark: tuple[int, int]) -> None:
        """Forget the observations and flags since a mark: a sheet is read whole or not at all."""
        for one in self.observations[mark[0] :]:
            self._seen.pop(one.key, None)
        for flag in self._flags[mark[1] :]:
            self._counts.pop((flag.code, flag.place.sheet), None)
        del self.observations[mark[0] :]
        del self._flags[mark[1] :]

    def note(self, notes: Sequence[Note]) -> None:
        """Keep the remarks of the guards."""
        for one in notes:
            severity: Literal["warning", "note"] = (
                "warning" if one.code in {"double_encoded", "error_value"} else "note"
            )
            self.flag(one.code, severity, one.place, found=one.found)

    def flag_formula(self, grid: Grid, row: int, column: int) -> None:
        """Flag a figure that a formula made; its saved value is used."""
        place = grid.place(row, column)
        if grid.formulas and (place.row, place.column) in grid.formulas:
            self.flag("formula", "note", place, found="value computed by a formula in the file")

    @property
    def flags(self) -> tuple[Flag, ...]:
        """All flags; what was too many of one kind is counted."""
        more = [
            Flag(code, "note", Place(self.request.name, sheet), f"{count} in all, 20 are listed")
            for (code, sheet), count in self._counts.items()
            if count > _MOST_FLAGS_OF_A_KIND
        ]
        return (*self._flags, *more)

    def write(self, origin: Origin | None = None) -> TidyFile:
        """Write the Parquet file of the request and return what stands in it."""
        names = tuple(sorted({name for one in self.observations for name in one.breakdowns}))
        columns = tidy_columns(names)
        rows = write_rows(
            {name: TIDY_TYPES.get(name, "VARCHAR") for name in columns},
            _batches(self.observations, names),
            path=self.request.out,
        )
        digest = hashlib.sha256(self.request.path.read_bytes()).hexdigest()
        return TidyFile(
            path=self.request.out,
            breakdowns=names,
            rows=rows,
            origins={self.request.name: origin} if origin else {},
            sha256={self.request.name: digest},
            labels=self.labels,
            codes=self.codes,
            area_names=self.area_names,
            flags=self.flags,
        )


def secrecy_of(figure: Figure, secrecy: str) -> str:
    """Return how a figure was protected: what the source hid, it hid."""
    is_hidden = figure.status is Status.SUPPRESSED
    return Secrecy.SUPPRESSED_AT_SOURCE.value if is_hidden else str(secrecy)


def _batches(
    observations: Sequence[Observation], names: tuple[str, ...]
) -> Iterator[list[Sequence[Any]]]:
    remaining = iter(observations)
    while batch := list(islice(remaining, _BATCH)):
        rows = [
            (
                *(one.area, one.area_level, one.boundary, one.period, one.variable),
                *(one.breakdowns.get(name, TOTAL) for name in names),
                one.figure.value if one.figure.status.has_value else None,
                one.figure.status.value,
                one.secrecy,
                *(one.place.file, one.place.sheet, one.place.row, one.place.column),
            )
            for one in batch
        ]
        yield list(zip(*rows, strict=True))
