# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Verdict with evidence; the only maker of `SafeTable`.

Pages, charts, maps, reports and the API accept nothing else for an audience without the right to
confidential figures.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from klammer.base.cells import Audience
from klammer.base.errors import DisclosureError
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


def readmit_stored(
    table: Table, *, audience: Audience, certificates: Mapping[str, Certificate]
) -> SafeTable:
    """Let rows of released files in again: the warehouse compared the files' bytes before.

    table         columns warehouse.schema.VALUES; part of the files of these indicators
    certificates  indicator → the certificate its file was released with

    Raises `DisclosureError` when a row's indicator has no certificate, or one for fewer eyes.
    The certificate of the result counts nothing anew: it is those of the files together.
    """
    for indicator in set(table["indicator"]):
        found = certificates.get(indicator)
        if found is None or found.audience.rank > audience.rank:
            raise DisclosureError(
                f"'{indicator}' may not be shown to {audience}",
                where="release",
                why="its table has no certificate for this audience",
                remedy="create a release for this audience",
                code="no_certificate",
            )
    hashes = "".join(certificates[name].table_hash for name in sorted(certificates))
    joint = Certificate(audience, hashlib.sha256(hashes.encode()).hexdigest())
    return SafeTable(table, joint, door=_DOOR)
