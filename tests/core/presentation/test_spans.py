# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Years printed as spans."""

import pytest

from klammer.presentation.spans import spans


@pytest.mark.parametrize(
    ("years", "words"),
    [
        ((), ""),
        (("2015",), "2015"),
        (("2013", "2014", "2015"), "2013–2015"),
        (("2015", "2017", "2018"), "2015, 2017–2018"),
        (("2009", "2011", "2013"), "3 Jahre, 2009–2013"),
    ],
    ids=["none", "one", "run", "two runs", "many runs"],
)
def test_years_are_printed_as_spans(years, words) -> None:
    assert spans(years) == words
