# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tables that were read once, bounded by their cells: released figures never change."""

import threading
from collections import OrderedDict
from collections.abc import Hashable

from klammer.disclosure.release import SafeTable


class Remembered:
    """The tables asked for last, as many as hold so many cells together; safe among threads."""

    def __init__(self, *, cells: int) -> None:
        """Remember tables with at most so many cells together, none with more than a tenth."""
        self._most = cells
        self._held = 0
        self._tables: OrderedDict[Hashable, SafeTable] = OrderedDict()
        self._lock = threading.Lock()

    def find(self, key: Hashable) -> SafeTable | None:
        """Return the table that was kept under a key; None when there is none.

        returns  the rows → columns it was kept with
        """
        with self._lock:
            found = self._tables.get(key)
            if found is not None:
                self._tables.move_to_end(key)
            return found

    def keep(self, key: Hashable, table: SafeTable) -> SafeTable:
        """Keep a table unless it is large, forget those not asked for the longest; return it.

        returns  the rows → columns it was given with
        """
        size = _cells(table)
        if 10 * size > self._most:
            return table
        with self._lock:
            if key not in self._tables:
                self._tables[key] = table
                self._held += size
            while self._held > self._most:
                self._held -= _cells(self._tables.popitem(last=False)[1])
        return table


def _cells(table: SafeTable) -> int:
    return 1 + len(table) * len(table.table.names)
