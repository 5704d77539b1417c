# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Classic tables of the regional database: headers of several rows, signs, footnotes.

- `text` cuts a file into preamble, rows and footer; `header` reads what each column is about;
  `body` reads keys and figures; `reader` puts them together.
- Whatever cannot be decided for sure is refused with its row: nothing is guessed.
"""

from klammer.sources.regionalstatistik.reader import Regionalstatistik

__all__ = ["Regionalstatistik"]
