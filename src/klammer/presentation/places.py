# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Names of areas inside German sentences: im Wartburgkreis, in Erfurt, für den Ilm-Kreis."""

import re

_CITY = re.compile(r",.*[Ss]tadt")  # "Erfurt, Stadt", "Hamburg, Freie und Hansestadt"
_NEUTER_COUNTIES = ("Land", "Eichsfeld", "Vogtland", "Emsland", "Oberland", "Havelland", "Wendland")
_STATES_WITH_KREIS = ("01", "05")  # there a Landkreis is called Kreis


def short_name(name: str) -> str:
    """Return the name without the official addition: "Erfurt, Stadt" → "Erfurt"."""
    return re.sub(r",\s*.*$", "", name).strip()


def is_city(name: str) -> bool:
    """Whether the official name says that the area is a town or city."""
    return bool(_CITY.search(name))


def title_of(name: str, *, level: str, key: str = "", kind: str = "") -> str:
    """Return the name as it stands alone: Landkreis Gotha, Wartburgkreis, Erfurt, Gotha.

    kind  what the register calls it; "Kreisfreie Stadt" settles what the name leaves open
    """
    plain = short_name(name)
    if (
        level != "county"
        or is_city(name)
        or kind == "Kreisfreie Stadt"
        or _names_its_kind(plain)
        or _is_neuter(plain)
    ):
        return plain
    return f"{'Kreis' if key[:2] in _STATES_WITH_KREIS else 'Landkreis'} {plain}"


def within(name: str, *, level: str, key: str = "", kind: str = "") -> str:
    """Return the name after "in": im Wartburgkreis, in Erfurt, im Landkreis Gotha."""
    title = title_of(name, level=level, key=key, kind=kind)
    article = _article(title, level)
    return {"m": f"im {title}", "n": f"im {title}", "f": f"in der {title}"}.get(
        article, f"in {title}"
    )


def concerning(name: str, *, level: str, key: str = "", kind: str = "") -> str:
    """Return the name after "für": den Wartburgkreis, Erfurt."""
    title = title_of(name, level=level, key=key, kind=kind)
    article = {"m": "den ", "n": "das ", "f": "die "}.get(_article(title, level), "")
    return f"{article}{title}"


def _names_its_kind(plain: str) -> bool:
    return plain.lower().endswith("kreis") or plain.startswith(
        ("Landkreis ", "Kreis ", "Region ", "Regionalverband ", "Städteregion ", "StädteRegion ")
    )


def _is_neuter(plain: str) -> bool:
    return plain.rsplit(" ", maxsplit=1)[-1] in _NEUTER_COUNTIES or plain == "Eichsfeld"


def _article(title: str, level: str) -> str:
    if level == "state":
        return "n" if title == "Saarland" else ""
    if level != "county":
        return ""
    if title.startswith(("Region ", "Städteregion ", "StädteRegion ")):
        return "f"
    if title.lower().endswith("kreis") or title.startswith(
        ("Landkreis ", "Kreis ", "Regionalverb")
    ):
        return "m"
    return "n" if _is_neuter(title) else ""
