# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""All readers, the most specific first: the order in which a file is recognised."""

from klammer.base.errors import InputRefusedError
from klammer.sources.contract import Source
from klammer.sources.elections import ElectionSource
from klammer.sources.genesis import GenesisFlatFile
from klammer.sources.gv100 import Gv100
from klammer.sources.inkar import Inkar
from klammer.sources.municipal_register import MunicipalRegisterSource
from klammer.sources.regionalstatistik import Regionalstatistik
from klammer.sources.tabular import TableSource
from klammer.sources.tidyfile import TidyTables
from klammer.sources.workbook import WorkbookSource

SOURCES: list[Source] = [
    GenesisFlatFile(),
    Regionalstatistik(),
    Gv100(),
    TidyTables(),
    Inkar(),
    MunicipalRegisterSource(),
    ElectionSource(),
    WorkbookSource(),
    TableSource(),
]


def source(name: str) -> Source:
    """Return the reader of this name; raise `InputRefusedError` listing the names there are."""
    for reader in SOURCES:
        if reader.name == name:
            return reader
    raise InputRefusedError(
        f"there is no reader '{name}'",
        why=f"known readers: {', '.join(reader.name for reader in SOURCES)}",
        remedy="choose one of them with --as",
        code="source_unknown",
    )


def recognise(head: bytes, name: str) -> Source | None:
    """Return the first reader that recognises the file, or None."""
    return next((reader for reader in SOURCES if reader.recognises(head, name)), None)
