# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""How a reader written in Python leaves tidy Parquet behind: rows in, batches out."""

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from klammer.warehouse.parquet import write_rows
from klammer.warehouse.schema import TIDY_TYPES, tidy_columns

_BATCH = 50_000


def write_observations(
    rows: Iterable[tuple[Any, ...]], *, breakdowns: tuple[str, ...], path: Path
) -> int:
    """Write observations to Parquet in the order given and return their number.

    rows        one tuple per observation in the order of `tidy_columns(breakdowns)`; a missing
                value is None
    breakdowns  names of the breakdown columns
    """
    types = {name: TIDY_TYPES.get(name, "VARCHAR") for name in tidy_columns(breakdowns)}
    return write_rows(types, _batches(rows), path=path)


def _batches(rows: Iterable[tuple[Any, ...]]) -> Iterator[list[tuple[Any, ...]]]:
    source = iter(rows)
    while batch := list(islice(source, _BATCH)):
        yield list(zip(*batch, strict=True))
