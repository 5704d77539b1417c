# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Sums that a table states about itself: rows, columns, men and women. They flag, never mend."""

import math
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from klammer.base.cells import TOTAL, Secrecy
from klammer.base.errors import Place
from klammer.sources.tabular.numbers import Figure
from klammer.sources.tabular.observations import Collector, Observation

# How far one protected figure may stand from the true one.
_SLACK = {Secrecy.ROUNDED_5: 2.0, Secrecy.ROUNDED_10: 5.0, Secrecy.CELL_KEY: 4.0}
_RELATIVE = re.compile(
    r"%|\bje\b|anteil|quote|rate\b|durchschnitt|mittelwert|median|dichte|\bpro\b", re.IGNORECASE
)
_PARTS = {"sex": {"M", "F"}, "nationality": {"national", "foreign"}}


def check_parts(
    total: Figure,
    parts: Sequence[Figure],
    *,
    place: Place,
    others: str,
    secrecy: str,
    collector: Collector,
) -> None:
    """Flag a total that is not the sum of its parts.

    Figures that are hidden, missing or no whole numbers are not summed: nothing is said then.
    """
    figures = [total, *parts]
    if not parts or any(one.value is None for one in figures):
        return
    values = [one.value for one in figures if one.value is not None]
    if any(not value.is_integer() for value in values):
        return
    found, expected = values[0], math.fsum(values[1:])
    if abs(found - expected) > slack(secrecy, len(values)):
        collector.flag(
            "total_differs",
            "warning",
            place,
            found=f"{found:.0f}",
            expected=f"{expected:.0f} as the sum of {others}",
            remedy="ask the publisher which figure is right; both are kept as delivered",
        )


def is_relative(label: str) -> bool:
    """Whether a header speaks of shares, rates or means, whose sum means nothing."""
    return bool(_RELATIVE.search(label))


class RunningSums:
    """The figures above a row of totals, in sections, as headings and other totals divide them."""

    def __init__(self, collector: Collector, secrecy: str) -> None:
        self.collector, self.secrecy = collector, secrecy
        self._cells: dict[int, list[tuple[Figure, Place]]] = defaultdict(list)
        self._sections = [0]
        self._length = 0

    def add(self, cells: Mapping[int, tuple[Figure, Place]]) -> None:
        """Remember one row."""
        for index, cell in cells.items():
            self._cells[index].append(cell)
        self._length += 1

    def begin_section(self) -> None:
        """A heading or a row of totals stands here."""
        if self._sections[-1] != self._length:
            self._sections.append(self._length)

    def check(self, index: int, total: Figure, *, place: Place) -> None:
        """Flag a total that is the sum of neither its section nor of several, back to the top.

        Where no sum fits, the section just above is named.
        """
        cells = self._cells.get(index, [])
        candidates = [cells[start:] for start in reversed(self._sections) if cells[start:]]
        if not candidates or any(self._fits(total, one) for one in candidates):
            return
        parts = candidates[0]
        check_parts(
            total,
            [figure for figure, _ in parts],
            place=place,
            others=f"rows {parts[0][1].row} to {parts[-1][1].row}",
            secrecy=self.secrecy,
            collector=self.collector,
        )

    def _fits(self, total: Figure, parts: Sequence[tuple[Figure, Place]]) -> bool:
        values = [figure.value for figure, _ in parts]
        if total.value is None or any(value is None for value in values):
            return False
        found = math.fsum(value for value in values if value is not None)
        return abs(total.value - found) <= slack(self.secrecy, len(values) + 1)


def slack(secrecy: str, figures: int) -> float:
    """Return how far a sum of protected figures may be off."""
    return _SLACK.get(Secrecy(secrecy), 0.0) * figures


def check_breakdowns(collector: Collector) -> None:
    """Compare men plus women, Germans plus foreigners, with the total of the same key."""
    for name, wanted in _PARTS.items():
        groups: dict[tuple[str, ...], dict[str, Observation]] = defaultdict(dict)
        for one in collector.observations:
            if name in one.breakdowns:
                rest = tuple(part for part in one.key if not part.startswith(f"{name}="))
                groups[rest][one.breakdowns[name]] = one
        for group in groups.values():
            if set(group) == wanted | {TOTAL}:
                _check_group(group, wanted, collector)


def _check_group(group: Mapping[str, Observation], wanted: set[str], collector: Collector) -> None:
    parts = [group[code] for code in sorted(wanted)]
    check_parts(
        group[TOTAL].figure,
        [one.figure for one in parts],
        place=group[TOTAL].place,
        others=" and ".join(f"row {one.place.row}, column {one.place.column}" for one in parts),
        secrecy=group[TOTAL].secrecy
        if group[TOTAL].secrecy in set(_SLACK)
        else Secrecy.EXACT.value,
        collector=collector,
    )
