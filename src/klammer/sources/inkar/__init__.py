# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""INKAR of the BBSR: the compilation as Parquet, and the table export of the web page.

- Parquet (wide): raumbezug, kennziffer, name, zeitbezug, one column per indicator.
- Export of the web page (CSV, XLS, XLSX, ODS): Kennziffer, Raumeinheit, Aggregat, then the
  indicators with the years below, or one row per figure (Indikator, Zeit, Wert).

Variables are named `inkar_` + the BBSR's abbreviation (Parquet) or the indicator's name (export).
A 0 stands both for nothing and for too few: `zero_or_hidden`. A cell without a value gives no
observation. Levels without official keys (labour market regions, types of settlement …) are left
out and flagged.
"""

from klammer.sources.contract import Request, TidyFile
from klammer.sources.delivered import opened
from klammer.sources.inkar.compilation import read_compilation
from klammer.sources.inkar.export import is_export, read_export

__all__ = ["Inkar", "is_export"]

# Columns stand at the end of a Parquet file, out of sight: the domain's name recognises it.
_DOMAINS = (
    *("absolutzahlen", "arbeitslosigkeit", "bauen_und_wohnen", "beschaeftigung", "bevoelkerung"),
    *("bildung", "europa", "flaechennutzung", "medizinische", "oeffentliche_finanzen"),
    *("privateinkommen", "raumwirksame_mittel", "sdg_", "siedlungsstruktur", "sozialleistungen"),
    *("verkehr", "wirtschaft", "zentrale_orte", "inkar"),
)
_PREFIX = "inkar_"
_ZERO = "zero_or_hidden"
_KEYS = {"kennziffer", "raumeinheit", "aggregat"}
_DUMP = {"kennziffer", "raumbezug", "indikator", "zeitbezug", "wert"}  # everything in one file
_BOOKS = (".xlsx", ".xls", ".ods")


class Inkar:
    """Reader of INKAR as Parquet and of the web page's export."""

    name = "inkar"
    title = "INKAR (BBSR): Parquet oder Tabellenexport"

    def recognises(self, head: bytes, name: str) -> bool:
        """Whether it is a Parquet with INKAR's columns, or begins with the export's header.

        A workbook's cells cannot be seen in its first bytes: its name decides.
        """
        if head[:4] == b"PAR1":
            return any(name.startswith(domain) for domain in _DOMAINS)
        folded = name.casefold()
        if folded.endswith(_BOOKS):
            return "inkar" in folded
        lines = head[:4000].decode("utf-8", errors="replace").lstrip("\ufeff").splitlines()
        return any(_words(line) >= _KEYS or _words(line) >= _DUMP for line in lines[:5])

    def read(self, request: Request) -> TidyFile:
        """Read the file; refuse it when the key columns are not there."""
        with request.path.open("rb") as raw:
            is_parquet = raw.read(4) == b"PAR1"
        if not is_parquet:
            return read_export(request)
        with opened(request) as file:
            return read_compilation(request, file)


def _words(line: str) -> set[str]:
    return {word.strip().casefold() for word in line.replace('"', "").split(";")}
