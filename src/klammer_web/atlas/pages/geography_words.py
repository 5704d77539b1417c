# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What was found about the areas of a geography, as German sentences."""

from collections.abc import Sequence
from dataclasses import dataclass

from klammer.presentation import formats
from klammer.territory.geographies import Geography
from klammer.territory.geographies.mending import Finding

_MOST = 6
_WORDS = {
    "no_name": "{areas}: Der Name fehlt. Wählen Sie unten die Spalte, in der er steht, oder "
    "ergänzen Sie ihn in der Datei.",
    "code_twice": "Unter demselben Schlüssel stehen verschiedene Namen: {areas}. Wählen Sie unten "
    "eine andere Spalte als Schlüssel, oder berichtigen Sie die Datei.",
    "name_twice": "Zwei Gebiete heißen gleich: {areas}. Zahlen lassen sich ihnen dann nur über den "
    "Schlüssel zuordnen.",
    "no_polygon": "{areas}: Das ist ein Punkt oder eine Linie, keine Fläche. Laden Sie die Ebene "
    "mit den Flächen.",
    "unfinished": "{areas}: Eine Fläche braucht mindestens drei Ecken.",
    "line_crosses": "{areas}: Die Linie kreuzt sich selbst. Verschieben oder entfernen Sie eine "
    "der Ecken an der gezeigten Stelle.",
    "overlaps_much": "{areas} überschneiden sich um {share} der kleineren Fläche. Wem das Stück "
    "gehört, entscheiden Sie auf der Karte oder in der Datei.",
    "outside_much": "{areas} liegt zum größeren Teil ({share}) außerhalb. Prüfen Sie, ob Kreis "
    "oder Gemeinde oben stimmen.",
    "crosses_itself": "{areas}: Die Grenze kreuzte sich selbst und ist geordnet; die Fläche "
    "änderte sich um {share}.",
    "empty": "{areas}: Die Fläche ist leer. Das Gebiet bleibt, auf der Karte fehlt es.",
    "joined": "{areas}: {number} Zeilen mit demselben Schlüssel sind zu einem Gebiet vereinigt.",
    "overlaps": "{areas} überschnitten sich um {share}; das Stück gehört jetzt zum ersten.",
    "simplified": "Die Grenzen hatten {number} Punkte und sind auf zehn Meter genau vereinfacht.",
    "some_outlines": "Ohne Grenze: {areas}. Eine Karte gibt es erst, wenn alle Gebiete eine haben; "
    "die Zahlen stehen bis dahin in der Tabelle.",
    "no_outlines": "Die Datei enthält keine Grenzen. Die Zahlen erscheinen als Tabelle, nicht als "
    "Karte; Grenzen lassen sich später nachreichen.",
    "several_parts": "Aus mehreren getrennten Teilen: {areas}. Das darf sein.",
    "outside": "{areas} ragt um {share} über die Grenze hinaus. Bei vereinfachten Grenzen ist das "
    "üblich.",
    "gap": "{share} der Fläche gehören zu keinem Gebiet. Ist das gewollt, ist nichts zu tun.",
}
_NOTES = {
    "crs_assumed": "Die Datei nennt kein Koordinatensystem; aus den Zahlen folgt es eindeutig. "
    "Sehen Sie auf der Karte nach, ob alles am richtigen Ort liegt.",
}


@dataclass(frozen=True)
class Said:
    """Sentences by weight: what stops, what was mended, what is good to know."""

    stops: tuple[str, ...]
    mended: tuple[str, ...]
    notes: tuple[str, ...]


def findings_in_words(
    findings: Sequence[Finding], *, geography: Geography, notes: Sequence[str] = ()
) -> Said:
    """Return what there is to say; one sentence for each kind where many areas share it."""
    names = {one.code: one.name or one.code for one in geography.parts}
    sentences: dict[str, list[str]] = {"stops": [], "mended": [], "note": []}
    counts: dict[str, int] = {}
    for one in findings:
        counts[one.code] = counts.get(one.code, 0) + 1
        if counts[one.code] <= _MOST:
            sentences[one.severity].append(_sentence(one, names))
    for code, number in counts.items():
        if number > _MOST:
            severity = next(one.severity for one in findings if one.code == code)
            sentences[severity].append(f"Ebenso bei {number - _MOST} weiteren.")
    assumed = [_NOTES[code] for code in notes if code in _NOTES]
    return Said(
        tuple(sentences["stops"]), tuple(sentences["mended"]), (*assumed, *sentences["note"])
    )


def _sentence(one: Finding, names: dict[str, str]) -> str:
    listed = [f"„{names.get(code, code)}“" for code in one.areas[:_MOST]]
    more = len(one.areas) - len(listed)
    said = " und ".join(listed) if len(listed) == 2 and not more else ", ".join(listed)
    said += f" und {more} weitere" if more > 0 else ""
    share = f"{formats.number(100 * one.share, decimals=1)} %"
    return _WORDS[one.code].format(
        areas=said, share=share, number=formats.number(one.share, decimals=0)
    )
