# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Area keys as official tables write them; the forms that spreadsheets make are not expected."""

import re

from klammer.territory.keys import COUNTRY, LEVEL_BY_LENGTH

_KEY = re.compile(r"^(0[1-9]|1[0-6])(\d|\d{3}|\d{6}|\d{7}|\d{10})?$")


def is_area_key(text: str) -> bool:
    """Whether a text is DG or an AGS or ARS of 2, 3, 5, 8, 9 or 12 digits."""
    return text == COUNTRY or bool(_KEY.match(text))


def area_of(key: str) -> tuple[str, str]:
    """Return the canonical key and its level; twelve digits become the AGS of eight.

    The five digits of an independent city in a table of municipalities stay those of a county.
    """
    if key == COUNTRY:
        return COUNTRY, "country"
    if len(key) == 12:
        key = key[:5] + key[9:]
    return key, LEVEL_BY_LENGTH[len(key)]
