# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The way through the office: a list goes out as a workbook, comes back, and is compared.

Each row carries, in hidden columns, its key and a mark of every cell as it was. From three states
(when it went out, as stored now, as it came back) follows for each cell who changed it; nothing
is written before a person has seen the differences.
"""

from klammer_web.ui.listing.office.comparing import Comparison, compare
from klammer_web.ui.listing.office.making import make_book
from klammer_web.ui.listing.office.reading import (
    MOST_ROWS,
    Problem,
    ReturnedRow,
    SheetRefusedError,
    read_book,
)

__all__ = [
    "MOST_ROWS",
    "Comparison",
    "Problem",
    "ReturnedRow",
    "SheetRefusedError",
    "compare",
    "make_book",
    "read_book",
]
