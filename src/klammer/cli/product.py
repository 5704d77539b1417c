# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What commands on an instance ask of the product, if it is installed; the library knows none.

Entry points of the group `klammer.operation`:

examine(folder)        what is wrong with settings, database and processes, as findings
reindex(folder)        rebuild what the database keeps as an index; returns how many entries
dump(folder, into)     write the database beside the files; returns the files' folder, or None
load(folder, dump)     lay the database out again from such a folder
"""

from collections.abc import Callable
from importlib.metadata import entry_points
from typing import Any

GROUP = "klammer.operation"


def of_product(name: str) -> Callable[..., Any] | None:
    """Return the product's function of this name; None where the library stands alone."""
    for point in entry_points(group=GROUP, name=name):
        found: Callable[..., Any] = point.load()
        return found
    return None
