# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Verdict with evidence; the only maker of `SafeTable`.

Pages, charts, maps, reports and the API accept nothing else for an audience without the right to
confidential figures.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from klammer.base.cells import Audience
from klammer.base.tables import Table

_DOOR = object()  # held by this module alone


@dataclass(frozen=True)
class Certificate:
    """Why a table may be shown to an audience.

    table_hash  hash of the rows it speaks about
    rules       the rules that were applied, with their parameters
    counts      how many cells were published, suppressed first, suppressed to protect them
    """

    audience: Audience
    table_hash: str
    rules: tuple[str, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, init=False)
class SafeTable:
    """A table that may be shown to `certificate.audience`. Cannot be built outside this module."""

    table: Table
    certificate: Certificate

    def __init__(self, table: Table, certificate: Certificate, *, door: object = None) -> None:
        if door is not _DOOR:
            raise TypeError("a SafeTable is made by klammer.disclosure alone")
        object.__setattr__(self, "table", table)
        object.__setattr__(self, "certificate", certificate)

    def __len__(self) -> int:
        return len(self.table)

    def rows(self) -> Any:
        """Each row as name → value."""
        return self.table.rows()


def readmit(table: Table, certificate: Certificate) -> SafeTable:
    """Let a stored table in again after comparing hashes. Filled in with the engine."""
    return SafeTable(table, certificate, door=_DOOR)
