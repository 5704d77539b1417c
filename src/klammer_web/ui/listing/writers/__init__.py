# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Files for the office: XLSX, ODS, and CSV in two manners, all from one description."""

from klammer_web.ui.listing.writers.book import Book, Head, Sheet
from klammer_web.ui.listing.writers.lines import german_csv, plain_csv
from klammer_web.ui.listing.writers.ods import write_ods
from klammer_web.ui.listing.writers.xlsx import write_xlsx

__all__ = ["Book", "Head", "Sheet", "german_csv", "plain_csv", "write_ods", "write_xlsx"]
