# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""AGS and ARS in all their lengths and forms, brought to one.

Canonical keys: `DG` (Germany), two digits (state), three (Regierungsbezirk), five (county or
independent city), eight (municipality, AGS), nine (association: the first nine digits of the ARS),
`16-SWT` (planning region). The level follows from the length. Areas of own geographies have keys
like `own-k3f9a2xq-07` (see `klammer.territory.geographies`).
"""

import re

from klammer.base.errors import InputRefusedError
from klammer.territory import own_keys, records

COUNTRY = "DG"
LEVEL_BY_LENGTH = {
    2: "state",
    3: "region",
    5: "county",
    8: "municipality",
    9: "association",
}
LENGTH_BY_LEVEL = {level: length for length, level in LEVEL_BY_LENGTH.items()}
_PLANNING_REGION = re.compile(r"^\d\d-[A-Z]{1,4}$")
_BLANKS = re.compile(r"[\s\u00a0'’]")
_WHOLE_FLOAT = re.compile(r"^(\d+)[.,]0+$")


def level_of(key: str) -> str:
    """Return the level of a canonical key; raise `InputRefusedError` when it is none."""
    if key == COUNTRY:
        return "country"
    if _PLANNING_REGION.match(key):
        return "planning_region"
    if key.isdecimal() and len(key) in LEVEL_BY_LENGTH:
        return LEVEL_BY_LENGTH[len(key)]
    if own := own_keys.level_of_key(key):
        return own
    raise _refused(key, "expected DG or 2, 3, 5, 8 or 9 digits")


def normalise_key(found: str | float, *, level: str | None = None) -> str:
    """Bring a key as delivered to its canonical form.

    found    text or number: 2, 3, 5, 8, 9 or 12 digits, with blanks between, without the leading
             zero that a number loses, padded with zeros (16063000 for a county), DG
    level    the level of the table it stands in; without it the length decides
    returns  the canonical key: an ARS of twelve digits becomes the AGS (digits 1–5 and 10–12), the
             five digits of an independent city in a table of municipalities become 16051000

    Missing: an empty cell is refused, never read as Germany.
    Raises `InputRefusedError` with what was found and expected.
    """
    text = _text_of(found)
    if text.upper() in {COUNTRY, "00", "000000000000"}:
        return _at_level(COUNTRY, found, level)
    if _PLANNING_REGION.match(text.upper()):
        return _at_level(text.upper(), found, level)
    if not text.isdecimal() or not text.isascii():
        raise _refused(found, "a key has digits only")
    digits = _with_lost_zero(text, level)
    if not "01" <= digits[:2] <= "16":
        raise _refused(found, f"'{digits[:2]}' is no German state, expected 01 to 16")
    key = _shortened(digits, found, level)
    return _at_level(key, found, level)


def is_independent_city(county: str) -> bool:
    """Whether a county key is (or was) an independent city: one municipality of the same key."""
    return f"{county}000" in records.known_units("municipality")


def _text_of(found: str | float) -> str:
    if isinstance(found, bool):
        raise _refused(found, "a key is text or a whole number")
    if isinstance(found, float):
        if not found.is_integer():
            raise _refused(found, "a key is a whole number")
        return str(int(found))
    text = _BLANKS.sub("", str(found))
    whole = _WHOLE_FLOAT.match(text)
    return whole[1] if whole else text


def _with_lost_zero(digits: str, level: str | None) -> str:
    """Give a zero back that a spreadsheet dropped: only states 01 to 09 begin with one."""
    wanted = LENGTH_BY_LEVEL.get(level or "")
    if wanted and len(digits) == wanted - 1:
        return f"0{digits}"
    if len(digits) in {1, 4, 7, 11}:
        return f"0{digits}"
    return digits


def _shortened(digits: str, found: object, level: str | None) -> str:
    if len(digits) == 12:
        digits = digits[:5] + digits[9:] if level != "association" else digits[:9]
    if level == "municipality" and len(digits) == 5:
        return _city(digits, found)
    wanted = LENGTH_BY_LEVEL.get(level or "")
    if wanted and len(digits) > wanted and not digits[wanted:].strip("0"):
        return digits[:wanted]
    if level is None and len(digits) == 8 and digits.endswith("000"):
        return _unpadded(digits)
    return digits


def _city(digits: str, found: object) -> str:
    if is_independent_city(digits):
        return f"{digits}000"
    raise _refused(found, f"{digits} is a county, not an independent city: no municipality")


def _unpadded(digits: str) -> str:
    """A county or state that was padded to eight digits; an independent city stays as it is."""
    if digits in records.known_units("municipality"):
        return digits
    if digits.endswith("000000"):
        return digits[:2]
    return digits[:5] if digits[:5] in records.known_units("county") else digits


def _at_level(key: str, found: object, level: str | None) -> str:
    if level is not None and level_of(key) != level:
        raise _refused(found, f"expected a key of the level {level}, read as {level_of(key)} {key}")
    level_of(key)
    return key


def _refused(found: object, why: str) -> InputRefusedError:
    return InputRefusedError(
        f"'{found}' is not an area key",
        why=why,
        remedy="give the official key (AGS): 16 for a state, 16063 for a county, 16063105 for a "
        "municipality",
        code="area_key",
        found=str(found),
    )
