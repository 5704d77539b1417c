# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Flat files (ffcsv) of GENESIS-Online, the regional database and Zensus 2022.

- `layout` reads the header, `plan` decides what codes and labels mean, `reader` checks and melts.
- Layouts of 2024 (`Statistik_Code;…`, one column of values per variable) and of 2026
  (`statistics_code;…;value`), German (decimal comma) and English (decimal point), with and
  without quality columns.
- Not kept: the quality signs e, p, r, s; `(` and `/` become the status `unreliable`.
"""

from klammer.sources.genesis.reader import GenesisFlatFile

__all__ = ["GenesisFlatFile"]
