# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Names of areas inside German sentences: im Wartburgkreis, in Erfurt, für den Ilm-Kreis."""

import re

_CITY = re.compile(r",.*[Ss]tadt")  # "Erfurt, Stadt", "Hamburg, Freie und Hansestadt"
_NEUTER_COUNTIES = ("Land", "Eichsfeld", "Vogtland", "Emsland", "Oberland", "Havelland", "Wendland")
# What the register calls an association → its noun, its article, and the noun after "in der".
_ASSOCIATIONS = {
    "Verwaltungsgemeinschaft": ("Verwaltungsgemeinschaft", "f", "Verwaltungsgemeinschaft"),
    "VG Trägermodell": ("Verwaltungsgemeinschaft", "f", "Verwaltungsgemeinschaft"),
    "Erfüllende Gemeinde": ("Erfüllende Gemeinde", "f", "erfüllenden Gemeinde"),
    "Samtgemeinde": ("Samtgemeinde", "f", "Samtgemeinde"),
    "Verbandsgemeinde": ("Verbandsgemeinde", "f", "Verbandsgemeinde"),
    "Kirchspielslandgemeinde": ("Kirchspielslandgemeinde", "f", "Kirchspielslandgemeinde"),
    "Verwaltungsverband": ("Verwaltungsverband", "m", "Verwaltungsverband"),
    "Amt": ("Amt", "n", "Amt"),
}
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
    if level == "association" and kind in _ASSOCIATIONS:
        return plain if _names_an_association(plain) else f"{_ASSOCIATIONS[kind][0]} {plain}"
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
    article = _article(title, level, kind)
    bent = _bent(title, kind)
    return {"m": f"im {bent}", "n": f"im {bent}", "f": f"in der {bent}"}.get(article, f"in {bent}")


def concerning(name: str, *, level: str, key: str = "", kind: str = "") -> str:
    """Return the name after "für": den Wartburgkreis, Erfurt."""
    title = title_of(name, level=level, key=key, kind=kind)
    article = {"m": "den ", "n": "das ", "f": "die "}.get(_article(title, level, kind), "")
    return f"{article}{_small(title) if article else title}"


def facing(name: str, *, level: str, key: str = "", kind: str = "") -> str:
    """Return the name after "gegenüber": dem Wartburgkreis, Erfurt."""
    title = title_of(name, level=level, key=key, kind=kind)
    article = {"m": "dem ", "n": "dem ", "f": "der "}.get(_article(title, level, kind), "")
    return f"{article}{_bent(title, kind)}"


def _names_an_association(plain: str) -> bool:
    return plain.startswith(("VG ", "VGem ", *(noun for noun, _, _ in _ASSOCIATIONS.values())))


def _bent(title: str, kind: str) -> str:
    """Return a title in the dative: only "Erfüllende Gemeinde" changes."""
    noun, _, bent = _ASSOCIATIONS.get(kind, ("", "", ""))
    return title.replace(noun, bent, 1) if noun and title.startswith(noun) else title


def _small(title: str) -> str:
    return title.replace("Erfüllende ", "erfüllende ", 1)


def _names_its_kind(plain: str) -> bool:
    return plain.lower().endswith("kreis") or plain.startswith(
        ("Landkreis ", "Kreis ", "Region ", "Regionalverband ", "Städteregion ", "StädteRegion ")
    )


def _is_neuter(plain: str) -> bool:
    return plain.rsplit(" ", maxsplit=1)[-1] in _NEUTER_COUNTIES or plain == "Eichsfeld"


def _article(title: str, level: str, kind: str = "") -> str:
    if level == "association":
        noun, article, _ = _ASSOCIATIONS.get(kind, ("", "", ""))
        return article if noun and title.startswith(noun) else ""
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
