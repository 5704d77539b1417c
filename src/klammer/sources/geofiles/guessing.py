# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which text of a file is probably the code of an area, and which its name."""

import re
from collections.abc import Callable

from klammer.sources.geofiles.features import Features

_CODE = re.compile(
    r"schlüssel|schluessel|nummer|\bnr\b|_nr|nr_|\bid\b|_id|code|kennung|kennziffer|\bkey\b",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"name|bezeichnung|gebiet|quartier|stadtteil|ortsteil|planungsraum|sozialraum|schulbezirk|"
    r"bezirk|viertel|raum|label|titel",
    re.IGNORECASE,
)


def guess_code(found: Features) -> str:
    """Return the field whose texts are short, filled and all different; empty when none is."""
    return _best(found, _CODE, fits=lambda text: 0 < len(text) <= 20)


def guess_name(found: Features) -> str:
    """Return the field that holds words, all filled; empty when none does."""
    return _best(found, _NAME, fits=lambda text: any(letter.isalpha() for letter in text))


def _best(found: Features, words: re.Pattern[str], *, fits: Callable[[str], bool]) -> str:
    scored = []
    for place, name in enumerate(found.fields):
        texts = [one.texts.get(name, "") for one in found.rows]
        if not all(fits(text) for text in texts):
            continue
        distinct = len(set(texts)) / len(texts)
        if distinct >= 0.9:
            scored.append((bool(words.search(name)), distinct, -place, name))
    return max(scored)[3] if scored else ""
