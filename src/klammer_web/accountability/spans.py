# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Many whole numbers as few spans: [[1, 5], [8, 8]]."""

from collections.abc import Iterable


def spans(numbers: Iterable[int]) -> list[list[int]]:
    """Return ascending, separate spans that hold exactly these numbers."""
    found: list[list[int]] = []
    for number in sorted(set(numbers)):
        if found and found[-1][1] == number - 1:
            found[-1][1] = number
        else:
            found.append([number, number])
    return found


def merged(many: Iterable[list[int]]) -> list[list[int]]:
    """Return the spans that hold what any of the given ones holds."""
    found: list[list[int]] = []
    for first, last in sorted(map(tuple, many)):
        if found and first <= found[-1][1] + 1:
            found[-1][1] = max(found[-1][1], last)
        else:
            found.append([first, last])
    return found


def without(these: Iterable[list[int]], others: Iterable[list[int]]) -> list[list[int]]:
    """Return what these spans hold and the others do not."""
    rest = merged(these)
    for low, high in merged(others):
        rest = [
            [first, last]
            for start, end in rest
            for first, last in ((start, min(end, low - 1)), (max(start, high + 1), end))
            if first <= last
        ]
    return sorted(rest)


def said(these: Iterable[list[int]]) -> str:
    """Write spans for people: `1–5, 8`."""
    return ", ".join(f"{a}" if a == b else f"{a}–{b}" for a, b in these)
