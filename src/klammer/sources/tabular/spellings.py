# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""How clerks write sexes, ages and nationalities: "w", "18+", "nicht dt.", beside the offices' own.

What this does not know is asked, never guessed.
"""

import re

from klammer.base.cells import TOTAL
from klammer.sources.labels import age_code, dimension_of, nationality_code, sex_code

_SEXES = {
    "M": "m|mann|männer|männl|männl.|maennlich|jungen|junge|knaben|herren",
    "F": "w|f|frau|frauen|weibl|weibl.|mädchen|damen",
    "D": "d|div|div.|divers|x",
    TOTAL: "i|ges|ges.|gesamt|beide|beide geschlechter|alle geschlechter|zusammen|insg.",
}
_NATIONALITIES = {
    "national": "dt|dt.|deutsch|deutsche|deutsche staatsangehörigkeit|deutsche und deutscher|d",
    "foreign": "nichtdeutsch|nicht deutsch|nicht-deutsch|nichtdeutsche|nicht dt.|nichtdt.|ausl"
    "|ausl.|ausländisch|ausländer/in|ausländerinnen und ausländer|ausländische staatsangehörigkeit"
    "|nichtdeutsche staatsangehörigkeit|a",
    TOTAL: "alle staatsangehörigkeiten|ges.|insg.",
}
_READ = {
    name: {word: code for code, words in known.items() for word in words.split("|")}
    for name, known in (("sex", _SEXES), ("nationality", _NATIONALITIES))
}
_OFFICIAL = {"sex": sex_code, "age": age_code, "nationality": nationality_code}
_AGE_WORDS = (
    (re.compile(r"[\s-]*\b(?:jährigen?|jähr\.|j\.|jahren|j)(?=\s|$)"), " jahre"),
    (re.compile(r"^(\d+)\s*\+(?:\s*jahre)?$"), r"\1 jahre und mehr"),
    (re.compile(r"^(?:>=|≥|ab)\s*(\d+)(?:\s*jahren?)?$"), r"\1 jahre und mehr"),
    (re.compile(r"^(?:<|unter|u)\s*(\d+)(?:\s*jahren?)?$"), r"unter \1 jahre"),
    (re.compile(r"\bu\.\s?(?:ä\.|älter)"), "und mehr"),
    (re.compile(r"^(\d+)\s*(?:-|–|bis)\s*(?:<|u\.|unter)\s*(\d+)"), r"\1 bis unter \2"),
    (re.compile(r"^(\d+)\s*(?:-|–|bis)\s*(\d+)$"), r"\1 bis \2 jahre"),
    (re.compile(r"^(\d+)$"), r"\1 jahre"),
)


def standard_code(name: str, label: str) -> str:
    """Return the SDMX code of a label of sex, age or nationality; "" when it has none."""
    official = _OFFICIAL.get(name)
    if official is None:
        return ""
    text = " ".join(label.split()).casefold()
    if short := _READ.get(name, {}).get(text):
        return short
    if name != "age":
        return official(label) or ""
    return official(label) or official(f"{label} Jahre") or official(_age_in_full(text)) or ""


def dimension_in_header(part: str) -> tuple[str, str] | None:
    """Return breakdown and code of one part of a header; short forms count only where whole."""
    found = dimension_of(part)
    if found:
        return found
    if len(part) > 2:  # "m" and "w" over a column may mean anything
        for name in ("sex", "nationality"):
            code = _READ[name].get(" ".join(part.split()).casefold())
            if code and code != TOTAL:
                return name, code
    code = _age_of_header(part)
    return ("age", code) if code else None


def _age_of_header(part: str) -> str:
    """Ages in headers say that they are ages: "0-2 Jahre", "U3", "Ü65", "18+"."""
    text = " ".join(part.split()).casefold()
    if re.fullmatch(r"u\s?\d{1,2}", text):
        text = f"unter {text[1:].strip()}"
    elif re.fullmatch(r"ü\s?\d{1,2}", text):
        text = f"{int(text[1:]) + 1} +"
    elif not re.search(r"j\.|jahr|jähr|^\d+\s*\+$|^(?:<|≥|>=)\s*\d+$", text):
        return ""
    code = age_code(_age_in_full(text)) or ""
    return "" if code == TOTAL else code


def _age_in_full(text: str) -> str:
    for pattern, instead in _AGE_WORDS:
        text = pattern.sub(instead, text)
    if re.fullmatch(r"\d+ bis unter \d+", text):
        text = f"{text} jahre"
    return text
