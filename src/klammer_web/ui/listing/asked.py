# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rows of a list that is too long to be held: the database counts, cuts and walks through them."""

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import Any

from django.db.models import QuerySet

AT_ONCE = 500  # rows that a file reads together


class Asked(Sequence):
    """A sorted query as a sequence; `shown` makes of each object what the columns read."""

    def __init__(self, found: QuerySet, *, shown: Callable[[Any], Any] = lambda one: one) -> None:
        self._found, self._shown = found, shown

    @cached_property
    def _count(self) -> int:
        return self._found.count()

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, where):
        found = self._found[where]
        return [self._shown(one) for one in found] if isinstance(where, slice) else found

    def __iter__(self) -> Iterator[Any]:
        return (self._shown(one) for one in self._found.iterator(chunk_size=AT_ONCE))
