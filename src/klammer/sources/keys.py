# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Area keys as official tables write them; the forms that spreadsheets make are not expected."""

import re

from klammer.territory.keys import COUNTRY, LEVEL_BY_LENGTH

_KEY = re.compile(r"^(0[1-9]|1[0-6])(\d|\d{3}|\d{6}|\d{7}|\d{10})?$")
# Tables of municipalities of the regional database: 03151401 (Samtgemeinde) with 03151401002 in
# it, 0713101 (Verbandsgemeinde) with 0713101001 in it, 0713100007 in none.
_WITHIN = re.compile(r"^(03\d{3}4\d{2}\d{3}|07\d{3}\d{2}(\d{3})?)$")
_JOINT_03 = re.compile(r"^03\d{3}4\d{2}$")


def is_area_key(text: str) -> bool:
    """Whether a text is DG, an AGS or ARS, or a key of the regional database with an association.

    Lengths: 2, 3, 5, 8, 9 and 12; in Niedersachsen 11, in Rheinland-Pfalz 7 and 10.
    """
    return text == COUNTRY or bool(_KEY.match(text) or _WITHIN.match(text))


def area_of(key: str) -> tuple[str, str]:
    """Return the canonical key of a valid one, and its level.

    Municipalities become their AGS of eight digits, associations the first nine digits of the ARS.
    The five digits of an independent city in a table of municipalities stay those of a county.
    """
    if key == COUNTRY:
        return COUNTRY, "country"
    if len(key) in {10, 11, 12}:
        key = key[:5] + key[-3:]
    elif len(key) == 7:
        key = f"{key[:5]}50{key[5:]}"
    elif _JOINT_03.match(key):
        key = f"{key[:5]}5{key[5:]}"
    return key, LEVEL_BY_LENGTH[len(key)]
