# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What may be said of segregation, inequality, types and slopes: no more than was tested."""

from collections.abc import Mapping

from klammer.patterns.chance import BeyondChance
from klammer.patterns.decomposition import Parts
from klammer.patterns.dispersion import Change
from klammer.patterns.slope import Slope
from klammer.patterns.typology import Typology
from klammer.presentation import formats

_HALF_APART, _WEAK = 0.5, 0.25
_ONE_DIRECTION = 0.8
NOTHING = {
    "too_few": "Weniger als zwei Gebiete haben Werte.",
    "nobody": "Niemand oder jede Person gehört zur Gruppe; es gibt nichts zu verteilen.",
    "not_positive": "Negative Werte oder eine Summe von 0 lassen sich nicht in Anteile zerlegen.",
}
_INDEXES = {
    "gini": "Gini-Koeffizient",
    "theil": "Theil-Index",
    "hoover": "Hoover-Index",
    "variation": "Variationskoeffizient",
}


def apart(found: BeyondChance, *, group: str, areas: str) -> str:
    """Say how far a group lives apart, by the index of dissimilarity.

    group  in the nominative plural, with article: "die Kinder in Armut"
    areas  in the dative plural: "Stadtteilen"
    """
    if found.value is None or found.observed is None or found.expected is None:
        return NOTHING[found.reason]
    if not found.is_distinct:
        return (
            f"Dass {group} sich anders auf die {formats.number(found.areas)} Gebiete verteilen als "
            "alle übrigen Menschen, ist nicht belegt: So ungleich (Index "
            f"{formats.number(found.observed, decimals=2)}) sieht es in kleinen {areas} auch durch "
            f"Zufall aus (zu erwarten {formats.number(found.expected, decimals=2)})."
        )
    share = formats.with_unit(100 * found.value, unit="%")
    span = formats.interval(100 * (found.low or 0), 100 * (found.high or 0), unit="%")
    return (
        f"Damit {group} überall den gleichen Anteil hätten, müssten {share} von ihnen in einem "
        f"anderen Gebiet wohnen (Spannweite {span}; der Anteil des Zufalls ist abgezogen)."
    )


def unequal(found: BeyondChance, *, index: str) -> str:
    """Say how unequal areas are by one index, without the part that chance makes.

    index  gini, theil, hoover, variation
    """
    if found.value is None or found.observed is None:
        return NOTHING[found.reason]
    name = _INDEXES[index]
    number = formats.number(found.value, decimals=3)
    if not found.is_distinct:
        observed = formats.number(found.observed, decimals=3)
        return f"Unterschiede dieser Größe ({name} {observed}) entstünden auch durch Zufall."
    span = formats.interval(found.low, found.high, decimals=3)
    return (
        f"{name} {number} (Spannweite {span}), ohne den Anteil des Zufalls; 0 hieße überall gleich."
    )


def moved(change: Change | None, *, first: str, last: str, what: str = "Der Abstand") -> str:
    """Say whether a gap closed between two periods; that it did only where a test shows it.

    what  the subject, singular and masculine: "Der Abstand"
    """
    years = f"Von {formats.period(first)} bis {formats.period(last)}"
    if change is None:
        return f"{years} lässt sich nicht prüfen, ob sich etwas verändert hat."
    if change.direction == 0:
        return f"{years} ist keine Veränderung belegt, die über den Zufall hinausgeht."
    word = "kleiner" if change.direction < 0 else "größer"
    return (
        f"{what} ist {years[0].lower()}{years[1:]} {word} geworden; das ist mehr als Zufall "
        f"(95{formats.NBSP}% Sicherheit)."
    )


def split(found: Parts, *, larger: str) -> str:
    """Say how much of the inequality lies between larger areas.

    larger  in the dative plural: "Ländern"
    """
    between = found.share_between
    if between is None:
        return NOTHING.get(found.reason, "Alle Gebiete haben denselben Wert.")
    share = formats.with_unit(100 * between, unit="%")
    rest = formats.with_unit(100 - round(100 * between), unit="%")
    return f"Von der Ungleichheit liegen {share} zwischen den {larger}, {rest} innerhalb."


def types_found(found: Typology) -> str:
    """Say how many types there are, how many are stable, how clearly they part."""
    count, stable = len(found.types), sum(one.is_stable for one in found.types)
    tested = any(one.stability is not None for one in found.types)
    parted = (
        "klar getrennt"
        if found.silhouette >= _HALF_APART
        else "kaum getrennt"
        if found.silhouette < _WEAK
        else "mäßig getrennt"
    )
    said = [f"{formats.number(count)} Typen, {parted} (Silhouette {_two(found.silhouette)})."]
    if tested:
        which = "alle" if stable == count else "keiner" if not stable else f"{stable} von {count}"
        verb = "kehren" if stable > 1 else "kehrt"
        said.append(f"Bei wiederholter Auswahl der Gebiete {verb} {which} wieder.")
    if found.proposed != count:
        best = _two(found.silhouettes[found.proposed])
        said.append(f"Besser getrennt wären {formats.number(found.proposed)} Typen ({best}).")
    if found.first_component > _ONE_DIRECTION:
        share = formats.with_unit(100 * found.first_component, unit="%")
        said.append(
            f"Die Merkmale sagen fast dasselbe ({share} in einer Richtung): Eine Reihenfolge der "
            "Gebiete sagte ebenso viel wie Typen."
        )
    return " ".join(said)


def belongs(found: Typology, names: Mapping[int, str], *, area: str, name: str) -> str:
    """Say to which type an area belongs, and whether it lies between two."""
    member = found.members.get(area)
    if member is None:
        return f"{name} gehört zu keinem Typ: Mindestens ein Merkmal fehlt."
    said = f"{name} gehört zu Typ {member.number} ({names[member.number]})"
    if member.silhouette < 0:
        return f"{said}, passte aber ebenso gut zu Typ {member.next} ({names[member.next]})."
    if member.silhouette < _WEAK:
        return f"{said}, liegt aber nahe an Typ {member.next} ({names[member.next]})."
    return f"{said}."


def slope_said(found: Slope, *, unit: str = "", decimals: int = 1) -> str:
    """Say how far the best placed lie from the worst placed."""
    ends = (
        f"von {formats.with_unit(found.first, decimals=decimals, unit=unit)} am belasteten bis "
        f"{formats.with_unit(found.last, decimals=decimals, unit=unit)} am begünstigten Ende"
    )
    span = formats.interval(found.sii_low, found.sii_high, decimals=decimals)
    if found.direction == 0:
        return (
            f"Ein Gefälle zwischen belasteten und begünstigten Gebieten ist nicht belegt ({ends}; "
            f"Unterschied {span})."
        )
    fact = "sinkt" if found.direction < 0 else "steigt"
    apart_by = formats.signed(found.sii, decimals=decimals)
    return f"Der Wert {fact} {ends} (Unterschied {apart_by}, {span})."


def _two(value: float) -> str:
    return formats.number(value, decimals=2)
