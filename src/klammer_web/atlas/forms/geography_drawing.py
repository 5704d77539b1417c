# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a drawing page sends: for each area its place in the draft, its name, its corners.

    reihe       place in the draft, empty for a new area      name         as typed
    schluessel  code of a new area that was there before      ecken        one corner a line;
                                                                           "-" leaves the shape
The four are repeated once for each area, in order.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.http import QueryDict

from klammer.base.errors import InputRefusedError
from klammer.pipeline.geography_drawing import Line
from klammer.territory.drawings import read_corners

MOST_DRAWN = 200  # areas on one drawing page; a file takes more
AS_IT_IS = "-"
_CODE = 40


@dataclass(frozen=True)
class Sent:
    """What was sent: lines as far as they could be read, texts as typed, and what was wrong.

    wrong  place in the list of what was sent → why its corners could not be read
    """

    lines: tuple[Line, ...]
    texts: tuple[str, ...]
    wrong: Mapping[int, InputRefusedError] = field(default_factory=dict)


def read_drawing(words: QueryDict) -> Sent:
    """Read the areas of a drawing page; corners that are none are named, not guessed."""
    names, rows = words.getlist("name")[:MOST_DRAWN], words.getlist("reihe")
    texts, codes = words.getlist("ecken"), words.getlist("schluessel")
    lines, wrong = [], {}
    for at, name in enumerate(names):
        row = rows[at] if at < len(rows) else ""
        text = texts[at] if at < len(texts) else ""
        number = int(row) if row.isdigit() and len(row) < 5 else -1
        code = codes[at][:_CODE] if at < len(codes) else ""
        try:
            corners = None if text.strip() == AS_IT_IS else tuple(read_corners(text))
        except InputRefusedError as error:
            corners, wrong[at] = None, error
        lines.append(Line(number, name, corners, code))
    return Sent(tuple(lines), tuple(texts[: len(names)]), wrong)
