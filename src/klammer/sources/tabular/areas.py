# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Area keys as they stand in cells: numbers that lost a zero, ARS, a key before a name."""

import re
from dataclasses import dataclass
from functools import lru_cache

from klammer.base.errors import InputRefusedError
from klammer.sources.tabular.grids import Value, text_of
from klammer.territory.keys import is_independent_city, level_of, normalise_key

_KEY_AND_NAME = re.compile(r"^(\d{2,12})\s+\D.*$")
_DIGITS = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class AreaKey:
    """A canonical area key (see `klammer.territory.keys`) and what had to be done to it.

    repaired  the key had lost its leading zero
    """

    key: str
    level: str
    repaired: bool = False


def read_key(value: Value, *, level: str = "") -> AreaKey | None:
    """Read an official area key from a cell; None when there is none in it.

    level  of the table; the five digits of an independent city become a municipality in a table
           of municipalities, everything else keeps the level its length tells
    """
    return _read(text_of(value), level)


@lru_cache(maxsize=50_000)
def _read(text: str, level: str) -> AreaKey | None:
    if found := _KEY_AND_NAME.match(text):
        text = found[1]
    try:
        key = normalise_key(text)
    except InputRefusedError:
        return None
    if level == "municipality" and level_of(key) == "county" and is_independent_city(key):
        key = f"{key}000"
    digits = "".join(_DIGITS.findall(text))
    return AreaKey(key, level_of(key), bool(digits) and not digits.startswith(key[:2]))


_TITLE = re.compile(
    r"\b(?:kreisfreie|kreisfr|landeshauptstadt|universitätsstadt|hansestadt|hochschulstadt"
    r"|wissenschaftsstadt|landkreis|kreis|stadt|gemeinde|markt|st|krfr|lk|lkr|flecken)\b\.?"
)


def folded_name(name: str) -> str:
    """Return an area's name for comparison: without titles, punctuation and case."""
    words = re.sub(r"\([^)]*\)", " ", name.replace("\xad", "").casefold())
    bare = re.sub(r"[\W_]+", "", _TITLE.sub(" ", words))
    return bare or re.sub(r"[\W_]+", "", words)
