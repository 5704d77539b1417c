# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Naming a column in a mapping, and finding the guess of a role."""

from collections.abc import Sequence

from klammer.sources.tabular.headers import folded
from klammer.sources.tabular.mapping import Column
from klammer.sources.tabular.roles import Guess

LABELS = frozenset({"sex", "age", "nationality", "breakdown"})


class Reference:
    """Names a column by its words where they are unique, otherwise by its number from 1."""

    def __init__(self, paths: Sequence[tuple[str, ...]]) -> None:
        self.paths = paths
        whole = [folded(" | ".join(path)) for path in paths]
        self._unique = {text for text in whole if text and whole.count(text) == 1}

    def __call__(self, index: int) -> Column:
        """Return how the mapping names the column with this number (from 0)."""
        text = " | ".join(self.paths[index])
        return text if folded(text) in self._unique else index + 1


def column_of(guesses: Sequence[Guess], *roles: str) -> int | None:
    """Return the first column of one of these roles."""
    return next((one.index for role in roles for one in guesses if one.role == role), None)


def area_column(guesses: Sequence[Guess]) -> int | None:
    """Return the column that tells the area, where it is one column."""
    return column_of(guesses, "key", "name", "code")
