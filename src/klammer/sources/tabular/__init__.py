# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Plain tables (CSV, XLSX, XLS, ODS, HTML) read by a mapping: the reader `table`.

A mapping says which column is what. Columns are named by their header, by their whole header
path joined with " | ", by letter ("B") or by number (2). A full example:

    [origin]                       # where the file comes from; printed under every figure
    publisher = "Stadt Beispiel"
    title = "Sozialatlas 2022"
    table = "Tabelle 4"
    licence = "dl-de/by-2-0"
    retrieved = "2022-11-30"

    [table]
    sheet = "Tabelle1"             # name or number; may be left out when there is one
    sheets = "by_period"           # instead: every sheet whose name is a period ("2022", "2023")
transposed = true              # areas stand side by side; header and first then count columns
header = [3, 4]                # rows of the header, as a person counts them
    first = 6                      # first and last row of figures; otherwise to the end
    last = 40
    decimal = ","                  # states what a column cannot prove, e.g. "1.234" alone
    encoding = "cp1252"            # otherwise found in the file
    delimiter = ";"
    secrecy = "rounded_5"          # exact, rounded_5, rounded_10, cell_key
    zero = "zero_or_hidden"        # when the publisher prints 0 also for too few
    ignore = ["Bemerkung"]         # columns left out on purpose; others are noted

    [area]
    column = "Schlüssel"           # or parts = ["Land", "Kreis", "Gemeinde"], or value = "16063"
    form = "key"                   # key (AGS, ARS), name (official name), code (own areas)
    level = "municipality"         # otherwise told by the key
    boundary = "2022-12-31"        # boundary version of the keys
    skip = ["Ausland"]             # rows left out
    totals = ["Insgesamt"]         # rows that are the sum of those above: checked, not kept
    fill = true                    # an empty cell repeats the area above
    empty = "01001"                # the area an empty cell means, here the city as a whole
    empty_level = "county"
    prefix = "beispiel:"           # for own areas, so that two cities' district 1 stay apart
    within = "16063"               # names mean areas with keys that begin so: Eisenach is two
    names = { "Bad Salzungen, St." = "16063003" }

    [period]
    column = "Jahr"                # or value = "2022-12-31"

    [variable]                     # long form: a column tells what is counted
    column = "Merkmal"
    codes = { "Einwohner" = "population" }

    [value]                        # long form: the one column of figures
    column = "Wert"

    [breakdowns.sex]               # any number of breakdowns; sex, age and nationality are read
    column = "Geschlecht"          # by their usual labels, others need codes or keep their words
    codes = { "m" = "M", "w" = "F", "zusammen" = "_T" }

    [markers]                      # words beside the signs of official statistics (- . ... / x);
    "siehe Anlage" = "missing"     # "<3" and "unter 5" are read as suppressed without a word here

    [[totals]]                     # a column that is the sum of others: checked in every row
    total = "insgesamt"
    parts = ["männlich", "weiblich"]

Wide form, instead of [value]: one entry for each column of figures

    [[values]]
    column = "Bevölkerung | männlich"
    variable = "population"
    period = "2022-12-31"
    breakdowns = { sex = "M" }

or, where every column is a year: all columns whose header is a period, also those added later

    [by_period]
    variable = "population"
    label = "Bevölkerung"          # printed with the figures; like label in [[values]]
"""

from klammer.sources.tabular.mapping import (
    Mapping,
    mapping_from_dict,
    mapping_from_toml,
    mapping_to_dict,
    mapping_to_toml,
)
from klammer.sources.tabular.reader import TableSource

__all__ = [
    "Mapping",
    "TableSource",
    "mapping_from_dict",
    "mapping_from_toml",
    "mapping_to_dict",
    "mapping_to_toml",
]
