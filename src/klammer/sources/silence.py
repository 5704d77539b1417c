# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Areas with "-" in every cell: nothing happened there, or there is no such area any more?

Tables of the regional database list every area that ever was, and print "-" for those that are
not. That is no zero. The same municipality may also stand twice, once within each of the
associations it belonged to.
"""

from bisect import bisect_right
from collections.abc import Collection, Iterable
from functools import lru_cache

from klammer.base.errors import GrainError, Place
from klammer.sources.contract import Flag
from klammer.sources.keys import area_of
from klammer.sources.vocabulary import vocabulary
from klammer.territory import records

_CELLS_OF_A_COUNTY = 3


def says_no_such_area(key: str, *, boundary: str, cells: int, variables: Collection[str]) -> bool:
    """Whether "-" in every cell of an area and period means that the area does not exist.

    key        key as delivered
    boundary   boundary date of the period
    cells      number of its cells in the period
    variables  the variables among them
    returns    yes for a variable that is never zero; for a key the register of the time does not
               know; for a county or more in a table of three cells or more. A hamlet that exists
               may well have no births: that is zero
    """
    area, level = area_of(key)
    if any(v.never_zero and v.id in variables for v in vocabulary().variables):
        return True
    if level in records.LEVELS_WITH_VERSIONS and not _exists(area, level, boundary):
        return True
    return level not in {"municipality", "association"} and cells >= _CELLS_OF_A_COUNTY


@lru_cache(maxsize=100_000)
def _exists(area: str, level: str, boundary: str) -> bool:
    """Whether a version about that date knows the key: the one before it or the one after."""
    dates = records.DATES
    at = bisect_right(dates, boundary)
    around = {dates[max(at - 1, 0)], dates[min(at, len(dates) - 1)]}
    known = any(area in records.units(level, date) for date in around)
    # Independent cities stand in tables of counties and municipalities alike.
    return known or not dates[0] <= boundary <= dates[-1]


def spoken_for(
    periods: Iterable[tuple[str, str, int]],
    *,
    silent: Collection[tuple[str, str]],
    without_figures: Collection[tuple[str, str]],
    name: str,
) -> set[tuple[str, str]]:
    """Return (key, period) that repeat an area without saying more than another key of it.

    periods          key as delivered, period, first line: all there are
    silent           (key, period) with "-" in every cell
    without_figures  (key, period) with signs only, the silent ones among them
    returns          those whose area has another key with figures in the period; without any,
                     those after the first that is not silent, or after the first

    Raises `GrainError` when two keys of one area both have figures in a period.
    """
    groups: dict[tuple[str, str], list[tuple[str, int]]] = {}
    for key, period, line in periods:
        groups.setdefault((area_of(key)[0], period), []).append((key, line))
    superfluous: set[tuple[str, str]] = set()
    for (area, period), keys in groups.items():
        if len(keys) == 1:
            continue
        speaking = [one for one in keys if (one[0], period) not in without_figures]
        if len(speaking) > 1:
            raise GrainError(
                f"{area} stands twice with figures in {name}",
                where=Place(file=name, row=speaking[1][1]),
                why=f"row {speaking[0][1]} is the same municipality, as {speaking[0][0]}, "
                f"in the period {period}",
                remedy="download the table again; if it stays so, report it to the publisher",
                code="key_repeats",
            )
        signing = [one for one in keys if (one[0], period) not in silent]
        kept = (speaking or signing or keys)[0][0]
        superfluous |= {(key, period) for key, _ in keys if key != kept}
    return superfluous


def repeated_flag(repeated: Collection[tuple[str, str]], *, name: str) -> list[Flag]:
    """Return the note on areas that stand twice, when there are any."""
    if not repeated:
        return []
    keys = sorted({key for key, _ in repeated})
    return [
        Flag(
            "repeated_area",
            "note",
            Place(file=name),
            found=f"{len(keys)} keys without figures repeat an area: {', '.join(keys[:3])} …",
            expected="each area once",
            remedy="the row with figures counts",
        )
    ]
