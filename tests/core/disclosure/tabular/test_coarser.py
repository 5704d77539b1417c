# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
from klammer.disclosure.tabular.coarser import gains
from tests.disclosed_tables import HEAD, protected, rows, spec

TEXT = HEAD + (
    "[dimension.region]\nprefix = [1, 2]\n[dimension.age]\n[[table]]\nname = 'cases'\n"
    "dimensions = ['region', 'age']\ncount = 'n'\n"
)
TABLE = "region age n\nA1 x 3\nA1 y 20\nA2 x 30\nA2 y 12\nB1 x 4\nB1 y 40\nB2 x 25\nB2 y 14"


def test_coarser_codes_and_what_they_would_show() -> None:
    found = gains(spec(TEXT), {"cases": rows(TABLE)})

    by_dimension = {one.dimension: one for one in found}
    assert by_dimension["region"].dropped == ("A1", "A2", "B1", "B2")
    assert by_dimension["region"].shown == by_dimension["region"].cells == 9  # 3 places × 3 ages
    assert by_dimension["age"].shown == by_dimension["age"].cells == 7
    assert protected(TEXT, {"cases": TABLE}).protection.secondary
