# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What publishers call sexes, ages and nationalities, and the codes that follow SDMX.

One label, one code, whatever the layout: "unter 3 Jahre" and `ALT000B003` are both `Y0T2`.
"""

import re
import unicodedata
from collections.abc import Callable

from klammer.base.cells import TOTAL

SEX = "sex"
AGE = "age"
NATIONALITY = "nationality"

_TOTALS = {"insgesamt", "zusammen", "gesamt", "total", "all", "alle", "deutschland insgesamt"}
_SEXES = {
    "männlich": "M",
    "männer": "M",
    "male": "M",
    "men": "M",
    "weiblich": "F",
    "frauen": "F",
    "female": "F",
    "women": "F",
    "divers": "D",
}
_NATIONALITIES = {
    "deutsche": "national",
    "deutscher": "national",
    "deutsche(r)": "national",
    "deutsch": "national",
    "german": "national",
    "germans": "national",
    "ausländer(innen)": "foreign",
    "ausländer": "foreign",
    "ausländer/-innen": "foreign",
    "ausländer/innen": "foreign",
    "ausländisch": "foreign",
    "nichtdeutsche": "foreign",
    "foreign": "foreign",
    "foreigners": "foreign",
}

_YEARS = r"(?:jahr(?:e|en)?|years?)"
# Pattern of a whole label → code from its numbers. "bis unter" excludes the upper year.
_AGES: tuple[tuple[re.Pattern[str], Callable[..., str]], ...] = tuple(
    (re.compile(rf"^(?:{pattern})$"), code)
    for pattern, code in (
        (rf"(\d+) (?:{_YEARS} )?bis unter (\d+) {_YEARS}", lambda a, b: span(int(a), int(b) - 1)),
        (rf"(\d+) to under (\d+) {_YEARS}", lambda a, b: span(int(a), int(b) - 1)),
        (rf"(\d+) ?(?:bis|-|–|to) ?(\d+) {_YEARS}", lambda a, b: span(int(a), int(b))),
        (
            rf"(?:jugendliche |jüngere |kinder )?unter (\d+) {_YEARS}(?: alt)?",
            lambda a: span(0, int(a) - 1),
        ),
        (rf"(?:under|less than) (\d+) {_YEARS}", lambda a: span(0, int(a) - 1)),
        (
            rf"(\d+) (?:{_YEARS} )?(?:und mehr|und älter|u\.m\.|and over|and more)(?: {_YEARS})?",
            lambda a: f"Y_GE{int(a)}",
        ),
        (rf"(?:ab|über) (\d+) {_YEARS}", lambda a: f"Y_GE{int(a)}"),
        (rf"(\d+) {_YEARS}", lambda a: f"Y{int(a)}"),
        (rf"unter einem {_YEARS}", lambda: "Y0"),
    )
)
_AGE_CODES: tuple[tuple[re.Pattern[str], Callable[..., str]], ...] = (
    (re.compile(r"^ALTX?(\d{3})B(\d{3})$"), lambda a, b: span(int(a), int(b) - 1)),
    (re.compile(r"^ALTX?(\d{3})UM$"), lambda a: f"Y_GE{int(a)}"),
    (re.compile(r"^ALTX?(\d{3})$"), lambda a: f"Y{int(a)}"),
)


def span(first: int, last: int) -> str:
    """Return the code of ages first to last, both included: `Y0T2`, or `Y5` for one year."""
    return f"Y{first}" if first == last else f"Y{first}T{last}"


def plain(label: str) -> str:
    """Return a label as it is compared: one space between words, no case, no "dar.:"."""
    words = " ".join(label.split())
    return re.sub(
        r"^(dar\.|darunter|davon|nachrichtl\.|nachrichtlich)\s*:\s*", "", words
    ).casefold()


def slug(label: str) -> str:
    """Return a label in lower-case letters, digits and underscores."""
    text = plain(label)
    for found, instead in (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss"), ("%", "pct")):
        text = text.replace(found, instead)
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "_", ascii_text).strip("_")


def is_total(label: str) -> bool:
    """Whether the label says "all of them"."""
    return plain(label) in _TOTALS


def age_code(label: str) -> str | None:
    """Return the code of an age label, `_T` for a total, None when it is no age."""
    text = plain(label)
    if text in _TOTALS:
        return TOTAL
    for pattern, code in _AGES:
        if found := pattern.match(text):
            return code(*found.groups())
    return None


def sex_code(label: str) -> str | None:
    """Return M, F, D or `_T`; None when it is no sex."""
    return TOTAL if is_total(label) else _SEXES.get(plain(label))


def nationality_code(label: str) -> str | None:
    """Return national, foreign or `_T`; None when it is neither."""
    return TOTAL if is_total(label) else _NATIONALITIES.get(plain(label))


def dimension_of(label: str) -> tuple[str, str] | None:
    """Return breakdown and code of a label that names a sex, an age or a nationality.

    A total belongs to no breakdown in particular and gives None, like every other label.
    """
    for name, read in ((SEX, sex_code), (NATIONALITY, nationality_code), (AGE, age_code)):
        code = read(label)
        if code is not None and code != TOTAL:
            return name, code
    return None


def flat_code(dimension: str, code: str, label: str) -> str:
    """Return our code for an attribute of a flat file; the label decides, then the code.

    Zensus 2022 uses `ALT060B069` for 60 to 69, GENESIS `ALT003B006` for 3 to under 6: only the
    label tells them apart.
    """
    if not code:
        return TOTAL
    if dimension == SEX:
        return {"GESM": "M", "GESW": "F", "GESD": "D"}.get(code) or sex_code(label) or code
    if dimension == NATIONALITY:
        known = {"NATD": "national", "NATA": "foreign"}
        return known.get(code) or nationality_code(label) or code
    if dimension == AGE:
        return age_code(label) or _age_of_code(code) or code
    return code


def _age_of_code(code: str) -> str | None:
    for pattern, read in _AGE_CODES:
        if found := pattern.match(code):
            return read(*found.groups())
    return None
